/** Steps from filing to the examination: completeness, admissibility, the copy to DVZ. */
import * as v from 'valibot'
import { addDays, daysBetween } from '../../calendar/local-date.ts'
import { APPLICANT_DOCUMENT_TYPES, REGIONS, type DocumentType } from '../../contract/codes.ts'
import {
  Id,
  type DossierBody,
  type DossierDocument,
  type RecordRef,
} from '../../contract/records.ts'
import { askedAndMissing, missingDocuments, missingUnasked } from '../../dossier/checklist.ts'
import { clockViews } from '../../dossier/clocks.ts'
import { competenceOf, type Competence } from '../../dossier/competent-region.ts'
import { refuse, type RecordLookup, type Refusal } from '../command.ts'
import { MANDATE, mandateAt, readsMandate } from './mandate-read.ts'
import { step, tablesIn } from './step.ts'
import { birthDateOf, readsWorker, WORKER } from './worker.ts'

/** A list of document types. */
export const Documents = v.pipe(v.array(v.picklist(APPLICANT_DOCUMENT_TYPES)), v.maxLength(30))

/**
 * The documents with these types in another status; a type that was never filed gets an entry, so
 * that the list shows what is awaited.
 */
export function withDocuments(
  body: DossierBody,
  types: readonly DocumentType[],
  change: Pick<DossierDocument, 'status' | 'receivedOn'>,
): DossierDocument[] {
  const known = new Set(body.documents.map(({ type }) => type))
  const fresh = [...new Set(types)].filter((type) => !known.has(type))
  return [
    ...body.documents.map((document) => {
      if (!types.includes(document.type)) return document
      // What came in by itself keeps its days: it is no other paper than before.
      const isIn = document.status === 'RECEIVED' || document.status === 'ACCEPTED'
      if (change.status === 'RECEIVED' && isIn) return document
      // Another paper is awaited or came in: the day of the one before says nothing of it.
      const { issuedOn: _before, ...rest } = document
      return { ...rest, ...change }
    }),
    ...fresh.map((type, i) => ({ id: `asked-${body.documents.length + i}`, type, ...change })),
  ]
}

/** The counter forwards a professional-card application to the region (domain facts 2.2). */
export const forwardFromCounter = step({
  name: 'forwardFromCounter',
  tracks: ['WORK'],
  fields: {},
  events: ['FORWARD'],
  timeline: 'FORWARDED',
  subject: 'SUBMISSION',
})

/** The employer as the officer saw it: the seat decides where no place does. */
const EMPLOYER = { employerId: v.nullable(Id) }
const readsEmployer = ({ employerId }: { employerId: string | null }): RecordRef[] =>
  employerId === null ? [] : [{ kind: 'enterprise', id: employerId }]

/** What places and seat point to; a refusal when the employer is another one meanwhile. */
function competenceIn(
  body: DossierBody,
  { employerId }: { employerId: string | null },
  records: RecordLookup,
): Competence | null | Refusal {
  if (employerId !== body.employerId) return refuse('STALE')
  const employer = employerId === null ? null : records('enterprise', employerId)
  return competenceOf(body, employer?.body ?? null)
}

/** W2: the region opens the check of completeness, unless another one is competent (W2b). */
export const openCheck = step({
  name: 'openCheck',
  tracks: ['WORK'],
  fields: EMPLOYER,
  reads: readsEmployer,
  check(body, args, _context, records) {
    const competence = competenceIn(body, args, records)
    if (competence === null) return null
    if ('code' in competence) return competence
    return competence.region === body.region
      ? null
      : refuse('OTHER_REGION_COMPETENT', { region: competence.region })
  },
  events: ['OPEN_CHECK'],
  timeline: 'CHECK_OPENED',
  subject: 'HANDLING',
})

/**
 * W2b: another region is competent (cooperation agreement, art. 7-8). State and clocks stay: nobody
 * loses a day. Where places and seat point to a region it goes there and nowhere else; where they
 * point nowhere the officer says why.
 */
