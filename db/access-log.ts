/**
 * Entries of the access log on their way to the gateway. They exist nowhere else until the gateway
 * has them, and are deleted as soon as it has. Numbers count per client without holes; the client's
 * name here is not that of the commands, so that neither can upset the numbers of the other.
 */
import { randomUUID } from 'node:crypto'
import type { AccessNote, WireAccess } from '../domain/contract/access.ts'
import type { Actor } from '../domain/contract/actor.ts'
import type { ErrorCode } from '../domain/contract/errors.ts'
import { readMeta, writeMeta } from './meta.ts'
import type { accessEntry } from './schema.ts'
import type { ReadDb, WriteDb } from './sqlite.ts'

export type AccessEntryRow = Omit<typeof accessEntry.$inferSelect, 'row'>

/** Which entry: for amending it. */
export interface AccessRef {
  client: string
  n: number
}

/** Entries to push, all of one client. */
export interface AccessParcel {
  client: string
  entries: WireAccess[]
}

function takeNumber(db: WriteDb): AccessRef {
  const client = readMeta(db, 'accessClient') ?? randomUUID()
  const n = Number(readMeta(db, 'lastAccess') ?? 0) + 1
  writeMeta(db, 'accessClient', client)
  writeMeta(db, 'lastAccess', String(n))
  return { client, n }
}

/** Within a transaction: keeps an entry of this person. */
export function noteAccess(db: WriteDb, actorId: string, note: AccessNote): AccessRef {
  const ref = takeNumber(db)
  insertAccess(db, { ...ref, actor: actorId, note: JSON.stringify(note), sent: 0, refused: null })
  return ref
}

export function insertAccess(db: WriteDb, row: AccessEntryRow): void {
  db.run(
    'INSERT INTO accessEntry (client, n, actor, note, sent, refused) VALUES (?, ?, ?, ?, ?, ?)',
    [row.client, row.n, row.actor, row.note, row.sent, row.refused],
  )
}

/** False when the entry was handed out already: the gateway may have it. */
export function amendAccess(db: WriteDb, { client, n }: AccessRef, note: AccessNote): boolean {
  const sql = 'UPDATE accessEntry SET note = ? WHERE client = ? AND n = ? AND sent = 0'
  return db.run(sql, [JSON.stringify(note), client, n]) === 1
}

/**
 * Within a transaction: the oldest entries of this person, one client at a time, up to a hole that
 * damage left in its numbers: the gateway takes none beyond it under this name. From now on they
 * stay as they are. Entries of anybody else are never given out under this person's name.
 */
export function nextAccess(db: WriteDb, actor: Actor, limit: number): AccessParcel | null {
  const client = db.value<string>(
    'SELECT client FROM accessEntry WHERE actor = ? AND refused IS NULL ORDER BY row LIMIT 1',
    [actor.id],
  )
  if (client === undefined) return null
  const rows = withoutHole(
    db.all<AccessEntryRow>(
      `SELECT * FROM accessEntry WHERE client = ? AND actor = ? AND refused IS NULL
       ORDER BY n LIMIT ?`,
      [client, actor.id, limit],
    ),
  )
  db.run('UPDATE accessEntry SET sent = 1 WHERE client = ? AND actor = ? AND n <= ?', [
    client,
    actor.id,
    rows.at(-1)!.n,
  ])
  // One of before entries said as what the person looked: as what the person is, as it was then.
  const { role, region } = actor
  const noteOf = (text: string): AccessNote =>
    Object.assign({ role, region }, JSON.parse(text) as AccessNote)
  return { client, entries: rows.map(({ n, note }) => ({ n, note: noteOf(note) })) }
}

function withoutHole(rows: AccessEntryRow[]): AccessEntryRow[] {
  const hole = rows.findIndex(({ n }, i) => n !== rows[0]!.n + i)
  return hole < 0 ? rows : rows.slice(0, hole)
}

/** The gateway has these: they are kept no longer. */
export function accessTaken(db: WriteDb, client: string, last: number): void {
  db.run('DELETE FROM accessEntry WHERE client = ? AND n <= ? AND refused IS NULL', [client, last])
}

/**
 * Within a transaction: keeps one entry that the gateway will never take aside, with the reason. Its
 * number would be a hole: what follows goes on under another name.
 */
export function setAsideAccess(db: WriteDb, { client, n }: AccessRef, code: ErrorCode): void {
  db.run('UPDATE accessEntry SET refused = ? WHERE client = ? AND n = ?', [code, client, n])
  renameAccess(db, client)
}

/** Within a transaction: what of this person was set aside waits again, behind what waits. */
export function sendAccessAgain(db: WriteDb, actorId: string): void {
  const rows = db.column<number>(
    'SELECT row FROM accessEntry WHERE actor = ? AND refused IS NOT NULL ORDER BY row',
    [actorId],
  )
  for (const row of rows) {
    const { client, n } = takeNumber(db)
    db.run('UPDATE accessEntry SET client = ?, n = ?, sent = 0, refused = NULL WHERE row = ?', [
      client,
      n,
      row,
    ])
  }
}

/** How many wait, and how many were set aside, by reason. */
export interface AccessWaiting {
  waiting: number
  refused: { code: string; count: number }[]
}

export function accessWaiting(db: ReadDb): AccessWaiting {
  return {
    waiting: db.value<number>('SELECT count(*) FROM accessEntry WHERE refused IS NULL')!,
    refused: db.all(
      `SELECT refused AS code, count(*) AS count FROM accessEntry
       WHERE refused IS NOT NULL GROUP BY refused ORDER BY refused`,
    ),
  }
}

/**
 * Within a transaction: what waits under a name that the gateway will not take goes on under a new
 * one, from 1. New entries follow it when the name was the current one.
 */
export function renameAccess(db: WriteDb, client: string): void {
  const rows = db.column<number>(
    'SELECT row FROM accessEntry WHERE client = ? AND refused IS NULL ORDER BY n',
    [client],
  )
  const name = randomUUID()
  rows.forEach((row, i) => {
    db.run('UPDATE accessEntry SET client = ?, n = ? WHERE row = ?', [name, i + 1, row])
  })
  if (readMeta(db, 'accessClient') !== client) return
  writeMeta(db, 'accessClient', name)
  writeMeta(db, 'lastAccess', String(rows.length))
}

/** Everything about the log that moves into another cache file. */
export interface AccessBelongings {
  /** Null: numbers may be missing, so this name cannot be gone on with. */
  client: string | null
  last: number
  entries: AccessEntryRow[]
}

export function readAccess(db: ReadDb): AccessBelongings {
  return {
    client: readMeta(db, 'accessClient'),
    last: Number(readMeta(db, 'lastAccess') ?? 0),
    entries: db.all<AccessEntryRow>(
      'SELECT client, n, actor, note, sent, refused FROM accessEntry ORDER BY row',
    ),
  }
}

/**
 * Within a transaction: puts entries into another cache. The numbers go on for the same person; whose
 * cache it was otherwise keeps the entries, under that person's name.
 */
export function takeAccess(
  db: WriteDb,
  actorId: string,
  { client, last, entries }: AccessBelongings,
) {
  for (const row of entries) insertAccess(db, row)
  const mine = entries.every(({ actor }) => actor === actorId)
  if (client === null || !mine) return
  writeMeta(db, 'accessClient', client)
  writeMeta(db, 'lastAccess', String(last))
}
