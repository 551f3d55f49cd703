/** The derived rows of one kind beside what its projection makes of the bodies now, a slice at a time. */
import type { BodyOf, RecordKind } from '../domain/contract/records.ts'
import { titleOf } from './project/dossier.ts'
import { gather } from './many.ts'
import { projectionOf } from './project/index.ts'
import type { SideRows } from './project/projection.ts'
import { RECORD_SQL, SIDE_SQL } from './record-sql.ts'
import { parseBody, titleRow } from './record-store.ts'
import { coldTable } from './schema.ts'
import { isSearchKind, reindexText, SEARCH_TABLES, textRowid } from './search-index.ts'
import type { ReadDb, WriteDb } from './sqlite.ts'

type Value = string | number | null
/** Row number, body, row of the title, then the derived columns as they stand. */
type StoredRow = [row: number, json: string, title: number | null, ...derived: Value[]]

/** What stands of a record and should be otherwise; null: nothing. */
interface Difference {
  row: number
  /** Places of columns in `RECORD_SQL`, and their values. */
  columns: { places: number[]; values: Value[] } | null
  /** Of each side table, the rows that it should have; null: as it has them. */
  sides: readonly (SideRows | null)[]
  text: string | null
  title: string | null
}

const isAny = ({ columns, sides, text, title }: Difference): boolean =>
  columns !== null || sides.some((one) => one !== null) || text !== null || title !== null

/** What a slice did. */
export interface Renewed {
  /** The last row that was looked at. */
  last: number
  count: number
  /** Rows of records that came out otherwise. */
  changed: number
  hasNewTexts: boolean
}

/** Columns that follow from other records keep their value. */
const OF_OTHERS = ['id', 'version', 'personRow', 'employerRow', 'titleRow']

/** Values of one side row as one text. */
const keyOf = (values: readonly Value[]): string => values.join('\u0000')

function isSame(now: readonly string[], stored: readonly string[]): boolean {
  const keys = new Set(now)
  return keys.size === stored.length && stored.every((key) => keys.has(key))
}

/** Under which name a sample counts the rows of a side table. */
export const sideName = ({ table }: { table: string }): string => `side ${table}`

export class KindRows {
  readonly #db: WriteDb
  readonly #kind: RecordKind
  readonly #projection: ReturnType<typeof projectionOf>
  /** Places of the derived columns in `RECORD_SQL`, and their names. */
  readonly #places: number[]
  readonly #names: string[]
  readonly #select: string
  /** Folded job titles by row, as they were met. */
  readonly #titles = new Map<number, string | null>()

