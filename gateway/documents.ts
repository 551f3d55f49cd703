/**
 * Contents of documents, by the hash of their bytes: stored once, however many dossiers name them, and
 * given to whoever may see that document of that dossier, on demand.
 */
import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Actor } from '../domain/contract/actor.ts'
import { TandemError } from '../domain/contract/errors.ts'
import type { BodyOf } from '../domain/contract/records.ts'
import type { DocumentAsked, DocumentGiven } from '../domain/contract/sync.ts'
import { maskBody, scopesOf } from '../domain/rights/rights.ts'
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
  { dossierId, documentId }: DocumentAsked,
): Promise<DocumentGiven> {
  const [found] = await rows<{ body: string }>(
    queries,
    sql`SELECT body FROM record WHERE kind = ${kindNumber('dossier')} AND id = ${dossierId}
          AND (scopes & ${scopeMask(scopesOf(actor))}::smallint) <> 0`,
  )
  const whole = found && (JSON.parse(found.body) as BodyOf<'dossier'>)
  const shown = whole && maskBody(actor, 'dossier', whole)
  const file = shown?.documents.find(({ id }) => id === documentId)?.file
  if (!file) throw new TandemError('NOT_FOUND')
  const [kept] = await rows<{ content: string }>(
    queries,
    sql`SELECT content FROM document_content WHERE hash = ${file.hash}`,
  )
  if (!kept) throw new TandemError('NOT_FOUND')
  return { hash: file.hash, content: kept.content }
}
