/**
 * What ran out of what somebody watches, told on the day after: the last declared period, the last permit, and the
 * watch itself. No record comes for it, so a pass of the desk over its own days tells it, each day once.
 */
import type { LocalDate } from '../calendar/local-date.ts'
import type { WatchBody } from '../contract/records.ts'
import type { Alert } from './alerts.ts'

/** A declared period or a permit of what is watched. */
export interface Term {
  kind: 'declaration' | 'dossier'
  id: string
  /** Null: it has no end. */
  to: LocalDate | null
}

/** The days that a pass tells of: those whose last hour came since the pass before. */
export interface Passed {
  since: LocalDate
  /** This day itself is not over. */
  today: LocalDate
}

const isPassed = (day: LocalDate, { since, today }: Passed): boolean => day >= since && day < today

/** The term that ended last, when nothing of its kind goes on or is to come, and it ended while it was watched. */
function lastOf(terms: readonly Term[], passed: Passed, { from, until }: WatchBody): Term | null {
  if (terms.some(({ to }) => to === null || to >= passed.today)) return null
  const last = terms.toSorted((a, b) => (a.to! > b.to! ? -1 : 1))[0]
  if (!last || !isPassed(last.to!, passed)) return null
  return last.to! >= from && last.to! <= until ? last : null
}

/** What the days that passed are to a watch: its terms of each kind apart, then its own last day. */
export function endedAlerts(
  watchId: string,
  body: WatchBody,
  terms: readonly Term[],
  passed: Passed,
): Alert[] {
  const alerts: Alert[] = []
  for (const kind of ['declaration', 'dossier'] as const) {
    const own = terms.filter((term) => term.kind === kind)
    const last = lastOf(own, passed, body)
    if (!last) continue
    alerts.push({ watchId, code: 'ENDED', recordKind: kind, recordId: last.id, fields: [] })
  }
  if (isPassed(body.until, passed)) {
    const { kind: recordKind, subjectId: recordId } = body
    alerts.push({ watchId, code: 'WATCH_OVER', recordKind, recordId, fields: [] })
  }
  return alerts
}