export const reroute = step({
  name: 'reroute',
  tracks: ['WORK'],
  fields: { region: v.picklist(REGIONS), ...EMPLOYER, departureId: Id },
  events: ['REROUTE'],
  timeline: 'REROUTED',
  subject: 'COMPETENCE',
  needsReason: true,
  stands: ({ region }) => ({ region }),
  reads: (args) => [...readsEmployer(args), { kind: 'departure', id: args.departureId }],
  check(body, args, _context, records) {
    const { region, departureId } = args
    if (region === body.region || records('departure', departureId)) return refuse('ALREADY_SO')
    const competence = competenceIn(body, args, records)
    if (competence && 'code' in competence) return competence
    if (competence?.region === body.region)
      return refuse('OWN_REGION_COMPETENT', { region: body.region })
    return competence && competence.region !== region
      ? refuse('OTHER_REGION_COMPETENT', { region: competence.region })
      : null
  },
  also: ({ region: from, reference }, args, { actor, at }) => {
    const { dossierId, region: to, on, departureId: id } = args
    const body = { dossierId, reference, from, to, on, by: actor.id, byName: actor.name, at }
    return [{ kind: 'departure', id, body }]
  },
  // Nobody of the old service handles it any more.
  change: (after, { region }) => ({ ...after, region, assignee: null }),
})

const requested = (documents: readonly DossierDocument[]) =>
  APPLICANT_DOCUMENT_TYPES.filter((type) =>
    documents.some((one) => one.type === type && one.status === 'REQUESTED'),
  )

/** What is to be asked from here: all that is missing; once asked, what fell out since. */
function toAsk(
  body: DossierBody,
  personId: string,
  records: RecordLookup,
): DocumentType[] | Refusal {
  const missing = missingIn(body, personId, records)
  if ('code' in missing) return missing
  if (missing.length === 0) return refuse('NOTHING_MISSING')
  if (body.work.state !== 'AWAITING_COMPLETION') return missing
  const open = missingUnasked(body, tablesIn(records), birthDateOf(personId, records))
  return open.length === 0 ? refuse('ITEMS_ALREADY_ASKED') : open
}

/**
 * W3, W3b: the applicant is told what is missing, all of it at once, and has 15 days (C1). Who is asked for a
 * part would be refused for the rest, or wait for ever. What falls out later (an extract that proves too old)
 * is asked in its turn, with a term of its own.
 */
export const askMissingItems = step({
  name: 'askMissingItems',
  tracks: ['WORK'],
  fields: { documents: Documents, ...WORKER },
  reads: readsWorker,
  events: ['MISSING_ITEMS'],
  timeline: 'ITEMS_ASKED',
  subject: 'SUBMISSION',
  restsOn: ({ itemsAsked = [] }) => itemsAsked.map(({ on }) => on),
  stands: ({ documents }) => ({ documents: requested(documents) }),
  check(body, { documents, personId }, _context, records) {
    if (documents.length === 0) return refuse('DOCUMENTS_REQUIRED')
    const missing = toAsk(body, personId, records)
    if ('code' in missing) return missing
    const named: readonly DocumentType[] = documents
    const left = missing.filter((type) => !named.includes(type))
    return left.length > 0
      ? refuse('ITEMS_LEFT_OUT', { count: left.length, first: left[0]! })
      : null
  },
  change: (after, { documents, on }) => ({
    ...after,
    documents: withDocuments(after, documents, { status: 'REQUESTED', receivedOn: null }),
    itemsAsked: [...(after.itemsAsked ?? []), { on, documents: [...new Set(documents)] }],
  }),
})

/** What a step that finds the application admissible or not reads beside the dossier. */
const readsFiling = (args: { personId: string; mandateId: string | null }): RecordRef[] => [
  ...readsWorker(args),
  ...readsMandate(args),
]

