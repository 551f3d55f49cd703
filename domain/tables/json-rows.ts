/**
 * Objects of a JSON array (or one after the other, or one on each line, or in a list of an object that
 * wraps them, as `{"declarations": [...]}`) as flat rows, in bounded memory: nested names are joined by dots, list positions count from 0. An object that is no JSON is
 * handed over with its line, and reading goes on behind it.
 */
import { ROW_MAX } from './csv-reader.ts'

export interface FlatRow {
  line: number
  /** Null when the row could not be read. */
  values: ReadonlyMap<string, string> | null
  problem: 'ROW_BROKEN' | 'ROW_TOO_LONG' | null
}

const DEPTH_MAX = 8

function flatten(value: unknown, path: string, into: Map<string, string>, depth: number): void {
  if (value === null || value === undefined) return
  if (typeof value !== 'object') {
    into.set(path, String(value as string | number | boolean))
    return
  }
  if (depth > DEPTH_MAX) throw new RangeError('too deep')
  for (const [key, part] of Object.entries(value)) {
    flatten(part, path === '' ? key : `${path}.${key}`, into, depth + 1)
  }
}

/** So much of an object without end is enough to see that it wraps the rows. */
const WRAPPER_SEEN = 65_536

/** A list of objects within an object: where it begins, and how much its first object says. */
interface Wrapped {
  at: number
  says: number
}

/** How many values an object holds; null when it is no JSON. */
function valuesOf(text: string): number | null {
  try {
    const values = new Map<string, string>()
    flatten(JSON.parse(text), '', values, 0)
    return values.size
  } catch {
    return null
  }
}

/** Index of the quote that ends the text that begins at `at`; -1 when it has not come. */
function quoteAfter(text: string, at: number): number {
  for (let i = at + 1; i < text.length; i += 1) {
    if (text[i] === '\\') i += 1
    else if (text[i] === '"') return i
  }
  return -1
}

/** Index behind the brackets that open at `at`; -1 when they are not closed. */
function closedAt(text: string, at: number): number {
  let depth = 0
  for (let i = at; i < text.length; i += 1) {
    const letter = text[i]!
    if (letter === '"') {
      i = quoteAfter(text, i)
      if (i === -1) return -1
    } else if ('{['.includes(letter)) depth += 1
    else if ('}]'.includes(letter)) {
      depth -= 1
      if (depth === 0) return i + 1
    }
  }
  return -1
}

/**
 * Where the list of rows begins in an object that wraps them, of which the end may be missing; null for
 * an object that is a row. The rows say more than what stands beside them: in a declaration with places
 * it is the other way round.
 */
