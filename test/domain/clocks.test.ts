import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isWorkingDay } from '../../domain/calendar/holidays.ts'
import { addDays, fromDay, toDay, type LocalDate } from '../../domain/calendar/local-date.ts'
import { CLOCK_IDS, CLOCK_LEVELS, type ClockId } from '../../domain/contract/codes.ts'
import type { ClockEvent } from '../../domain/contract/records.ts'
import {
  clockColumns,
  clockViews,
  daysLeft,
  endOfTerm,
  levelOn,
  renewalWindow,
} from '../../domain/dossier/clocks.ts'
import { CLOCK_TERMS, clockTerm, overallClock } from '../../domain/reference/clocks.ts'
import { dossier } from './fixtures.ts'

const event = (
  clock: ClockId,
  kind: ClockEvent['kind'],
  at: LocalDate,
  days?: number,
): ClockEvent => ({ clock, kind, at, reason: null, by: null, ...(days !== undefined && { days }) })

const columnsOf = (clockEvents: ClockEvent[]) => clockColumns(dossier({ clockEvents }).body)
const dueOf = (clockEvents: ClockEvent[], today: LocalDate) =>
  clockViews(clockEvents, today)[0]?.due

describe('golden scenarios of clocks', () => {
  it('G9: 15 days from 3 April 2026 end on a Saturday and move to Monday 20 April', () => {
    expect(dueOf([event('C1', 'START', '2026-04-03')], '2026-04-10')).toBe('2026-04-20')
  })

  it('G10: 90 days from 1 June 2026 and 20 suspended days end on Monday 21 September', () => {
    const events = [
      event('C3B', 'START', '2026-06-01'),
      event('C3B', 'SUSPEND', '2026-07-01'),
      event('C3B', 'RESUME', '2026-07-21'),
    ]
    const [view] = clockViews(events, '2026-08-01')
    expect(view).toMatchObject({ due: '2026-09-21', suspendedDays: 20, daysLeft: 51 })
  })

  it('G11: four months from 1 June end on 30 September, or on 1 October by the other rule', () => {
    const { term } = clockTerm('C3A', '2026-06-01')
    expect(endOfTerm('2026-06-01', term)).toBe('2026-09-30')
    expect(endOfTerm('2026-06-01', { unit: 'MONTHS', length: 4, counting: 'SAME_DATE' })).toBe(
      '2026-10-01',
    )
    const events = [
      event('C3A', 'START', '2026-06-01'),
      event('C3A', 'SUSPEND', '2026-07-01'),
      event('C3A', 'RESUME', '2026-07-21'),
    ]
    expect(dueOf(events, '2026-08-01')).toBe('2026-10-20')
  })
})

