/**
 * Records as whole passes of the rules read them: some hundred persons' records in one piece, field by
 * field. Each value stands once, as text, and is parsed when a rule asks for it; most never are. What
 * comes out looks like a record but copies of it (`{...body}`) are empty: rules read, they copy nothing.
 */
import { deserialize, serialize } from 'node:v8'
import { BODIES, type BodyOf, type TandemRecord } from '../domain/contract/records.ts'
import { MEASURES_STAMP } from '../domain/risk/measures.ts'
import { hash } from '../domain/identifiers/hash.ts'
import { asBytes, bytesOf, frameOf, numbersIn } from './frames.ts'

/** Kinds that a person's facts are made of. */
export const FACT_KINDS = [
  'person',
  'dossier',
  'declaration',
  'presence',
  'a1',
  'employment',
  'control',
] as const
export type FactKind = (typeof FACT_KINDS)[number]

/**
 * Long fields that rules read of few, all of them lists: they are read from the record itself when they
 * are asked for.
 */
const LEFT_OUT: Readonly<Record<FactKind, readonly string[]>> = {
  person: [],
  dossier: [
    'clockEvents',
    'documents',
    'events',
    'infoRequests',
    'adviceRequests',
    'proposals',
    'planAssessments',
    'factChanges',
    'tags',
    'snoozes',
  ],
  declaration: [],
  presence: [],
  a1: [],
  employment: [],
  control: [],
}

const FIELDS = Object.fromEntries(
  FACT_KINDS.map((kind) => [
    kind,
    Object.keys(BODIES[kind].entries).filter((field) => !LEFT_OUT[kind].includes(field)),
  ]),
) as unknown as Record<FactKind, readonly string[]>

const fieldsOf = (kind: FactKind): readonly string[] => FIELDS[kind]

/** Differs when pieces were made with other fields, or measured otherwise: they are made anew. */
export const FACT_STAMP = hash(
  JSON.stringify([3, MEASURES_STAMP, FACT_KINDS.map((kind) => [kind, fieldsOf(kind)])]),
)

/** Reads a whole body; null when the record has left the cache. */
export type ReadBody = <K extends FactKind>(kind: K, id: string) => BodyOf<K> | null

/** Records of one kind: ids, and each field of all of them as one frame (frames.ts). */
interface StoredTable {
  rows: number
  ids: Uint8Array
  versions: Uint8Array
  columns: Uint8Array[]
}

/** A piece as it is stored. `shape`: what else is to be known of it. */
interface StoredPiece<S> {
  stamp: string
  tables: Record<FactKind, StoredTable>
  shape: S
}

