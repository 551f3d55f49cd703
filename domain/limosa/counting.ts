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

/** A declared period of somebody on a task at a place; `worker` tells people apart. */
export interface PostedPeriod extends Span {
  worker: string
}

export interface PostingLine {
  /** First day of the line. */
  from: LocalDate
  /** Days on which somebody was posted, until the end of the asked period. */
  days: number
  /** How many people followed each other. */
  workers: number
  /** Last day of month 12 and of month 18 as the days count; null while the line is shorter. */
  monthTwelveEnds: LocalDate | null
  monthEighteenEnds: LocalDate | null
}

/** The day on which so many months of counted days are full; interruptions do not count. Null: never. */
export function fullAfter(merged: readonly Span[], months: number): LocalDate | null {
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

/**
 * The line of postings on the same task at the same place that the period is part of: those before
 * it without a longer interruption than POSTING_DURATION allows. Null when nothing is posted then.
 */
export function postingLine(periods: readonly PostedPeriod[], asked: Span): PostingLine | null {
  const before = periods.filter(({ from }) => from <= asked.to)
  const line = postingLines(before, (one) => one).at(-1)
  if (!line) return null
  const counted = islands(line).flatMap(
    (span) => intersection(span, { from: span.from, to: asked.to }) ?? [],
  )
  return {
    from: counted[0]!.from,
    days: counted.reduce((sum, span) => sum + lengthOf(span), 0),
    workers: new Set(line.map(({ worker }) => worker)).size,
    monthTwelveEnds: fullAfter(counted, POSTING_DURATION.months),
    monthEighteenEnds: fullAfter(counted, POSTING_DURATION.extendedMonths),
  }
}
