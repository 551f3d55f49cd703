/**
 * Candidates: the pairs that are compared at all. Every record gets many coarse keys (sound of a name,
 * year, rare words, and all pairs of such keys); records that share a key in a block that is not too
 * big are candidates. Blocks are hash chains in typed arrays.
 */
import { swapped } from '../dates.ts'
import { nameGroups } from '../nicknames.ts'
import { soundOf } from '../sounds.ts'
import type { Column } from './columns.ts'

/** Records `0..left` are the first file; with one file `left` is their number. */
export interface Extent {
  records: number
  left: number
  /** One file linked with itself. */
  isSelf: boolean
}

/** Pairs that there are. */
export function pairsIn({ records, left, isSelf }: Extent): number {
  return isSelf ? (records * (records - 1)) / 2 : left * (records - left)
}

/** Keys of one kind: of each record, 0 for none. `of` is the column they come from. */
interface Keys {
  of: number
  keys: Int32Array
  /** Too coarse to stand alone or with another coarse one. */
  coarse: boolean
}

function hashText(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return spread(h)
}

function spread(hash: number): number {
  let h = hash
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  h ^= h >>> 16
  return h === 0 ? 1 : h
}

const joined = (a: number, b: number) => spread(Math.imul(a, 31) ^ (b + 0x7f4a7c15))

function keysOf(column: Column, of: number, coarse: boolean, key: (value: string) => string): Keys {
  const byValue = Int32Array.from(column.values, (value) => {
    const text = value === '' ? '' : key(value)
    return text === '' ? 0 : hashText(text)
  })
  return { of, coarse, keys: Int32Array.from(column.ids, (id) => byValue[id]!) }
}

const firstWord = (name: string) => name.split(' ')[0]!

function givenKey(name: string): string {
  const word = firstWord(name)
  const [group] = nameGroups(word)
  return group === undefined ? soundOf(word) || word : `#${group}`
}

const yearOf = (date: string) => (date.length === 8 ? date.slice(0, 4) : '')
const dayOf = (date: string) =>
  date.length === 8 && !date.endsWith('00') ? [date.slice(4, 6), date.slice(6)].sort().join('') : ''

function textKeys(column: Column, of: number): Keys[] {
  const text = column.text!
  const rank = (value: number, at: number) => {
    const words = [...text.wordsOf[value]!].sort(
      (a, b) => text.frequency[a]! - text.frequency[b]! || a - b,
    )
    return words[at]
  }
  const nth = (at: number): Keys => {
    const byValue = column.values.map((_, value) => {
      const word = rank(value, at)
      return word === undefined ? 0 : hashText(soundOf(text.words[word]!) || text.words[word]!)
    })
    return { of, coarse: false, keys: Int32Array.from(column.ids, (id) => byValue[id]!) }
  }
  return [nth(0), nth(1), keysOf(column, of, false, (value) => value.slice(0, 5))]
}

function columnKeys(column: Column, of: number): Keys[] {
  const make = (coarse: boolean, key: (value: string) => string) => keysOf(column, of, coarse, key)
  switch (column.kind) {
    case 'given':
      return [make(false, givenKey), make(true, (name) => name.slice(0, 2))]
    case 'family':
      return [
        make(false, (name) => soundOf(name) || name),
        make(false, (name) => name.slice(0, 3)),
        make(false, (name) => name.slice(-4)),
      ]
    case 'date':
      return [make(false, (date) => date), make(true, yearOf), make(false, dayOf)]
    case 'code':
      return [
        make(false, (code) => code),
        make(true, (code) => code.slice(0, Math.max(2, code.length >> 1))),
        make(true, (code) => (code.length >= 4 ? code.slice(code.length >> 1) : '')),
      ]
    case 'number':
      return [make(true, (value) => value)]
    case 'category':
      return [make(true, (value) => value)]
    case 'text':
      return textKeys(column, of)
  }
}

/** One way of finding candidates: the keys of each record, several per record for words. */
export interface Pass {
  /** Columns whose agreement the pass presupposes. */
  columns: readonly number[]
  /** Does every pair of it agree in full on these columns? */
  isExact: boolean
  /** Entry `e` says that record `record[e]` has key `key[e]`; entries of a record stand together. */
  record: Int32Array
  key: Int32Array
  /** First entry of each record, and one past the last. */
  first: Int32Array
}

function passOf(columns: readonly number[], isExact: boolean, keys: Int32Array): Pass {
  const n = keys.length
  const first = Int32Array.from({ length: n + 1 }, (_, i) => i)
  return { columns, isExact, key: keys, record: first.subarray(0, n), first }
}

