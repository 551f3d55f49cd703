/**
 * The whole way of an extract: rows are read, checked, and told from those that came before in the
 * same file; what is good is handed over in batches, what is not with line, field and reason.
 */
import type { LocalDate } from '../calendar/local-date.ts'
import type { BodyOf } from '../contract/records.ts'
import { ExtractReader, type ExtractForm, type ExtractRow } from './extract.ts'
import {
  fieldOf,
  type ImportedKind,
  type ImportKind,
  type Mapping,
  missingFields,
  suggestMapping,
} from './fields.ts'
import { columnsOf, rowReader, type RowProblem, type RowReader } from './read-row.ts'
import { rowKey } from './row-key.ts'
import type { ImportReason } from './values.ts'

export interface ImportRow {
  /** Of the file. */
  line: number
  /** Tells it from the other rows of its source; the same key is the same record. */
  key: string
  body: BodyOf<ImportedKind>
}

export interface RefusedRow {
  line: number
  /** A field of the mapping; null when the row as a whole could not be read. */
  field: string | null
  reason: ImportReason
}

/** Two 32-bit hashes of a text. */
function hash(text: string): [number, number] {
  let a = 0x811c9dc5
  let b = 0x9747b28c
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    a = Math.imul(a ^ code, 0x01000193)
    b = Math.imul(b ^ code, 0x85ebca6b) ^ (b >>> 13)
  }
  return [a >>> 0, b >>> 0]
}

/** One 32-bit hash of a text, where a key tells it from others already. */
function shortHash(text: string): number {
  let a = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) a = Math.imul(a ^ text.charCodeAt(i), 0x01000193)
  return a >>> 0
}

/** A key takes two numbers and what it held one: a wrong SAME needs the same 32 bits by chance. */
const WORDS = 3
/** Parts grow one after the other and by little: memory never holds all of them twice. */
const PARTS = 64
const FIRST_SLOTS = 64
const FULL = 0.85
const GROWTH = 1.3
const RANGE = 2 ** 32

/** Some of the keys; a slot whose first number is zero is free. */
class Part {
  #slots = new Uint32Array(FIRST_SLOTS * WORDS)
  #capacity = FIRST_SLOTS
  #count = 0

