/**
 * Decisions, always by two people: one proposes, another signs or sends back. On work the proposal
 * moves the track to a draft; on residence it waits beside the track, because DVZ signs only after
 * work is granted (domain facts 1.11, 1.12 invariants a and e).
 */
import * as v from 'valibot'
import type { LocalDate } from '../../calendar/local-date.ts'
import { CATEGORIES, DECISIONS, GROUNDS, REGIONS, type Track } from '../../contract/codes.ts'
import {
  CHECKED_SIGNALS_MAX,
  CheckedSignal,
  Period,
  type Checks,
  type DossierBody,
  type Proposal,
  type RecordRef,
} from '../../contract/records.ts'
import { checksOf } from '../../dossier/checks.ts'
import { openProposal, openProposalPlace, withOpen } from '../../dossier/requests.ts'
import {
  authorisationLimit,
  lastAuthorisedDay,
  mayBeUnlimited,
} from '../../reference/authorisations.ts'
import { NORM_AGES, normId } from '../../reference/norms.ts'
import { refuse, type CommandContext, type RecordLookup, type Refusal } from '../command.ts'
import { checkAhead } from '../days.ts'
import { MandateId, mandatesIn, readsMandate } from './mandate-read.ts'
import { checkLength, step, STEP_REASON_MIN_LENGTH, tablesIn } from './step.ts'
import { birthDateOf, readsWorker, WORKER } from './worker.ts'
import { stateOf } from './track-state.ts'

const Grounds = v.pipe(v.array(v.picklist(GROUNDS)), v.maxLength(GROUNDS.length))

interface Content {
  track: Track
  decision: 'GRANT' | 'REFUSE'
  grounds: readonly string[]
  period: { from: string; to: string | null } | null
  reason: string
  on: string
}

/** Refuses a proposal that could not be signed as it stands. */
function checkContent(
  body: DossierBody,
  { track, decision, grounds, period, reason, on }: Content,
): Refusal | null {
  if (decision === 'REFUSE') {
    if (grounds.length === 0) return refuse('GROUND_REQUIRED')
    if (reason.trim().length < STEP_REASON_MIN_LENGTH) {
      return refuse('REASON_REQUIRED', { min: STEP_REASON_MIN_LENGTH })
    }
  } else if (track === 'WORK') {
    if (!period) return refuse('PERIOD_REQUIRED')
    const refused = checkPeriod(body, period, on)
    if (refused) return refused
  }
  return checkLength(reason)
}

/** Refuses a period that ends before it begins, is longer than the category allows, or has no end. */
export function checkPeriod(
  body: DossierBody,
  { from, to }: { from: string; to: string | null },
  on: string,
): Refusal | null {
  if (from < body.submittedOn) {
    return refuse('DATE_BEFORE_SUBMISSION', { date: from, submitted: body.submittedOn })
  }
  const far = checkAhead(from, on)
  if (far) return far
  if (to === null) {
    const latest = lastAuthorisedDay(body, from)
    return mayBeUnlimited(body, from) ? null : refuse('PERIOD_END_REQUIRED', { latest })
  }
  if (to < from) return refuse('PERIOD_ENDS_BEFORE_START', { from, to })
  if (to <= lastAuthorisedDay(body, from)) return null
  const { unit, length } = authorisationLimit(body, from)
  return unit === 'DAYS'
    ? refuse('PERIOD_TOO_MANY_DAYS', { days: length })
    : refuse('PERIOD_TOO_LONG', { months: length })
}

/**
 * What the checks of a proposal read: the worker, the mandate that counts, and the rows that a region may have added to the threshold
 * of this category. Which signals stood open is the word of who proposes: a rule runs where a desk
 * holds what it reads, and no decision looks up a signal, so that none can block it.
 */
const CHECKED = {
  ...WORKER,
  threshold: v.strictObject({ region: v.picklist(REGIONS), category: v.picklist(CATEGORIES) }),
  mandateId: MandateId,
  signals: v.pipe(v.array(CheckedSignal), v.maxLength(CHECKED_SIGNALS_MAX)),
}
type Checked = v.InferOutput<v.StrictObjectSchema<typeof CHECKED, undefined>>

const normRefs = ({ threshold }: Pick<Checked, 'threshold'>): RecordRef[] =>
  NORM_AGES.map((ageMax) => ({ kind: 'norm', id: normId({ ...threshold, ageMax }), shared: true }))

const readsChecked = (args: Checked): RecordRef[] => [
  ...readsWorker(args),
  ...normRefs(args),
  ...readsMandate(args),
]