/**
 * W4: what was missing came in; the dossier is complete and admissible. A mandate that is missing blocks
 * neither this nor the steps below (no source makes it a ground of inadmissibility): it is kept with them.
 */
export const receiveItems = step({
  name: 'receiveItems',
  tracks: ['WORK'],
  fields: { documents: Documents, ...WORKER, ...MANDATE },
  events: ['ITEMS_RECEIVED'],
  timeline: 'ITEMS_RECEIVED',
  subject: 'SUBMISSION',
  reads: readsFiling,
  mandate: mandateAt,
  check: (body, { documents, on, personId }, _context, records) =>
    refusedAs(missingIn(received(body, documents, on), personId, records)),
  change: (after, { documents, on }) => received(after, documents, on),
})

const received = (
  body: DossierBody,
  documents: readonly DocumentType[],
  on: string,
): DossierBody => ({
  ...body,
  documents: withDocuments(body, documents, { status: 'RECEIVED', receivedOn: on }),
})

/** What this file lacks for this worker; a refusal when the worker is another one meanwhile. */
function missingIn(
  body: DossierBody,
  personId: string,
  records: RecordLookup,
): DocumentType[] | Refusal {
  if (personId !== body.personId) return refuse('STALE')
  return missingDocuments(body, tablesIn(records), birthDateOf(personId, records))
}

function refusedAs(missing: DocumentType[] | Refusal): Refusal | null {
  if ('code' in missing) return missing
  return missing.length > 0
    ? refuse('ITEMS_MISSING', { count: missing.length, first: missing[0]! })
    : null
}

/** W6: everything is there. C2 starts; C3A starts, or C3B from the day of submission. */
export const declareComplete = step({
  name: 'declareComplete',
  tracks: ['WORK'],
  fields: { ...WORKER, ...MANDATE },
  events: ['COMPLETE'],
  timeline: 'DECLARED_ADMISSIBLE',
  subject: 'HANDLING',
  reads: readsFiling,
  mandate: mandateAt,
  check: (body, { personId }, _context, records) => refusedAs(missingIn(body, personId, records)),
})

/** W5: the applicant did not send in time what was asked. Only after the last day of C1. */
export const declareInadmissible = step({
  name: 'declareInadmissible',
  tracks: ['WORK'],
  fields: { ...WORKER, ...MANDATE },
  reads: readsFiling,
  mandate: mandateAt,
  events: ['C1_EXPIRED'],
  timeline: 'DECLARED_INADMISSIBLE',
  subject: 'HANDLING',
  needsReason: true,
  check(body, { on, personId }, _context, records) {
    const due = clockViews(body.clockEvents, on).find(({ id }) => id === 'C1')?.due
    if (due && on <= due) {
      return refuse('TERM_STILL_RUNS', { clock: 'C1', due, days: daysBetween(on, addDays(due, 1)) })
    }
    const missing = missingIn(body, personId, records)
    if ('code' in missing) return missing
    if (missing.length === 0) return refuse('NOTHING_MISSING')
    const file = [body, tablesIn(records), birthDateOf(personId, records)] as const
    const [first] = missingUnasked(...file)
    return askedAndMissing(...file).length === 0 && first
      ? refuse('ITEMS_NOT_ASKED', { first })
      : null
  },
})

/** W7b: without a residence track the examination begins, and no copy goes to anybody. */
export const startExam = step({
  name: 'startExam',
  tracks: ['WORK'],
  fields: {},
  events: ['START_EXAM'],
  timeline: 'EXAM_STARTED',
  subject: 'HANDLING',
})

/** W7: DVZ gets its copy and may begin: both services examine at the same time. */
export const transmit = step({
  name: 'transmit',
  tracks: ['WORK'],
  fields: {},
  events: ['TRANSMIT'],
  timeline: 'TRANSMITTED',
  subject: 'HANDLING',
})
