/**
 * Records as whole passes of the rules read them: some hundred persons' records in one piece, field by
 * field. Each value stands once, as text, and is parsed when a rule asks for it; most never are. What
 * comes out looks like a record but copies of it (`{...body}`) are empty: rules read, they copy nothing.
 */
import { deserialize, serialize } from 'node:v8'
import { BODIES, type BodyOf, type TandemRecord } from '../domain/contract/records.ts'
import { MEASURES_STAMP } from '../domain/risk/measures.ts'
import type { LocalDate } from '../domain/calendar/local-date.ts'
import { workSite } from '../domain/limosa/building-site.ts'
import { hash } from '../domain/identifiers/hash.ts'
import { asOf, type Dated } from '../domain/risk/rule.ts'
import { asBytes, numbersIn, packParts, Parts, type StoredParts } from './frames.ts'
import type { Sited } from './works.ts'

/** Kinds that a person's facts are made of. */
export const FACT_KINDS = [
  'person',
  'dossier',
  'declaration',
  'presence',
  'a1',
  'employment',
  'control',
  'workerLine',
] as const
export type FactKind = (typeof FACT_KINDS)[number]

/**
 * Fields that rules read of few, most of them long lists: they are read from the record itself when they
 * are asked for.
 */
const LEFT_OUT: Readonly<Record<FactKind, readonly string[]>> = {
  person: [],
  dossier: [
    'clockEvents',
    'documents',
    'events',
    'itemsAsked',
    'infoRequests',
    'adviceRequests',
    'proposals',
    'visaHolds',
    'planAssessments',
    'factChanges',
    'tags',
    'snoozes',
  ],
  declaration: ['schedule', 'pc124Equivalent'],
  presence: [],
  a1: [],
  employment: [],
  control: [],
  workerLine: [],
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
  JSON.stringify([5, MEASURES_STAMP, FACT_KINDS.map((kind) => [kind, fieldsOf(kind)])]),
)

/** Reads a whole body; null when the record has left the cache. */
export type ReadBody = <K extends FactKind>(kind: K, id: string) => BodyOf<K> | null

/** Records of one kind: ids, versions, and each field of all of them. */
interface StoredTable {
  rows: number
  parts: StoredParts
}

