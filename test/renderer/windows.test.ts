import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { QueueRow } from '../../domain/contract/workbench.ts'
import {
  mergeWindows,
  PAGE,
  pagesOf,
  type Arrived,
  type Rows,
} from '../../renderer/queue/windows.ts'

const row = (id: string): QueueRow => ({
  id,
  version: 1,
  reference: id,
  personId: 'p',
  personName: 'Name',
  employerId: null,
  employerName: null,
  procedure: 'SINGLE_PERMIT',
  category: 'NURSE',
  applicationType: 'FIRST',
  region: 'FL',
  workState: 'IN_EXAM',
  residenceState: 'TRANSMITTED',
  clock: null,
  holder: 'REGION',
  risk: { score: 0, severity: null, codes: [] },
  assignee: null,
  assigneeName: null,
  priority: { score: 0, parts: [] },
  tags: [],
  snooze: 'NONE',
  snoozedUntil: null,
  changed: false,
  submittedOn: '2026-01-01',
  pending: false,
})

const answer = (
  arrivedAt: number,
  offset: number,
  total: number,
  ids: readonly string[],
): Arrived => ({
  arrivedAt,
  window: { offset, total, rows: ids.map(row) },
})

/** Positions and ids of the rows that the page would show, over more positions than there can be. */
const shown = (rows: Rows): [number, string][] =>
  Array.from({ length: 400 }, (_, at) => at).flatMap((at) => {
    const id = rows.at(at)?.id
    return id === undefined ? [] : [[at, id]]
  })

describe('pages of a range', () => {
  it('are those that hold its rows', () => {
    expect(pagesOf(0, 40)).toEqual([0])
    expect(pagesOf(PAGE - 1, PAGE)).toEqual([0, 1])
    expect(pagesOf(250, 460)).toEqual([2, 3, 4])
  })

  it('begin at the first row when the range begins before it', () => {
    expect(pagesOf(-60, 30)).toEqual([0])
    expect(pagesOf(-60, -20)).toEqual([0])
  })
})

describe('answers put together', () => {
  it('stand at their own positions, with holes where nothing arrived', () => {
    const rows = mergeWindows([answer(1, 0, 500, ['a', 'b']), answer(1, 100, 500, ['c'])])
    expect(rows.total).toBe(500)
    expect(rows.at(1)?.id).toBe('b')
    expect(rows.at(2)).toBeUndefined()
    expect(rows.at(100)?.id).toBe('c')
    expect(rows.positions.get('c')).toBe(100)
  })

  it('are as long as the newest says, without rows behind its end', () => {
    const rows = mergeWindows([answer(2, 0, 1, ['a']), answer(1, 0, 3, ['a', 'b', 'c'])])
    expect(rows.total).toBe(1)
    expect(shown(rows)).toEqual([[0, 'a']])
  })

  it('show a dossier that moved between two answers only where the newest puts it', () => {
    const older = answer(1, 0, 200, ['a', 'b', 'moved'])
    const newer = answer(2, 100, 200, ['moved', 'x'])
    const rows = mergeWindows([older, newer])
    expect(rows.positions.get('moved')).toBe(100)
    expect(rows.at(2)).toBeUndefined()
  })

  it('hold each dossier once and in order, whatever arrives', () => {
    const page = fc.record({
      arrivedAt: fc.nat(5),
      offset: fc.constantFrom(0, 100, 200),
      total: fc.integer({ min: 0, max: 300 }),
      ids: fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 6 }),
    })
    fc.assert(
      fc.property(fc.array(page, { minLength: 1, maxLength: 4 }), (pages) => {
        const rows = mergeWindows(
          pages.map((one) => answer(one.arrivedAt, one.offset, one.total, one.ids)),
        )
        const ids = shown(rows).map(([, id]) => id)
        expect(new Set(ids).size, 'a dossier is shown twice').toBe(ids.length)
        for (const [at, id] of shown(rows)) {
          expect(rows.positions.get(id), 'a position is not that of the row').toBe(at)
          expect(at, 'a row stands behind the end').toBeLessThan(rows.total)
        }
        expect(rows.positions.size, 'a position has no row').toBe(ids.length)
      }),
    )
  })
})
