import { type RuleCases, somebody, times } from './cases.ts'

const cancelled = (day: string) =>
  somebody({ declared: [{ status: 'CANCELLED', cancelledAt: `${day}T09:00:00.000Z` }] })
const chain = (count: number, everyDays: number) =>
  somebody({
    declared: times(count, (i) => ({
      replacesL1: `L1-l${i}`,
      submittedAt: new Date(Date.UTC(2026, 1, 1 + i * everyDays)).toISOString(),
    })),
  })

/** Cancelled a week after the L1 before it, and declared anew the day after, without saying what it replaces. */
const anew = (count: number, everyDays: number) =>
  somebody({
    declared: times(count, (i) => {
      const day = (at: number) => new Date(Date.UTC(2026, 0, 1 + at)).toISOString()
      return {
        submittedAt: day(i * everyDays),
        ...(i < count - 1 && {
          status: 'CANCELLED' as const,
          cancelledAt: day((i + 1) * everyDays - 1),
        }),
      }
    }),
  })

export const cases: RuleCases = {
  code: 'R11',
  planted: {
    'cancelled three weeks into the work': cancelled('2026-03-22'),
    'filed again three times in two weeks': chain(3, 7),
    'cancelled and declared anew three times in three weeks': anew(4, 7),
  },
  innocent: {
    'cancelled before the work': cancelled('2026-02-25'),
    'filed again once a quarter': chain(4, 90),
    'cancelled and declared anew twice': anew(3, 7),
    'cancelled on the limit by the day in Brussels': cancelled('2026-03-08'),
  },
  boundaries: {
    maxDays: { value: 10, clear: cancelled('2026-03-11'), flagged: cancelled('2026-03-12') },
    refilings: { value: 4, clear: chain(3, 2), flagged: chain(4, 2) },
    windowDays: { value: 10, clear: chain(3, 6), flagged: chain(3, 5) },
  },
}