  constructor(db: WriteDb, kind: RecordKind) {
    this.#db = db
    this.#kind = kind
    this.#projection = projectionOf(kind)
    const { columns } = RECORD_SQL[kind]
    this.#places = [...columns.keys()].filter((place) => !OF_OTHERS.includes(columns[place]!))
    this.#names = this.#places.map((place) => columns[place]!)
    const title = kind === 'dossier' ? 'h.titleRow' : 'NULL'
    const picked = ['h.row', 'b.json', title, ...this.#names.map((name) => `h.${name}`)]
    this.#select = `SELECT ${picked.join(', ')} FROM ${kind} h
      CROSS JOIN ${coldTable(kind)} b ON b.row = h.row`
  }

  /** Nothing is derived of a kind that is read whole. */
  get isDerived(): boolean {
    const { sides, searchText } = this.#projection
    return this.#places.length > 0 || sides !== undefined || searchText !== undefined
  }

  /** Within a transaction: looks at the next rows after one and writes what came out otherwise; null: there are none. */
  renew(after: number, limit: number): Renewed | null {
    const rows = this.#db.arrays<StoredRow>(
      `${this.#select} WHERE h.row > ? ORDER BY h.row LIMIT ?`,
      [after, limit],
    )
    const last = rows.at(-1)?.[0]
    if (last === undefined) return null
    const differences = this.#differences(rows)
    for (const difference of differences) this.#write(difference)
    const hasNewTexts = differences.some(({ text }) => text !== null)
    return { last, count: rows.length, changed: differences.length, hasNewTexts }
  }

  /**
   * Of rows spread over the table after one, at most `size`: how many of them came out otherwise in each
   * column, in the rows of each table beside them (`sideName`) and in their text.
   */
  sample(after: number, size: number): { looked: number; changed: Map<string, number> } {
    const changed = new Map<string, number>()
    const rows = this.#spread(after, size).flatMap((row) =>
      this.#db.arrays<StoredRow>(`${this.#select} WHERE h.row = ?`, [row]),
    )
    const count = (name: string) => changed.set(name, (changed.get(name) ?? 0) + 1)
    for (const row of rows) {
      for (const { columns, sides } of this.#differences([row])) {
        for (const place of columns?.places ?? []) count(RECORD_SQL[this.#kind].columns[place]!)
        for (const [i, side] of sides.entries()) {
          if (side) count(sideName(SIDE_SQL[this.#kind]![i]!))
        }
      }
    }
    return { looked: rows.length, changed }
  }

  /** Rows that were evenly spread, where there are that many. */
  #spread(after: number, size: number): number[] {
    const last = this.#db.value<number>(`SELECT coalesce(max(row), -1) FROM ${this.#kind}`)!
    const step = Math.max(1, (last - after) / size)
    const count = Math.min(size, Math.floor((last - after) / step))
    return Array.from({ length: Math.max(0, count) }, (_, n) => after + 1 + Math.floor(n * step))
  }

  #differences(rows: readonly StoredRow[]): Difference[] {
    const [first, last] = [rows[0]![0], rows.at(-1)![0]]
    const sides = this.#storedSides(first, last)
    const texts = this.#storedTexts(first, last)
    const found: Difference[] = []
    for (const stored of rows) {
      const [row, json, title] = stored
      const body = parseBody(this.#kind, json)
      const difference: Difference = {
        row,
        columns: this.#columnsOf(body, stored),
        sides: sides.map((side, i) => this.#sideOf(i, body, side.get(row) ?? [])),
        text: texts && this.#textOf(body, texts.get(row)),
        title: title === null ? null : this.#titleOf(body as BodyOf<'dossier'>, title),
      }
      if (isAny(difference)) found.push(difference)
    }
    return found
  }

  #columnsOf(body: BodyOf<RecordKind>, stored: StoredRow): Difference['columns'] {
    if (this.#places.length === 0) return null
    const now = this.#projection.columns(body)
    let changed: Difference['columns'] = null
    for (let i = 0; i < this.#names.length; i += 1) {
      const value = now[this.#names[i]!]!
      if (value === stored[i + 3]) continue
      changed ??= { places: [], values: [] }
      changed.places.push(this.#places[i]!)
      changed.values.push(value)
    }
    return changed
  }

  #sideOf(table: number, body: BodyOf<RecordKind>, stored: readonly string[]): SideRows | null {
    const now = this.#projection.sides![table]!(body)
    return isSame(now.map(keyOf), stored) ? null : now
  }

  #textOf(body: BodyOf<RecordKind>, stored: string | undefined): string | null {
    const now = this.#projection.searchText!(body)
    return now === stored ? null : now
  }

  #titleOf(body: BodyOf<'dossier'>, row: number): string | null {
    const now = titleOf(body)
    let stored = this.#titles.get(row)
    if (stored === undefined) {
      stored = titleAt(this.#db, row)
      this.#titles.set(row, stored)
    }
    return now === stored ? null : now
  }

  /** Rows beside those of the records, of each side table by record. */
  #storedSides(first: number, last: number): Map<number, string[]>[] {
    return (SIDE_SQL[this.#kind] ?? []).map(({ between }) => {
      const stored = new Map<number, string[]>()
      for (const [row, ...values] of this.#db.arrays<[number, ...string[]]>(between, [
        first,
        last,
      ])) {
        gather(stored, row, keyOf(values))
      }
      return stored
    })
  }

  #storedTexts(first: number, last: number): Map<number, string> | null {
    const kind = this.#kind
    if (!isSearchKind(kind)) return null
    const from = textRowid(kind, first)
    const step = textRowid(kind, first + 1) - from
    const rows = this.#db.arrays<[number, string]>(
      `SELECT rowid, text FROM ${SEARCH_TABLES[kind][0]} WHERE rowid BETWEEN ? AND ?`,
      [from, textRowid(kind, last)],
    )
    // Of kinds that share the table every so many rows are its own.
    const own = rows.filter(([rowid]) => (rowid - from) % step === 0)
    return new Map(own.map(([rowid, text]) => [first + (rowid - from) / step, text]))
  }

  #write({ row, columns, sides, text, title }: Difference): void {
    const kind = this.#kind
    if (columns) this.#db.run(RECORD_SQL[kind].update(columns.places), [...columns.values, row])
    if (title !== null) {
      this.#db.run('UPDATE dossier SET titleRow = ? WHERE row = ?', [
        titleRow(this.#db, title),
        row,
      ])
    }
    for (const [i, side] of sides.entries()) {
      if (!side) continue
      const { remove, insert } = SIDE_SQL[kind]![i]!
      this.#db.run(remove, [row])
      for (const values of side) this.#db.run(insert, [row, ...values])
    }
    if (text !== null && isSearchKind(kind)) reindexText(this.#db, kind, row, text)
  }
}

/** The text of a title; null where none has this row. */
function titleAt(db: ReadDb, row: number): string | null {
  return db.value<string>('SELECT text FROM jobTitle WHERE row = ?', [row]) ?? null
}
