/** A clock as stretches of one bar, for the eye; the law's arithmetic is in domain/dossier/clocks. */
import { toDay, type LocalDate } from '../../domain/calendar/local-date.ts'
import type { ClockEvent } from '../../domain/contract/records.ts'
import type { ClockView } from '../../domain/contract/workbench.ts'

export interface ClockSegment {
  kind: 'used' | 'suspended'
  /** Shares of the whole bar, 0 to 1. */
  from: number
  to: number
}

/** What has passed since the start, in order, as shares of start to end (or to today, when later). */
export function clockSegments(
  clock: ClockView,
  events: readonly ClockEvent[],
  today: LocalDate,
): ClockSegment[] {
  const start = toDay(clock.startedOn)
  const now = Math.max(start, toDay(today))
  const end = Math.max(now, clock.due === null ? now : toDay(clock.due), start + 1)
  const segments: ClockSegment[] = []
  let from = start
  let open = 0
  const push = (to: number) => {
    if (to > from) {
      const share = (day: number) => (day - start) / (end - start)
      segments.push({ kind: open > 0 ? 'suspended' : 'used', from: share(from), to: share(to) })
    }
    from = Math.max(from, to)
  }
  for (const { kind, at } of events) {
    if (kind !== 'SUSPEND' && kind !== 'RESUME') continue
    push(Math.min(now, Math.max(start, toDay(at))))
    open = Math.max(0, open + (kind === 'SUSPEND' ? 1 : -1))
  }
  push(now)
  return segments
}
