import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { addDays, toDay } from '../../domain/calendar/local-date.ts'
import {
  CLOCK_IDS,
  PROCEDURES,
  REGIONS,
  RESIDENCE_STATES,
  WORK_STATES,
} from '../../domain/contract/codes.ts'
import type { DossierBody } from '../../domain/contract/records.ts'
import type { Late } from '../../domain/dossier/line.ts'
import {
  answerDaysOf,
  endsOf,
  handOverOn,
  simulateDossier,
  usualPlan,
  withAnswer,
} from '../../domain/dossier/simulate.ts'
import { LATEST_TOLD, lineOf, simulateStock, type StockRow } from '../../domain/dossier/stock.ts'
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

  it('other days until the answer count on the track that waits for it', () => {
    const question = {
      askedOn: TODAY,
      deadline: '2026-07-01',
      documents: [],
      text: '',
      by: 'vl-an',
      closedOn: null,
    }
    const body = complete({
      work: { state: 'IN_EXAM', since: TODAY },
      residence: { state: 'INFO_REQUESTED', since: TODAY },
      infoRequests: [{ track: 'RESIDENCE', ...question }],
      clockEvents: [
        { clock: 'C3B', kind: 'START', at: '2026-06-01', reason: null, by: null },
        { clock: 'C3B', kind: 'SUSPEND', at: TODAY, reason: null, by: null },
      ],
    })
    const usual = usualPlan(body, TODAY)
    expect([usual.work.answerDays, answerDaysOf(usual, body, TODAY)]).toEqual([
      0,
      usual.residence.answerDays,
    ])
    const later = withAnswer(usual, body, TODAY, 40)
    expect([later.work.answerDays, later.residence.answerDays]).toEqual([0, 40])
    // An answer on the same day: the clock runs again, and a term that is missed is told.
    const now = withAnswer({ ...usual, residence: days(200) }, body, TODAY, 0)
    expect(simulateDossier(body, TODAY, now)!.parallel.breaches).toMatchObject([{ clock: 'C3B' }])
    // After its last day nobody waits for it any more.
    expect(usualPlan(body, '2026-07-02').residence.answerDays).toBe(0)
    const incomplete = complete({ work: { state: 'AWAITING_COMPLETION', since: TODAY } })
    const completed = withAnswer(usualPlan(incomplete, TODAY), incomplete, TODAY, 9)
    expect([completed.start - START, completed.handOver - START]).toEqual([9, 9])
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

/** Received long ago and begun by nobody: it misses its term by the days since. */
const SUBMITTED = toDay('2025-06-02')
const LATE_ROW = {
  region: REGIONS.indexOf('FL'),
  procedure: PROCEDURES.indexOf('SINGLE_PERMIT'),
  workState: WORK_STATES.indexOf('IN_EXAM'),
  residenceState: RESIDENCE_STATES.indexOf('PRE_ASSESSMENT'),
  closed: 0,
  clock: CLOCK_IDS.indexOf('C3A'),
  clockStart: SUBMITTED,
}

describe('the 90 days of a file that has not started them', () => {
  it.each([
    ['AWAITING_COMPLETION', '2026-09-18'],
    ['COMPLETENESS_CHECK', '2026-08-31'],
  ] as const)('%s: they end on %s', (state, due) => {
    const since = '2026-06-01'
    const residence = { state: 'NOT_TRANSMITTED' as const, since }
    const states = { work: { state, since }, residence }
    const { body } = dossier({ ...states, submittedOn: since, authorised: null })
    const start = toDay('2026-06-20')
    const work = { days: 200, askAfter: 0, answerDays: 0 }
    const late = simulateDossier(body, '2026-06-05', { start, handOver: start, work })!
    expect(late.serial.breaches.find(({ clock }) => clock === 'C3B')?.due).toBe(due)
  })
})

/** A row that C2 leads does not tell on which day C3B began: there the submission counts. */
const asRowTells = (body: DossierBody): DossierBody =>
  body.work.state === 'ADMISSIBLE'
    ? {
        ...body,
        clockEvents: body.clockEvents.map((event) =>
          event.clock === 'C3B' ? { ...event, at: body.submittedOn } : event,
        ),
      }
    : body

describe.each(['2026-05-20', '2026-11-23'])('simulation of the stock on %s', (today) => {
  const bodies: DossierBody[] = []
  const rows: StockRow[] = []
  const isStill = ({ clock, clockDue, clockStill }: StockRow) =>
    clock !== null && (clockDue === null || (clockStill !== null && toDay(today) <= clockStill))

  beforeAll(() => {
    const sizes = { dossiers: 1_500, declarations: 100, persons: 1_200, enterprises: 400 }
    for (const { record } of generateWorld({ seed: 7, today, ...sizes })) {
      if (record.kind !== 'dossier') continue
      const body = record.body as DossierBody
      rows.push({ ...projectDossier.columns(body), row: bodies.length })
      bodies.push(body)
    }
  })

  it.each([
    ['as usual', undefined],
    ['10 days later', { afterDays: 10 }],
    ['40 days later', { afterDays: 40 }],
    ['on a day', { on: addDays(today, 25) }],
  ])(
    'the integers of the queue give what the dossiers give one by one: copy %s',
    (_when, handOver) => {
      const stock = simulateStock(rows, today, { handOver })
      const way = () => ({ missed: 0, daysLate: 0, idleDays: 0, endDays: 0, lastEnd: 0 })
      const ways = { serial: way(), parallel: way() }
      const late = { serial: [] as Late[], parallel: [] as Late[] }
      const one = { simulated: 0, savedDays: 0, copies: { toSend: 0, missed: 0, daysLate: 0 } }
      bodies.forEach((body, key) => {
        const isToSend = body.residence.state === 'NOT_TRANSMITTED'
        const { start } = usualPlan(body, today)
        const changes = isToSend ? { handOver: handOverOn(start, handOver) } : {}
        const simulation = simulateDossier(asRowTells(body), today, changes)
        if (simulation === null) return
        one.simulated += 1
        one.savedDays += simulation.savedDays
        const { clock } = rows[key]!
        const isSuspended = isStill(rows[key]!)
        for (const name of ['serial', 'parallel'] as const) {
          const { end, idleDays, breaches } = simulation[name]
          const sum = ways[name]
          sum.idleDays += idleDays
          sum.endDays += toDay(end) - toDay(today)
          sum.lastEnd = Math.max(sum.lastEnd, toDay(end))
          const overall = breaches.find((breach) => breach.clock !== 'C2')
          if (!overall || isSuspended) continue
          sum.missed += 1
          sum.daysLate += overall.days
          late[name].push({ key, days: overall.days })
        }
        if (!isToSend) return
        one.copies.toSend += 1
        // A row holds one clock: the last day of C2 where another one ends before it is not in it.
        const isKnown = body.work.state !== 'ADMISSIBLE' || CLOCK_IDS[clock!] === 'C2'
        const copy = simulation.serial.breaches.find((breach) => breach.clock === 'C2')
        if (!copy || !isKnown) return
        one.copies.missed += 1
        one.copies.daysLate += copy.days
      })
      const { serial, parallel, simulated, savedDays, copies } = stock
      const sums = ({ latest: _latest, ...rest }: typeof serial) => rest
      expect({ simulated, savedDays, copies }).toEqual(one)
      expect({ serial: sums(serial), parallel: sums(parallel) }).toEqual(ways)
      for (const name of ['serial', 'parallel'] as const) {
        const told = late[name].toSorted((a, b) => b.days - a.days || a.key - b.key)
        expect(stock[name].latest, name).toEqual(told.slice(0, LATEST_TOLD))
      }
      expect(stock.suspended).toBeGreaterThan(0)
      expect(serial.missed).toBeGreaterThan(parallel.missed)
    },
  )

  it('a later copy of the whole stock never ends earlier, and saves ever less by parallel handling', () => {
    const found = [0, 5, 30, 90].map((afterDays) =>
      simulateStock(rows, today, { handOver: { afterDays } }),
    )
    for (const [i, later] of found.entries()) {
      const before = found[i - 1]
      if (!before) continue
      expect(later.parallel.endDays).toBeGreaterThan(before.parallel.endDays)
      expect(later.serial.endDays).toBeGreaterThanOrEqual(before.serial.endDays)
      expect(later.savedDays).toBeLessThan(before.savedDays)
      expect(later.copies.daysLate).toBeGreaterThanOrEqual(before.copies.daysLate)
    }
    expect(found.at(-1)!.copies.missed).toBe(found.at(-1)!.copies.toSend)
  })

  it('the latest are told in their order, however many come after each other', () => {
    const lateBy = (key: number) => ({
      ...rows[0]!,
      ...LATE_ROW,
      row: key,
      clockDue: SUBMITTED - (key % 997),
    })
    const many = Array.from({ length: 6_000 }, (_, key) => lateBy(key))
    const { serial } = simulateStock(many, today)
    expect(serial.missed).toBe(6_000)
    const wanted = many
      .map(({ row }) => ({ key: row, order: row % 997 }))
      .toSorted((a, b) => b.order - a.order || a.key - b.key)
      .slice(0, LATEST_TOLD)
    expect(serial.latest.map(({ key }) => key)).toEqual(wanted.map(({ key }) => key))
  })

  it('in the line stand open dossiers that the service holds and no clock of which is suspended', () => {
    for (const service of ['REGION', 'DVZ'] as const) {
      const items = lineOf(rows, service, today)
      expect(items.length).toBeGreaterThan(0)
      for (const { key, units } of items) {
        const row = rows[key]!
        expect(row.closed).toBe(0)
        expect(isStill(row)).toBe(false)
        expect(units).toBeGreaterThanOrEqual(1)
      }
    }
    const both = { ...rows[0]!, ...LATE_ROW, clockDue: SUBMITTED }
    const lines = (['REGION', 'DVZ'] as const).map((service) => lineOf([both], service, today))
    expect(lines.map((line) => line.length)).toEqual([1, 1])
    const asked = bodies.findIndex(({ work }) => work.state === 'INFO_REQUESTED')
    expect(lineOf([rows[asked]!], 'REGION', today)).toEqual([])
  })
})