function pairKeys(a: Int32Array, b: Int32Array): Int32Array {
  const keys = new Int32Array(a.length)
  for (let i = 0; i < a.length; i += 1) {
    keys[i] = a[i] === 0 || b[i] === 0 ? 0 : joined(a[i]!, b[i]!)
  }
  return keys
}

/** Given and family name in either order. */
function eitherOrder(given: Column, family: Column): Int32Array {
  const sound = (column: Column) =>
    Int32Array.from(column.values, (value) =>
      value === '' ? 0 : hashText(soundOf(value) || value),
    )
  const a = sound(given)
  const b = sound(family)
  return Int32Array.from(given.ids, (id, i) => {
    const x = a[id]!
    const y = b[family.ids[i]!]!
    return x === 0 || y === 0 ? 0 : joined(Math.min(x, y), Math.max(x, y))
  })
}

/** Words of a text that occur in few records, each a key of its own, also where they are written apart. */
function wordPass(column: Column, of: number, most: number): Pass {
  const held = column.values.map((_, value) => column.text!.heldBy(value))
  const frequency = new Int32Array(column.text!.words.length)
  for (const [value, words] of held.entries()) {
    for (const word of words) frequency[word]! += column.counts[value]!
  }
  const record: number[] = []
  const key: number[] = []
  const first = new Int32Array(column.ids.length + 1)
  for (let i = 0; i < column.ids.length; i += 1) {
    first[i] = record.length
    for (const word of held[column.ids[i]!]!) {
      const seen = frequency[word]!
      if (seen < 2 || seen > most) continue
      record.push(i)
      key.push(spread(word + 1))
    }
  }
  first[column.ids.length] = record.length
  return {
    columns: [of],
    isExact: false,
    record: Int32Array.from(record),
    key: Int32Array.from(key),
    first,
  }
}

function swappedDates(column: Column): Int32Array {
  const byValue = Int32Array.from(column.values, (date) => {
    if (date.length !== 8) return 0
    const other = swapped(date)
    return hashText(date < other ? date : other)
  })
  return Int32Array.from(column.ids, (id) => byValue[id]!)
}

/** Beyond so many records only the finer passes are kept: each costs eight bytes per record. */
const MANY_RECORDS = 200_000
const PASSES_OF_MANY = 40

/** All passes over these columns. */
export function passesOf(columns: readonly Column[]): Pass[] {
  const keys = columns.flatMap(columnKeys)
  const passes: Pass[] = []
  for (const one of keys) if (!one.coarse) passes.push(passOf([one.of], false, one.keys))
  for (const [at, a] of keys.entries()) {
    for (const b of keys.slice(at + 1)) {
      if (a.of === b.of || (a.coarse && b.coarse && keys.length > 12)) continue
      passes.push(passOf([a.of, b.of], false, pairKeys(a.keys, b.keys)))
    }
  }
  const given = columns.findIndex(({ kind }) => kind === 'given')
  const family = columns.findIndex(({ kind }) => kind === 'family')
  if (given !== -1 && family !== -1) {
    const either = eitherOrder(columns[given]!, columns[family]!)
    passes.push(passOf([given, family], false, either))
  }
  for (const [of, column] of columns.entries()) {
    if (column.kind === 'date') passes.push(passOf([of], false, swappedDates(column)))
    const most = Math.max(30, Math.min(200, column.ids.length / 100))
    if (column.text) passes.push(wordPass(column, of, most))
  }
  return passes
}

/** One pass per column: whoever has the same value. */
export function exactPasses(columns: readonly Column[]): Pass[] {
  return columns.map((column, of) =>
    passOf([of], true, keysOf(column, of, false, (value) => value).keys),
  )
}

/** The chains of one pass, in which later records meet earlier ones. */
export class Chains {
  readonly pass: Pass
  readonly #head: Int32Array
  readonly #next: Int32Array
  readonly #mask: number
  readonly #size: Int32Array
  /** Blocks with more records than this are left out. */
  cap = Infinity
  /** Pairs within the blocks up to the cap. */
  pairs = 0

