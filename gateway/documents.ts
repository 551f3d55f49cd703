/**
 * Contents of documents, by the hash of their bytes: stored once, however many dossiers name them, and
 * given to whoever may see that document of that dossier, on demand.
 */
import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { brusselsToday } from '../domain/calendar/local-date.ts'
import type { Actor } from '../domain/contract/actor.ts'
import { TandemError } from '../domain/contract/errors.ts'
import type { BodyOf, DocumentFile } from '../domain/contract/records.ts'
import type {
  ContentSent,
  ContentTaken,
  DocumentAsked,
  DocumentGiven,
} from '../domain/contract/sync.ts'
import { DOCUMENT_MB_MAX, claimOf, notTaken } from '../domain/documents/content.ts'
import { fileOf } from '../domain/documents/versions.ts'
import { maskBody } from '../domain/rights/masks.ts'
import { mayRun, scopesOf } from '../domain/rights/rights.ts'
import { rows, textColumn, type Database, type Queries } from './database.ts'
import { kindNumber, scopeMask } from './scopes.ts'

/** The name of a content: SHA-256 of its bytes. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64url')
}

/** Keeps contents that dossiers name; one that is there already stays. */
export async function storeContents(
  queries: Queries,
  contents: Iterable<Uint8Array>,
): Promise<void> {
  for (const bytes of contents) await store(queries, bytes, true)
}

/** Holds the row until the transaction ends, so that nobody sweeps it away meanwhile. */
async function store(queries: Queries, bytes: Uint8Array, named: boolean): Promise<void> {
  await queries.execute(
    sql`INSERT INTO document_content AS kept (hash, content, named)
        VALUES (${hashOf(bytes)}, ${Buffer.from(bytes).toString('base64')}, ${named})
        ON CONFLICT (hash) DO UPDATE SET named = kept.named OR excluded.named`,
  )
}

/**
 * The content of a document. NOT_FOUND when the person may not see the dossier, the document or what
 * is in it (9.4: of some documents a service sees only that they are there), or when there is none.
 */
export async function giveDocument(
  queries: Queries,
  actor: Actor,
  { dossierId, documentId, hash }: DocumentAsked,
): Promise<DocumentGiven> {
  const found = await visibleDossier(queries, actor, dossierId)
  const whole = found && (JSON.parse(found.body) as BodyOf<'dossier'>)
  const shown = whole && maskBody(actor, 'dossier', whole)
  const document = shown?.documents.find(({ id }) => id === documentId)
  const file = document && fileOf(document, hash)
  if (!file) throw new TandemError('NOT_FOUND')
  const [kept] = await rows<{ content: string }>(
    queries,
    sql`SELECT content FROM document_content WHERE hash = ${file.hash}`,
  )
  if (!kept) throw new TandemError('NOT_FOUND')
  return { hash: file.hash, content: kept.content }
}

async function visibleDossier(
  queries: Queries,
  actor: Actor,
  id: string,
): Promise<{ body: string } | undefined> {
  const [found] = await rows<{ body: string }>(
    queries,
    sql`SELECT body FROM record WHERE kind = ${kindNumber('dossier')} AND id = ${id}
          AND (scopes & ${scopeMask(scopesOf(actor))}::smallint) <> 0`,
  )
  return found
}

/** What one person may send a day, in MB: some hundred scans of usual size, and far less than fills a disk. */
export const UPLOAD_MB_PER_DAY = 2_000
const MB = 1024 * 1024
/** What a content counts for at least, in bytes: many small ones fill a table too. */
const COUNTED_BYTES_MIN = 64 * 1024

/**
 * Takes a content that a command of this person is going to name. Throws FORBIDDEN for a role that
 * files nothing, NOT_FOUND for a dossier out of sight, DOCUMENT_* for what is never taken,
 * BAD_REQUEST when the bytes are not those of the hash, and UPLOADS_USED_UP when the person sent so much
 * today (Brussels) that this one goes beyond `mbPerDay`; what is here from them already costs nothing.
 */
export async function takeContent(
  database: Database,
  actor: Actor,
  { dossierId, hash, content }: ContentSent,
  at: Date,
  mbPerDay = UPLOAD_MB_PER_DAY,
): Promise<ContentTaken> {
  if (!mayRun(actor, 'fileDocument')) throw new TandemError('FORBIDDEN')
  const { queries } = database
  if (!(await visibleDossier(queries, actor, dossierId))) throw new TandemError('NOT_FOUND')
  const bytes = Buffer.from(content, 'base64')
  const refused = notTaken(bytes.length)
  if (refused) throw new TandemError(refused, { mb: DOCUMENT_MB_MAX })
  if (hashOf(bytes) !== hash) throw new TandemError('BAD_REQUEST', { parameter: 'hash' })
  await database.transaction(async (tx) => {
    const used = await countUpload(tx, actor, { hash, bytes: bytes.length, at })
    if (used > mbPerDay * MB) throw new TandemError('UPLOADS_USED_UP', { mb: mbPerDay })
    await store(tx, bytes, false)
    await tx.execute(
      sql`INSERT INTO content_sent (hash, actor, at) VALUES (${hash}, ${actor.id}, ${at.getTime()})
          ON CONFLICT (hash, actor) DO UPDATE SET at = excluded.at`,
    )
  })
  return { hash }
}

