/** Steps that end a dossier or reopen it: desisting, withdrawal, appeal, end of stay. */
import * as v from 'valibot'
import { addDays, daysBetween } from '../../calendar/local-date.ts'
import { GROUNDS } from '../../contract/codes.ts'
import type { ClockId, Track } from '../../contract/codes.ts'
import { Id, LocalDateText, Period, type DossierBody } from '../../contract/records.ts'
import { clockViews } from '../../dossier/clocks.ts'
import { renews, replaces } from '../../dossier/relation.ts'
import {
  isLookingForWork,
  isStayPending,
  isWorkPending,
  notifiedOn,
  openRemedy,
} from '../../dossier/tracks.ts'
import { silenceGrants } from '../../dossier/silence.ts'
import { refuse, type Refusal } from '../command.ts'
import { SINGLE_PERMIT_SINCE } from '../../reference/clocks.ts'
import { checkPeriod } from './decision.ts'
import { checkNotBefore } from '../days.ts'
import { checkLength, step, STEP_REASON_MIN_LENGTH } from './step.ts'

/** Both decisions are one: once DVZ has decided too there is no application any more, only a permit. */
const isUndecided = ({ work, residence }: DossierBody): boolean =>
  isWorkPending(work) || isStayPending(residence)

/** W16, W16b: the employer gives the application up before the combined decision; everything stops. */
export const desist = step({
  name: 'desist',
  tracks: ['WORK'],
  fields: {},
  suits: isUndecided,
  events: ['DESIST'],
  timeline: 'DESISTED',
  subject: 'HANDLING',
  needsReason: true,
  check: (body) => (isUndecided(body) ? null : refuse('DECISION_TAKEN')),
  // What was signed stays with its proposal; nothing is authorised.
  change: (after) => ({ ...after, authorised: null }),
})

/** W19: a granted authorisation is withdrawn, on a ground and after the parties were heard. */
export const withdraw = step({
  name: 'withdraw',
  tracks: ['WORK'],
  fields: {
    grounds: v.pipe(v.array(v.picklist(GROUNDS)), v.maxLength(GROUNDS.length)),
    heard: v.boolean(),
  },
  events: ['WITHDRAW'],
  timeline: 'WITHDRAWN',
  subject: 'WORK_DECISION',
  needsReason: true,
  check(_body, { grounds, heard }) {
    if (grounds.length === 0) return refuse('GROUND_REQUIRED')
    return heard ? null : refuse('HEARING_REQUIRED')
  },
  grounds: ({ grounds }) => grounds,
  stands: ({ events }) => events.findLast(({ type }) => type === 'WITHDRAWN')?.step ?? null,
})

/** Refuses an act after the last day of a clock that runs. */
function termOver(
  { clockEvents }: Pick<DossierBody, 'clockEvents'>,
  clock: ClockId,
  on: string,
): Refusal | null {
  const run = clockViews(clockEvents, on).find(({ id }) => id === clock)
  const isOver = run && !run.stopped && run.due !== null && on > run.due
  return isOver ? refuse('TERM_OVER', { clock, due: run.due! }) : null
}

/**
 * Refuses an appeal whose term was used or stopped: what an appeal left standing is not contested once
 * more. A stay that ended with the withdrawal of work has no term of its own; one that a decision
 * before it started says nothing of it.
 */
function usedUp({ clockEvents, residence }: DossierBody, track: Track, on: string): Refusal | null {
  const clock = track === 'WORK' ? 'C5' : 'C6'
  const run = clockViews(clockEvents, on).find(({ id }) => id === clock)
  if (!run?.stopped) return null
  const isOther =
    track === 'RESIDENCE' && residence.state === 'ENDED' && run.startedOn < residence.since
  return isOther ? null : refuse('ALREADY_APPEALED')
}

/**
 * W15n, R7n: the parties were told of the decision on a day; from then on they can contest it. Noted
 * once more it is put right.
 */
export const recordNotification = step({
  name: 'recordNotification',
  tracks: ['WORK', 'RESIDENCE'],
  fields: {},
  suits: (body) => openRemedy(body, 'WORK') !== null || openRemedy(body, 'RESIDENCE') !== null,
  events: ['NOTIFIED'],
  timeline: 'NOTIFIED',
  subject: 'APPEAL',
  check(body, { track, on }) {
    const clock = openRemedy(body, track)
    if (clock === null) {
      const { state } = track === 'WORK' ? body.work : body.residence
      return refuse('STEP_NOT_POSSIBLE', { track, state })
    }
    return notifiedOn(body.clockEvents, clock) === on ? refuse('ALREADY_SO') : null
  },
})

