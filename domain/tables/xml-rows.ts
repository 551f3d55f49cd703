/**
 * Row elements of an XML extract as flat rows, in bounded memory: a row is an element that lies
 * directly in the root, or in the only element that wraps all of them. Names lose their prefix, are
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

export class XmlRows {
  #text = ''
  #line = 1
  #root: string | null = null
  /** Name of the row elements. */
  #row: string | null = null
  readonly #wanted: string | null

  /** `row`: name of the row elements; null: the elements directly in the root. */
  constructor(row: string | null = null) {
    this.#wanted = row
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
    return rows
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
    if (end === -1) return this.#stuck(rows, last)
    const text = this.#text.slice(0, end + close.length)
    const name = /^<([\p{L}_][\p{L}\p{N}_.:-]*)/u.exec(text)?.[1]
    if (!name || this.#root === null) {
      if (name) this.#root = name
      this.#drop(text.length)
      return true
    }
    if (this.#wanted !== null && localName(name) !== this.#wanted) {
      this.#drop(text.length)
      return true
    }
    return this.#element(name, text, rows, last)
  }

  /** Reads the row element that starts here. */
  #element(name: string, first: string, rows: FlatRow[], last: boolean): boolean {
    const end = first.endsWith('/>') ? first.length : this.#endOf(name)
    // Another row starts before this one ends: its end tag is missing.
    const next = this.#text.indexOf(`<${name}`, first.length)
    const after = next === -1 ? '' : this.#text[next + name.length + 1]!
    const isNext = next !== -1 && /[\s/>]/.test(after) && (end === -1 || next < end)
    if (end === -1 && !isNext) return this.#stuck(rows, last)
    const length = isNext ? next : end
    const values = isNext || length > ROW_MAX ? null : readRow(this.#text.slice(0, length))
    const problem = values ? null : length > ROW_MAX ? 'ROW_TOO_LONG' : 'ROW_BROKEN'
    rows.push({ line: this.#line, values, problem })
    this.#row = name
    this.#drop(length)
    return true
  }

  /** Index behind the end tag of an element; -1 when it has not come. */
  #endOf(name: string): number {
    const at = this.#text.search(new RegExp(`</${name.replace(/[.]/g, '\\.')}\\s*>`, 'u'))
    return at === -1 ? -1 : this.#text.indexOf('>', at) + 1
  }

  /** More text is needed; what is too long or will never end is given up. */
  #stuck(rows: FlatRow[], last: boolean): boolean {
    if (!last && this.#text.length <= ROW_MAX) return false
    rows.push({ line: this.#line, values: null, problem: last ? 'ROW_BROKEN' : 'ROW_TOO_LONG' })
    const next = this.#row === null ? -1 : this.#text.indexOf(`<${this.#row}`, 1)
    this.#drop(next === -1 ? this.#text.length : next)
    return next !== -1
  }
}
