/** Contents of documents in the cache: as encrypted as the rest, within a quota. */
import type { ReadDb, WriteDb } from './sqlite.ts'

/** Room for contents, in bytes; the longest unused ones leave. */
export const CONTENTS_MAX = 128 * 1024 * 1024

/** The bytes of a document, when they were looked at before. */
export function readContent(db: ReadDb, dossierId: string, hash: string): Buffer | null {
  const sql = 'SELECT bytes FROM documentContent WHERE dossierId = ? AND hash = ?'
  return db.value<Buffer>(sql, [dossierId, hash]) ?? null
}

/** Within a transaction: keeps a content and makes room for it. */
export function keepContent(
  db: WriteDb,
  {
    dossierId,
    hash,
    bytes,
    usedAt,
  }: { dossierId: string; hash: string; bytes: Buffer; usedAt: string },
  max = CONTENTS_MAX,
): void {
  // A dossier that left meanwhile leaves nothing behind.
  if (db.value('SELECT 1 FROM dossier WHERE id = ?', [dossierId]) === undefined) return
  db.run(
    'INSERT OR REPLACE INTO documentContent (dossierId, hash, bytes, usedAt) VALUES (?, ?, ?, ?)',
    [dossierId, hash, bytes, usedAt],
  )
  db.run(
    `DELETE FROM documentContent WHERE rowid IN (
       SELECT id FROM (
         SELECT rowid AS id, sum(length(bytes)) OVER (ORDER BY usedAt DESC, rowid DESC) AS total
         FROM documentContent)
       WHERE total > ?)`,
    [max],
  )
}
