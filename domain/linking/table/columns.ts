/**
 * The columns of a table of unknown origin, made comparable: each distinct value is prepared once,
 * each kind of value has its own grades of agreement. Level 0 means that a value is missing.
 */
import { dateDigits, dateLevel, dateOrder } from '../dates.ts'
import { latin } from '../latin.ts'
import { nameLevel } from '../name-levels.ts'
import { edits } from '../similarity.ts'
import { writtenOut } from './abbreviations.ts'
import { TextValues } from './text-values.ts'

/** Keys of `--map`; anything else is `other:NAME`. */
export const COLUMN_KEYS = [
  'given',
  'family',
  'birth',
  'sex',
  'nationality',
  'identifier',
  'street',
  'number',
  'city',
  'postcode',
  'region',
] as const
export type ColumnKey = (typeof COLUMN_KEYS)[number] | `other:${string}`

export type ColumnKind = 'given' | 'family' | 'date' | 'code' | 'number' | 'category' | 'text'

/** One more than the highest level of any kind. */
export const LEVELS = 8
export const MISSING = 0

export interface Column {
  key: ColumnKey
  kind: ColumnKind
  /** Value number of each record; 0 where it is missing. */
  ids: Int32Array
  /** Distinct values in comparable form, by value number. */
  values: readonly string[]
  /** How many records carry each value. */
  counts: Int32Array
  /** The level of a value with itself: full agreement. */
  exact: number
  /** Level of two value numbers, both present. Symmetric. */
  level(a: number, b: number): number
  /** Words of each value, for texts. */
  text: TextValues | null
}

const KINDS: Readonly<Record<string, ColumnKind>> = {
  given: 'given',
  family: 'family',
  birth: 'date',
  sex: 'category',
  nationality: 'category',
  identifier: 'code',
  street: 'text',
  number: 'code',
  city: 'text',
  postcode: 'code',
  region: 'category',
}

const NOTHING = new Set(['NULL', 'NAN', 'N A', 'NONE', 'UNKNOWN', 'UNK'])

/** First letters of the words for a sex; what says that it is not known (U, X, and 0 and 9 of ISO 5218) is none. */
const SEXES: Readonly<Record<string, string>> = {
  H: 'M',
  V: 'F',
  W: 'F',
  U: '',
  X: '',
  I: '',
  O: '',
  0: '',
  9: '',
}

function comparable(key: ColumnKey, kind: ColumnKind, order: ReturnType<typeof dateOrder>) {
  return (typed: string): string => {
    const plain = latin(typed)
    if (NOTHING.has(plain)) return ''
    switch (kind) {
      case 'date':
        return dateDigits(typed, order)
      case 'code':
        return plain.replaceAll(' ', '')
      case 'category':
        return key === 'sex' ? (SEXES[plain[0] ?? ''] ?? plain.slice(0, 1)) : plain
      case 'number':
        return numberText(typed)
      case 'given':
      case 'family':
        return plain
      case 'text':
        return writtenOut(plain)
    }
  }
}

function numberText(typed: string): string {
  const value = Number.parseFloat(typed.replace(/[^0-9.-]/g, ''))
  return Number.isNaN(value) ? '' : String(value)
}

const NUMERIC = /^[^0-9A-Za-z]{0,3}[0-9][0-9,.\s\-()/+]*$/
const CODE_DIGITS = 6

/** What an unknown column holds, by most of its values: numbers, long numbers (codes), or text. */
function kindOfOther(column: readonly string[]): ColumnKind {
  const filled = column.filter((typed) => typed.trim() !== '')
  const numeric = filled.filter((typed) => NUMERIC.test(typed.trim()))
  if (filled.length === 0 || numeric.length < 0.9 * filled.length) return 'text'
  const long = numeric.filter((typed) => typed.replace(/\D/g, '').length >= CODE_DIGITS)
  return long.length > numeric.length / 2 ? 'code' : 'number'
}

function intern(column: readonly string[], form: (typed: string) => string) {
  const numbers = new Map<string, number>([['', 0]])
  const typedNumbers = new Map<string, number>()
  const values = ['']
  const ids = new Int32Array(column.length)
  for (let i = 0; i < column.length; i += 1) {
    const typed = column[i]!
    let id = typedNumbers.get(typed)
    if (id === undefined) {
      const value = form(typed)
      id = numbers.get(value)
      if (id === undefined) {
        id = values.length
        numbers.set(value, id)
        values.push(value)
      }
      typedNumbers.set(typed, id)
    }
    ids[i] = id
  }
  const counts = new Int32Array(values.length)
  for (const id of ids) counts[id]! += 1
  return { ids, values, counts }
}