describe('clocks', () => {
  it('C5 and C10 count months to the same date, 31 January to the end of February', () => {
    expect(dueOf([event('C5', 'START', '2026-01-31')], '2026-02-01')).toBe('2026-03-02')
    expect(clockTerm('C5', '2026-01-31').term).toEqual({
      unit: 'MONTHS',
      length: 1,
      counting: 'SAME_DATE',
    })
    expect(endOfTerm('2026-01-31', clockTerm('C5', '2026-01-31').term)).toBe('2026-02-28')
  })

  it('a last day on Ascension Day (14 May 2026) moves to Friday', () => {
    expect(dueOf([event('C1', 'START', '2026-04-29')], '2026-05-07')).toBe('2026-05-15')
  })

  it('a period of right (C8, C9, C10) ends on its day, also on a Sunday', () => {
    const due = dueOf([event('C9', 'START', '2026-01-05')], '2026-02-01')
    expect(due).toBe('2026-04-05')
    expect(isWorkingDay(due!)).toBe(false)
  })

  it('an extension adds its days', () => {
    const events = [event('C3B', 'START', '2026-06-01'), event('C3B', 'EXTEND', '2026-08-01', 30)]
    expect(clockViews(events, '2026-08-02')[0]).toMatchObject({
      due: '2026-09-29',
      extendedDays: 30,
    })
  })

  it('two services may suspend: the clock runs again when both are answered', () => {
    const events = [
      event('C3B', 'START', '2026-06-01'),
      event('C3B', 'SUSPEND', '2026-06-10'),
      event('C3B', 'SUSPEND', '2026-06-15'),
      event('C3B', 'RESUME', '2026-06-20'),
    ]
    expect(clockViews(events, '2026-06-25')[0]).toMatchObject({
      level: 'SUSPENDED',
      due: null,
      daysLeft: null,
      suspendedDays: 15,
    })
    const both = [...events, event('C3B', 'RESUME', '2026-06-30')]
    expect(clockViews(both, '2026-07-01')[0]).toMatchObject({
      suspendedDays: 20,
      due: '2026-09-21',
    })
  })

  it('a START with its own length follows it instead of the table', () => {
    const { opens, closes } = renewalWindow('2026-12-31')
    expect([opens, closes]).toEqual(['2026-08-16', '2026-10-31'])
    const events = [event('C8', 'START', opens, toDay(closes) - toDay(opens))]
    expect(dueOf(events, '2026-09-01')).toBe('2026-10-31')
  })

  it('a stopped clock keeps its end, has no level and does not lead', () => {
    const events = [event('C1', 'START', '2026-03-02'), event('C1', 'STOP', '2026-03-10')]
    expect(clockViews(events, '2027-01-01')[0]).toMatchObject({
      stopped: true,
      level: 'NONE',
      due: '2026-03-17',
      daysLeft: 7,
    })
    expect(columnsOf(events)).toBeNull()
  })

  it('a clock that starts again forgets the run before', () => {
    const events = [
      event('C1', 'START', '2026-03-02'),
      event('C1', 'STOP', '2026-03-10'),
      event('C1', 'START', '2026-06-01'),
    ]
    expect(clockViews(events, '2026-06-02')).toHaveLength(1)
    expect(clockViews(events, '2026-06-02')[0]).toMatchObject({ due: '2026-06-16', stopped: false })
  })

  it('events of a clock that never started change nothing', () => {
    expect(clockViews([event('C2', 'SUSPEND', '2026-03-02')], '2026-03-03')).toEqual([])
  })

  it('warns at half, three quarters, nine tenths of the length and 7 days before the end', () => {
    // 90 days from 1 June 2026: Sunday 30 August, hence Monday 31 August.
    const columns = columnsOf([event('C3B', 'START', '2026-06-01')])!
    const day = (column: 'amber' | 'orange' | 'red' | 'due') => fromDay(columns[column]!)
    expect([day('amber'), day('orange'), day('red'), day('due')]).toEqual([
      '2026-07-16',
      '2026-08-08',
      '2026-08-21',
      '2026-08-31',
    ])
    const levels = ['2026-07-15', '2026-07-16', '2026-08-07', '2026-08-08', '2026-08-20']
    expect(levels.map((date) => levelOn(columns, toDay(date)))).toEqual([
      'ON_TRACK',
      'AMBER',
      'AMBER',
      'ORANGE',
      'ORANGE',
    ])
    const ends = ['2026-08-21', '2026-08-31', '2026-09-01']
    expect(ends.map((date) => levelOn(columns, toDay(date)))).toEqual(['RED', 'RED', 'OVERDUE'])
    expect(daysLeft(columns, toDay('2026-09-03'))).toBe(-3)
  })

  it('a short clock is red 7 days before its end, whatever its share', () => {
    const columns = columnsOf([event('C1', 'START', '2026-03-02')])!
    expect(levelOn(columns, columns.due! - 8)).toBe('ON_TRACK')
    expect(levelOn(columns, columns.due! - 7)).toBe('RED')
  })

  it('a remedy that nobody used lapses and is not overdue', () => {
    const columns = columnsOf([event('C5', 'START', '2026-03-02')])!
    expect(levelOn(columns, columns.due!)).toBe('RED')
    expect(levelOn(columns, columns.due! + 1)).toBe('NONE')
  })

  it('the clock of a service that ends first leads, before suspended and lapsing ones', () => {
    const c2 = event('C2', 'START', '2026-06-10')
    const c3 = event('C3B', 'START', '2026-06-01')
    const suspended = event('C3B', 'SUSPEND', '2026-06-12')
    const c5 = event('C5', 'START', '2026-06-01')
    expect(columnsOf([c3, c2])!.clock).toBe('C2')
    expect(columnsOf([c3, c2, event('C2', 'STOP', '2026-06-20')])!.clock).toBe('C3B')
    expect(columnsOf([c3, c2, suspended])!.clock).toBe('C2')
    expect(columnsOf([c5, c3, suspended])!.clock).toBe('C3B')
    expect(columnsOf([c5])!.clock).toBe('C5')
  })

  it('the regime follows the day of submission', () => {
    expect([overallClock('2026-05-21'), overallClock('2026-05-22')]).toEqual(['C3A', 'C3B'])
  })

  it('every clock has a dated row with source and confidence', () => {
    for (const clock of CLOCK_IDS) {
      const rows = CLOCK_TERMS.filter((row) => row.clock === clock)
      expect(rows.length, clock).toBeGreaterThan(0)
      for (const row of rows) expect(row.source, clock).not.toBe('')
    }
  })
})