/** Refuses checks of another file than this one is. */
function checkFile(body: DossierBody, { personId, threshold }: Checked): Refusal | null {
  const { region, category } = body
  const isSame = threshold.region === region && threshold.category === category
  return isSame && personId === body.personId ? null : refuse('STALE')
}

/** The checks by the records of whoever decides: what a desk reckoned counts nowhere else. */
function checksIn(
  body: DossierBody,
  args: Checked,
  { today }: CommandContext,
  records: RecordLookup,
): Checks {
  const norms = normRefs(args).flatMap(({ id }) => records('norm', id) ?? [])
  const birthDate = birthDateOf(args.personId, records)
  const mandates = mandatesIn(args, records)
  const signals = [...new Map(args.signals.map((one) => [one.id, one])).values()]
  return checksOf(body, { birthDate, norms, mandates, tables: tablesIn(records), signals }, today)
}

const proposed = (
  body: DossierBody,
  content: Content,
  { on, by, checks }: Pick<Proposal, 'on' | 'by' | 'checks'>,
): DossierBody => ({
  ...body,
  proposals: [
    ...(body.proposals ?? []),
    {
      track: content.track,
      decision: content.decision,
      grounds: content.decision === 'REFUSE' ? ([...content.grounds] as never) : [],
      reason: content.reason.trim(),
      period: content.decision === 'GRANT' && content.track === 'WORK' ? content.period : null,
      by,
      on,
      state: 'OPEN',
      closedBy: null,
      ...(checks && { checks }),
    },
  ],
})

const CONTENT = {
  decision: v.picklist(DECISIONS),
  grounds: Grounds,
  period: v.nullable(Period),
}

/** What somebody else proposed: it is open, or was signed where the track has moved since. */
function standing(body: DossierBody, track: Track, from: string): Proposal | null {
  const last = body.proposals?.findLast((one) => one.track === track && one.state !== 'RETURNED')
  return last && (last.state === 'OPEN' || stateOf(body, track) !== from) ? last : null
}

/** W13: the examiner proposes what to decide on work. */
export const proposeWork = step({
  name: 'proposeWork',
  tracks: ['WORK'],
  fields: { ...CONTENT, ...CHECKED },
  reads: readsChecked,
  events: ['PROPOSE'],
  timeline: 'DECISION_PROPOSED',
  subject: 'WORK_DECISION',
  opens: true,
  stands: (body, { from }) => standing(body, 'WORK', from),
  check: (body, args) => checkFile(body, args) ?? checkContent(body, args),
  change: (after, args, context, records) =>
    proposed(after, args, {
      on: args.on,
      by: context.actor.id,
      checks: checksIn(after, args, context, records),
    }),
})

const closeProposal = (
  body: DossierBody,
  track: Track,
  state: 'SIGNED' | 'RETURNED',
  closedBy: string,
): DossierBody => ({
  ...body,
  proposals: withOpen(body.proposals, (one) => one.track === track && one.state === 'OPEN', {
    state,
    closedBy,
  }),
})

/** Which proposal was seen: while the second person was away, the first may have made another. */
const SEEN = { proposal: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))) }

/** A proposal is signed or sent back from its own day on. */
const dayOfProposal = (body: DossierBody, track: Track): LocalDate[] => {
  const open = openProposal(body, track)
  return open ? [open.on] : []
}

/** Refuses an answer to a proposal that is none, or not the one that was seen. */
function checkSeen(body: DossierBody, track: Track, seen: number | null): Refusal | null {
  const place = openProposalPlace(body, track)
  if (place === null) return refuse('PROPOSAL_REQUIRED')
  return place === seen ? null : refuse('PROPOSAL_CHANGED')
}

/** Refuses a signature under what was not seen, or by the person who proposed. */
function checkSigner(
  body: DossierBody,
  { track, proposal }: { track: Track; proposal: number | null },
  { actor }: CommandContext,
): Refusal | null {
  const refused = checkSeen(body, track, proposal)
  if (refused) return refused
  return openProposal(body, track)?.by === actor.id ? refuse('FOUR_EYES') : null
}

/** The second look: the proposal goes back to the examiner with what is wrong. */
export const returnWork = step({
  name: 'returnWork',
  tracks: ['WORK'],
  suits: (body) => openProposal(body, 'WORK') !== null,
  fields: SEEN,
  events: ['RETURN'],
  timeline: 'PROPOSAL_RETURNED',
  subject: 'WORK_DECISION',
  needsReason: true,
  check: (body, { proposal }) => checkSeen(body, 'WORK', proposal),
  change: (after, _args, { actor }) => closeProposal(after, 'WORK', 'RETURNED', actor.id),
})

