/**
 * How long somebody works here: 90 days in any 180 for short stays (domain facts 4.7, rows 5, 7, 10),
 * and 12 and 18 months of posting on one task at one place, where those who replace each other are
 * added up (domain facts 4.4). Periods are closed; a day that two of them share counts once.
 */
import { addDays, addMonths, daysBetween, type LocalDate } from '../calendar/local-date.ts'
import { intersection, OPEN_END, type Span } from '../calendar/spans.ts'
import { POSTING_DURATION, STAY_WINDOW } from '../reference/limosa.ts'

/** Merges spans that overlap or adjoin, in order. */
export function islands(spans: readonly Span[]): Span[] {
  const sorted = spans.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
  const merged: Span[] = []
  for (const { from, to } of sorted) {
    const last = merged.at(-1)
    if (last && (last.to === OPEN_END || from <= addDays(last.to, 1))) {
      if (to > last.to) last.to = to
    } else merged.push({ from, to })
  }
  return merged
}

/** Days of a span, both ends counted. */
export const lengthOf = ({ from, to }: Span): number => daysBetween(from, to) + 1

function daysWithin(merged: readonly Span[], window: Span): number {
  let days = 0
  for (const span of merged) {
    const shared = intersection(span, window)
    if (shared) days += lengthOf(shared)
  }
  return days
}

export interface BusiestWindow {
  /** The window of STAY_WINDOW.window days with the most counted days. */
  window: Span
  days: number
  limit: number
}

/**
 * The rolling window that holds the most of the given days, of those that share a day with `near`;
 * null when no day is given. The earliest of equal ones.
 */
export function busiestWindow(spans: readonly Span[], near: Span): BusiestWindow | null {
  const merged = islands(spans)
  let best: BusiestWindow | null = null
  // The maximum is reached where a window starts with a stay or ends with one.
  const windows = merged.flatMap(({ from, to }) => [
    { from, to: addDays(from, STAY_WINDOW.window - 1) },
    { from: addDays(to, 1 - STAY_WINDOW.window), to },
  ])
  for (const window of windows.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    if (!intersection(window, near)) continue
    const days = daysWithin(merged, window)
    if (days > (best?.days ?? 0)) best = { window, days, limit: STAY_WINDOW.days }
  }
  return best
}

/** The day on which so many months of counted days are full; interruptions do not count. Null: never. */
function fullAfter(merged: readonly Span[], months: number): LocalDate | null {
  const start = merged[0]!.from
  let missing = daysBetween(start, addMonths(start, months))
  for (const span of merged) {
    const length = lengthOf(span)
    if (length >= missing) return addDays(span.from, missing - 1)
    missing -= length
  }
  return null
}

/** Periods of one task at one place cut into lines: an interruption of POSTING_DURATION or more begins anew. */
export function postingLines<T>(periods: readonly T[], spanOf: (one: T) => Span): T[][] {
  const sorted = periods.toSorted((a, b) => (spanOf(a).from < spanOf(b).from ? -1 : 1))
  const lines: T[][] = []
  let until: LocalDate | null = null
  for (const one of sorted) {
    const { from, to } = spanOf(one)
    const isNew = until === null || interruption(until, from) >= POSTING_DURATION.interruptionDays
    if (isNew) lines.push([one])
    else lines.at(-1)!.push(one)
    if (until === null || to > until) until = to
  }
  return lines
}

/** Days between the last day of a posting and the first of the next. */
const interruption = (until: LocalDate, from: LocalDate) => daysBetween(until, from) - 1

/** Days of posting added up, and which months they fill. */
export interface Counted {
  /** The first of them. */
  from: LocalDate
  days: number
  /** The last day of so many months as the days count; null: they are not full. */
  fullOn(months: number): LocalDate | null
  /** True when the added days are more than so many months from the first day. */
  longerThan(months: number): boolean
}

/** Adds up spans, of which there is one at least: a shared day counts once, an interruption not at all. */
export function countedDays(spans: readonly Span[]): Counted {
  const counted = islands(spans)
  const { from } = counted[0]!
  const days = counted.reduce((sum, span) => sum + lengthOf(span), 0)
  return {
    from,
    days,
    fullOn: (months) => fullAfter(counted, months),
    longerThan: (months) => days > daysBetween(from, addMonths(from, months)),
  }
}
