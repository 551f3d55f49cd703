import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  easterSunday,
  isWorkingDay,
  publicHolidays,
  toWorkingDay,
} from '../../domain/calendar/holidays.ts'
import {
  addDays,
  addMonths,
  brusselsToday,
  daysBetween,
  fromDay,
  isLocalDate,
  quarterOf,
  toDay,
  weekday,
} from '../../domain/calendar/local-date.ts'
import { coverWhole, gaps, holds, intersection, overlaps } from '../../domain/calendar/spans.ts'

const dates = fc.integer({ min: toDay('1990-01-01'), max: toDay('2060-12-31') }).map(fromDay)

describe('local dates', () => {
  it('exist or do not', () => {
    expect(['2024-02-29', '2026-12-31'].every(isLocalDate)).toBe(true)
    const wrong = [
      '2026-02-29',
      '2026-13-01',
      '2026-00-10',
      '2026-04-31',
      '26-04-01',
      '2026-4-1',
      '',
    ]
    expect(wrong.filter(isLocalDate)).toEqual([])
    expect(() => toDay('2026-02-30')).toThrow(RangeError)
  })

  it('become day numbers and back', () => {
    fc.assert(fc.property(dates, (date) => fromDay(toDay(date)) === date))
    expect(toDay('1970-01-01')).toBe(0)
  })

  it('agree with the calendar of the machine, day for day', () => {
    for (let day = toDay('1899-12-30'); day <= toDay('2101-01-02'); day += 1) {
      const text = new Date(day * 86_400_000).toISOString().slice(0, 10)
      if (fromDay(day) !== text || toDay(text) !== day) throw new Error(`day ${day} is not ${text}`)
    }
    expect(fromDay(toDay('0001-03-01') - 1)).toBe('0001-02-28')
  })

  it('add days across months, years and clock changes', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2026-03-28', 2)).toBe('2026-03-30')
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2)
  })

  it('add months to the same day, or to the last day of a shorter month', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29')
    expect(addMonths('2026-11-15', 3)).toBe('2027-02-15')
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28')
  })

  it('know weekday and quarter', () => {
    expect([weekday('2026-11-23'), weekday('2026-11-22')]).toEqual([1, 7])
    expect(['2026-03-31', '2026-04-01', '2026-12-31'].map(quarterOf)).toEqual([
      '2026-Q1',
      '2026-Q2',
      '2026-Q4',
    ])
  })

  it('are dates of Brussels, not of UTC', () => {
    expect(brusselsToday(new Date('2026-06-30T22:30:00Z'))).toBe('2026-07-01')
    expect(brusselsToday(new Date('2026-12-31T22:30:00Z'))).toBe('2026-12-31')
  })
})

describe('holidays', () => {
  it('Easter falls on its known days', () => {
    expect([2024, 2025, 2026, 2038].map(easterSunday)).toEqual([
      '2024-03-31',
      '2025-04-20',
      '2026-04-05',
      '2038-04-25',
    ])
  })

  it('2026 has its ten legal holidays', () => {
    expect([...publicHolidays(2026)].sort()).toEqual([
      '2026-01-01',
      '2026-04-06',
      '2026-05-01',
      '2026-05-14',
      '2026-05-25',
      '2026-07-21',
      '2026-08-15',
      '2026-11-01',
      '2026-11-11',
      '2026-12-25',
    ])
  })

  it('a working day stays, another moves to the next working day', () => {
    expect(toWorkingDay('2026-04-03')).toBe('2026-04-03')
    expect(toWorkingDay('2026-04-04')).toBe('2026-04-07')
    fc.assert(
      fc.property(dates, (date) => {
        const moved = toWorkingDay(date)
        const skipped = Array.from({ length: daysBetween(date, moved) }, (_, i) => addDays(date, i))
        return isWorkingDay(moved) && !skipped.some(isWorkingDay)
      }),
    )
  })
})

describe('spans', () => {
  const span = fc
    .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 15 }))
    .map(([start, length]) => ({ from: fromDay(start), to: fromDay(start + length) }))

  it('share the days of both ends', () => {
    const march = { from: '2026-03-01', to: '2026-03-31' }
    expect(overlaps(march, { from: '2026-03-31', to: '2026-05-01' })).toBe(true)
    expect(overlaps(march, { from: '2026-04-01', to: '2026-05-01' })).toBe(false)
    expect(intersection(march, { from: '2026-03-10', to: '2026-05-01' })).toEqual({
      from: '2026-03-10',
      to: '2026-03-31',
    })
    expect(intersection(march, { from: '2026-04-01', to: '2026-05-01' })).toBeNull()
  })

  it('leave gaps on exactly the days that none of them holds', () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 6 }), span, (spans, whole) => {
        const open = gaps(spans, whole)
        for (let day = toDay(whole.from); day <= toDay(whole.to); day += 1) {
          const date = fromDay(day)
          const held = spans.some((one) => holds(one, date))
          expect(open.some((gap) => holds(gap, date))).toBe(!held)
        }
        for (const gap of open) expect(coverWhole([whole], gap)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('cover a whole span exactly when every day of it lies in one of them', () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 6 }), span, (spans, whole) => {
        let every = true
        for (let day = toDay(whole.from); day <= toDay(whole.to); day += 1) {
          every &&= spans.some((one) => holds(one, fromDay(day)))
        }
        expect(coverWhole(spans, whole)).toBe(every)
      }),
      { numRuns: 500 },
    )
  })
})
