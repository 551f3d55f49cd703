/**
 * What was measured of enterprises for the screens of the rules, kept in parts of neighbouring rows: a pass
 * over everybody reads the facts of few. With a change of what is behind the numbers of an enterprise it is
 * noted to whom the record is tied, and was before; the next pass measures those anew.
 */
import type { BodyOf, RecordKind } from '../domain/contract/records.ts'
import { isArrived } from '../domain/dossier/arrived.ts'
import { ENTERPRISE_MEASURES, MEASURES_STAMP } from '../domain/risk/measures.ts'
import { directorOf } from '../domain/risk/register-facts.ts'
import { Affected, type Ties } from './affected.ts'
import { falseOf } from './project/extracts.ts'
import { enterpriseOf } from './project/register-lines.ts'
import type { ReadDb, WriteDb } from './sqlite.ts'

/** Enterprises of a part: those of as many neighbouring rows. */
const PART_ROWS = 2_048

const partOf = (row: number): number => Math.floor(row / PART_ROWS)

/** How many parts there are up to a row; none up to -1. */
export const partsUpTo = (lastRow: number): number => partOf(lastRow) + 1

/** First and last row of a part. */
export const rowsOfPart = (part: number): [number, number] => [
  part * PART_ROWS,
  (part + 1) * PART_ROWS - 1,
]

/** Notes beside those of the records themselves, which name persons and enterprises (fact-pieces.ts). */
type Note = 'firm' | 'firmNumber' | 'director'

/** By what a record is tied to those who are measured by it, and what of it is measured beside. */
interface Tied {
  notes: readonly (readonly [Note, string | null])[]
  measured: readonly unknown[]
}

const TIED: { readonly [K in RecordKind]?: (body: BodyOf<K>) => Tied } = {
  dossier: ({ employerId, filedById, personId, submittedOn, ...body }) => ({
    notes: [
      ['firm', employerId],
      ['firm', filedById],
    ],
    measured: [personId, submittedOn, isArrived(body)],
  }),
  a1: (body) => ({
    notes: [['firmNumber', falseOf(body)]],
    measured: [body.endedOn, body.period.from],
  }),
  // Nothing is measured of works: who they concern is looked up at each pass.
  registerLine: (body) => ({
    notes: body.works
      ? []
      : [
          ['firmNumber', enterpriseOf(body)],
          ['director', directorOf(body)],
        ],
    measured: [body],
  }),
}

const INSERT = 'INSERT INTO factChange (kind, id) VALUES (?, ?)'

/** Within one transaction: notes who is to be measured anew, each once. */
export class MeasureNotes {
  readonly #db: WriteDb
  readonly #noted = new Set<string>()

  constructor(db: WriteDb) {
    this.#db = db
  }

  /** A record came, changed or went. */
  note<K extends RecordKind>(kind: K, before: BodyOf<K> | null, after: BodyOf<K> | null): void {
    const tied = TIED[kind]
    if (!tied || before === after) return
    const [old, now] = [before && tied(before), after && tied(after)]
    if (JSON.stringify(old) === JSON.stringify(now)) return
    for (const [note, value] of [...(old?.notes ?? []), ...(now?.notes ?? [])]) {
      if (value === null || this.#noted.has(`${note} ${value}`)) continue
      this.#noted.add(`${note} ${value}`)
      this.#db.run(INSERT, [note, value])
    }
  }
}

/** What a note names; other changes are of records that nothing of an enterprise is measured by. */
const NAMED: Readonly<Record<string, (value: string) => Ties>> = {
  person: (id) => ({ persons: [id] }),
  enterprise: (id) => ({ enterprises: [id] }),
  firm: (id) => ({ enterprises: [id] }),
  firmNumber: (number) => ({ numbers: [number] }),
  director: (key) => ({ directors: [key] }),
} satisfies Record<Note | 'person' | 'enterprise', (value: string) => Ties>

const NOTED = `SELECT n, kind, id FROM factChange
  WHERE n > ? AND kind IN ('person', 'enterprise', 'firm', 'firmNumber', 'director') ORDER BY n`
const ROWS = 'SELECT row FROM enterprise WHERE id IN (SELECT value FROM json_each(?))'

/** Whose numbers are older than what is behind them. */
export class StaleMeasures {
  readonly #db: ReadDb
  readonly #rows = new Set<number>()
  #last = 0

  constructor(db: ReadDb) {
    this.#db = db
  }

  /** Takes over what was noted since the last time. */
  renew(): void {
    const fresh = this.#db.arrays<[number, string, string]>(NOTED, [this.#last])
    if (fresh.length === 0) return
    this.#last = fresh.at(-1)![0]
    const affected = new Affected()
    for (const [, kind, value] of fresh) affected.tie(NAMED[kind]!(value))
    const ids = JSON.stringify([...affected.enterprises(this.#db)])
    for (const row of this.#db.column<number>(ROWS, [ids])) this.#rows.add(row)
  }

  has(row: number): boolean {
    return this.#rows.has(row)
  }
}

/** The numbers of the enterprises of a part, to be stored. */
export interface EnterprisePart {
  part: number
  rows: Uint8Array
  measures: Uint8Array
}

export type MeasuresByRow = ReadonlyMap<number, Int32Array>

const bytesOf = ({ buffer }: Uint32Array | Int32Array) => new Uint8Array(buffer)

export function packPart(part: number, measured: MeasuresByRow): EnterprisePart {
  const all = Int32Array.from([...measured.values()].flatMap((one) => [...one]))
  return { part, rows: bytesOf(Uint32Array.from(measured.keys())), measures: bytesOf(all) }
}

/** The numbers of a part by row; none of whom nothing was measured, or by other rules. */
export function readPart(db: ReadDb, part: number): MeasuresByRow {
  const stored = db.array<[string, Uint8Array, Uint8Array]>(
    'SELECT stamp, rows, measures FROM enterprisePart WHERE part = ?',
    [part],
  )
  if (!stored || stored[0] !== MEASURES_STAMP) return new Map()
  // Copied: the bytes of a column need not begin where numbers may.
  const rows = new Uint32Array(Uint8Array.from(stored[1]).buffer)
  const all = new Int32Array(Uint8Array.from(stored[2]).buffer)
  const numbersOf = (i: number) =>
    all.subarray(i * ENTERPRISE_MEASURES, (i + 1) * ENTERPRISE_MEASURES)
  return new Map(Array.from(rows, (row, i) => [row, numbersOf(i)]))
}

/** Within a transaction. */
export function keepPart(db: WriteDb, { part, rows, measures }: EnterprisePart): void {
  db.run(
    'INSERT OR REPLACE INTO enterprisePart (part, stamp, rows, measures) VALUES (?, ?, ?, ?)',
    [part, MEASURES_STAMP, Buffer.from(rows), Buffer.from(measures)],
  )
}

/** Within a transaction: an enterprise leaves the cache, and its numbers with it; the next pass measures its neighbours anew. */
export function dropPart(db: WriteDb, row: number): void {
  db.run('DELETE FROM enterprisePart WHERE part = ?', [partOf(row)])
}