/** W14, W15: another person signs what was proposed on work. */
export const signWork = step({
  name: 'signWork',
  tracks: ['WORK'],
  suits: (body) => openProposal(body, 'WORK') !== null,
  fields: SEEN,
  events: ['SIGN_GRANT', 'SIGN_REFUSE'],
  event: (_args, body) =>
    openProposal(body, 'WORK')?.decision === 'REFUSE' ? 'SIGN_REFUSE' : 'SIGN_GRANT',
  timeline: (_args, body) =>
    openProposal(body, 'WORK')?.decision === 'REFUSE' ? 'WORK_REFUSED' : 'WORK_GRANTED',
  subject: 'WORK_DECISION',
  stated: (_args, body) => ({ authorises: openProposal(body, 'WORK')?.period }),
  check: checkSigner,
  change(after, _args, { actor }) {
    const period = openProposal(after, 'WORK')?.period ?? null
    const signed = closeProposal(after, 'WORK', 'SIGNED', actor.id)
    return period ? { ...signed, authorised: period } : signed
  },
})

/** R6c: a clerk proposes what another signs once work is granted. The track does not move. */
export const proposeResidence = step({
  name: 'proposeResidence',
  tracks: ['RESIDENCE'],
  // What is proposed is signed or sent back before anything else is.
  suits: (body) => openProposal(body, 'RESIDENCE') === null,
  fields: { decision: CONTENT.decision, grounds: CONTENT.grounds, ...CHECKED },
  reads: readsChecked,
  events: ['PROPOSE'],
  timeline: 'DECISION_PROPOSED',
  subject: 'RESIDENCE_DECISION',
  opens: true,
  stands: (body, { from }) => standing(body, 'RESIDENCE', from),
  check: (body, args) =>
    openProposal(body, 'RESIDENCE')
      ? refuse('ALREADY_SO')
      : (checkFile(body, args) ?? checkContent(body, { ...args, period: null })),
  change: (after, args, context, records) => {
    const checks = checksIn(after, args, context, records)
    const made = { on: args.on, by: context.actor.id, checks }
    return proposed(after, { ...args, period: null }, made)
  },
})

/** The second look on residence: the proposal goes back with what is wrong; another may be made. */
export const returnResidence = step({
  name: 'returnResidence',
  tracks: ['RESIDENCE'],
  suits: (body) => openProposal(body, 'RESIDENCE') !== null,
  fields: SEEN,
  events: ['RETURN'],
  timeline: 'PROPOSAL_RETURNED',
  subject: 'RESIDENCE_DECISION',
  needsReason: true,
  restsOn: (body) => dayOfProposal(body, 'RESIDENCE'),
  check: (body, { proposal }) => checkSeen(body, 'RESIDENCE', proposal),
  change: (after, _args, { actor }) => closeProposal(after, 'RESIDENCE', 'RETURNED', actor.id),
})

/** R7, R7b: another clerk signs what was proposed on residence, after work was granted. */
export const signResidence = step({
  name: 'signResidence',
  tracks: ['RESIDENCE'],
  // Nothing is signed that was not proposed, nor before work is granted.
  suits: (body) => openProposal(body, 'RESIDENCE') !== null && body.work.state === 'GRANTED',
  fields: SEEN,
  events: ['SIGN_GRANT', 'SIGN_REFUSE'],
  event: (_args, body) =>
    openProposal(body, 'RESIDENCE')?.decision === 'REFUSE' ? 'SIGN_REFUSE' : 'SIGN_GRANT',
  timeline: (_args, body) =>
    openProposal(body, 'RESIDENCE')?.decision === 'REFUSE'
      ? 'RESIDENCE_REFUSED'
      : 'RESIDENCE_GRANTED',
  subject: 'RESIDENCE_DECISION',
  // The grant of work may be of a later day than the proposal.
  restsOn: (body) => [body.work.since, ...dayOfProposal(body, 'RESIDENCE')],
  check: checkSigner,
  change: (after, { on }, { actor }) => {
    const granted = after.residence.state === 'GRANTED' && after.procedure === 'SINGLE_PERMIT'
    const signed = closeProposal(after, 'RESIDENCE', 'SIGNED', actor.id)
    return granted ? { ...signed, annexes: [...signed.annexes, { type: 'ANNEX_46', on }] } : signed
  },
})