  /** What was held under these numbers before; held now, where there was nothing (null). */
  note(a: number, b: number, held: number): number | null {
    if (this.#count + 1 > this.#capacity * FULL) this.#grow()
    const at = this.#find(a, b)
    if (this.#slots[at] !== 0) return this.#slots[at + 2]!
    this.#put(at, a, b, held)
    this.#count += 1
    return null
  }

  #put(at: number, a: number, b: number, held: number): void {
    this.#slots[at] = a
    this.#slots[at + 1] = b
    this.#slots[at + 2] = held
  }

  #find(a: number, b: number): number {
    for (let slot = Math.floor((a / RANGE) * this.#capacity); ; slot += 1) {
      if (slot === this.#capacity) slot = 0
      const at = slot * WORDS
      if (this.#slots[at] === 0) return at
      if (this.#slots[at] === a && this.#slots[at + 1] === b) return at
    }
  }

  #grow(): void {
    const old = this.#slots
    this.#capacity = Math.ceil(this.#capacity * GROWTH)
    this.#slots = new Uint32Array(this.#capacity * WORDS)
    for (let at = 0; at < old.length; at += WORDS) {
      const a = old[at]!
      const b = old[at + 1]!
      if (a !== 0) this.#put(this.#find(a, b), a, b, old[at + 2]!)
    }
  }
}

/** Keys seen so far with what they held, as numbers: millions of them fit into some megabytes. */
export class SeenKeys {
  readonly #parts = Array.from({ length: PARTS }, () => new Part())

  /** NEW, SAME: seen with the same content, OTHER: seen with another one. */
  note(key: string, content: string): 'NEW' | 'SAME' | 'OTHER' {
    const [a, b] = hash(key)
    const held = shortHash(content)
    const before = this.#parts[b % PARTS]!.note(a || 1, b, held)
    if (before === null) return 'NEW'
    return before === held ? 'SAME' : 'OTHER'
  }
}

export interface ImportCounts {
  /** Rows of the file, refused ones too. */
  read: number
  good: number
  /** Repeats of a row of the same file with the same content. */
  repeated: number
  refused: number
}

/** A mapping that lacks required fields: nothing is read with it. */
export class MappingIncomplete extends Error {
  readonly missing: readonly string[]
  constructor(missing: readonly string[]) {
    super(missing.join(', '))
    this.missing = missing
  }
}

export interface ImportStep {
  good: ImportRow[]
  refused: RefusedRow[]
}

export class Importer {
  readonly counts: ImportCounts = { read: 0, good: 0, repeated: 0, refused: 0 }
  readonly #reader: ExtractReader
  readonly #kind: ImportKind
  readonly #seen = new SeenKeys()
  #mapping: Mapping | null
  #rows: RowReader | null = null
  #columns = 0

  readonly #today: LocalDate

  /** What the mapping leaves out, the headers tell. `today`: in Brussels. */
  constructor(kind: ImportKind, today: LocalDate, mapping: Mapping | null = null) {
    this.#kind = kind
    this.#today = today
    this.#mapping = mapping
    const chosen = new Set(Object.values(mapping ?? {}))
    this.#reader = new ExtractReader(
      (column) => chosen.has(column) || fieldOf(kind, column, true) !== null,
    )
  }

  get form(): ExtractForm | null {
    return this.#reader.form
  }
  get encoding(): string {
    return this.#reader.encoding
  }
  get headers(): readonly string[] {
    return this.#reader.headers
  }
  get mapping(): Mapping {
    const { headers, form } = this.#reader
    return { ...suggestMapping(this.#kind, headers, form !== 'csv'), ...this.#mapping }
  }

  /** Throws UnreadableFile and MappingIncomplete. */
  push(bytes: Uint8Array): ImportStep {
    return this.#take(this.#reader.push(bytes))
  }

  end(): ImportStep {
    return this.#take(this.#reader.end())
  }

  #take(rows: readonly ExtractRow[]): ImportStep {
    const step: ImportStep = { good: [], refused: [] }
    for (const row of rows) {
      this.counts.read += 1
      if (row.problem) this.#refuse(step, row.line, [{ field: null, reason: row.problem }])
      else this.#read(row, step)
    }
    return step
  }

  /** Names may still occur for the first time in a later row of JSON or XML. */
  #readerOf(): RowReader {
    const { headers } = this.#reader
    if (this.#rows && this.#columns === headers.length) return this.#rows
    this.#columns = headers.length
    const mapping = this.mapping
    const missing = missingFields(this.#kind, mapping)
    if (missing.length > 0 && this.#reader.form === 'csv') throw new MappingIncomplete(missing)
    this.#rows = rowReader(this.#kind, columnsOf(mapping, headers), {
      today: this.#today,
      hasDecimalPoint: this.#reader.form !== 'csv',
    })
    return this.#rows
  }

  #read(row: ExtractRow, step: ImportStep): void {
    const read = this.#readerOf()(row.cells)
    if (!read.ok) return this.#refuse(step, row.line, read.problems)
    const { key, day, body } = read
    const seen =
      'l1Number' in body && 'submittedAt' in body
        ? this.#noteDeclaration(key, body)
        : this.#seen.note(day === undefined ? key : `${key}|${day}`, JSON.stringify(body))
    if (seen === 'SAME') this.counts.repeated += 1
    else if (seen === 'OTHER') {
      const field = this.#kind === 'declaration' ? 'l1Number' : null
      this.#refuse(step, row.line, [{ field, reason: 'DUPLICATE_KEY' }])
    } else {
      this.counts.good += 1
      step.good.push({ line: row.line, key: rowKey(key), body })
    }
  }

  /**
   * An extract may be a list of events: a declaration, and later the same one cancelled. What differs in
   * nothing but that is another version, handed over in its turn; one that ended does not come back.
   */
  #noteDeclaration(key: string, body: BodyOf<'declaration'>): 'NEW' | 'SAME' | 'OTHER' {
    const { status, submittedAt, cancelledAt } = body
    const core = JSON.stringify({ ...body, status: null, submittedAt: null, cancelledAt: null })
    const seen = this.#seen.note(key, core)
    const ended = `${key}|${status}`
    if (status === 'ACTIVE') return seen
    // The moments are those of this version alone: another one of the same version contradicts it.
    const version = this.#seen.note(ended, `${submittedAt} ${cancelledAt}`)
    return seen === 'OTHER' ? seen : version
  }

  #refuse(step: ImportStep, line: number, problems: readonly RowProblem[]): void {
    this.counts.refused += 1
    for (const { field, reason } of problems) step.refused.push({ line, field, reason })
  }
}
