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

/** True for a column that the import reads. */
export type IsWanted = (column: string) => boolean

export function wantedOf(columns: Iterable<string>, isWanted: IsWanted): number {
  let wanted = 0
  for (const column of columns) if (isWanted(column)) wanted += 1
  return wanted
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

/** How many values an object says, and how many of them are wanted. */
interface Says {
  values: number
  wanted: number
}

/** A list of objects within an object: where it begins, in what, and what its first object says. */
interface Wrapped extends Says {
  at: number
  within: string
}

/** What an object says; null when it is no JSON. */
function saysOf(text: string, isWanted: IsWanted): Says | null {
  try {
    const values = new Map<string, string>()
    flatten(JSON.parse(text), '', values, 0)
    return { values: values.size, wanted: wantedOf(values.keys(), isWanted) }
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

/** The list of objects that begins at a bracket; null for another list. */
function listAt(text: string, at: number, within: string, isWanted: IsWanted): Wrapped | null {
  const inner = text.indexOf('{', at)
  const isList = inner !== -1 && text.slice(at + 1, inner).trim() === ''
  const end = isList ? closedAt(text, inner) : -1
  const says = end === -1 ? null : saysOf(text.slice(inner, end), isWanted)
  return says && says.values > 0 ? { ...says, at, within } : null
}

/** The lists of objects within an object, of which the end may be missing, and what it says beside them. */
function partsOf(text: string, isWanted: IsWanted): { lists: Wrapped[]; beside: Says } {
  const lists: Wrapped[] = []
  const beside: Says = { values: 0, wanted: 0 }
  const path: string[] = []
  let key = ''
  for (let i = 0; i < text.length; i += 1) {
    const letter = text[i]!
    if (letter === '"') {
      const end = quoteAfter(text, i)
      if (end === -1) break
      key = text.slice(i + 1, end)
      i = end
    } else if (letter === '{') path.push(key)
    else if (letter === '}') path.pop()
    else if (letter === ':' && !/^\s*[{[]/.test(text.slice(i + 1, i + 64))) {
      beside.values += 1
      if (isWanted([...path.slice(1), key].join('.'))) beside.wanted += 1
    } else if (letter === '[') {
      const list = listAt(text, i, path.join('.'), isWanted)
      if (list) lists.push(list)
      const behind = closedAt(text, i)
      if (behind === -1) break
      i = behind - 1
    }
  }
  return { lists, beside }
}

/**
 * Where the rows begin in an object that wraps them, of which the end may be missing; null for an object
 * that is a row. What says more of what is wanted is the row: in a declaration with places that is the object
 * itself. Where that tells nothing, the only list of an object without anything wanted holds the rows, or the
 * one that says more than what stands beside it. Lists beside that one are read too.
 */
function wrappedIn(text: string, isWanted: IsWanted): number | null {
  const { lists, beside } = partsOf(text, isWanted)
  const weightier = (a: Says, b: Says) => b.wanted - a.wanted || b.values - a.values
  const best = lists.toSorted(weightier)[0]
  if (!best) return null
  const isOnly = lists.length === 1 && beside.wanted === 0
  const isWrapped =
    best.wanted === beside.wanted
      ? isOnly || best.values > beside.values
      : best.wanted > beside.wanted
  return isWrapped ? lists.find(({ within }) => within === best.within)!.at : null
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
  readonly #isWanted: IsWanted

  constructor(isWanted: IsWanted) {
    this.#isWanted = isWanted
  }

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
    const list = wrappedIn(this.#text.slice(this.#start), this.#isWanted)
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