/** Within a transaction: what the person sent today with this content, in bytes; 0 when it is here from them. */
async function countUpload(
  tx: Queries,
  actor: Actor,
  { hash, bytes, at }: { hash: string; bytes: number; at: Date },
): Promise<number> {
  const [counted] = await rows<{ bytes: string | number }>(
    tx,
    sql`INSERT INTO upload_day AS known (actor, day, bytes)
        SELECT ${actor.id}, ${brusselsToday(at)}, ${Math.max(bytes, COUNTED_BYTES_MIN)}::bigint
        WHERE NOT EXISTS (SELECT 1 FROM content_sent WHERE hash = ${hash} AND actor = ${actor.id})
        ON CONFLICT (actor, day) DO UPDATE SET bytes = known.bytes + excluded.bytes
        RETURNING bytes`,
  )
  return Number(counted?.bytes ?? 0)
}

/**
 * How long a content waits for the command that names it, in days: twice the longest time that a
 * desk works without the gateway (domain/rights/offline-age.ts). A desk sends both in one go.
 */
export const UNNAMED_DAYS = 28
const DAY_MS = 24 * 60 * 60 * 1000

/**
 * Forgets what people sent on earlier days, and contents that were sent long ago and that no accepted
 * command names: uploads that were refused, or given up on the way. Gives how many contents. What a dossier once named stays with it, and so
 * does what a command in another transaction is about to name.
 */
export async function sweepContents(database: Database, now: Date): Promise<number> {
  const before = now.getTime() - UNNAMED_DAYS * DAY_MS
  return await database.transaction(async (tx) => {
    await tx.execute(sql`DELETE FROM upload_day WHERE day < ${brusselsToday(now)}`)
    const gone = await rows<{ hash: string }>(
      tx,
      sql`SELECT hash FROM document_content c
          WHERE NOT named
            AND NOT EXISTS (SELECT 1 FROM content_sent s WHERE s.hash = c.hash AND s.at >= ${before})
          ORDER BY hash FOR UPDATE SKIP LOCKED`,
    )
    const hashes = textColumn(gone.map(({ hash }) => hash))
    await tx.execute(sql`DELETE FROM content_sent WHERE hash IN (SELECT unnest(${hashes}))`)
    await tx.execute(sql`DELETE FROM document_content WHERE hash IN (SELECT unnest(${hashes}))`)
    return gone.length
  })
}

/** Within the transaction of the commands that put them on dossiers. */
export async function nameContents(tx: Queries, hashes: readonly string[]): Promise<void> {
  if (hashes.length === 0) return
  await tx.execute(
    sql`UPDATE document_content SET named = true
        WHERE NOT named AND hash IN (SELECT unnest(${textColumn(hashes)}))`,
  )
}

/** What the gateway knows of a content that a person sent. */
export type SentContent = Omit<DocumentFile, 'version'>

/** Characters of base64 that hold the head of a content: enough to tell what it is. */
const HEAD_CHARACTERS = 2048

/**
 * Those of these contents that this person sent, held until the transaction ends. Whoever knows a hash alone has no right to what it
 * names: it could be of a dossier out of sight.
 */
export async function sentContents(
  queries: Queries,
  actor: Actor,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, SentContent>> {
  if (hashes.length === 0) return new Map()
  const found = await rows<{ hash: string; length: number; head: string; tail: string }>(
    queries,
    sql`SELECT c.hash, length(c.content) AS length, left(c.content, ${HEAD_CHARACTERS}) AS head,
               right(c.content, 2) AS tail
          FROM document_content c JOIN content_sent s ON s.hash = c.hash
         WHERE s.actor = ${actor.id} AND c.hash IN (SELECT json_array_elements_text(${JSON.stringify(hashes)}::json))
         ORDER BY c.hash FOR NO KEY UPDATE OF c`,
  )
  return new Map(
    found.map(({ hash, length, head, tail }) => {
      const padding = tail === '==' ? 2 : tail.endsWith('=') ? 1 : 0
      const bytes = (length / 4) * 3 - padding
      return [hash, { hash, bytes, claims: claimOf(Buffer.from(head, 'base64')) }]
    }),
  )
}
