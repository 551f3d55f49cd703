/**
 * How long a desk may work without the gateway having confirmed the person's rights. Somebody who
 * left a service, or lost a right, must not go on reading for ever by staying offline (GDPR art. 5
 * (1)(f) and 32); somebody on a building site without network must be able to work.
 *
 * Everything is reckoned by the desk's own clock from the last contact: a clock that is wrong but
 * steady measures time as well as a right one. A clock that was moved since is not trusted: back
 * never makes the time longer, and the next contact makes everything good, whichever way it went.
 */
import { brusselsToday } from '../calendar/local-date.ts'
import type { Role } from '../contract/codes.ts'
import type { OfflineAccess } from '../contract/offline.ts'
import { rowOn, type Dated } from '../reference/dated.ts'

const HOUR_MS = 3_600_000

export interface OfflineLimit extends Dated {
  /** Calendar hours after the last contact, weekends and holidays included. */
  readonly hours: Readonly<Record<Role, number>>
  /** Hours before the end from which the desk warns. */
  readonly warnHours: Readonly<Record<Role, number>>
  readonly reason: string
}

/** A choice of design until each service sets its own in its security policy. */
export const OFFLINE_LIMITS: readonly OfflineLimit[] = [
  {
    hours: {
      REGION_OFFICER: 7 * 24,
      DVZ_CLERK: 7 * 24,
      SUPERVISOR: 7 * 24,
      INSPECTOR: 14 * 24,
      AUDITOR: 3 * 24,
    },
    warnHours: {
      REGION_OFFICER: 24,
      DVZ_CLERK: 24,
      SUPERVISOR: 24,
      INSPECTOR: 48,
      AUDITOR: 24,
    },
    reason:
      'Seven days outlast a long weekend or a week at home. Inspectors may be on sites without ' +
      'network for a working week and plan the next. An audit is done in the office.',
    validFrom: '1970-01-01',
    validTo: null,
    source: 'design',
    confidence: 'LOW',
  },
]

/** What a desk keeps of its last contact. Milliseconds since 1970 by the desk's clock. */
export interface Contact {
  /** When the gateway last confirmed the rights that the cache was filled for. */
  readonly confirmedAt: number
  /** The highest time that the clock showed since, or must have reached while the desk ran. */
  readonly highest: number
  /** How far the gateway's clock was ahead of the desk's then, in milliseconds. */
  readonly gatewayAhead: number
}

/** A contact now, by the desk's clock. */
export function contactAt(now: number, gatewayAhead: number): Contact {
  return { confirmedAt: now, highest: now, gatewayAhead }
}

/** The contact after a look at the clock; `ran` are the milliseconds that the desk ran since the last. */
export function afterLook(contact: Contact, now: number, ran: number): Contact {
  return { ...contact, highest: Math.max(now, contact.highest + ran) }
}

/** A clock may be put right by this much without being suspected, in milliseconds. */
export const CLOCK_TOLERANCE_MS = 10 * 60_000

/** What the person may do now. `contact` null: the rights were never confirmed. */
export function offlineAccess(contact: Contact | null, role: Role, now: number): OfflineAccess {
  if (!contact) {
    return { state: 'LOCKED', code: 'OFFLINE_TOO_LONG', confirmedAt: null, locksAt: null }
  }
  // The day of the contact: it does not move with the clock.
  const day = brusselsToday(new Date(contact.confirmedAt))
  const limit = rowOn(OFFLINE_LIMITS, day) ?? OFFLINE_LIMITS[0]!
  const locks = contact.confirmedAt + limit.hours[role] * HOUR_MS
  const times = { confirmedAt: instant(contact.confirmedAt), locksAt: instant(locks) }
  if (now < contact.highest - CLOCK_TOLERANCE_MS) {
    return { state: 'LOCKED', code: 'CLOCK_SET_BACK', ...times }
  }
  const reached = Math.max(now, contact.highest)
  if (reached >= locks) return { state: 'LOCKED', code: 'OFFLINE_TOO_LONG', ...times }
  const warns = locks - limit.warnHours[role] * HOUR_MS
  return { state: reached >= warns ? 'ENDING' : 'OPEN', code: null, ...times }
}

const instant = (ms: number): string => new Date(ms).toISOString()