// ------------------------------------------------------------------ properties

/** A history of a C3B clock: pauses and extensions, each some days after the one before. */
const history = fc.record({
  start: fc.integer({ min: toDay('2024-01-01'), max: toDay('2028-12-31') }),
  steps: fc.array(
    fc.record({
      wait: fc.integer({ min: 0, max: 40 }),
      step: fc.oneof(
        fc.record({ kind: fc.constant('PAUSE' as const), days: fc.integer({ min: 0, max: 60 }) }),
        fc.record({ kind: fc.constant('EXTEND' as const), days: fc.integer({ min: 1, max: 45 }) }),
      ),
    }),
    { maxLength: 6 },
  ),
})
type History = typeof history extends fc.Arbitrary<infer T> ? T : never

function eventsOf({ start, steps }: History): ClockEvent[] {
  const events = [event('C3B', 'START', fromDay(start))]
  let day = start
  for (const { wait, step } of steps) {
    day += wait
    if (step.kind === 'EXTEND') {
      events.push(event('C3B', 'EXTEND', fromDay(day), step.days))
    } else {
      events.push(event('C3B', 'SUSPEND', fromDay(day)))
      day += step.days
      events.push(event('C3B', 'RESUME', fromDay(day)))
    }
  }
  return events
}

/** Walks day by day: each day that the clock runs uses up one day of the length. */
function dueByStepping(events: readonly ClockEvent[]): LocalDate {
  let left = 90
  for (const { kind, days } of events) if (kind === 'EXTEND') left += days ?? 0
  const suspendedOn = (day: number) => {
    let open = 0
    for (const { kind, at } of events) {
      if (toDay(at) > day) continue
      if (kind === 'SUSPEND') open += 1
      if (kind === 'RESUME') open -= 1
    }
    return open > 0
  }
  let day = toDay(events[0]!.at)
  while (left > 0) {
    // The night from `day` to the next one counts unless the clock is suspended in it.
    if (!suspendedOn(day)) left -= 1
    day += 1
  }
  // Days at which the clock stood still at its very end belong to the pause.
  while (suspendedOn(day)) day += 1
  let due = fromDay(day)
  while (!isWorkingDay(due)) due = addDays(due, 1)
  return due
}

/** Histories in which every pause begins before the clock would have ended. */
const sensible = history.filter((given) => {
  const events = eventsOf(given)
  const pauses = events.flatMap(({ kind, at }, i) => (kind === 'SUSPEND' ? [{ at, i }] : []))
  return pauses.every(({ at, i }) => {
    const before = [...events.slice(0, i), ...events.filter((e, j) => j > i && e.kind === 'EXTEND')]
    const view = clockViews(before, at)[0]!
    return toDay(at) < toDay(events[0]!.at) + 90 + view.suspendedDays + view.extendedDays
  })
})

describe('properties of clocks', () => {
  it('the due date is the one that a day by day walk finds', () => {
    fc.assert(
      fc.property(sensible, (given) => {
        const events = eventsOf(given)
        expect(dueOf(events, events.at(-1)!.at)).toBe(dueByStepping(events))
      }),
      { numRuns: 300 },
    )
  })

  it('the level of a running clock only rises with time', () => {
    fc.assert(
      fc.property(
        history,
        fc.constantFrom(...CLOCK_IDS.filter((id) => !['C5', 'C6', 'C7', 'C8', 'C10'].includes(id))),
        (given, clock) => {
          const events = eventsOf(given).map((one) => ({ ...one, clock }))
          const columns = columnsOf(events)!
          let before = 0
          for (let day = columns.start; day < columns.due! + 5; day += 1) {
            const rank = CLOCK_LEVELS.indexOf(levelOn(columns, day))
            expect(rank).toBeGreaterThanOrEqual(before)
            before = rank
          }
          expect(CLOCK_LEVELS[before]).toBe('OVERDUE')
        },
      ),
      { numRuns: 60 },
    )
  })

  it('a later event never moves the end to an earlier day, and never changes the events before', () => {
    fc.assert(
      fc.property(history, (given) => {
        const events = eventsOf(given)
        const frozen = structuredClone(events)
        let before = toDay('1970-01-01')
        for (let n = 1; n <= events.length; n += 1) {
          const due = dueOf(events.slice(0, n), events[n - 1]!.at) ?? null
          if (due === null) continue
          expect(toDay(due)).toBeGreaterThanOrEqual(before)
          before = toDay(due)
        }
        expect(events).toEqual(frozen)
      }),
      { numRuns: 100 },
    )
  })
})
