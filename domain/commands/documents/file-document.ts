/** A document comes in at a desk: a new one, or the next version of one that is there. */
import * as v from 'valibot'
import { APPLICANT_DOCUMENT_TYPES } from '../../contract/codes.ts'
import {
  DocumentFile,
  Id,
  LocalDateText,
  type DossierBody,
  type DossierDocument,
} from '../../contract/records.ts'
import { DOCUMENT_MB_MAX, notTaken } from '../../documents/content.ts'
import { isThrough } from '../../dossier/tracks.ts'
import { mayFileDocument } from '../../rights/documents.ts'
import {
  accept,
  refuse,
  type Command,
  type CommandContext,
  type RecordLookup,
  type Refusal,
} from '../command.ts'
import { checkWithinLife } from '../days.ts'
import type { Lines } from '../../contract/conflict.ts'
import { contentConflict, lockedRefusal, noted, superseded } from './document.ts'

const Hash = DocumentFile.entries.hash

const Args = v.strictObject({
  dossierId: Id,
  /** Of the document that gets it; chosen by the desk for a new one, so that a repeat is the same. */
  documentId: Id,
  type: v.picklist(APPLICANT_DOCUMENT_TYPES),
  /** Day on which the service got it. */
  on: LocalDateText,
  /** The day that stands on it; absent: not noted. */
  issuedOn: v.optional(LocalDateText),
  file: v.omit(DocumentFile, ['version']),
  /** The content that was seen and gives way; null: there was none. */
  replaces: v.nullable(Hash),
})
type Args = v.InferOutput<typeof Args>

const conflictOn = (body: DossierBody, { documentId, file, on, replaces }: Args) => {
  const mine: Lines = [
    [
      ['size', file.bytes],
      ['date', on],
    ],
  ]
  return contentConflict(documentIn(body, documentId) ?? null, replaces, mine)
}

const documentIn = (body: DossierBody, id: string) => body.documents.find((one) => one.id === id)

/** The document that holds these bytes already, not counting what was taken back. */
export function duplicateOf(body: DossierBody, hash: string): DossierDocument | null {
  const holds = ({ file, earlier = [] }: DossierDocument) =>
    file?.hash === hash || earlier.some((one) => !one.withdrawn && one.file.hash === hash)
  return body.documents.find(holds) ?? null
}

function refusal(
  body: DossierBody,
  { documentId, type, on, issuedOn, file, replaces }: Args,
  { actor, today }: CommandContext,
): Refusal | null {
  if (!mayFileDocument(actor, type, body)) return refuse('FORBIDDEN')
  if (isThrough(body)) return refuse('DOSSIER_CLOSED')
  if (on > today) return refuse('DATE_IN_FUTURE', { date: on })
  if (on < body.submittedOn) {
    return refuse('DATE_BEFORE_SUBMISSION', { date: on, submitted: body.submittedOn })
  }
  if (issuedOn && issuedOn > on) return refuse('DOCUMENT_DATED_LATER', { date: issuedOn, on })
  const old = issuedOn === undefined ? null : checkWithinLife(issuedOn, today)
  if (old) return old
  const untaken = notTaken(file.bytes)
  if (untaken) return refuse(untaken, { mb: DOCUMENT_MB_MAX })
  const document = documentIn(body, documentId)
  const locked = document && lockedRefusal(body, document)
  if (locked) return locked
  const twin = duplicateOf(body, file.hash)
  if (twin) return refuse('DOCUMENT_DUPLICATE', { document: twin.type })
  if (document && document.type !== type) return refuse('BAD_REQUEST')
  return (document?.file?.hash ?? null) === replaces ? null : refuse('STALE')
}

function filed(body: DossierBody, args: Args, { actor, at }: CommandContext): DossierBody {
  const { documentId: id, type, on, issuedOn, file } = args
  const old = documentIn(body, id) ?? { id, type, status: 'MISSING' as const, receivedOn: null }
  const last = Math.max(
    old.file?.version ?? 0,
    ...(old.earlier ?? []).map((one) => one.file.version),
  )
  const { issuedOn: _before, ...kept } = superseded(old)
  const next: DossierDocument = {
    ...kept,
    status: 'RECEIVED',
    receivedOn: on,
    ...(issuedOn && { issuedOn }),
    file: { ...file, version: last + 1 },
    filed: { by: actor.id, at },
  }
  const known = documentIn(body, id) !== undefined
  const documents = known
    ? body.documents.map((one) => (one.id === id ? next : one))
    : [...body.documents, next]
  return { ...body, documents }
}

/** Puts a content on a dossier. The content itself travels beside the command, by its hash. */
export const fileDocument: Command<'fileDocument', Args> = {
  name: 'fileDocument',
  args: Args,
  needs: ({ dossierId }) => [{ kind: 'dossier', id: dossierId }],
  // One paper that is refused holds back none of the others.
  lane: () => null,
  words: [],
  content: ({ file }) => file,
  conflict(args, records) {
    const body = records('dossier', args.dossierId)?.body
    const field = body && conflictOn(body, args)
    return field ? [field] : []
  },
  resolve(args, choice, records) {
    if (choice('content') === 'THEIRS') return null
    const body = records('dossier', args.dossierId)?.body
    const document = body && documentIn(body, args.documentId)
    return { ...args, replaces: document?.file?.hash ?? null }
  },
  blocked({ dossierId, documentId }, records: RecordLookup) {
    const body = records('dossier', dossierId)?.body
    if (!body) return refuse('NOT_FOUND')
    if (isThrough(body)) return refuse('DOSSIER_CLOSED')
    const document = documentIn(body, documentId)
    return document ? lockedRefusal(body, document) : null
  },
  decide(records, args, context) {
    const dossier = records('dossier', args.dossierId)
    if (!dossier) return refuse('NOT_FOUND')
    const { body } = dossier
    const refused = refusal(body, args, context)
    if (refused) return refused
    const event = { type: 'DOCUMENT_FILED', on: args.on, text: null } as const
    return accept({
      kind: 'dossier',
      id: args.dossierId,
      body: noted(filed(body, args, context), args, event, context),
    })
  },
}
