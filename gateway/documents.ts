/**
 * Contents of documents, by the hash of their bytes: stored once, however many dossiers name them, and
 * given to whoever may see that document of that dossier, on demand.
 */
import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
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
import { maskBody, mayRun, scopesOf } from '../domain/rights/rights.ts'
import { rows, type Queries } from './database.ts'
import { kindNumber, scopeMask } from './scopes.ts'

/** The name of a content: SHA-256 of its bytes. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64url')
}

/** Keeps contents; one that is there already stays. */
export async function storeContents(
  queries: Queries,
  contents: Iterable<Uint8Array>,
): Promise<void> {
  for (const bytes of contents) {
    await queries.execute(
      sql`INSERT INTO document_content (hash, content)
          VALUES (${hashOf(bytes)}, ${Buffer.from(bytes).toString('base64')})
          ON CONFLICT (hash) DO NOTHING`,
    )
  }
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

/**
 * Takes a content that a command of this person is going to name. Throws FORBIDDEN for a role that
 * files nothing, NOT_FOUND for a dossier out of sight, DOCUMENT_* for what is never taken, and
 * BAD_REQUEST when the bytes are not those of the hash.
 */
export async function takeContent(
  queries: Queries,
  actor: Actor,
  { dossierId, hash, content }: ContentSent,
  at: Date,
): Promise<ContentTaken> {
  if (!mayRun(actor, 'fileDocument')) throw new TandemError('FORBIDDEN')
  if (!(await visibleDossier(queries, actor, dossierId))) throw new TandemError('NOT_FOUND')
  const bytes = Buffer.from(content, 'base64')
  const refused = notTaken(bytes)
  if (refused) throw new TandemError(refused, { mb: DOCUMENT_MB_MAX })
  if (hashOf(bytes) !== hash) throw new TandemError('BAD_REQUEST', { parameter: 'hash' })
  await storeContents(queries, [bytes])
  await queries.execute(
    sql`INSERT INTO content_sent (hash, actor, at) VALUES (${hash}, ${actor.id}, ${at.getTime()})
        ON CONFLICT (hash, actor) DO NOTHING`,
  )
  return { hash }
}

/** What the gateway knows of a content that a person sent. */
export type SentContent = Omit<DocumentFile, 'version'>

/** Characters of base64 that hold the head of a content: enough to tell what it is. */
const HEAD_CHARACTERS = 2048

/**
 * Those of these contents that this person sent. Whoever knows a hash alone has no right to what it
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
         WHERE s.actor = ${actor.id} AND c.hash IN (SELECT json_array_elements_text(${JSON.stringify(hashes)}::json))`,
  )
  return new Map(
    found.map(({ hash, length, head, tail }) => {
      const padding = tail === '==' ? 2 : tail.endsWith('=') ? 1 : 0
      const bytes = (length / 4) * 3 - padding
      return [hash, { hash, bytes, claims: claimOf(Buffer.from(head, 'base64')) }]
    }),
  )
}