function wrappedIn(text: string): number | null {
  let best: Wrapped | null = null
  let beside = 0
  for (let i = 0; i < text.length; i += 1) {
    if (text[i] === '"') {
      i = quoteAfter(text, i)
      if (i === -1) break
    } else if (text[i] === ':') beside += /^\s*[{[]/.test(text.slice(i + 1, i + 64)) ? 0 : 1
    else if (text[i] === '[') {
      const inner = text.indexOf('{', i)
      const isList = inner !== -1 && text.slice(i + 1, inner).trim() === ''
      const end = isList ? closedAt(text, inner) : -1
      const says = end === -1 ? null : valuesOf(text.slice(inner, end))
      if (says !== null && says > (best?.says ?? 0)) best = { at: i, says }
      const behind = closedAt(text, i)
      if (behind === -1) break
      i = behind - 1
    }
  }
  return best !== null && best.says > beside ? best.at : null
}

const OPEN = 123
const CLOSE = 125
const QUOTE = 34
const BACKSLASH = 92
const LINE_FEED = 10
const LIST = 91
const LIST_END = 93

export class JsonRows {
  #text = ''
  #at = 0
  #start = -1
  #depth = 0
  #quoted = false
  #line = 1
  #startLine = 1
  /** Nothing was read yet: the first object may wrap the rows. */
  #isFirst = true
  /** In an object that wraps the rows: within its list or beside it; null: there is none. */
  #wrapped: 'LIST' | 'BESIDE' | null = null

  push(chunk: string): FlatRow[] {
    const rows: FlatRow[] = []
    this.#text += chunk
    this.#steps(rows)
    if (this.#start === 0 && this.#text.length > WRAPPER_SEEN && this.#unwrap()) this.#steps(rows)
    if (this.#start === 0 && this.#text.length > ROW_MAX) this.#giveUp(rows, 'ROW_TOO_LONG')
    return rows
  }

  end(): FlatRow[] {
    const rows: FlatRow[] = []
    if (this.#start !== -1 && this.#unwrap()) this.#steps(rows)
    if (this.#start !== -1) this.#giveUp(rows, 'ROW_BROKEN')
    return rows
  }

  #steps(rows: FlatRow[]): void {
    for (; this.#at < this.#text.length; this.#at += 1) this.#step(rows)
    this.#keep()
  }

  /** Where the first object wraps the rows, reading goes on at their list. */
  #unwrap(): boolean {
    if (!this.#isFirst) return false
    const list = wrappedIn(this.#text.slice(this.#start))
    if (list === null) return false
    const from = this.#start + list
    this.#line = this.#startLine + (this.#text.slice(this.#start, from).split('\n').length - 1)
    this.#isFirst = false
    this.#wrapped = 'BESIDE'
    this.#start = -1
    this.#depth = 0
    this.#quoted = false
    this.#at = from
    return true
  }

  #step(rows: FlatRow[]): void {
    const code = this.#text.charCodeAt(this.#at)
    if (code === LINE_FEED) this.#line += 1
    if (this.#quoted) {
      if (code === BACKSLASH) this.#at += 1
      // A line end within quotes is no JSON: the object is broken, the next line may be fine.
      else if (code === QUOTE) this.#quoted = false
      else if (code === LINE_FEED) this.#giveUp(rows, 'ROW_BROKEN')
      return
    }
    if (code === QUOTE && (this.#depth > 0 || this.#wrapped !== null)) this.#quoted = true
    else if (code === LIST && this.#depth === 0) this.#list('LIST')
    else if (code === LIST_END && this.#depth === 0) this.#list('BESIDE')
    else if (code === OPEN) {
      if (this.#depth === 0) {
        this.#start = this.#at
        this.#startLine = this.#line
      }
      this.#depth += 1
    } else if (code === CLOSE && this.#depth > 0) {
      this.#depth -= 1
      if (this.#depth === 0) this.#finish(rows)
    }
  }

  /** A list begins or ends; that of a file that is one list holds no wrapper. */
  #list(where: 'LIST' | 'BESIDE'): void {
    this.#isFirst = false
    if (this.#wrapped !== null) this.#wrapped = where
  }

  #finish(rows: FlatRow[]): void {
    if (this.#unwrap()) {
      // The loop goes on behind it.
      this.#at -= 1
      return
    }
    this.#isFirst = false
    const text = this.#text.slice(this.#start, this.#at + 1)
    this.#start = -1
    // What a wrapper says of the whole.
    if (this.#wrapped === 'BESIDE') return
    rows.push(text.length > ROW_MAX ? this.#refused('ROW_TOO_LONG') : this.#parsed(text))
  }

  #parsed(text: string): FlatRow {
    try {
      const values = new Map<string, string>()
      flatten(JSON.parse(text), '', values, 0)
      return { line: this.#startLine, values, problem: null }
    } catch {
      return this.#refused('ROW_BROKEN')
    }
  }

  #refused(problem: 'ROW_BROKEN' | 'ROW_TOO_LONG'): FlatRow {
    return { line: this.#startLine, values: null, problem }
  }

  #giveUp(rows: FlatRow[], problem: 'ROW_BROKEN' | 'ROW_TOO_LONG'): void {
    if (problem === 'ROW_BROKEN' && this.#unwrap()) {
      this.#at -= 1
      return
    }
    this.#isFirst = false
    rows.push(this.#refused(problem))
    this.#start = -1
    this.#depth = 0
    this.#quoted = false
    if (problem === 'ROW_TOO_LONG') {
      this.#text = ''
      this.#at = 0
    }
  }

  /** Drops what was read. */
  #keep(): void {
    const from = this.#start === -1 ? this.#at : this.#start
    this.#text = this.#text.slice(from)
    this.#at -= from
    if (this.#start !== -1) this.#start = 0
  }
}
