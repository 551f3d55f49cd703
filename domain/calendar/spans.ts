/** Closed intervals of local dates, both ends included. Dates compare as text. */
import { addDays, type LocalDate } from './local-date.ts'

export interface Span {
  from: LocalDate
  to: LocalDate
}

/** The last day that a date text can name: an open end. */
export const OPEN_END: LocalDate = '9999-12-31'

/** A period with an open end as a span. */
export function toSpan(period: { from: LocalDate; to: LocalDate | null }): Span {
  return { from: period.from, to: period.to ?? OPEN_END }
}

/** True when two spans share a day. */
export function overlaps(a: Span, b: Span): boolean {
  return a.from <= b.to && b.from <= a.to
}

/** True when a span holds a day. */
export function holds(span: Span, day: LocalDate): boolean {
  return span.from <= day && day <= span.to
}

/** Days that two spans share, compared as text: the later start and the earlier end. Null when none. */
export function intersection(a: Span, b: Span): Span | null {
  if (!overlaps(a, b)) return null
  return { from: a.from > b.from ? a.from : b.from, to: a.to < b.to ? a.to : b.to }
}

/** The stretches of `whole` that none of the spans holds, in order. */
export function gaps(spans: readonly Span[], whole: Span): Span[] {
  const sorted = spans
    .filter((span) => overlaps(span, whole))
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
  const found: Span[] = []
  let next = whole.from
  for (const { from, to } of sorted) {
    if (from > next) found.push({ from: next, to: addDays(from, -1) })
    if (to >= whole.to) return found
    if (to >= next) next = addDays(to, 1)
  }
  return [...found, { from: next, to: whole.to }]
}

/** True when the spans together hold every day of `whole`; adjoining spans leave no gap. */
export function coverWhole(spans: readonly Span[], whole: Span): boolean {
  for (const span of spans) if (span.from <= whole.from && whole.to <= span.to) return true
  if (spans.length < 2) return false
  const sorted = spans
    .filter((span) => overlaps(span, whole))
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
  let next = whole.from
  for (const { from, to } of sorted) {
    if (from > next) return false
    if (to >= whole.to) return true
    if (to >= next) next = addDays(to, 1)
  }
  return false
}
