import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isWorkingDay } from '../../domain/calendar/holidays.ts'
import { fromDay, toDay } from '../../domain/calendar/local-date.ts'
import { forecastLine, type Capacity, type LineItem } from '../../domain/dossier/line.ts'

const MONDAY = toDay('2026-11-23')
const ONE: Capacity = { officers: 1, unitsPerDay: 1 }

/** Items of [units, last day as days after Monday 23 November 2026]. */
const line = (...items: [units: number, due: number | null][]): LineItem[] =>
  items.map(([units, due], key) => ({ key, units, due: due === null ? null : MONDAY + due }))

function* permutations<T>(items: readonly T[]): Generator<T[]> {
  if (items.length === 0) yield []
  for (let i = 0; i < items.length; i += 1) {
    const rest = [...items.slice(0, i), ...items.slice(i + 1)]
    for (const tail of permutations(rest)) yield [items[i]!, ...tail]
  }
}

/** Terms that an order misses, done unit by unit on a calendar of its own. */
function missedIn(order: readonly LineItem[], { officers, unitsPerDay }: Capacity): number {
  const done = Array.from({ length: officers }, () => 0)
  let missed = 0
  for (const { units, due } of order) {
    const officer = done.indexOf(Math.min(...done))
    done[officer]! += units
    let day = MONDAY
    for (let left = done[officer]!; ; day += 1) {
      if (isWorkingDay(fromDay(day))) left -= unitsPerDay
      if (left <= 0) break
    }
    if (due !== null && day > due) missed += 1
  }
  return missed
}

function fewest(items: readonly LineItem[], capacity: Capacity): number {
  let best = Infinity
  for (const order of permutations(items)) best = Math.min(best, missedIn(order, capacity))
  return best
}

const itemsOf = (units: fc.Arbitrary<number>, maxLength: number) =>
  fc
    .array(fc.tuple(units, fc.option(fc.integer({ min: -4, max: 16 }), { freq: 6 })), { maxLength })
    .map((items) => line(...items))
const unequal = fc.integer({ min: 1, max: 5 })

describe('forecast of a line', () => {
  it('tells what an order misses and by how many days, over a weekend', () => {
    // Five units a week: the sixth is done on Monday 30 November.
    const { present, earliestFirst } = forecastLine(line([5, 10], [1, 4]), ONE, MONDAY)
    expect(present).toMatchObject({ missed: 1, daysLate: 3, workingDays: 6 })
    expect(earliestFirst).toMatchObject({ missed: 0, daysLate: 0, workingDays: 6, late: [] })
    expect(present.late).toEqual([{ key: 1, days: 3 }])
  })

  it('gives up one long dossier where earliest-first would miss all that follow', () => {
    const items = line([5, 4], [1, 5], [1, 5], [1, 5], [1, 5])
    const forecast = forecastLine(items, ONE, MONDAY)
    expect(forecast.earliestFirst.missed).toBe(4)
    expect(forecast.fewestMissed.missed).toBe(1)
    expect(forecast.fewestMissed.order.at(-1)!.key).toBe(0)
  })

  it('a dossier without a term takes time and misses nothing', () => {
    const { present, fewestMissed } = forecastLine(line([3, null], [1, 1]), ONE, MONDAY)
    expect([present.missed, fewestMissed.missed]).toEqual([1, 0])
    expect(fewestMissed.order.map(({ key }) => key)).toEqual([1, 0])
  })

  it('an empty line misses nothing; capacities and efforts are whole numbers', () => {
    expect(forecastLine([], ONE, MONDAY).fewestMissed).toMatchObject({ missed: 0, workingDays: 0 })
    const none = { officers: 0, unitsPerDay: 1 }
    expect(() => forecastLine([], none, MONDAY)).toThrow(RangeError)
    expect(() => forecastLine(line([0.5, 1]), ONE, MONDAY)).toThrow(RangeError)
  })

  it('property: on one line it misses exactly as few as the best of all orders', () => {
    const perDay = fc.integer({ min: 1, max: 3 })
    fc.assert(
      fc.property(itemsOf(unequal, 6), perDay, (items, unitsPerDay) => {
        const capacity = { officers: 1, unitsPerDay }
        const forecast = forecastLine(items, capacity, MONDAY)
        const exact = fewest(items, capacity)
        expect([forecast.fewestMissed.missed, forecast.missedAtLeast]).toEqual([exact, exact])
        expect(missedIn(forecast.fewestMissed.order, capacity)).toBe(exact)
        expect(forecast.present.missed).toBe(missedIn(items, capacity))
        for (const one of [forecast.present, forecast.earliestFirst, forecast.fewestMissed]) {
          expect(one.late, 'each missed dossier is named once').toHaveLength(one.missed)
          expect(new Set(one.late.map(({ key }) => key)).size).toBe(one.missed)
          expect(one.late.reduce((sum, { days }) => sum + days, 0)).toBe(one.daysLate)
        }
      }),
      { numRuns: 250 },
    )
  })

  it('property: equal dossiers for several officers miss exactly as few, too', () => {
    const officers = fc.integer({ min: 2, max: 3 })
    fc.assert(
      fc.property(itemsOf(fc.constant(1), 6), officers, (items, count) => {
        const capacity = { officers: count, unitsPerDay: 1 }
        expect(forecastLine(items, capacity, MONDAY).fewestMissed.missed).toBe(
          fewest(items, capacity),
        )
      }),
      { numRuns: 100 },
    )
  })

  it('property: unequal dossiers for several officers lie between the bound and the other orders', () => {
    let beaten = 0
    fc.assert(
      fc.property(itemsOf(unequal, 6), fc.integer({ min: 2, max: 3 }), (items, officers) => {
        const capacity = { officers, unitsPerDay: 1 }
        const forecast = forecastLine(items, capacity, MONDAY)
        const exact = fewest(items, capacity)
        const { missed, order } = forecast.fewestMissed
        expect(forecast.missedAtLeast).toBeLessThanOrEqual(exact)
        expect(missed).toBeGreaterThanOrEqual(exact)
        const others = [forecast.present.missed, forecast.earliestFirst.missed]
        expect(missed).toBeLessThanOrEqual(Math.min(...others))
        expect(missedIn(order, capacity)).toBe(missed)
        expect(order.map(({ key }) => key).toSorted((a, b) => a - b)).toEqual(
          items.map(({ key }) => key),
        )
        if (missed > exact) beaten += 1
      }),
      { numRuns: 150 },
    )
    expect(beaten, 'the heuristic is seldom worse than the best order').toBeLessThan(30)
  })
})
