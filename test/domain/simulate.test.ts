import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { toDay } from '../../domain/calendar/local-date.ts'
import type { DossierBody } from '../../domain/contract/records.ts'
import { endsOf, simulateDossier, usualPlan } from '../../domain/dossier/simulate.ts'
import { lineOf, simulateStock, type StockRow } from '../../domain/dossier/stock.ts'
import { projectDossier } from '../../db/project/dossier.ts'
import { generateWorld } from '../../gateway/practice/world/index.ts'
import { dossier } from './fixtures.ts'

const TODAY = '2026-06-05'
const days = (count: number) => ({ days: count, askAfter: 0, answerDays: 0 })
const START = toDay(TODAY)

/** Complete today, submitted on Monday 1 June 2026: C3B ends on Monday 31 August. */
const complete = (body: Partial<DossierBody> = {}) =>
  dossier({
    submittedOn: '2026-06-01',
    work: { state: 'ADMISSIBLE', since: TODAY },
    residence: { state: 'NOT_TRANSMITTED', since: '2026-06-01' },
    ...body,
  }).body
const plan = { start: START, handOver: START, work: days(40), residence: days(60) }

describe('simulation of a dossier', () => {
  it('gives both ends, the clock that is missed, idle days and days saved', () => {
    const { serial, parallel, savedDays } = simulateDossier(complete(), TODAY, plan)!
    expect(serial).toMatchObject({ workEnd: '2026-07-15', end: '2026-09-13', idleDays: 40 })
    expect(serial.breaches).toEqual([{ clock: 'C3B', due: '2026-08-31', days: 13 }])
    expect(parallel).toMatchObject({ end: '2026-08-04', idleDays: 0, breaches: [] })
    expect(savedDays).toBe(40)
  })

  it('a hand-over after the 15 days of C2 is missed by its days, in both ways', () => {
    const handOver = toDay('2026-06-25')
    const { serial, parallel } = simulateDossier(complete(), TODAY, { ...plan, handOver })!
    // 15 days from 5 June end on Saturday 20 June, hence Monday 22.
    const c2 = { clock: 'C2', due: '2026-06-22', days: 3 }
    expect(serial.breaches[0]).toEqual(c2)
    expect(parallel.breaches).toEqual([c2])
    expect([serial.idleDays, parallel.end]).toEqual([20, '2026-08-24'])
  })

  it('days that both services wait for answers suspend the clock once in parallel handling', () => {
    const work = { days: 40, askAfter: 10, answerDays: 20 }
    const residence = { days: 60, askAfter: 15, answerDays: 20 }
    const { serial, parallel } = simulateDossier(complete(), TODAY, { ...plan, work, residence })!
    expect([serial.suspendedDays, parallel.suspendedDays]).toEqual([40, 25])
    expect([serial.end, parallel.end]).toEqual(['2026-10-23', '2026-08-24'])
  })

  it('a dossier without a residence track, or one that is decided, has nothing to compare', () => {
    const alone = complete({ residence: { state: 'NO_TRACK', since: TODAY } })
    const refused = complete({ work: { state: 'REFUSED', since: TODAY } })
    expect([alone, refused].map((body) => simulateDossier(body, TODAY))).toEqual([null, null])
  })

  it('what nobody gives is as usual in the region, from least to most', () => {
    const ends = (['least', 'usual', 'most'] as const).map(
      (pace) => simulateDossier(complete(), TODAY, usualPlan(complete(), TODAY, pace))!.serial.end,
    )
    expect(ends.toSorted()).toEqual(ends)
    expect(new Set(ends).size).toBe(3)
    expect(usualPlan(complete(), TODAY).work.days).toBe(Math.ceil(32 * 0.9))
    expect(usualPlan(complete({ region: 'WA' }), TODAY).work.days).toBe(70 * 0.9)
  })

  it('property: saved days = serial end - the longer examination, when the copy goes at once', () => {
    const length = fc.integer({ min: 0, max: 200 })
    fc.assert(
      fc.property(length, length, (work, residence) => {
        const changes = { ...plan, work: days(work), residence: days(residence) }
        const { serial, savedDays } = simulateDossier(complete(), TODAY, changes)!
        expect(savedDays).toBe(toDay(serial.end) - START - Math.max(work, residence))
      }),
    )
  })

  it('property: a later hand-over never ends earlier, and parallel never after serial', () => {
    const length = fc.integer({ min: 0, max: 120 })
    fc.assert(
      fc.property(length, length, length, length, (work, residence, handOver, later) => {
        for (const serial of [true, false]) {
          const early = endsOf(serial, 0, handOver, work, residence)
          const late = endsOf(serial, 0, handOver + later, work, residence)
          expect(late.end).toBeGreaterThanOrEqual(early.end)
        }
        const [serial, parallel] = [true, false].map((way) =>
          endsOf(way, 0, handOver, work, residence),
        )
        expect(parallel!.end).toBeLessThanOrEqual(serial!.end)
      }),
    )
  })
})

describe.each(['2026-05-20', '2026-11-23'])('simulation of the stock on %s', (today) => {
  const bodies: DossierBody[] = []
  const rows: StockRow[] = []

  beforeAll(() => {
    const sizes = { dossiers: 1_500, declarations: 100, persons: 1_200, enterprises: 400 }
    for (const { record } of generateWorld({ seed: 7, today, ...sizes })) {
      if (record.kind !== 'dossier') continue
      const body = record.body as DossierBody
      rows.push({ ...projectDossier.columns(body), row: bodies.length })
      bodies.push(body)
    }
  })

  it('the integers of the queue give what the dossiers give one by one', () => {
    const stock = simulateStock(rows, today)
    const one = { simulated: 0, savedDays: 0, idle: [0, 0], missed: [0, 0], late: [0, 0] }
    bodies.forEach((body, i) => {
      const simulation = simulateDossier(body, today)
      if (simulation === null) return
      one.simulated += 1
      one.savedDays += simulation.savedDays
      const isSuspended = rows[i]!.clock !== null && rows[i]!.clockDue === null
      for (const [way, { idleDays, breaches }] of [
        simulation.serial,
        simulation.parallel,
      ].entries()) {
        one.idle[way]! += idleDays
        const overall = breaches.find(({ clock }) => clock !== 'C2')
        if (!overall || isSuspended) continue
        one.missed[way]! += 1
        one.late[way]! += overall.days
      }
    })
    const { serial, parallel } = stock
    expect(one).toEqual({
      simulated: stock.simulated,
      savedDays: stock.savedDays,
      idle: [serial.idleDays, parallel.idleDays],
      missed: [serial.missed, parallel.missed],
      late: [serial.daysLate, parallel.daysLate],
    })
    expect(stock.suspended).toBeGreaterThan(0)
    expect(serial.missed).toBeGreaterThan(parallel.missed)
  })

  it('in the line stand open dossiers that the service holds and no clock of which is suspended', () => {
    for (const service of ['REGION', 'DVZ'] as const) {
      const items = lineOf(rows, service, today)
      expect(items.length).toBeGreaterThan(0)
      for (const { key, units } of items) {
        const row = rows[key]!
        expect(row.closed).toBe(0)
        expect(row.clock !== null && row.clockDue === null).toBe(false)
        expect(units).toBeGreaterThanOrEqual(1)
      }
    }
    const asked = bodies.findIndex(({ work }) => work.state === 'INFO_REQUESTED')
    expect(lineOf([rows[asked]!], 'REGION', today)).toEqual([])
  })
})
