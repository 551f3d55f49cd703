/** Acts on a document that is there: locked, unlocked, taken back as a mistake. Each with its reason. */
import * as v from 'valibot'
import type { LocalDate } from '../../calendar/local-date.ts'
import type { DossierEventType } from '../../contract/codes.ts'
import type { ConflictField } from '../../contract/conflict.ts'
import {
  DocumentFile,
  Id,
  LocalDateText,
  type DossierBody,
  type DossierDocument,
} from '../../contract/records.ts'
import { lockOf } from '../../documents/lock.ts'
import { mayDateDocument, mayFileDocument } from '../../rights/documents.ts'
import {
  accept,
  refuse,
  type Command,
  type CommandContext,
  type RecordLookup,
  type Refusal,
} from '../command.ts'
import { dayOf } from '../said.ts'
import { checkWithinLife } from '../days.ts'
import { checkReason } from '../words.ts'
import { contentConflict, lockedRefusal, noted, versionOf } from './document.ts'

/** Shortest and longest reason, in characters. */
export const DOCUMENT_REASON_MIN = 10
export const DOCUMENT_REASON_MAX = 2000

const COMMON = { dossierId: Id, documentId: Id, reason: v.string() }
interface Common {
  dossierId: string
  documentId: string
  reason: string
}

interface Spec<Name extends string, A extends Common> {
  name: Name
  args: v.GenericSchema<unknown, A>
  timeline: DossierEventType
  /** Who may; absent: whoever may put such a document on the dossier. */
  may?: typeof mayFileDocument
  /** False where the act says everything by itself. */
  needsReason?: false
  /** Refuses what the document as it stands does not allow. */
  check(
    body: DossierBody,
    document: DossierDocument,
    args: A,
    context: CommandContext,
  ): Refusal | null
  change(document: DossierDocument, args: A, context: CommandContext): DossierDocument
  /** What was seen of the document and is another one now; absent: nothing that it rests on. */
  conflict?(body: DossierBody, document: DossierDocument, args: A): ConflictField | null
  /** The arguments that say what was seen, as the document stands. */
  asItStands?(document: DossierDocument): Partial<A>
  /** Why it can no longer be done on the document as it stands. */
  blocked?(body: DossierBody, document: DossierDocument): Refusal | null
  /** The day that the timeline tells; absent: that of the act. */
  day?(args: A): LocalDate
}

function documentIn({ dossierId, documentId }: Common, records: RecordLookup) {
  const body = records('dossier', dossierId)?.body
  const document = body?.documents.find(({ id }) => id === documentId)
  return body && document ? { body, document } : null
}

function documentAct<Name extends string, A extends Common>(spec: Spec<Name, A>): Command<Name, A> {
  const may = spec.may ?? mayFileDocument
  const min = spec.needsReason === false ? 0 : DOCUMENT_REASON_MIN
  const length = { min, max: DOCUMENT_REASON_MAX }
  return {
    name: spec.name,
    args: spec.args,
    needs: ({ dossierId }) => [{ kind: 'dossier', id: dossierId }],
    lane: () => null,
    words: [{ field: 'reason', ...length }],
    conflict(args, records) {
      const found = documentIn(args, records)
      const field = found && spec.conflict?.(found.body, found.document, args)
      return field ? [field] : []
    },
    resolve(args, choice, records) {
      const found = documentIn(args, records)
      const field = found && spec.conflict?.(found.body, found.document, args)
      if (!field) return args
      return choice(field.field) === 'THEIRS'
        ? null
        : { ...args, ...spec.asItStands?.(found.document) }
    },
    blocked(args, records) {
      const found = documentIn(args, records)
      if (!found) return refuse('NOT_FOUND')
      return spec.blocked?.(found.body, found.document) ?? null
    },
    decide(records, args, context) {
      const found = documentIn(args, records)
      if (!found) return refuse('NOT_FOUND')
      const { body, document } = found
      const refused =
        (may(context.actor, document.type, body) ? null : refuse('FORBIDDEN')) ??
        checkReason(args.reason, length) ??
        spec.check(body, document, args, context)
      if (refused) return refused
      const next = spec.change(document, args, context)
      const documents = body.documents.map((one) => (one === document ? next : one))
      const text = args.reason.trim() || null
      const event = { type: spec.timeline, on: spec.day?.(args) ?? context.today, text }
      const about = { documentId: document.id, type: document.type }
      return accept({
        kind: 'dossier',
        id: args.dossierId,
        body: noted({ ...body, documents }, about, event, context),
      })
    },
  }
}

const mark = ({ reason }: Common, { actor, at }: CommandContext) => ({
  by: actor.id,
  at,
  reason: reason.trim(),
})

