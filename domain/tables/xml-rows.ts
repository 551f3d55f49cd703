/**
 * Row elements of an XML extract as flat rows, in bounded memory: a row is an element that lies
 * directly in the root, or in an element that does nothing but wrap rows, however deep. Only what stands
 * beside them once and says nothing that rows say (the header of a file) is no row: whatever repeats is handed
 * over, so that nothing is left out unseen. Names lose their prefix, are
 * joined by dots, and count from 0 where they repeat. Entities beyond the five of XML and numbers are
 * not resolved, and a document type is refused: nothing is ever expanded.
 */
import { ROW_MAX } from './csv-reader.ts'
import { type FlatRow, type IsWanted, wantedOf } from './json-rows.ts'

const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
}

/** Text with its entities resolved; null when there is one that XML does not know. */
function textOf(raw: string): string | null {
  if (!raw.includes('&')) return raw
  let broken = false
  const text = raw.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w{1,8})?;?/gi, (whole, name?: string) => {
    const known = name && whole.endsWith(';') ? ENTITIES[name] : undefined
    if (known) return known
    const code = name?.startsWith('#x') ? parseInt(name.slice(2), 16) : Number(name?.slice(1))
    if (name?.startsWith('#') && whole.endsWith(';') && code > 0 && code <= 0x10ffff) {
      return String.fromCodePoint(code)
    }
    broken = true
    return ''
  })
  return broken ? null : text
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1)
const TAG =
  /^<(\/?)([\p{L}_][\p{L}\p{N}_.:-]*)((?:\s+[\p{L}_][\p{L}\p{N}_.:-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>$/u
const ATTRIBUTE = /([\p{L}_][\p{L}\p{N}_.:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/gu

/** An open element: how often each name occurred in it, and its own text. */
interface Element {
  name: string
  path: string
  counts: Map<string, number>
  text: string
}

/** Reads the text of one row element; null when it is not well-formed. */
function readRow(xml: string): ReadonlyMap<string, string> | null {
  const values = new Map<string, string>()
  const open: Element[] = []
  for (const token of xml.matchAll(/<!\[CDATA\[([\s\S]*?)\]\]>|<!--[\s\S]*?-->|<[^>]*>|[^<]+|</g)) {
    const [text, data] = token
    const inner = open.at(-1)
    if (data !== undefined) {
      if (inner) inner.text += data
    } else if (text.startsWith('<!--')) continue
    else if (!text.startsWith('<')) {
      const plain = textOf(text)
      if (plain === null) return null
      if (inner) inner.text += plain
    } else if (!tag(text, open, values)) return null
  }
  return open.length === 0 ? values : null
}

function tag(text: string, open: Element[], values: Map<string, string>): boolean {
  const parts = TAG.exec(text)
  if (!parts) return false
  const [, closing, raw, attributes, empty] = parts
  const name = localName(raw!)
  if (closing) {
    const element = open.pop()
    if (element?.name !== name) return false
    const value = element.text.trim()
    if (element.path !== '' && element.counts.size === 0 && value !== '') {
      values.set(element.path, value)
    }
    return true
  }
  const parent = open.at(-1)
  const seen = parent?.counts.get(name) ?? 0
  parent?.counts.set(name, seen + 1)
  const base = parent === undefined ? '' : parent.path === '' ? name : `${parent.path}.${name}`
  const path = seen === 0 ? base : `${base}.${seen}`
  for (const [, key, double, single] of attributes!.matchAll(ATTRIBUTE)) {
    const value = textOf(double ?? single ?? '')
    if (value === null) return false
    const label = localName(key!)
    if (!key!.startsWith('xmlns')) values.set(path === '' ? label : `${path}.${label}`, value)
  }
  if (!empty) open.push({ name, path, counts: new Map(), text: '' })
  return true
}

/** Thrown for a file that must not be read at all. */
export class ForbiddenXml extends Error {}

/** So much of an element without end is enough to see that it wraps the rows. */
const WRAPPER_SEEN = 65_536
/** So many characters wait until it is told which elements are the rows: less than the first piece of a file. */
const WAITING_MAX = 32_768
/** No file has so many elements beside its rows: with more names, all are rows. */
const NAMES_MAX = 100

/** What stands directly in an element, of which the end may be missing: names, and which hold more. */
function childrenOf(xml: string): { names: Set<string>; ended: number; areRows: boolean } {
  const names = new Set<string>()
  let ended = 0
  let areRows = true
  let depth = 0
  let holds = false
  for (const [text] of xml.matchAll(/<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->|<[^>]*>|[^<]+/g)) {
    if (text.startsWith('<!--') || text.startsWith('<?')) continue
    if (!text.startsWith('<') || text.startsWith('<![')) {
      if (depth === 1 && text.trim() !== '') areRows = false
      continue
    }
    if (text.startsWith('</')) depth -= 1
    else {
      if (depth === 1) {
        names.add(localName(/^<([^\s/>]+)/.exec(text)?.[1] ?? ''))
        holds = text.includes('=')
      } else if (depth > 1) holds = true
      if (!text.endsWith('/>')) depth += 1
    }
    if (depth !== 1 || !(text.startsWith('</') || text.endsWith('/>'))) continue
    // The end of a child: it holds others or attributes, or is a mere value.
    ended += 1
    if (!holds) areRows = false
  }
  return { names, ended, areRows }
}

/** True for an element that does nothing but hold elements of one name with values of their own. */
function isWrapper(xml: string): boolean {
  const { names, ended, areRows } = childrenOf(xml)
  return areRows && ended > 0 && names.size === 1
}

interface Held {
  name: string
  row: FlatRow
}

/** What the elements of a name say, the weightiest first: wanted values, how often it came, all values. */
function weightOf(held: readonly Held[], isWanted: IsWanted): readonly number[] {
  const said = held.map(({ row }) => wantedOf(row.values?.keys() ?? [], isWanted))
  const sizes = held.map(({ row }) => row.values?.size ?? 0)
  return [Math.max(...said), held.length, Math.max(...sizes)]
}

function isHeavier(one: readonly number[], other: readonly number[]): boolean {
  const at = one.findIndex((weight, i) => weight !== other[i])
  return at !== -1 && one[at]! > other[at]!
}

/**
 * The name of the rows among elements that came: it says most of what is wanted, or came most often. While more
 * follow (`last` is false) it is one that came twice, if there is one.
 */
function rowName(waiting: readonly Held[], last: boolean, isWanted: IsWanted): string | null {
  let best: { name: string; weight: readonly number[] } | null = null
  const groups = [...Map.groupBy(waiting, (one) => one.name)]
  const repeats = last ? [] : groups.filter(([, held]) => held.length > 1)
  for (const [name, held] of repeats.length > 0 ? repeats : groups) {
    const weight = weightOf(held, isWanted)
    if (best === null || isHeavier(weight, best.weight)) best = { name, weight }
  }
  return best?.name ?? null
}

export class XmlRows {
  #text = ''
  #line = 1
  #root: string | null = null
  /** Elements that wrap rows. */
  readonly #wrappers = new Set<string>()
  /** What came before the rows were known; null afterwards. */
  #waiting: Held[] | null = []
  #waited = 0
  /** Names that came: with the one element that may be a header or trailer, or null where they are rows. */
  readonly #names = new Map<string, FlatRow | null>()
  /** Names of the values of rows, and those of them that are wanted. */
  readonly #columns = new Set<string>()
  readonly #wanted = new Set<string>()
  readonly #isWanted: IsWanted

  constructor(isWanted: IsWanted) {
    this.#isWanted = isWanted
  }

  push(chunk: string): FlatRow[] {
    this.#text += chunk
    const rows: FlatRow[] = []
    while (this.#next(rows, false));
    return rows
  }

  end(): FlatRow[] {
    const rows: FlatRow[] = []
    while (this.#next(rows, true));
    if (this.#waiting !== null) this.#settle(rows, true)
    this.#sortSingles(rows)
    return rows
  }

  /** The element that starts here, or so much of it as tells what it is, whole tags alone. */
  #begin(length: number): string {
    const text = this.#text.slice(0, length === -1 ? WRAPPER_SEEN : Math.min(length, WRAPPER_SEEN))
    return text.slice(0, text.lastIndexOf('>') + 1)
  }

  #drop(length: number): void {
    for (
      let at = this.#text.indexOf('\n');
      at !== -1 && at < length;
      at = this.#text.indexOf('\n', at + 1)
    ) {
      this.#line += 1
    }
    this.#text = this.#text.slice(length)
  }

  /** Reads a tag between rows, or a row; false when more text is needed. */
  #next(rows: FlatRow[], last: boolean): boolean {
    const start = this.#text.indexOf('<')
    if (start === -1) {
      this.#drop(this.#text.length)
      return false
    }
    this.#drop(start)
    if (/^<!DOCTYPE/i.test(this.#text)) throw new ForbiddenXml('document type')
    const close = this.#text.startsWith('<!--') ? '-->' : '>'
    const end = this.#text.indexOf(close)
    if (end === -1) return this.#stuck(null, rows, last)
    const text = this.#text.slice(0, end + close.length)
    const name = /^<([\p{L}_][\p{L}\p{N}_.:-]*)/u.exec(text)?.[1]
    if (name && this.#root !== null && !this.#wrappers.has(name)) {
      return this.#element(name, text, rows, last)
    }
    if (name) this.#root ??= name
    this.#drop(text.length)
    return true
  }

  /** Reads the row element that starts here. */
  #element(name: string, first: string, rows: FlatRow[], last: boolean): boolean {
    const end = first.endsWith('/>') ? first.length : this.#endOf(name)
    // Another row starts before this one ends: its end tag is missing.
    const next = this.#text.indexOf(`<${name}`, first.length)
    const after = next === -1 ? '' : this.#text[next + name.length + 1]!
    const isNext = next !== -1 && /[\s/>]/.test(after) && (end === -1 || next < end)
    const length = isNext ? next : end
    if (this.#mayWrap(name, length, last) && isWrapper(this.#begin(length))) {
      this.#wrappers.add(name)
      this.#drop(first.length)
      return true
    }
    if (length === -1) return this.#stuck(name, rows, last)
    const values = isNext || length > ROW_MAX ? null : readRow(this.#text.slice(0, length))
    const problem = values ? null : length > ROW_MAX ? 'ROW_TOO_LONG' : 'ROW_BROKEN'
    this.#take({ name, row: { line: this.#line, values, problem } }, length, rows)
    this.#drop(length)
    return true
  }

  /** An element of a name that did not come before may wrap rows. */
  #mayWrap(name: string, length: number, last: boolean): boolean {
    if (this.#names.has(name)) return false
    return length !== -1 || last || this.#text.length >= WRAPPER_SEEN
  }

  /** A row, or what stands beside the rows; the first ones wait until that is told. */
  #take(one: Held, length: number, rows: FlatRow[]): void {
    if (this.#waiting === null) return this.#sort(one, rows)
    this.#names.set(one.name, null)
    this.#waiting.push(one)
    this.#waited += length
    if (this.#waited >= WAITING_MAX) this.#settle(rows, false)
  }

  /** The rows go first: where others have a column of the same meaning, theirs is the one that is read. */
  #settle(rows: FlatRow[], last: boolean): void {
    const waiting = this.#waiting ?? []
    this.#waiting = null
    this.#names.clear()
    const best = rowName(waiting, last, this.#isWanted)
    for (const { name, row } of waiting) if (name === best) this.#hand(name, row, rows)
    for (const one of waiting) if (one.name !== best) this.#sort(one, rows)
  }

  /** Hands over what is a row; what came once and says nothing that rows say is held until its name repeats. */
  #sort({ name, row }: Held, rows: FlatRow[]): void {
    const before = this.#names.get(name)
    if (before) this.#hand(name, before, rows)
    if (before !== undefined || this.#isRow(row) || this.#names.size === NAMES_MAX) {
      return this.#hand(name, row, rows)
    }
    this.#names.set(name, row)
    if (this.#names.size < NAMES_MAX) return
    for (const [other, held] of this.#names) if (held) this.#hand(other, held, rows)
  }

  /** What came once and says as much of what is wanted as all rows together, or what any row says, is a row. */
  #sortSingles(rows: FlatRow[]): void {
    const singles = [...this.#names].flatMap(([name, row]) => {
      const says = wantedOf(row?.values?.keys() ?? [], this.#isWanted)
      return row !== null && says > 0 ? [{ name, row, says }] : []
    })
    for (const { name, row, says } of singles.toSorted((a, b) => b.says - a.says)) {
      if (says >= this.#wanted.size || this.#isRow(row)) this.#hand(name, row, rows)
    }
  }

  #hand(name: string, row: FlatRow, rows: FlatRow[]): void {
    if (this.#names.size < NAMES_MAX || this.#names.has(name)) this.#names.set(name, null)
    for (const column of row.values?.keys() ?? []) {
      if (this.#columns.has(column)) continue
      this.#columns.add(column)
      if (this.#isWanted(column)) this.#wanted.add(column)
    }
    rows.push(row)
  }

  /** What cannot be read, mostly says what rows say, or says anything wanted that they say. */
  #isRow({ values }: FlatRow): boolean {
    if (values === null) return true
    const shared = [...values.keys()].filter((column) => this.#columns.has(column))
    if (shared.some((column) => this.#wanted.has(column))) return true
    return shared.length > 0 && shared.length * 2 >= values.size
  }

  /** Index behind the end tag of an element; -1 when it has not come. */
  #endOf(name: string): number {
    const at = this.#text.search(new RegExp(`</${name.replace(/[.]/g, '\\.')}\\s*>`, 'u'))
    return at === -1 ? -1 : this.#text.indexOf('>', at) + 1
  }

  /** More text is needed; what is too long or will never end is given up. */
  #stuck(name: string | null, rows: FlatRow[], last: boolean): boolean {
    if (!last && this.#text.length <= ROW_MAX) return false
    const row: FlatRow = {
      line: this.#line,
      values: null,
      problem: last ? 'ROW_BROKEN' : 'ROW_TOO_LONG',
    }
    const next = this.#nextRow(name)
    const length = next === -1 ? this.#text.length : next
    if (name === null) rows.push(row)
    else this.#take({ name, row }, length, rows)
    this.#drop(length)
    return next !== -1
  }

  /** Where reading goes on behind an element without end: at one of its name, or of rows; -1 for nowhere. */
  #nextRow(name: string | null): number {
    const names = new Set(name === null ? [] : [name])
    if (this.#waiting === null) for (const [one, held] of this.#names) if (!held) names.add(one)
    const starts = [...names].map((one) => this.#text.indexOf(`<${one}`, 1))
    return starts.reduce((a, b) => (a === -1 || (b !== -1 && b < a) ? b : a), -1)
  }
}