/** Places of the parts of a table; each field comes after these. */
const IDS = 0
const VERSIONS = 1
const FIRST_FIELD = 2

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
  bytes(): Buffer {
    const texts = [...this.#places.keys()]
    let end = 0
    const ends = texts.map((text) => (end += text.length))
    const numbers = Uint32Array.from([...this.#at, ends.length, ...ends])
    return Buffer.concat([asBytes(numbers), Buffer.from(texts.join(''), 'latin1')])
  }
}

function columnOf<T>(records: readonly T[], valueOf: (record: T) => unknown): Buffer {
  const column = new ColumnWriter()
  for (const record of records) column.add(valueOf(record))
  return column.bytes()
}

type AnyFact = TandemRecord<FactKind>

/** What takes long to read of a record and is asked of many: a column behind those of its fields. */
const FURTHER: { readonly [K in FactKind]?: (record: TandemRecord<K>) => unknown } = {
  // What only its history tells, and every finding about it asks.
  dossier: asOf,
  declaration: ({ body }) => workSite(body),
}

function tableOf(kind: FactKind, records: readonly AnyFact[]): StoredTable {
  const fields = fieldsOf(kind).map((field) =>
    columnOf(records, ({ body }) => (body as Record<string, unknown>)[field]),
  )
  const parts = [
    Buffer.from(records.map(({ id }) => id).join(' ')),
    asBytes(Uint32Array.from(records, ({ version }) => version)),
    ...fields,
  ]
  const further = FURTHER[kind]
  if (further) parts.push(columnOf(records, further as (record: AnyFact) => unknown))
  return { rows: records.length, parts: packParts(parts) }
}

export type Lists = { readonly [K in FactKind]: readonly TandemRecord<K>[] }

/** Records as one piece. */
export function packRecords<S>(lists: Lists, shape: S): Buffer {
  const tables = Object.fromEntries(FACT_KINDS.map((kind) => [kind, tableOf(kind, lists[kind])]))
  return serialize({ stamp: FACT_STAMP, tables, shape } as StoredPiece<S>)
}

const NO_NUMBERS = new Uint32Array(0)
const NO_BYTES = Buffer.alloc(0)

/** `{"from":"2026-01-01","to":"2026-01-31"}`: of every declaration and most dossiers. */
const PERIOD_LENGTH = 39
const isPeriod = (text: string) =>
  text.length === PERIOD_LENGTH && text.startsWith('{"from":"') && text.startsWith('","to":"', 19)

function parsed(text: string): unknown {
  if (text === '') return undefined
  if (text === 'null') return null
  if (isPeriod(text)) return { from: text.slice(9, 19), to: text.slice(27, 37) }
  // Most are codes and dates.
  const isPlain = text.charCodeAt(0) === 34 && !text.includes('\\')
  return isPlain ? text.slice(1, -1) : JSON.parse(text)
}

/** A field of the records of a piece: unpacked when it is first asked for, value by value. */
class Column {
  readonly #parts: Parts
  readonly #part: number
  readonly #rows: number
  #at: Uint32Array = NO_NUMBERS
  #ends: Uint32Array = NO_NUMBERS
  #text: Buffer = NO_BYTES
  /** By place, those that were asked for. */
  #values: unknown[] | null = null

  constructor(parts: Parts, part: number, rows: number) {
    this.#parts = parts
    this.#part = part
    this.#rows = rows
  }

  of(row: number): unknown {
    const values = this.#values ?? this.#unpack()
    const place = this.#at[row]!
    const value = values[place]
    return value === undefined ? this.#parse(place) : value
  }

  #unpack(): unknown[] {
    const bytes = this.#parts.bytes(this.#part)
    const count = bytes.readUInt32LE(4 * this.#rows)
    this.#at = numbersIn(bytes, 0, this.#rows)
    this.#ends = numbersIn(bytes, this.#rows + 1, count)
    this.#text = bytes.subarray(4 * (this.#rows + 1 + count))
    const values: unknown[] = []
    // As long as it may become: a list that grows at its end alone would be a table of pairs.
    values.length = count
    return (this.#values = values)
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
  readonly #parts: Parts
  readonly #read: ReadBody
  readonly #whole = new Map<number, BodyOf<K>>()
  #ids: readonly string[] | null = null
  #versions: Uint32Array | null = null

  constructor(kind: K, stored: StoredTable, read: ReadBody) {
    this.kind = kind
    this.rows = stored.rows
    const parts = new Parts(stored.parts)
    this.columns = Array.from(
      { length: parts.count - FIRST_FIELD },
      (_, i) => new Column(parts, FIRST_FIELD + i, stored.rows),
    )
    this.#parts = parts
    this.#read = read
  }

  get ids(): readonly string[] {
    return (this.#ids ??= this.#parts.bytes(IDS).toString('latin1').split(' '))
  }

  /** The records of some rows. */
  records(from: number, to: number): TandemRecord<K>[] {
    this.#versions ??= numbersIn(this.#parts.bytes(VERSIONS), 0, this.rows)
    const found: TandemRecord<K>[] = []
    for (let row = from; row < to; row += 1) found.push(this.#record(row, this.#versions[row]!))
    return found
  }

  #record(row: number, version: number): TandemRecord<K> {
    const { kind } = this
    const id = this.ids[row]!
    const table = this as unknown as Table
    const body = new BODY_CLASSES[kind](table, row) as unknown as BodyOf<K>
    const Kept = FURTHER_CLASSES[kind as keyof typeof FURTHER_CLASSES]
    const one = Kept ? new Kept(kind, id, version, body) : { kind, id, version, body }
    return one as TandemRecord<K>
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
    const { entries } = BODIES[this.kind] as { entries: Readonly<Record<string, { type: string }>> }
    const lists = LEFT_OUT[this.kind].filter((field) => entries[field]!.type === 'array')
    const leftOut = lists.map((field) => [field, []])
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

/** A record of which there is something further than its fields. */
class FurtherRecord {
  readonly kind: FactKind
  readonly id: string
  readonly version: number
  readonly body: unknown

  constructor(kind: FactKind, id: string, version: number, body: unknown) {
    this.kind = kind
    this.id = id
    this.version = version
    this.body = body
  }

  protected further(): unknown {
    const { table, row } = this.body as Body
    return table.columns.at(-1)!.of(row)
  }
}

/** A dossier of which the day up to which it speaks need not be looked up in its history. */
class StoredDossier extends FurtherRecord implements Dated {
  get upTo(): LocalDate | null {
    return this.further() as LocalDate
  }
}

/** A declaration of which the place of the work need not be read from its places. */
class StoredDeclaration extends FurtherRecord implements Sited {
  get site(): string | null {
    return this.further() as string | null
  }
}

const FURTHER_CLASSES = { dossier: StoredDossier, declaration: StoredDeclaration }

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