/** Nobody replaces it until somebody of the same service lifts the lock. */
export const lockDocument = documentAct({
  name: 'lockDocument',
  args: v.strictObject(COMMON),
  timeline: 'DOCUMENT_LOCKED',
  check: (body, document) => (lockOf(body, document) ? refuse('ALREADY_SO') : null),
  change: (document, args, context) => ({ ...document, locked: mark(args, context) }),
})

/** Lifts a lock that was set by hand; what law or a decision locked stays so. */
export const unlockDocument = documentAct({
  name: 'unlockDocument',
  args: v.strictObject(COMMON),
  timeline: 'DOCUMENT_UNLOCKED',
  check(body, document) {
    const lock = lockOf(body, document)
    if (!lock) return refuse('ALREADY_SO')
    return lock.why === 'BY_HAND' ? null : refuse('DOCUMENT_LOCKED', { lock: lock.why })
  },
  change(document) {
    const { locked: _lifted, ...rest } = document
    return rest
  },
})

/**
 * Takes back a content that a desk put on the wrong dossier or document. It stays among the earlier
 * versions with the reason; what stood before it stands again. What the applicant sent is theirs.
 */
export const withdrawDocument = documentAct({
  name: 'withdrawDocument',
  args: v.strictObject({ ...COMMON, hash: DocumentFile.entries.hash }),
  timeline: 'DOCUMENT_WITHDRAWN',
  check(body, document, { hash }) {
    const locked = lockedRefusal(body, document)
    if (locked) return locked
    if (document.file?.hash !== hash) return refuse('STALE')
    return document.filed ? null : refuse('DOCUMENT_NOT_UPLOADED')
  },
  conflict: (_body, document, { hash }) => contentConflict(document, hash, 'SEEN'),
  asItStands: ({ file }) => (file ? { hash: file.hash } : {}),
  blocked(body, document) {
    if (!document.file) return refuse('ALREADY_SO')
    return (
      lockedRefusal(body, document) ?? (document.filed ? null : refuse('DOCUMENT_NOT_UPLOADED'))
    )
  },
  change(document, args, context) {
    const { file: _file, filed: _filed, issuedOn: _issued, ...rest } = document
    const earlier = document.earlier ?? []
    const before = earlier.findLast((one) => !one.withdrawn)
    const taken = versionOf(document, mark(args, context))!
    const kept = [...earlier.filter((one) => one !== before), taken]
    if (!before) return { ...rest, status: 'MISSING', receivedOn: null, earlier: kept }
    const { file, filed, receivedOn, issuedOn } = before
    return {
      ...rest,
      file,
      ...(filed && { filed }),
      receivedOn,
      ...(issuedOn && { issuedOn }),
      earlier: kept,
    }
  },
})

/** Notes the day that stands on a document: how old it may be is counted from there. */
export const dateDocument = documentAct({
  name: 'dateDocument',
  /** `from`: the day that the officer saw; null: none. Another one belongs to another paper. */
  args: v.strictObject({ ...COMMON, from: v.nullable(LocalDateText), issuedOn: LocalDateText }),
  timeline: 'DOCUMENT_DATED',
  may: mayDateDocument,
  needsReason: false,
  day: ({ issuedOn }) => issuedOn,
  check(body, document, { from, issuedOn }, { today }) {
    const { receivedOn, status } = document
    if (document.issuedOn === issuedOn) return refuse('ALREADY_SO')
    if (status !== 'RECEIVED' && status !== 'ACCEPTED') return refuse('DOCUMENT_NOT_THERE')
    if ((document.issuedOn ?? null) !== from) return refuse('STALE')
    // A region is not told when a paper that is not for it came in.
    if (receivedOn !== null && issuedOn > receivedOn) {
      return refuse('DOCUMENT_DATED_LATER', { date: issuedOn, on: receivedOn })
    }
    if (issuedOn > today) return refuse('DATE_IN_FUTURE', { date: issuedOn })
    const old = checkWithinLife(issuedOn, today)
    if (old) return old
    return lockedRefusal(body, document)
  },
  conflict({ events }, { id, issuedOn: now = null }, { from, issuedOn }) {
    if (now === from) return null
    const last = events.findLast(
      ({ type, entry }) => type === 'DOCUMENT_DATED' && entry?.about === id,
    )
    return {
      field: 'issuedOn',
      type: 'lines',
      base: dayOf(from),
      mine: dayOf(issuedOn),
      theirs: dayOf(now),
      by: last?.by ?? null,
      at: last?.at ?? null,
    }
  },
  asItStands: ({ issuedOn = null }) => ({ from: issuedOn }),
  blocked: lockedRefusal,
  change: (document, { issuedOn }) => ({ ...document, issuedOn }),
})
