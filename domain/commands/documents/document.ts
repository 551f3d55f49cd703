/** What commands on a document share: its lock, its versions, its line in the timeline. */
import type { LocalDate } from '../../calendar/local-date.ts'
import type { DocumentType, DossierEventType } from '../../contract/codes.ts'
import type { ConflictField, Lines } from '../../contract/conflict.ts'
import type { DossierBody, DossierDocument, EarlierVersion } from '../../contract/records.ts'
import { lockOf } from '../../documents/lock.ts'
import { isSensitive } from '../../rights/documents.ts'
import { refuse, type CommandContext, type Refusal } from '../command.ts'
import { contentOf } from '../said.ts'

/** Refuses what would change a locked document. */
export function lockedRefusal(body: DossierBody, document: DossierDocument): Refusal | null {
  const lock = lockOf(body, document)
  return lock && refuse('DOCUMENT_LOCKED', { lock: lock.why })
}

/** The content of a document as one of its earlier versions; null: it has none. */
export function versionOf(
  { file, receivedOn, issuedOn, filed, letter }: DossierDocument,
  withdrawn?: EarlierVersion['withdrawn'],
): EarlierVersion | null {
  return file
    ? {
        file,
        receivedOn,
        ...(issuedOn && { issuedOn }),
        ...(filed && { filed }),
        ...(letter && { letter }),
        ...(withdrawn && { withdrawn }),
      }
    : null
}

/** The content that was seen, by its hash; nothing for none, null where the document does not keep it. */
function seenContent(document: DossierDocument | null, hash: string | null): Lines | null {
  if (hash === null) return []
  const seen = [document, ...(document?.earlier ?? [])].find((one) => one?.file?.hash === hash)
  return seen ? contentOf(seen) : null
}

/** Another content on a document than the one that was seen; null: it is the same. */
export function contentConflict(
  document: DossierDocument | null,
  seen: string | null,
  mine: Lines | 'SEEN',
): ConflictField | null {
  if ((document?.file?.hash ?? null) === seen) return null
  const base = seenContent(document, seen)
  return {
    field: 'content',
    type: 'lines',
    // An act on what was seen is done on what stands now; a content takes the place of another.
    ...(mine === 'SEEN' && { kind: 'BASIS' as const }),
    base,
    mine: mine === 'SEEN' ? base : mine,
    theirs: document ? contentOf(document) : [],
    by: document?.filed?.by ?? null,
    at: document?.filed?.at ?? null,
  }
}

/** The document with its content among the earlier versions, ready for the next. */
export function superseded(document: DossierDocument): DossierDocument {
  const version = versionOf(document)
  return version ? { ...document, earlier: [...(document.earlier ?? []), version] } : document
}

interface Told {
  type: DossierEventType
  on: LocalDate
  text: string | null
}

/** The dossier with a line in its timeline; of a sensitive document it does not say which it was. */
export function noted(
  body: DossierBody,
  { documentId, type }: { documentId: string; type: DocumentType },
  { type: event, on, text }: Told,
  { actor, at }: CommandContext,
): DossierBody {
  const codes = isSensitive(type) ? [] : [`documentType.${type}`]
  const entry = { on, text, codes, about: documentId }
  return { ...body, events: [...body.events, { at, type: event, by: actor.id, text: null, entry }] }
}
