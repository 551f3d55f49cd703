/** Documents and letters: their contents, read, added and made. */
import { createHash } from 'node:crypto'
import { contentOf } from '../../domain/commands/index.ts'
import { isHeldBack } from '../../domain/commands/hold.ts'
import { letterRefusal } from '../../domain/commands/documents/file-letter.ts'
import { TandemError } from '../../domain/contract/errors.ts'
import type { DocumentAsked } from '../../domain/contract/sync.ts'
import type {
  CommandResult,
  DocumentContent,
  LetterAsked,
} from '../../domain/contract/workbench.ts'
import {
  claimOf,
  DOCUMENT_MB_MAX,
  notTaken,
  SHOWN_BYTES_MAX,
} from '../../domain/documents/content.ts'
import { fileOf } from '../../domain/documents/versions.ts'
import { composeLetter } from '../../domain/letters/compose.ts'
import { letterSource } from '../../domain/letters/source.ts'
import { occasionFor } from '../../domain/letters/templates.ts'
import { makeLetter } from '../letters/letter-maker.ts'
import { codeWords, LETTER_TEXTS } from '../letters/texts.ts'
import type { DocumentClient } from '../sync/gateway-client.ts'
import { Uploads } from '../uploads.ts'
import { dossierPage } from '../views/pages.ts'
import type { DeskActs } from './acts.ts'
import type { DeskCache } from './desk-cache.ts'

/** The name of a content: SHA-256 of its bytes. */
const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('base64url')

export class DeskPapers {
  private readonly desk: DeskCache
  private readonly acts: DeskActs
  private readonly documents: DocumentClient
  private readonly uploads = new Uploads()

  constructor(desk: DeskCache, acts: DeskActs, documents: DocumentClient) {
    this.desk = desk
    this.acts = acts
    this.documents = documents
  }

  holdsDocument(dossierId: string, documentId: string): boolean {
    const body = this.desk.read(
      ({ cache }) => cache.record('dossier', dossierId)?.body ?? null,
      null,
    )
    return body?.documents.some(({ id, file }) => id === documentId && file) ?? false
  }

  /**
   * The content of a document: from the cache, else from the gateway, whose bytes must be those that
   * the dossier names. Throws NOT_FOUND, TOO_LARGE, or what the way to the gateway throws.
   */
  async documentContent(asked: DocumentAsked): Promise<DocumentContent> {
    const { dossierId, documentId } = asked
    const body = this.desk.read(
      ({ cache }) => cache.record('dossier', dossierId)?.body ?? null,
      null,
    )
    const document = body?.documents.find(({ id }) => id === documentId)
    const file = document && fileOf(document, asked.hash)
    if (!file) throw new TandemError('NOT_FOUND')
    if (file.bytes > SHOWN_BYTES_MAX) throw new TandemError('TOO_LARGE')
    const { hash } = file
    const known = this.desk.read(({ cache }) => cache.content(dossierId, hash), null)
    if (known) return { content: known.toString('base64') }
    const given = await this.documents.document(asked)
    const bytes = Buffer.from(given.content, 'base64')
    if (hashOf(bytes) !== hash) {
      throw new TandemError('GATEWAY_BAD_ANSWER')
    }
    this.desk.write(({ cache }) =>
      cache.keepContent({ dossierId, hash, bytes, usedAt: this.desk.now() }),
    )
    return { content: given.content }
  }

  uploadPiece(upload: string, offset: number, piece: string): void {
    this.desk.refuseWhenLocked()
    this.uploads.add(upload, offset, Buffer.from(piece, 'base64'))
  }

  fileUpload(upload: string, args: unknown): CommandResult {
    return this.fileContent({ name: 'fileDocument', args }, this.uploads.take(upload))
  }

  async fileLetter(asked: LetterAsked): Promise<CommandResult> {
    const { dossierId, template, track, nth, replaces, reason, addressee } = asked
    const { actor, today } = this.acts.context()
    const page = this.desk.page((sources) => dossierPage(sources, dossierId))
    const { body } = page.dossier
    const occasion = occasionFor(body, { template, track, nth })
    if (!occasion) return { outcome: 'REFUSED', code: 'LETTER_NOT_POSSIBLE', details: {} }
    const { language } = body
    const refused = letterRefusal(body, { template, track, nth, language }, { actor, today })
    if (refused) return { outcome: 'REFUSED', code: refused.code, details: refused.details }
    const { colleagues } = this.desk.person.view()
    const source = letterSource(page, { author: actor, today, colleagues, addressee })
    const composed = composeLetter(source, occasion, LETTER_TEXTS[language], codeWords(language))
    if (!composed.ok) {
      const details = { fact: composed.missing[0]! }
      return { outcome: 'REFUSED', code: 'LETTER_FACT_MISSING', details }
    }
    const bytes = await makeLetter({ letter: composed.letter, on: today })
    const file = { hash: hashOf(bytes), bytes: bytes.length, claims: claimOf(bytes) }
    const args = { dossierId, template, track, nth, language, file, replaces, reason }
    return this.fileContent({ name: 'fileLetter', args }, bytes)
  }

  /** Runs a command with the content that it names. Throws BAD_REQUEST for another content. */
  private fileContent(call: { name: string; args: unknown }, bytes: Buffer): CommandResult {
    const context = this.acts.context()
    const named = contentOf(call.name, call.args)
    const refused = notTaken(bytes.length)
    if (refused) return { outcome: 'REFUSED', code: refused, details: { mb: DOCUMENT_MB_MAX } }
    const isNamed = named?.hash === hashOf(bytes) && named.bytes === bytes.length
    if (!isNamed || named.claims !== claimOf(bytes)) throw new TandemError('BAD_REQUEST')
    const { dossierId } = call.args as { dossierId: string }
    const content = { dossierId, hash: named.hash, bytes, usedAt: this.desk.now() }
    const heldUntil = isHeldBack(call.name) ? this.acts.hold() : null
    return this.acts.acted(
      this.desk.write(({ cache }) => cache.queueCommand(call, { ...context, heldUntil }, content)),
    )
  }
}
