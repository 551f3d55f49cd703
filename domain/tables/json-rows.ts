/**
 * Objects of a JSON array (or one after the other, or one on each line) as flat rows, in bounded
 * memory: nested names are joined by dots, list positions count from 0. An object that is no JSON is
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

const OPEN = 123
const CLOSE = 125
const QUOTE = 34
const BACKSLASH = 92
const LINE_FEED = 10

export class JsonRows {
  #text = ''
  #at = 0
  #start = -1
  #depth = 0
  #quoted = false
  #line = 1
  #startLine = 1

  push(chunk: string): FlatRow[] {
    const rows: FlatRow[] = []
    this.#text += chunk
    for (; this.#at < this.#text.length; this.#at += 1) this.#step(rows)
    this.#keep()
    if (this.#start === 0 && this.#text.length > ROW_MAX) this.#giveUp(rows, 'ROW_TOO_LONG')
    return rows
  }

  end(): FlatRow[] {
    const rows: FlatRow[] = []
    if (this.#start !== -1) this.#giveUp(rows, 'ROW_BROKEN')
    return rows
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
    if (code === QUOTE && this.#depth > 0) this.#quoted = true
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

  #finish(rows: FlatRow[]): void {
    const text = this.#text.slice(this.#start, this.#at + 1)
    this.#start = -1
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
