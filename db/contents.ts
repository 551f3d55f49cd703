/** Contents of documents in the cache: as encrypted as the rest, within a quota. */
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

/** Within a transaction, into a file that holds nothing but what is rescued. */
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
  db.run(
    `DELETE FROM documentContent WHERE rowid IN (
       SELECT id FROM (
         SELECT rowid AS id, sum(length(bytes)) OVER (ORDER BY usedAt DESC, rowid DESC) AS total
         FROM documentContent WHERE hash NOT IN (SELECT hash FROM contentToSend))
       WHERE total > ?)`,
    [max],
  )
}

/** Within the transaction of its act: keeps a content that the gateway does not have. */
export function keepToSend(db: WriteDb, content: Content): void {
  const { hash, dossierId } = content
  sweepToSend(db)
  db.run('INSERT OR REPLACE INTO contentToSend (hash, dossierId) VALUES (?, ?)', [hash, dossierId])
  keepContent(db, content)
}

/** A content that the gateway does not have yet; null: it has it, or the desk lost it. */
export function contentToSend(db: ReadDb, hash: string): Content | null {
  const sql = `SELECT c.* FROM contentToSend s
    JOIN documentContent c ON c.dossierId = s.dossierId AND c.hash = s.hash WHERE s.hash = ?`
  return db.get<Content>(sql, [hash]) ?? null
}

/** The gateway has it now. */
export function contentSent(db: WriteDb, hash: string): void {
  db.run('DELETE FROM contentToSend WHERE hash = ?', [hash])
}

/** Every content that only this desk has. */
export function contentsToSend(db: ReadDb): Content[] {
  return db
    .column<string>('SELECT hash FROM contentToSend')
    .flatMap((hash) => contentToSend(db, hash) ?? [])
}

/** Those whose act was taken back or given up are contents like any other. */
function sweepToSend(db: WriteDb): void {
  db.run(
    `DELETE FROM contentToSend WHERE NOT EXISTS (
       SELECT 1 FROM outbox WHERE instr(args, contentToSend.hash) > 0
       UNION ALL SELECT 1 FROM attention WHERE instr(args, contentToSend.hash) > 0)`,
  )
}
