/** Combined outcome of both tracks (domain facts 1.9). */
import { toDay, type LocalDate } from '../calendar/local-date.ts'
import type { DossierBody } from '../contract/records.ts'
import { clockViews } from './clocks.ts'

/** Values of `outcome.<value>`. */
export const OUTCOMES = [
  'PENDING',
  'READY_RESIDENCE',
  'SIGNAL_TO_REGION',
  'GRANTED',
  'GRANTED_WORK',
  'ALARM_TACIT',
  'REFUSED_WORK',
  'REFUSED_RESIDENCE',
  'INADMISSIBLE',
  'DESISTED',
  'WITHDRAWN',
  'APPEAL_PENDING',
  'ENDED',
  'EXPIRED',
  'SUPERSEDED',
] as const
export type Outcome = (typeof OUTCOMES)[number]

/** True when the overall clock (C3A or C3B) runs and its last day is over. */
function overallClockOver(body: DossierBody, today: LocalDate): boolean {
  const day = toDay(today)
  return clockViews(body.clockEvents, today).some(
    ({ id, stopped, due }) =>
      (id === 'C3A' || id === 'C3B') && !stopped && due !== null && toDay(due) < day,
  )
}

function outcomeAfterGrant(body: DossierBody, today: LocalDate): Outcome {
  switch (body.residence.state) {
    case 'NO_TRACK':
    case 'GRANTED':
    case 'VISA_PENDING':
    case 'VISA_HELD':
    case 'REGISTRATION_PENDING':
    case 'CARD_ISSUED':
      return 'GRANTED'
    case 'REFUSED':
      return 'REFUSED_RESIDENCE'
    case 'APPEAL_PENDING':
      return 'APPEAL_PENDING'
    case 'ENDED':
      return 'ENDED'
    case 'EXPIRED':
      return 'EXPIRED'
    default:
      return overallClockOver(body, today) ? 'ALARM_TACIT' : 'GRANTED_WORK'
  }
}

/**
 * What both tracks together amount to on a day. ALARM_TACIT: work is granted, residence is not
 * decided and the overall clock is over: both heads of service must know, nothing is decided here.
 */
export function combinedOutcome(body: DossierBody, today: LocalDate): Outcome {
  switch (body.work.state) {
    case 'GRANTED':
      return outcomeAfterGrant(body, today)
    case 'REFUSED':
      return 'REFUSED_WORK'
    case 'INADMISSIBLE':
    case 'DESISTED':
    case 'WITHDRAWN':
    case 'APPEAL_PENDING':
    case 'EXPIRED':
    case 'SUPERSEDED':
      return body.work.state
    case 'REOV_ADVICE':
    case 'MINISTER_DECISION':
      return 'APPEAL_PENDING'
    default:
      if (body.residence.state === 'READY_POSITIVE') return 'READY_RESIDENCE'
      if (body.residence.state === 'READY_NEGATIVE') return 'SIGNAL_TO_REGION'
      return 'PENDING'
  }
}
