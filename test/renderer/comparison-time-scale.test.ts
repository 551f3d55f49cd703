import { describe, expect, test } from 'vitest'
import { fromDay, toDay } from '../../domain/calendar/local-date.ts'
import {
  axis,
  fitRange,
  MAX_SPAN,
  MIN_SPAN,
  pan,
  reveal,
  ticks,
  timeScale,
  zoom,
} from '../../renderer/comparison/time-scale.ts'

const range = (from: string, to: string) => ({ from: toDay(from), to: toDay(to) })

describe('time scale', () => {
  test('maps the range to the whole width, linearly', () => {
    const scale = timeScale(range('2026-01-01', '2026-04-11'), 1000)
    expect(scale.x(toDay('2026-01-01'))).toBe(0)
    expect(scale.x(toDay('2026-02-20'))).toBe(500)
    expect(scale.x(toDay('2026-04-11'))).toBe(1000)
  })

  test('a drawing without width does not divide by zero', () => {
    expect(
      Number.isFinite(timeScale(range('2026-01-01', '2026-02-01'), 0).x(toDay('2026-01-15'))),
    ).toBe(true)
  })

  test('fits every day and today, in whole months with a month of air', () => {
    const fitted = fitRange([toDay('2025-03-17'), toDay('2026-02-28')], toDay('2025-12-05'))
    expect(fromDay(fitted.from)).toBe('2025-02-01')
    expect(fromDay(fitted.to)).toBe('2026-04-01')
  })

  test('fits today alone when there is nothing else', () => {
    const fitted = fitRange([], toDay('2025-12-05'))
    expect([fromDay(fitted.from), fromDay(fitted.to)]).toEqual(['2025-11-01', '2026-02-01'])
  })

  test('a date in another century does not squeeze the present out of sight', () => {
    const fitted = fitRange([toDay('1901-01-01')], toDay('2025-12-05'))
    expect(fitted.to - fitted.from).toBe(MAX_SPAN)
    expect(fitted.to).toBeGreaterThan(toDay('2025-12-05'))
  })
})

describe('zoom and pan', () => {
  const year = range('2026-01-01', '2027-01-01')

  test('the anchor keeps its place on the screen', () => {
    const anchor = toDay('2026-04-01')
    const closer = zoom(year, 2, anchor)
    const before = (anchor - year.from) / (year.to - year.from)
    const after = (anchor - closer.from) / (closer.to - closer.from)
    expect(Math.abs(before - after)).toBeLessThan(0.01)
    expect(closer.to - closer.from).toBeCloseTo((year.to - year.from) / 2, -1)
  })

  test('stops at the least and the greatest span', () => {
    const anchor = toDay('2026-06-01')
    const near = zoom(year, 1e6, anchor)
    const far = zoom(year, 1e-6, anchor)
    expect(near.to - near.from).toBe(MIN_SPAN)
    expect(far.to - far.from).toBe(MAX_SPAN)
  })

  test('moves by a share of the span and keeps it', () => {
    const later = pan(year, 0.25)
    expect(later.to - later.from).toBe(year.to - year.from)
    expect(later.from - year.from).toBe(91)
  })

  test('reveals what lies outside and leaves the range alone when it is visible', () => {
    expect(reveal(year, toDay('2026-03-01'), toDay('2026-04-01'))).toBe(year)
    const later = reveal(year, toDay('2027-02-01'), toDay('2027-03-01'))
    expect(later.from).toBeLessThanOrEqual(toDay('2027-02-01'))
    expect(later.to).toBeGreaterThan(toDay('2027-03-01'))
    expect(later.to - later.from).toBe(year.to - year.from)
    const earlier = reveal(year, toDay('2025-02-01'), toDay('2025-03-01'))
    expect(earlier.from).toBeLessThanOrEqual(toDay('2025-02-01'))
  })
})

describe('axis', () => {
  test('many years: years alone', () => {
    const { major, minor } = axis(timeScale(range('2006-01-01', '2026-01-01'), 1000))
    expect(major[0]?.date).toBe('2006-01-01')
    expect(minor).toEqual([])
  })

  test('some years: quarters, then months as the line grows wider', () => {
    const threeYears = range('2024-01-01', '2027-01-01')
    expect(axis(timeScale(threeYears, 700)).minor[1]?.date).toBe('2024-04-01')
    expect(axis(timeScale(threeYears, 1600)).minor[1]?.date).toBe('2024-02-01')
  })

  test('zoomed in: months over weeks, weeks begin on Monday', () => {
    const { major, minor } = axis(timeScale(range('2026-03-04', '2026-04-10'), 1000))
    expect(major.map(({ date }) => date)).toEqual(['2026-04-01'])
    expect(minor[0]?.date).toBe('2026-03-09')
  })

  test('ticks lie inside the range and in order', () => {
    const scale = timeScale(range('2024-02-29', '2025-03-01'), 800)
    const months = ticks(scale, 'MONTH')
    expect(months.map(({ date }) => date).at(0)).toBe('2024-03-01')
    expect(months).toHaveLength(12)
    expect(months.every(({ x }, index) => index === 0 || x > months[index - 1]!.x)).toBe(true)
  })
})
