/**
 * The records that the rules read, kept a second time in pieces of neighbouring persons: a pass over
 * everybody reads some hundred long rows and not millions of short ones. A piece is made by the pass that
 * misses it. What changed since is noted here record by record, and read from the records
 * themselves; what leaves the cache takes its pieces with it at once.
 */
import { RECORD_KINDS, type RecordKind } from '../domain/contract/records.ts'
import { FACT_KINDS, FACT_STAMP, packRecords, type FactKind, type Lists } from './fact-records.ts'
import type { ReadDb, WriteDb } from './sqlite.ts'

/** Persons of a piece: those of as many neighbouring rows. */
export const PIECE_ROWS = 256

export const pieceOf = (personRow: number): number => Math.floor(personRow / PIECE_ROWS)

/** First and last row of a piece. */
export const rowsOf = (piece: number): [number, number] => [
  piece * PIECE_ROWS,
  (piece + 1) * PIECE_ROWS - 1,
]

/** What a piece holds beside the records: how many of each list belong to whom. */
export interface PieceShape {
  rows: number[]
  dossiers: number[]
  declarations: number[]
  presences: number[]
  a1: number[]
  employments: number[]
  controls: number[]
  lines: number[]
  /** Place in LINKED_BY of each declaration. */
  linkedBy: number[]
  /** What was measured of each person for the screens of the rules, one person after the other. */
  measures: Int32Array
}

/** A piece to be stored. */
export interface FactPiece {
  piece: number
  /** Hashes of the ids of its records, ascending: what tells whether it holds one. */
  members: Uint8Array
  bytes: Uint8Array
  /** The last change that was noted when its records were read. */
  upTo: number
}

/** Records of other kinds by which it is measured: a change of one makes the measures of persons stale. */
const MEASURED_BY: ReadonlySet<RecordKind> = new Set<RecordKind>(['enterprise'])

export type NotedKind = FactKind | 'enterprise'

const isFactKind = (kind: RecordKind): kind is FactKind =>
  (FACT_KINDS as readonly string[]).includes(kind)

/** A hash of a record's kind and id in 32 bits. Two that share one cost a second look, no more. */
function memberHash(kind: RecordKind, id: string): number {
  let hash = 0x811c9dc5 ^ RECORD_KINDS.indexOf(kind)
  for (let i = 0; i < id.length; i += 1) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

function membersOf(lists: Lists): Uint8Array {
  const hashes = FACT_KINDS.flatMap((kind) => lists[kind].map(({ id }) => memberHash(kind, id)))
  return new Uint8Array(Uint32Array.from(hashes).sort().buffer)
}

export function packPiece(
  piece: number,
  lists: Lists,
  { shape, upTo }: { shape: PieceShape; upTo: number },
): FactPiece {
  return { piece, members: membersOf(lists), bytes: packRecords(lists, shape), upTo }
}

function holds(members: Uint32Array, hash: number): boolean {
  let [low, high] = [0, members.length - 1]
  while (low <= high) {
    const middle = (low + high) >>> 1
    const value = members[middle]!
    if (value === hash) return true
    if (value < hash) low = middle + 1
    else high = middle - 1
  }
  return false
}

/** The bytes of a column; copied, because those of a row need not begin where numbers may. */
const numbersOf = (bytes: Uint8Array): Uint32Array => new Uint32Array(Uint8Array.from(bytes).buffer)

/** Within a transaction: a record that facts are made of, or measured by, came, changed or went. */
export function noteFacts(db: WriteDb, kind: RecordKind, id: string): void {
  if (isFactKind(kind) || MEASURED_BY.has(kind))
    db.run('INSERT INTO factChange (kind, id) VALUES (?, ?)', [kind, id])
}

/** Within a transaction: somebody no longer carries these identifiers, which may decide for others. */
export function noteCarriers(db: WriteDb, values: readonly (string | number | null)[]): void {
  db.run(
    `INSERT INTO factChange (kind, id) SELECT DISTINCT 'person', p.id FROM identifier i
       JOIN person p ON p.row = i.personRow WHERE i.value IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(values)],
  )
}

/**
 * Drops the pieces that hold records that leave the cache. For one transaction, or for as many in a row
 * as are committed while nobody else writes pieces.
 */
export class PieceForgetter {
  readonly #db: WriteDb
  #members: Map<number, Uint32Array> | null = null

  constructor(db: WriteDb) {
    this.#db = db
  }

  forget(kind: RecordKind, id: string): void {
    if (!isFactKind(kind)) return
    this.#members ??= new Map(
      this.#db
        .arrays<[number, Uint8Array]>('SELECT piece, members FROM factPiece')
        .map(([piece, members]) => [piece, numbersOf(members)]),
    )
    const hash = memberHash(kind, id)
    for (const [piece, members] of this.#members) {
      if (!holds(members, hash)) continue
      this.#db.run('DELETE FROM factPiece WHERE piece = ?', [piece])
      this.#members.delete(piece)
    }
  }
}

/**
 * Within a transaction: keeps pieces. One that holds a record that changed or left since it was read is
 * not kept, and what stands of it goes: nothing that was forgotten comes back. The next pass makes it anew.
 */
export function keepPieces(db: WriteDb, pieces: readonly FactPiece[]): void {
  for (const { piece, members, bytes, upTo } of pieces) {
    if (holdsAny(numbersOf(members), factChanges(db, upTo))) {
      db.run('DELETE FROM factPiece WHERE piece = ?', [piece])
      continue
    }
    db.run('INSERT OR REPLACE INTO factPiece (piece, stamp, members, bytes) VALUES (?, ?, ?, ?)', [
      piece,
      FACT_STAMP,
      Buffer.from(members),
      Buffer.from(bytes),
    ])
  }
}

/** The last change that was noted; a pass that begins after it has read what it says. */
export const lastFactChange = (db: ReadDb): number =>
  db.value<number>('SELECT coalesce(max(n), 0) FROM factChange')!

/**
 * Within a transaction: every piece was read, and renewed where it had to be, since this change. Its
 * number stays, without a record: who reads by what they read before would miss changes whose numbers
 * began anew.
 */
export function dropFactChanges(db: WriteDb, upTo: number): void {
  db.run('DELETE FROM factChange WHERE n <= ?', [upTo])
  if (upTo > 0) db.run("INSERT INTO factChange (n, kind, id) VALUES (?, '', '')", [upTo])
}

/** A piece as it is stored; null: it must be made. */
export function readPiece(
  db: ReadDb,
  piece: number,
): { members: () => Uint32Array; bytes: Buffer } | null {
  const row = db.array<[string, Uint8Array, Buffer]>(
    'SELECT stamp, members, bytes FROM factPiece WHERE piece = ?',
    [piece],
  )
  if (!row || row[0] !== FACT_STAMP) return null
  const [, members, bytes] = row
  return { members: () => numbersOf(members), bytes }
}

const NOTED_KINDS = [...FACT_KINDS, ...MEASURED_BY].map((kind) => `'${kind}'`).join(', ')
const CHANGES = `SELECT n, kind, id FROM factChange
  WHERE n > ? AND kind IN (${NOTED_KINDS}) ORDER BY n`

/** Changes after another, as they were noted. */
export function factChanges(
  db: ReadDb,
  after: number,
): { n: number; kind: NotedKind; id: string }[] {
  return db.all(CHANGES, [after])
}

/** Tells whether a piece holds one of some records. */
export function holdsAny(
  members: Uint32Array,
  records: readonly { kind: NotedKind; id: string }[],
): boolean {
  return records.some(({ kind, id }) => holds(members, memberHash(kind, id)))
}
