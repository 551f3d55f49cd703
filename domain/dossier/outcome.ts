/** Combined outcome of both tracks (domain facts 1.9). */
import type { DayNumber, LocalDate } from '../calendar/local-date.ts'
import { toDay } from '../calendar/local-date.ts'
import type {
  ClockId,
  Outcome,
  OverallClock,
  ResidenceState,
  Role,
  Track,
  WorkState,
} from '../contract/codes.ts'
import { OVERALL_CLOCKS } from '../contract/codes.ts'
import type { DossierBody } from '../contract/records.ts'
import { clockEventsOn, clockViews } from './clocks.ts'
import { isStayGranted } from './tracks.ts'

/** How an appeal may end, as it reads: on residence nobody reforms, the Council annuls and DVZ decides anew. */
export type AppealResult = 'UPHELD' | 'REFORMED' | 'ANNULLED'

/** The result of an appeal as it reads on a track. */
export const appealResultOn = (track: Track, result: 'UPHELD' | 'REFORMED'): AppealResult =>
  track === 'RESIDENCE' && result === 'REFORMED' ? 'ANNULLED' : result

/** True for a clock of the whole procedure, C3A or C3B. */
export const isOverall = (clock: ClockId): clock is OverallClock =>
  (OVERALL_CLOCKS as readonly ClockId[]).includes(clock)

/** True when this is the overall clock (C3A or C3B), it runs, and its last day is over. */
export function isOverallOver(
  { clock, due }: { clock: ClockId; due: DayNumber | null },
  today: DayNumber,
): boolean {
  return isOverall(clock) && due !== null && due < today
}

/**
 * Whose last day tells how a dossier stands once work is granted: that of the authorisation where
 * nothing is left to decide, that of the overall clock while the stay is not decided.
 */
export const isHeldToAuthorisation = (residence: ResidenceState): boolean =>
  residence === 'NO_TRACK' || isStayGranted(residence)

function outcomeAfterGrant(residence: ResidenceState, isOver: boolean): Outcome {
  switch (residence) {
    case 'NO_TRACK':
    case 'GRANTED':
    case 'VISA_PENDING':
    case 'VISA_HELD':
    case 'REGISTRATION_PENDING':
    case 'CARD_ISSUED':
      return isOver ? 'END_PASSED' : 'GRANTED'
    case 'REFUSED':
      return 'REFUSED_RESIDENCE'
    case 'APPEAL_PENDING':
      return 'APPEAL_PENDING'
    case 'ENDED':
      return 'ENDED'
    case 'EXPIRED':
      return 'EXPIRED'
    default:
      return isOver ? 'ALARM_TACIT' : 'GRANTED_WORK'
  }
}

/**
 * What two states together amount to; `isOver`: the last day that counts for them is over
 * (`isHeldToAuthorisation`). ALARM_TACIT: work is granted, residence is not decided and the overall clock
 * is over: both heads of service must know, nothing is decided here. END_PASSED: the authorised period
 * is over, and nobody noted that it ended or what replaced it (W20, W21, R15).
 */
export function outcomeOf(work: WorkState, residence: ResidenceState, isOver: boolean): Outcome {
  switch (work) {
    case 'GRANTED':
      return outcomeAfterGrant(residence, isOver)
    case 'REFUSED':
      return 'REFUSED_WORK'
    case 'INADMISSIBLE':
    case 'DESISTED':
    case 'WITHDRAWN':
    case 'APPEAL_PENDING':
    case 'EXPIRED':
    case 'SUPERSEDED':
      return work
    case 'REOV_ADVICE':
    case 'MINISTER_DECISION':
      return 'APPEAL_PENDING'
    default:
      if (residence === 'READY_POSITIVE') return 'READY_RESIDENCE'
      return residence === 'READY_NEGATIVE' ? 'SIGNAL_TO_REGION' : 'PENDING'
  }
}

/** What both tracks of a dossier together amount to on a day. */
export function combinedOutcome(
  body: Pick<DossierBody, 'work' | 'residence' | 'clockEvents' | 'authorised'> &
    Partial<Pick<DossierBody, 'infoRequests'>>,
  today: LocalDate,
): Outcome {
  const { work, residence, authorised } = body
  if (isHeldToAuthorisation(residence.state)) {
    const end = authorised?.to ?? null
    return outcomeOf(work.state, residence.state, end !== null && end < today)
  }
  const over = clockViews(clockEventsOn(body, today), today).some(
    ({ id: clock, stopped, due }) =>
      !stopped && isOverallOver({ clock, due: due === null ? null : toDay(due) }, toDay(today)),
  )
  return outcomeOf(work.state, residence.state, over)
}

/** What somebody must be told of at once: outcomes that ask for an act, and a visa that is held. */
export const TOLD_CAUSES = [
  'ALARM_TACIT',
  'SIGNAL_TO_REGION',
  'VISA_HELD',
  'WITHDRAWN',
  'END_PASSED',
] as const satisfies readonly (Outcome | ResidenceState)[]
export type ToldCause = (typeof TOLD_CAUSES)[number]

/**
 * What somebody of a role must be told of at once: an alarm goes to everybody of both services, their
 * heads among them; what DVZ found against a stay goes to the region, which decides first; that a post
 * holds a visa goes to the region the same day (domain facts 1.12 R10), a withdrawal to DVZ (W19). That an
 * authorisation ended unnoted goes to both: each notes the end of its own part (W20, R15).
 */
export function toldAtOnce(role: Role): readonly ToldCause[] {
  switch (role) {
    case 'REGION_OFFICER':
    case 'SUPERVISOR':
      return ['ALARM_TACIT', 'SIGNAL_TO_REGION', 'VISA_HELD', 'END_PASSED']
    case 'DVZ_CLERK':
      return ['ALARM_TACIT', 'WITHDRAWN', 'END_PASSED']
    case 'INSPECTOR':
    case 'AUDITOR':
      return []
  }
}
