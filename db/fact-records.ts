/**
 * Records as whole passes of the rules read them: some hundred persons' records in one piece, field by
 * field. Each value stands once, as text, and is parsed when a rule asks for it; most never are. What
 * comes out looks like a record but copies of it (`{...body}`) are empty: rules read, they copy nothing.
 */
import { deserialize, serialize } from 'node:v8'
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { BODIES, type BodyOf, type TandemRecord } from '../domain/contract/records.ts'

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

/** Differs when pieces were made with other fields: they are made anew. */
export const FACT_STAMP = JSON.stringify([2, FACT_KINDS.map((kind) => [kind, fieldsOf(kind)])])

/** Reads a whole body; null when the record has left the cache. */
export type ReadBody = <K extends FactKind>(kind: K, id: string) => BodyOf<K> | null

/** One field of many records: `at` tells for each the place of its value, `ends` where texts end. */
interface StoredColumn {
  at: Uint32Array
  ends: Uint32Array
  text: string
}

/** Records of one kind. */
interface StoredTable {
  ids: string
  versions: Uint32Array
  columns: StoredColumn[]
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

class ColumnWriter {
  readonly #places = new Map<string, number>()
  readonly #at: number[] = []

  add(value: unknown): void {
    const text = toText(value)
    let place = this.#places.get(text)
    if (place === undefined) this.#places.set(text, (place = this.#places.size))
    this.#at.push(place)
  }

  stored(): StoredColumn {
    const texts = [...this.#places.keys()]
    let end = 0
    return {
      at: Uint32Array.from(this.#at),
      ends: Uint32Array.from(texts, (text) => (end += text.length)),
      text: texts.join(''),
    }
  }
}

function tableOf(kind: FactKind, records: readonly TandemRecord<FactKind>[]): StoredTable {
  const columns = fieldsOf(kind).map((field) => {
    const column = new ColumnWriter()
    for (const { body } of records) column.add((body as Record<string, unknown>)[field])
    return column.stored()
  })
  return {
    ids: records.map(({ id }) => id).join(' '),
    versions: Uint32Array.from(records, ({ version }) => version),
    columns,
  }
}

export type Lists = { readonly [K in FactKind]: readonly TandemRecord<K>[] }

const FAST = { params: { [constants.ZSTD_c_compressionLevel]: 1 } }

/** Records as one piece. */
export function packRecords<S>(lists: Lists, shape: S): Buffer {
  const tables = Object.fromEntries(FACT_KINDS.map((kind) => [kind, tableOf(kind, lists[kind])]))
  return zstdCompressSync(serialize({ stamp: FACT_STAMP, tables, shape } as StoredPiece<S>), FAST)
}

const NOT_PARSED = Symbol('not parsed')

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

class Column {
  readonly #stored: StoredColumn
  readonly #values: unknown[]

  constructor(stored: StoredColumn) {
    this.#stored = stored
    this.#values = Array.from({ length: stored.ends.length }, () => NOT_PARSED)
  }

  of(row: number): unknown {
    const place = this.#stored.at[row]!
    const value = this.#values[place]
    return value === NOT_PARSED ? this.#parse(place) : value
  }

  #parse(place: number): unknown {
    const { ends, text } = this.#stored
    const value = parsed(text.slice(place === 0 ? 0 : ends[place - 1], ends[place]))
    this.#values[place] = value
    return value
  }
}

class Table<K extends FactKind = FactKind> {
  readonly kind: K
  readonly ids: readonly string[]
  readonly versions: Uint32Array
  readonly columns: readonly Column[]
  readonly #read: ReadBody
  readonly #whole = new Map<number, BodyOf<K>>()

  constructor(kind: K, { ids, versions, columns }: StoredTable, read: ReadBody) {
    this.kind = kind
    this.ids = ids === '' ? [] : ids.split(' ')
    this.versions = versions
    this.columns = columns.map((column) => new Column(column))
    this.#read = read
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

/** The records of a piece; null when it was made with other fields. */
export function unpackRecords<S>(bytes: Buffer, read: ReadBody): { lists: Lists; shape: S } | null {
  const { stamp, tables, shape } = deserialize(zstdDecompressSync(bytes)) as StoredPiece<S>
  if (stamp !== FACT_STAMP) return null
  const listOf = <K extends FactKind>(kind: K) => {
    const table = new Table(kind, tables[kind], read)
    const bodyOf = IN_FULL.has(kind) ? bodyInFull : bodyByField
    return table.ids.map((id, row) => ({
      kind,
      id,
      version: table.versions[row]!,
      body: bodyOf(table as unknown as Table, row) as BodyOf<K>,
    }))
  }
  const lists = Object.fromEntries(FACT_KINDS.map((kind) => [kind, listOf(kind)]))
  return { lists: lists as unknown as Lists, shape }
}
