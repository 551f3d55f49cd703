/**
 * Days of short stays (domain facts 2.1 and 4.7): at most 90 in any 180, first and last day counted. A
 * stay is held against the window that ends with it: what comes later does not make it longer.
 */
import { fromDay, toDay } from '../calendar/local-date.ts'
import type { Span } from '../calendar/spans.ts'
import type { TandemRecord } from '../contract/records.ts'
import { workSpans } from '../dossier/authorised.ts'
import { OWN_LENGTH, STAY_WINDOW } from '../reference/limosa.ts'
import type { DaySpan } from './matching.ts'

/** Merges spans that overlap or adjoin, in order. */
export function dayIslands(spans: readonly DaySpan[]): DaySpan[] {
  const merged: DaySpan[] = []
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1)
    if (last && from <= last.to + 1) last.to = Math.max(last.to, to)
    else merged.push({ from, to })
  }
  return merged
}

/** Days on which work cards allow work, but for those that have a length of their own. */
export function cardStays(dossiers: readonly TandemRecord<'dossier'>[]): DaySpan[] {
  return dossiers
    .filter(
      ({ body: { procedure, category } }) =>
        procedure === 'WORK_CARD' && !OWN_LENGTH.categories.includes(category),
    )
    .flatMap(({ body }) => workSpans(body))
    .map(({ from, to }) => ({ from: toDay(from), to: toDay(to) }))
}

/** Days of the stays, merged and in order, in the window that ends with a period. */
export function daysInWindow(stays: readonly DaySpan[], { to }: DaySpan): number {
  const first = to - STAY_WINDOW.window + 1
  let days = 0
  for (const stay of stays) {
    if (stay.from > to) break
    days += Math.max(0, Math.min(stay.to, to) - Math.max(stay.from, first) + 1)
  }
  return days
}

/** The window that ends with a period. */
export const stayWindow = ({ to }: DaySpan): Span => ({
  from: fromDay(to - STAY_WINDOW.window + 1),
  to: fromDay(to),
})
