import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toDay } from '../../domain/calendar/local-date.ts'
import {
  boxOf,
  MIN_BAR_WIDTH,
  packLanes,
  stretchOf,
  uncovered,
  union,
  type Stretch,
} from '../../renderer/comparison/bars.ts'
import { timeScale } from '../../renderer/comparison/time-scale.ts'

const days = (from: string, to: string | null) => stretchOf({ from, to })
const stretches = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 60 }))
    .map(([from, length]): Stretch => ({ from, to: from + length })),
  { maxLength: 20 },
)
const covers = (all: readonly Stretch[], day: number) =>
  all.some(({ from, to }) => from <= day && day <= to)

describe('boxes', () => {
  const scale = timeScale({ from: toDay('2026-01-01'), to: toDay('2026-04-11') }, 1000)

  test('both end days belong to the bar', () => {
    expect(boxOf(days('2026-01-11', '2026-01-20'), scale)).toEqual({
      x: 100,
      width: 100,
      cutLeft: false,
      cutRight: false,
    })
  })

  test('a bar is cut at the edges and says so; an open end goes on', () => {
    expect(boxOf(days('2025-06-01', '2026-01-10'), scale)).toMatchObject({
      x: 0,
      width: 100,
      cutLeft: true,
    })
    expect(boxOf(days('2026-04-01', null), scale)).toMatchObject({
      x: 900,
      width: 100,
      cutRight: true,
    })
  })

  test('outside the drawing there is no bar', () => {
    expect(boxOf(days('2025-01-01', '2025-12-31'), scale)).toBeNull()
    expect(boxOf(days('2026-04-11', '2026-05-01'), scale)).toBeNull()
  })

  test('one day on a long line can still be seen', () => {
    const wide = timeScale({ from: toDay('2000-01-01'), to: toDay('2026-01-01') }, 500)
    expect(boxOf(days('2010-05-05', '2010-05-05'), wide)?.width).toBe(MIN_BAR_WIDTH)
  })
})

describe('cover', () => {
  test('the parts that no permit covers, end days included', () => {
    const declared = days('2026-01-01', '2026-12-31')
    const permits = [days('2026-02-01', '2026-03-31'), days('2026-04-01', '2026-06-30')]
    expect(uncovered(declared, permits)).toEqual([
      days('2026-01-01', '2026-01-31'),
      days('2026-07-01', '2026-12-31'),
    ])
  })

  test('a permit with an open end covers the rest', () => {
    expect(uncovered(days('2026-01-01', '2026-12-31'), [days('2025-01-01', null)])).toEqual([])
  })

  test('a day is uncovered exactly when it is in the stretch and in no cover', () => {
    fc.assert(
      fc.property(
        stretches,
        fc.integer({ min: 0, max: 150 }),
        fc.integer({ min: 0, max: 90 }),
        (all, from, length) => {
          const stretch = { from, to: from + length }
          const open = uncovered(stretch, all)
          for (let day = 0; day <= 270; day++) {
            const expected = covers([stretch], day) && !covers(all, day)
            expect(covers(open, day)).toBe(expected)
          }
        },
      ),
    )
  })

  test('a union covers the same days with separate stretches in order', () => {
    fc.assert(
      fc.property(stretches, (all) => {
        const joined = union(all)
        for (let day = 0; day <= 270; day++) expect(covers(joined, day)).toBe(covers(all, day))
        const gaps = joined.slice(1).map((next, index) => next.from - joined[index]!.to)
        expect(gaps.every((gap) => gap > 1)).toBe(true)
      }),
    )
  })
})

describe('lanes', () => {
  test('bars of one lane never overlap, and no lane is added without need', () => {
    fc.assert(
      fc.property(stretches, (all) => {
        const lanes = packLanes(all)
        for (let a = 0; a < all.length; a++) {
          for (let b = a + 1; b < all.length; b++) {
            if (lanes[a] !== lanes[b]) continue
            expect(all[a]!.to < all[b]!.from || all[b]!.to < all[a]!.from).toBe(true)
          }
        }
        const busiest = Math.max(
          0,
          ...Array.from(
            { length: 270 },
            (_, day) => all.filter((one) => covers([one], day)).length,
          ),
        )
        expect(new Set(lanes).size).toBe(busiest)
      }),
    )
  })
})
