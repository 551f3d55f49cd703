/**
 * Days of work on the short route (domain facts 2.1, R18): within any 180 days in a row at most 90,
 * first and last day counted. Declared, seen and authorised days are counted apart, because each
 * source says something else; none of the three is the truth alone.
 */
import { addDays, fromDay, toDay, type DayNumber, type LocalDate } from '../calendar/local-date.ts'
import type { Span } from '../calendar/spans.ts'
import { SHORT_STAY } from '../reference/authorisations.ts'
import type { PersonFacts } from '../risk/person-facts.ts'
import { authorisedSpan } from './authorised.ts'

/** The fullest 180 days: how many days of work they hold, and the first of them. */
export interface DayCount {
  days: number
  /** Null when there is no day of work. */
  from: LocalDate | null
}

/**
 * The most days of work in any window of `window` days in a row; of several such windows the first.
 * Days that two spans share count once. A window that is fullest begins with a day of work.
 */
export function fullestWindow(spans: readonly Span[], window: number): DayCount {
  const days = workedDays(spans)
  let best: DayCount = { days: 0, from: null }
  let end = 0
  for (const [start, day] of days.entries()) {
    while (end < days.length && days[end]! < day + window) end += 1
    if (end - start > best.days) best = { days: end - start, from: fromDay(day) }
  }
  return best
}

/** Each day of work once, in order. */
function workedDays(spans: readonly Span[]): DayNumber[] {
  const days = new Set<DayNumber>()
  for (const { from, to } of spans) {
    for (let day = toDay(from); day <= toDay(to); day += 1) days.add(day)
  }
  return [...days].toSorted((a, b) => a - b)
}

export interface ShortStay {
  /** Periods of active Limosa declarations. */
  declared: DayCount
  /** Days registered at Checkin@Work. */
  seen: DayCount
  /** Days of work cards. */
  authorised: DayCount
  limit: number
  window: number
}

/** Counts around a day: nothing that lies more than two windows away. */
export function shortStay(
  { dossiers, declarations, presences }: PersonFacts,
  around: LocalDate,
): ShortStay {
  const { days: limit, window } = SHORT_STAY
  const near = { from: addDays(around, -2 * window), to: addDays(around, 2 * window) }
  const within = (span: Span | null): Span[] =>
    span === null || span.to < near.from || span.from > near.to
      ? []
      : [
          {
            from: span.from < near.from ? near.from : span.from,
            to: span.to > near.to ? near.to : span.to,
          },
        ]
  const declared = declarations
    .filter(({ record }) => record.body.status === 'ACTIVE')
    .flatMap(({ record }) => within(record.body.period))
  const seen = presences.flatMap(({ body: { date } }) => within({ from: date, to: date }))
  const authorised = dossiers
    .filter(({ body }) => body.procedure === 'WORK_CARD')
    .flatMap(({ body }) => within(authorisedSpan(body)))
  return {
    declared: fullestWindow(declared, window),
    seen: fullestWindow(seen, window),
    authorised: fullestWindow(authorised, window),
    limit,
    window,
  }
}