/**
 * Refuses an appeal after the last day of its term that does not say why it counts all the same: a
 * registered letter of the last day, a term that did not run. Who was not told yet is never late.
 */
function late({ clockEvents }: DossierBody, clock: ClockId, { on, reason }: Late): Refusal | null {
  const over = notifiedOn(clockEvents, clock) && termOver({ clockEvents }, clock, on)
  if (!over || checkLength(reason, STEP_REASON_MIN_LENGTH) === null) return null
  return refuse('APPEAL_LATE', { ...over.details, min: STEP_REASON_MIN_LENGTH })
}
type Late = { on: string; reason: string }

/** W17, R14: an appeal (C5 on work, C6 on residence). */
export const recordAppeal = step({
  name: 'recordAppeal',
  tracks: ['WORK', 'RESIDENCE'],
  fields: {},
  events: ['APPEAL'],
  timeline: 'APPEALED',
  subject: 'APPEAL',
  check: (body, { track, on, reason }) =>
    usedUp(body, track, on) ?? late(body, track === 'WORK' ? 'C5' : 'C6', { on, reason }),
})

/** What an appeal that grants work authorises; an appeal against a withdrawal may keep what was. */
const AUTHORISES = { period: v.nullable(Period) }

type Authorising = v.InferOutput<v.StrictObjectSchema<typeof AUTHORISES, undefined>>

/** Refuses a grant that would not say for which days. */
function checkAuthorised(
  body: DossierBody,
  { period, on }: Authorising & { on: string },
): Refusal | null {
  if (period) return checkPeriod(body, period, on)
  return body.authorised ? null : refuse('PERIOD_REQUIRED')
}

const authorisedNow = ({ authorised }: DossierBody): Authorising => ({ period: authorised })

const authorising = (after: DossierBody, { period }: Authorising): DossierBody =>
  period ? { ...after, authorised: period } : after

/** W18, P4, R16: what became of the appeal. UPHELD: the decision stands. */
export const decideAppeal = step({
  name: 'decideAppeal',
  tracks: ['WORK', 'RESIDENCE'],
  fields: { result: v.picklist(['UPHELD', 'REFORMED']), ...AUTHORISES },
  events: ['UPHELD', 'REFORMED'],
  event: ({ result }) => result,
  timeline: 'APPEAL_DECIDED',
  subject: 'APPEAL',
  needsReason: true,
  stated: ({ period }) => ({ authorises: period }),
  // An appeal on residence authorises nothing.
  stands: (body, { track }) => (track === 'WORK' ? authorisedNow(body) : null),
  check(body, args) {
    // After P4 the silence of the minister has decided (P4c, P4d).
    const over = body.work.state === 'MINISTER_DECISION' ? termOver(body, 'P4', args.on) : null
    return over ?? (grantsWork(args) ? checkAuthorised(body, args) : null)
  },
  change: (after, args) => (grantsWork(args) ? authorising(after, args) : after),
})

const grantsWork = ({ track, result }: { track: Track; result: string }): boolean =>
  track === 'WORK' && result === 'REFORMED'

/**
 * P4c, P4d: the minister was silent on the appeal of a professional card. The advice of the council
 * stands; without advice the appeal is dismissed (domain facts 1.10).
 */
export const closeSilentAppeal = step({
  name: 'closeSilentAppeal',
  tracks: ['WORK'],
  fields: AUTHORISES,
  events: ['SILENCE_REFUSES', 'SILENCE_GRANTS'],
  event: (_args, body) => (silenceGrants(body) ? 'SILENCE_GRANTS' : 'SILENCE_REFUSES'),
  timeline: 'APPEAL_DECIDED',
  subject: 'APPEAL',
  stands: authorisedNow,
  check(body, args) {
    const { on } = args
    const due = clockViews(body.clockEvents, on).find(({ id }) => id === 'P4')?.due
    if (due && on <= due) {
      return refuse('TERM_STILL_RUNS', { clock: 'P4', due, days: daysBetween(on, addDays(due, 1)) })
    }
    return silenceGrants(body) ? checkAuthorised(body, args) : null
  },
  change: (after, args) => (silenceGrants(after) ? authorising(after, args) : after),
})

/**
 * W20, R15: the last authorised day is over and nothing replaced it. On work a renewal or change that
 * is pending or granted, as the officer saw it, holds it back: what becomes of that decides.
 */
