/** Watches by whether they still tell something. */
import type { LocalDate } from '../calendar/local-date.ts'
import type { WatchBody } from '../contract/records.ts'

interface Watched {
  body: Pick<WatchBody, 'ended' | 'until'>
}

/**
 * Those that run on a day, and those whose last day is over, the latest first: who watched is told that no
 * news comes any more. Those that the officer ended are in neither.
 */
export function byEnd<T extends Watched>(
  watches: readonly T[],
  today: LocalDate,
): { running: T[]; over: T[] } {
  const kept = watches.filter(({ body }) => !body.ended)
  return {
    running: kept.filter(({ body }) => body.until >= today),
    over: kept
      .filter(({ body }) => body.until < today)
      .toSorted((a, b) => (a.body.until > b.body.until ? -1 : 1)),
  }
}