const BEYOND_ONE_BYTE = /[\u0100-\uffff]/g
const escaped = (letter: string) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`

/** JSON in which a letter takes one byte: a single other one would double the whole column. */
const toText = (value: unknown): string =>
  value === undefined ? '' : JSON.stringify(value).replace(BEYOND_ONE_BYTE, escaped)

/** One field of many records: each value stands once. */
class ColumnWriter {
  readonly #places = new Map<string, number>()
  readonly #at: number[] = []

  add(value: unknown): void {
    const text = toText(value)
    let place = this.#places.get(text)
    if (place === undefined) this.#places.set(text, (place = this.#places.size))
    this.#at.push(place)
  }

  /** The place of each record's value; where the texts of the values end; the texts. */
  frame(): Uint8Array {
    const texts = [...this.#places.keys()]
    let end = 0
    const ends = texts.map((text) => (end += text.length))
    const numbers = Uint32Array.from([...this.#at, ends.length, ...ends])
    return frameOf(Buffer.concat([asBytes(numbers), Buffer.from(texts.join(''), 'latin1')]))
  }
}

function tableOf(kind: FactKind, records: readonly TandemRecord<FactKind>[]): StoredTable {
  const columns = fieldsOf(kind).map((field) => {
    const column = new ColumnWriter()
    for (const { body } of records) column.add((body as Record<string, unknown>)[field])
    return column.frame()
  })
  return {
    rows: records.length,
    ids: frameOf(Buffer.from(records.map(({ id }) => id).join(' '))),
    versions: frameOf(asBytes(Uint32Array.from(records, ({ version }) => version))),
    columns,
  }
}

export type Lists = { readonly [K in FactKind]: readonly TandemRecord<K>[] }

/** Records as one piece. */
export function packRecords<S>(lists: Lists, shape: S): Buffer {
  const tables = Object.fromEntries(FACT_KINDS.map((kind) => [kind, tableOf(kind, lists[kind])]))
  return serialize({ stamp: FACT_STAMP, tables, shape } as StoredPiece<S>)
}

const NOT_PARSED = Symbol('not parsed')
const NO_NUMBERS = new Uint32Array(0)
const NO_BYTES = Buffer.alloc(0)

/** `{"from":"2026-01-01","to":"2026-01-31"}`: of every declaration and most dossiers. */
const PERIOD_LENGTH = 39
const isPeriod = (text: string) =>
  text.length === PERIOD_LENGTH && text.startsWith('{"from":"') && text.startsWith('","to":"', 19)

function parsed(text: string): unknown {
  if (text === '') return undefined
  if (isPeriod(text)) return { from: text.slice(9, 19), to: text.slice(27, 37) }
  // Most are codes and dates.
  const isPlain = text.charCodeAt(0) === 34 && !text.includes('\\')
  return isPlain ? text.slice(1, -1) : JSON.parse(text)
}

/** A field of the records of a piece: unpacked when it is first asked for, value by value. */
class Column {
  readonly #frame: Uint8Array
  readonly #rows: number
  #at: Uint32Array = NO_NUMBERS
  #ends: Uint32Array = NO_NUMBERS
  #text: Buffer = NO_BYTES
  #values: unknown[] | null = null

  constructor(frame: Uint8Array, rows: number) {
    this.#frame = frame
    this.#rows = rows
  }

  of(row: number): unknown {
    const values = this.#values ?? this.#unpack()
    const place = this.#at[row]!
    const value = values[place]
    return value === NOT_PARSED ? this.#parse(place) : value
  }

  #unpack(): unknown[] {
    const bytes = bytesOf(this.#frame)
    const count = bytes.readUInt32LE(4 * this.#rows)
    this.#at = numbersIn(bytes, 0, this.#rows)
    this.#ends = numbersIn(bytes, this.#rows + 1, count)
    this.#text = bytes.subarray(4 * (this.#rows + 1 + count))
    return (this.#values = Array.from({ length: count }, () => NOT_PARSED))
  }

  #parse(place: number): unknown {
    const from = place === 0 ? 0 : this.#ends[place - 1]!
    const value = parsed(this.#text.toString('latin1', from, this.#ends[place]))
    this.#values![place] = value
    return value
  }
}

/** The records of one kind in a piece. */
class Table<K extends FactKind = FactKind> {
  readonly kind: K
  readonly rows: number
  readonly columns: readonly Column[]
  readonly #stored: StoredTable
  readonly #read: ReadBody
  readonly #whole = new Map<number, BodyOf<K>>()
  #ids: readonly string[] | null = null
  #versions: Uint32Array | null = null

  constructor(kind: K, stored: StoredTable, read: ReadBody) {
    this.kind = kind
    this.rows = stored.rows
    this.columns = stored.columns.map((frame) => new Column(frame, stored.rows))
    this.#stored = stored
    this.#read = read
  }

  get ids(): readonly string[] {
    return (this.#ids ??= bytesOf(this.#stored.ids).toString('latin1').split(' '))
  }

  /** The records of some rows. */
  records(from: number, to: number): TandemRecord<K>[] {
    const { kind, ids } = this
    this.#versions ??= numbersIn(bytesOf(this.#stored.versions), 0, this.rows)
    const bodyOf = IN_FULL.has(kind) ? bodyInFull : bodyByField
    return Array.from({ length: to - from }, (_, i) => ({
      kind,
      id: ids[from + i]!,
      version: this.#versions![from + i]!,
      body: bodyOf(this as unknown as Table, from + i) as BodyOf<K>,
    })) as TandemRecord<K>[]
  }

  /** One that left since: what the piece holds of it. Whoever it was about is judged anew. */
  whole(row: number): BodyOf<K> {
    let body = this.#whole.get(row)
    if (!body) {
      body = this.#read(this.kind, this.ids[row]!) ?? this.#kept(row)
      this.#whole.set(row, body)
    }
    return body
  }

  #kept(row: number): BodyOf<K> {
    const leftOut = LEFT_OUT[this.kind].map((field) => [field, []])
    return {
      ...(bodyInFull(this as unknown as Table, row) as object),
      ...Object.fromEntries(leftOut),
    }
  }
}

/** A body of which each field is looked up when it is asked for. */
class Body {
  readonly table: Table
  readonly row: number

  constructor(table: Table, row: number) {
    this.table = table
    this.row = row
  }

  /** As the record itself has it: for comparing and writing. */
  toJSON(): unknown {
    return this.table.whole(this.row)
  }
}

/** A class for each kind: what a field is then costs no search. */
const BODY_CLASSES = Object.fromEntries(
  FACT_KINDS.map((kind) => {
    const Fields = class extends Body {}
    for (const [place, field] of fieldsOf(kind).entries()) {
      Object.defineProperty(Fields.prototype, field, {
        get(this: Body) {
          return this.table.columns[place]!.of(this.row)
        },
      })
    }
    for (const field of LEFT_OUT[kind]) {
      Object.defineProperty(Fields.prototype, field, {
        get(this: Body) {
          return (this.table.whole(this.row) as Record<string, unknown>)[field]
        },
      })
    }
    return [kind, Fields]
  }),
) as Record<FactKind, typeof Body>

/** Kinds with few fields, of which rules read most: plain records. */
const IN_FULL: ReadonlySet<FactKind> = new Set<FactKind>(['a1', 'employment', 'control'])

const bodyByField = (table: Table, row: number): unknown => new BODY_CLASSES[table.kind](table, row)

function bodyInFull(table: Table, row: number): unknown {
  const body: Record<string, unknown> = {}
  for (const [place, field] of fieldsOf(table.kind).entries()) {
    const value = table.columns[place]!.of(row)
    if (value !== undefined) body[field] = value
  }
  return body
}

/** The records of a piece; they are read when they are asked for. */
export interface FactRecords<S> {
  shape: S
  /** How many there are of a kind. */
  count(kind: FactKind): number
  /** Those of some rows of their kind. */
  records<K extends FactKind>(kind: K, from: number, to: number): TandemRecord<K>[]
}

/** Null when the piece was made with other fields. */
export function unpackRecords<S>(bytes: Buffer, read: ReadBody): FactRecords<S> | null {
  const { stamp, tables, shape } = deserialize(bytes) as StoredPiece<S>
  if (stamp !== FACT_STAMP) return null
  const made: { [K in FactKind]?: Table<K> } = {}
  const tableOf = <K extends FactKind>(kind: K): Table<K> =>
    ((made as Record<K, Table<K> | undefined>)[kind] ??= new Table(kind, tables[kind], read))
  return {
    shape,
    count: (kind) => tables[kind].rows,
    records: (kind, from, to) => (from === to ? [] : tableOf(kind).records(from, to)),
  }
}