function codeLevel(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length)
  const wrong = edits(a, b, 2)
  if (wrong === 1 && shorter >= 2) return 4
  if (wrong === 2 && shorter >= 6) return 3
  const isPart = a.startsWith(b) || b.startsWith(a) || a.endsWith(b) || b.endsWith(a)
  if (isPart && shorter >= 2) return 3
  return shorter >= 4 && a.slice(0, shorter >> 1) === b.slice(0, shorter >> 1) ? 2 : 1
}

const far = (x: number, y: number) => Math.abs(x - y) / Math.max(Math.abs(x), Math.abs(y), 1e-9)

/** Pairs of numbers that show how far apart two of the column usually are. */
const NUMBER_PAIRS = 2_000
/** Share of pairs that are as close by chance, per level from the closest down. */
const CLOSE_SHARES = [0.01, 0.05, 0.2]

/**
 * Numbers are close when few others of the column are as close: in a column of years one year is
 * far, in one of prices a percent is near.
 */
function numberLevels(
  values: readonly string[],
  ids: Int32Array,
): (a: number, b: number) => number {
  const present = ids.filter((id) => id !== 0)
  const apart: number[] = []
  const step = Math.max(1, Math.floor(present.length * 0.382))
  for (let i = 0; i < Math.min(NUMBER_PAIRS, present.length); i += 1) {
    const [a, b] = [present[i]!, present[(i * 7 + step) % present.length]!]
    apart.push(far(Number(values[a]), Number(values[b])))
  }
  apart.sort((x, y) => x - y)
  const bounds = CLOSE_SHARES.map((share) => apart[Math.floor(share * apart.length)] ?? 0)
  return (a, b) => {
    const own = far(Number(values[a]), Number(values[b]))
    const rank = bounds.findIndex((bound) => own <= bound)
    const slip = edits(values[a]!, values[b]!, 1) === 1 ? 2 : 1
    return rank === -1 ? slip : Math.max(slip, 4 - rank)
  }
}

function categoryLevel(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length)
  return shorter >= 3 && edits(a, b, 1) === 1 ? 3 : 1
}

const EXACT: Readonly<Record<ColumnKind, number>> = {
  given: 5,
  family: 5,
  date: 5,
  code: 5,
  number: 5,
  category: 5,
  text: 7,
}

function comparer(
  kind: ColumnKind,
  values: readonly string[],
  ids: Int32Array,
  text: TextValues | null,
): (a: number, b: number) => number {
  switch (kind) {
    case 'given':
    case 'family':
      return (a: number, b: number) => nameLevel(values[a]!, values[b]!, kind === 'given')
    case 'date':
      return (a: number, b: number) => dateLevel(values[a]!, values[b]!)
    case 'code':
      return (a: number, b: number) => codeLevel(values[a]!, values[b]!)
    case 'number':
      return numberLevels(values, ids)
    case 'category':
      return (a: number, b: number) => categoryLevel(values[a]!, values[b]!)
    case 'text':
      return (a: number, b: number) => text!.level(a, b)
  }
}

const REMEMBERED_MAX = 1 << 18

/** Pairs of values come again and again: the last level of each is kept where there is room. */
function remembering(
  level: (a: number, b: number) => number,
  distinct: number,
): (a: number, b: number) => number {
  let slots = 1024
  while (slots < REMEMBERED_MAX && slots < (distinct * distinct) / 2) slots *= 2
  const smaller = new Int32Array(slots)
  const larger = new Int32Array(slots)
  const levels = new Uint8Array(slots)
  return (a, b) => {
    const x = a < b ? a : b
    const y = a < b ? b : a
    const mixed = Math.imul(x, 0x9e3779b1) ^ Math.imul(y, 0x85ebca6b)
    const at = (mixed ^ (mixed >>> 15)) & (slots - 1)
    if (smaller[at] === x && larger[at] === y) return levels[at]!
    const found = level(x, y)
    smaller[at] = x
    larger[at] = y
    levels[at] = found
    return found
  }
}

/** A column as typed, of all records, made comparable. */
export function makeColumn(key: ColumnKey, typed: readonly string[]): Column {
  const kind = KINDS[key] ?? kindOfOther(typed)
  const order = kind === 'date' ? dateOrder(typed) : 'DMY'
  const { ids, values, counts } = intern(typed, comparable(key, kind, order))
  const text = kind === 'text' ? new TextValues(values, counts) : null
  const level = remembering(comparer(kind, values, ids, text), values.length)
  const isWhole = kind !== 'date'
  return {
    key,
    kind,
    ids,
    values,
    counts,
    exact: EXACT[kind],
    text,
    level: (a, b) => (a === b && isWhole ? EXACT[kind] : level(a, b)),
  }
}
