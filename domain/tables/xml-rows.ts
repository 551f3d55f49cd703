/**
 * Row elements of an XML extract as flat rows, in bounded memory: a row is an element that lies
 * directly in the root, or in an element that does nothing but wrap rows, however deep. What stands
 * beside them once and says nothing that rows say (the header of a file) is no row. Names lose their prefix, are
 * joined by dots, and count from 0 where they repeat. Entities beyond the five of XML and numbers are
 * not resolved, and a document type is refused: nothing is ever expanded.
 */
import { ROW_MAX } from './csv-reader.ts'
import type { FlatRow } from './json-rows.ts'

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
/** So many elements may wait until the rows are known. */
const WAITING_MAX = 1000

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

export class XmlRows {
  #text = ''
  #line = 1
  #root: string | null = null
  /** Name of the row elements, once one came twice. */
  #row: string | null = null
  /** Elements that wrap rows. */
  readonly #wrappers = new Set<string>()
  /** What came before the rows were known; null afterwards. */
  #waiting: { name: string; row: FlatRow }[] | null = []
  /** Names of the values of rows. */
  readonly #columns = new Set<string>()

  push(chunk: string): FlatRow[] {
    this.#text += chunk
    const rows: FlatRow[] = []
    while (this.#next(rows, false));
    return rows
  }

  end(): FlatRow[] {
    const rows: FlatRow[] = []
    while (this.#next(rows, true));
    // No name came twice: what has most to say is the row.
    const sizes = (this.#waiting ?? []).map(({ row }) => row.values?.size ?? 0)
    const largest = this.#waiting?.[sizes.indexOf(Math.max(...sizes))]
    if (largest) this.#settle(largest.name, rows)
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
    this.#take(name, { line: this.#line, values, problem }, rows)
    this.#drop(length)
    return true
  }

  /** An element that came before the rows were known, or is none of them, may wrap them. */
  #mayWrap(name: string, length: number, last: boolean): boolean {
    if (name === this.#row || this.#waiting?.some((one) => one.name === name)) return false
    return length !== -1 || last || this.#text.length >= WRAPPER_SEEN
  }

  /** A row, or what stands beside the rows; before the first name came twice, both wait. */
  #take(name: string, row: FlatRow, rows: FlatRow[]): void {
    if (this.#waiting === null) {
      if (this.#isRow(name, row)) rows.push(row)
      return
    }
    const isSecond = this.#waiting.some((one) => one.name === name)
    this.#waiting.push({ name, row })
    if (isSecond || this.#waiting.length === WAITING_MAX) this.#settle(name, rows)
  }

  #settle(name: string, rows: FlatRow[]): void {
    const waiting = this.#waiting ?? []
    this.#row = name
    this.#waiting = null
    for (const one of waiting) {
      if (one.name === name)
        for (const column of one.row.values?.keys() ?? []) this.#columns.add(column)
    }
    for (const one of waiting) if (this.#isRow(one.name, one.row)) rows.push(one.row)
  }

  /** Not the header or trailer of a file: what has another name is a row when it mostly says what rows say. */
  #isRow(name: string, { values }: FlatRow): boolean {
    if (name === this.#row || values === null) return true
    const shared = [...values.keys()].filter((column) => this.#columns.has(column)).length
    return shared > 0 && shared * 2 >= values.size
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
    if (name === null) rows.push(row)
    else this.#take(name, row, rows)
    const known = this.#row ?? name
    const next = known === null ? -1 : this.#text.indexOf(`<${known}`, 1)
    this.#drop(next === -1 ? this.#text.length : next)
    return next !== -1
  }
}
