/**
 * A dossier that a service puts aside: until a day, or until something happens to it. It comes back
 * by itself on that day, with the first event after it was put aside, and at the latest when its
 * clock turns red, so that nobody loses a term by it. The other service does not notice.
 */
import { toDay, type DayNumber } from '../calendar/local-date.ts'
import type { ClockLevel, Service } from '../contract/codes.ts'
import type { DossierBody } from '../contract/records.ts'

/** No day: only an event brings it back. */
export const UNTIL_EVENT: DayNumber = 0x3fffffff
/** It is not put aside. */
export const NOT_SNOOZED: DayNumber = 0

/** Levels at which no dossier is out of sight. */
const PRESSING: readonly ClockLevel[] = ['RED', 'OVERDUE']

/** True when the clock wants it in sight whatever was decided. */
export const isPressing = (level: ClockLevel): boolean => PRESSING.includes(level)

/** The day on which it comes back for a service; UNTIL_EVENT, or NOT_SNOOZED, also after an event. */
export function snoozedUntil(body: DossierBody, service: Service): DayNumber {
  const own = body.snoozes?.find((one) => one.service === service)
  if (!own || own.events !== body.events.length) return NOT_SNOOZED
  return own.until === null ? UNTIL_EVENT : toDay(own.until)
}

/** True when a dossier that comes back on that day is out of sight today. */
export function isOutOfSight(until: DayNumber, today: DayNumber, level: ClockLevel): boolean {
  return until > today && !isPressing(level)
}
