/** Contents of documents in the cache: as encrypted as the rest, within a quota. */
import { contentOf } from '../domain/commands/index.ts'
import type { ReadDb, WriteDb } from './sqlite.ts'

/** Room for contents, in bytes; the longest unused ones leave. */
export const CONTENTS_MAX = 128 * 1024 * 1024

export interface Content {
  dossierId: string
  hash: string
  bytes: Buffer
  usedAt: string
}

/** The bytes of a document, when they were looked at before or put in here. */
export function readContent(db: ReadDb, dossierId: string, hash: string): Buffer | null {
  const sql = 'SELECT bytes FROM documentContent WHERE dossierId = ? AND hash = ?'
  return db.value<Buffer>(sql, [dossierId, hash]) ?? null
}

/** Within a transaction: as it is, without looking whose it is. */
function insertContent(db: WriteDb, { dossierId, hash, bytes, usedAt }: Content): void {
  db.run(
    'INSERT OR REPLACE INTO documentContent (dossierId, hash, bytes, usedAt) VALUES (?, ?, ?, ?)',
    [dossierId, hash, bytes, usedAt],
  )
}

/** Within a transaction, without looking whether its act or dossier is here. */
export function rescueContent(db: WriteDb, content: Content): void {
  insertContent(db, content)
  db.run('INSERT OR REPLACE INTO contentToSend (hash, dossierId) VALUES (?, ?)', [
    content.hash,
    content.dossierId,
  ])
}

/**
 * Within a transaction: keeps a content and makes room for it. What the gateway does not have yet is
 * nowhere else: it never leaves for that.
 */
export function keepContent(
  db: WriteDb,
  { dossierId, hash, bytes, usedAt }: Content,
  max = CONTENTS_MAX,
): void {
  // A dossier that left meanwhile leaves nothing behind.
  if (db.value('SELECT 1 FROM dossier WHERE id = ?', [dossierId]) === undefined) return
  insertContent(db, { dossierId, hash, bytes, usedAt })
  makeRoom(db, max)
}

function makeRoom(db: WriteDb, max: number): void {
  db.run(
    `DELETE FROM documentContent WHERE rowid IN (
       SELECT id FROM (
         SELECT rowid AS id, sum(length(bytes)) OVER (ORDER BY usedAt DESC, rowid DESC) AS total
         FROM documentContent WHERE hash NOT IN (SELECT hash FROM contentToSend))
       WHERE total > ?)`,
    [max],
  )
}

/**
 * Within the transaction of its act: keeps a content that the gateway does not have, also when its dossier
 * is not here any more: it stays for as long as the words of the act do.
 */
export function keepToSend(db: WriteDb, content: Content): void {
  sweepToSend(db)
  rescueContent(db, content)
  makeRoom(db, CONTENTS_MAX)
}

const IS_TO_SEND = `EXISTS (SELECT 1 FROM contentToSend s
  WHERE s.hash = documentContent.hash AND s.dossierId = documentContent.dossierId)`

/** Within a transaction: a dossier leaves, and its contents with it, but for those that are nowhere else. */
export function forgetContents(db: WriteDb, dossierId: string): void {
  db.run(`DELETE FROM documentContent WHERE dossierId = ? AND NOT ${IS_TO_SEND}`, [dossierId])
}

const TO_SEND = `SELECT c.* FROM contentToSend s
  JOIN documentContent c ON c.dossierId = s.dossierId AND c.hash = s.hash WHERE s.hash = ?`

/** A content that the gateway does not have yet; null: it has it, or the desk lost it. */
export function contentToSend(db: ReadDb, hash: string): Content | null {
  return db.get<Content>(`${TO_SEND} AND s.sent = 0`, [hash]) ?? null
}

/** The gateway has it now, for as long as it waits for the act that names it. */
export function contentSent(db: WriteDb, hash: string): void {
  db.run('UPDATE contentToSend SET sent = 1 WHERE hash = ?', [hash])
}

/**
 * Within the transaction that queues a refused act again: what it names is sent with it. The gateway
 * did not take it, or has let go of it since.
 */
export function sendContentAgain(db: WriteDb, name: string, args: unknown): void {
  const named = contentOf(name, args)
  if (!named) return
  db.run(
    `INSERT OR REPLACE INTO contentToSend (hash, dossierId)
     SELECT hash, dossierId FROM documentContent WHERE dossierId = ? AND hash = ?`,
    [(args as { dossierId: string }).dossierId, named.hash],
  )
}

/** Hashes of all contents that an act on its way, or one that was refused, needs from this desk. */
export const hashesToSend = (db: ReadDb): string[] =>
  db.column<string>('SELECT hash FROM contentToSend')

/** One of them, sent or not; null: the desk lost it. */
export function contentHeld(db: ReadDb, hash: string): Content | null {
  return db.get<Content>(TO_SEND, [hash]) ?? null
}

/**
 * Within a transaction: those whose act was accepted, taken back or given up are contents like any other,
 * and leave when their dossier did.
 */
export function sweepToSend(db: WriteDb): void {
  const swept = db.run(
    `DELETE FROM contentToSend WHERE NOT EXISTS (
       SELECT 1 FROM outbox WHERE instr(args, contentToSend.hash) > 0
       UNION ALL SELECT 1 FROM attention WHERE instr(args, contentToSend.hash) > 0)`,
  )
  if (swept === 0) return
  db.run(
    `DELETE FROM documentContent
     WHERE dossierId NOT IN (SELECT id FROM dossier) AND NOT ${IS_TO_SEND}`,
  )
}