  constructor(pass: Pass, extent: Extent) {
    this.pass = pass
    let slots = 16
    while (slots < pass.key.length * 1.5) slots *= 2
    this.#mask = slots - 1
    this.#head = new Int32Array(slots).fill(-1)
    this.#next = new Int32Array(pass.key.length).fill(-1)
    this.#size = new Int32Array(slots)
    for (let e = pass.key.length - 1; e >= 0; e -= 1) {
      if (pass.key[e] === 0) continue
      const slot = pass.key[e]! & this.#mask
      this.#size[slot]! += 1
      if (!extent.isSelf && pass.record[e]! < extent.left) continue
      this.#next[e] = this.#head[slot]!
      this.#head[slot] = e
    }
  }

  /** Sets the highest cap whose blocks hold at most so many pairs. */
  limit(budget: number): void {
    for (const cap of [20_000, 8_000, 3_000, 1_000, 400, 150, 60, 25, 10]) {
      let pairs = 0
      for (const size of this.#size) if (size <= cap) pairs += (size * size) / 2
      this.cap = cap
      this.pairs = pairs
      if (pairs <= budget) return
    }
  }

  /** Records that share a key with record `i`: with one file the earlier ones, else those of the second. */
  visit(i: number, isSelf: boolean, found: (j: number) => void): void {
    const { pass } = this
    for (let e = pass.first[i]!; e < pass.first[i + 1]!; e += 1) {
      const key = pass.key[e]!
      const slot = key & this.#mask
      if (key === 0 || this.#size[slot]! > this.cap) continue
      for (let x = this.#head[slot]!; x !== -1; x = this.#next[x]!) {
        const j = pass.record[x]!
        if (isSelf && j >= i) break
        if (pass.key[x] === key) found(j)
      }
    }
  }
}

/** Neighbours in an order: position of each record, and the order itself. */
interface Order {
  order: Int32Array
  position: Int32Array
}

function orderBy(columns: readonly Column[], n: number, form: (text: string) => string): Order {
  const keys = Array.from({ length: n }, (_, i) =>
    form(columns.map(({ values, ids }) => values[ids[i]!]!).join(' ')),
  )
  const order = Int32Array.from({ length: n }, (_, i) => i).sort((a, b) =>
    keys[a]! < keys[b]! ? -1 : keys[a]! > keys[b]! ? 1 : a - b,
  )
  const position = new Int32Array(n)
  for (let at = 0; at < n; at += 1) position[order[at]!] = at
  return { order, position }
}

function backwards(text: string): string {
  let out = ''
  for (let i = text.length - 1; i >= 0; i -= 1) out += text[i]!
  return out
}

const WINDOW = 6
/** Sorting text costs memory: with more records than this the keys must do. */
const SORTED_MAX = 300_000

/** Calls with every candidate of each record of the first file, each pair once. */
export class Candidates {
  readonly #chains: Chains[]
  readonly #orders: Order[] = []
  readonly #extent: Extent
  readonly #seen: Int32Array

  constructor(columns: readonly Column[], extent: Extent) {
    const budget = Math.max(30_000, 5 * extent.records)
    let chains = passesOf(columns).map((pass) => new Chains(pass, extent))
    for (const chain of chains) chain.limit(budget)
    if (extent.records > MANY_RECORDS) {
      chains = chains
        .toSorted((a, b) => b.cap - a.cap || a.pairs - b.pairs)
        .slice(0, PASSES_OF_MANY)
    }
    this.#chains = chains
    this.#extent = extent
    this.#seen = new Int32Array(extent.records).fill(-1)
    if (extent.records <= SORTED_MAX) this.#sort(columns, extent.records)
  }

  #sort(columns: readonly Column[], n: number): void {
    const texts = columns.filter(({ kind }) => kind !== 'category' && kind !== 'number')
    for (const [at, column] of texts.entries()) {
      const rest = [column, ...texts.slice(at + 1), ...texts.slice(0, at)].slice(0, 3)
      this.#orders.push(orderBy(rest, n, (text) => text))
      this.#orders.push(orderBy(rest.slice(0, 1), n, backwards))
    }
  }

  /** Candidates of record `i`, each once. */
  of(i: number, found: (j: number) => void): void {
    const { isSelf, left } = this.#extent
    const seen = this.#seen
    const once = (j: number) => {
      if (seen[j] === i) return
      seen[j] = i
      found(j)
    }
    for (const chain of this.#chains) chain.visit(i, isSelf, once)
    for (const { order, position } of this.#orders) {
      const from = Math.max(0, position[i]! - WINDOW)
      const to = Math.min(order.length - 1, position[i]! + WINDOW)
      for (let at = from; at <= to; at += 1) {
        const j = order[at]!
        if (isSelf ? j < i : j >= left) once(j)
      }
    }
  }
}