export const recordExpiry = step({
  name: 'recordExpiry',
  tracks: ['WORK', 'RESIDENCE'],
  fields: { renewal: v.nullable(Id) },
  events: ['END_DATE'],
  timeline: 'EXPIRED',
  subject: 'HANDLING',
  reads: ({ renewal }) =>
    renewal === null ? [] : [{ kind: 'dossier', id: renewal, shared: true }],
  suits: ({ authorised }) => Boolean(authorised?.to),
  check(body, { track, on, dossierId, renewal }, _context, records) {
    const { authorised } = body
    if (!authorised?.to) return refuse('NO_END_DATE')
    if (on <= authorised.to) return refuse('AUTHORISATION_RUNS', { to: authorised.to })
    const next = renewal === null ? null : records('dossier', renewal)
    // An id that names nothing here would let the end pass whatever runs.
    if (renewal !== null && (!next || renewal === dossierId)) return refuse('NOT_FOUND')
    return track === 'WORK' && next && renews(next.body, body)
      ? refuse('RENEWAL_RUNS', { reference: next.body.reference })
      : null
  },
})

/** W21: a renewal or change was granted; this dossier names the one that takes its place. */
export const supersede = step({
  name: 'supersede',
  tracks: ['WORK'],
  fields: { successor: v.nullable(Id) },
  events: ['NEW_PERMIT'],
  timeline: 'SUPERSEDED',
  subject: 'HANDLING',
  reads: ({ successor }) => (successor === null ? [] : [{ kind: 'dossier', id: successor }]),
  check(body, { dossierId, successor }, _context, records) {
    const next =
      successor === null || successor === dossierId ? null : records('dossier', successor)
    return next && replaces(next.body, body) ? null : refuse('NOT_A_SUCCESSOR')
  },
  stands: ({ successorId = null }) => ({ successor: successorId }),
  change: (after, { successor }) => ({ ...after, successorId: successor! }),
})

const impossible = ({ residence: { state } }: DossierBody): Refusal =>
  refuse('STEP_NOT_POSSIBLE', { track: 'RESIDENCE', state })

/**
 * R13b: employment ended; from that day the term to find other work runs (C10), longer for whoever holds
 * a single permit for long. The stay goes on meanwhile. Since when the permit is held the clerk states:
 * earlier ones may stand in no dossier of the desk.
 */
export const recordEmploymentEnd = step({
  name: 'recordEmploymentEnd',
  tracks: ['RESIDENCE'],
  fields: { employmentEndedOn: LocalDateText, heldSince: LocalDateText },
  suits: (body) => !isLookingForWork(body),
  events: ['EMPLOYMENT_END'],
  timeline: 'EMPLOYMENT_ENDED',
  subject: 'RESIDENCE_DECISION',
  // One of a later day than the act is refused below; no term is reckoned from it.
  stated: ({ heldSince, employmentEndedOn: ended, on }) => ({
    heldSince,
    employmentEndedOn: ended < on ? ended : on,
  }),
  check(body, { heldSince, employmentEndedOn: ended, on }) {
    const { submittedOn: submitted } = body
    if (isLookingForWork(body)) return impossible(body)
    if (ended > on) return refuse('DATE_IN_FUTURE', { date: ended })
    if (ended < submitted) return refuse('DATE_BEFORE_SUBMISSION', { date: ended, submitted })
    if (heldSince > ended) return refuse('DATE_IN_FUTURE', { date: heldSince })
    return checkNotBefore(heldSince, SINGLE_PERMIT_SINCE)
  },
  change: (after, { heldSince }) => ({ ...after, heldSince }),
})

/**
 * R13d: DVZ ends the stay of whoever found no other work within the term (C10), never before it is over;
 * the decision can be contested (C6).
 */
export const endResidence = step({
  name: 'endResidence',
  tracks: ['RESIDENCE'],
  fields: {},
  suits: isLookingForWork,
  events: ['END_STAY'],
  timeline: 'RESIDENCE_ENDED',
  subject: 'RESIDENCE_DECISION',
  needsReason: true,
  check(body, { on }) {
    if (!isLookingForWork(body)) return impossible(body)
    const due = clockViews(body.clockEvents, on).find(({ id }) => id === 'C10')?.due
    return due && on <= due
      ? refuse('TERM_STILL_RUNS', { clock: 'C10', due, days: daysBetween(on, addDays(due, 1)) })
      : null
  },
})
