import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isWorkingDay } from '../../domain/calendar/holidays.ts'
import { fromDay, toDay, type LocalDate } from '../../domain/calendar/local-date.ts'
import { CLOCK_IDS, CLOCK_LEVELS, type ClockId, type Track } from '../../domain/contract/codes.ts'
import type { ClockEvent, DossierBody } from '../../domain/contract/records.ts'
import {
  clockColumns,
  clockEventsOn,
  clockViews,
  daysLeft,
  endOfTerm,
  levelOn,
} from '../../domain/dossier/clocks.ts'
import { takeResidenceStep, takeWorkStep } from '../../domain/dossier/tracks.ts'
import { otherEnds } from '../../domain/dossier/readings.ts'
import { NO_TABLES } from '../../domain/reference/own-rows.ts'
import { CLOCK_TERMS, clockTerm, lawfulTerm, overallClock } from '../../domain/reference/clocks.ts'
import { walkClock } from './day-stepper.ts'
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

describe('a question whose last day passes', () => {
  const asked = (track: Track, deadline: LocalDate) => ({
    track,
    askedOn: '2026-06-10',
    deadline,
    documents: [],
    text: '',
    by: 'fl-an',
    closedOn: null,
  })
  const { body } = dossier({
    clockEvents: [
      event('C3B', 'START', '2026-06-01'),
      event('C3B', 'SUSPEND', '2026-06-10'),
      event('C3B', 'SUSPEND', '2026-06-10'),
    ],
    infoRequests: [asked('WORK', '2026-06-20'), asked('RESIDENCE', '2026-06-25')],
  })

  it('suspends nothing from the next day on, the later of both services', () => {
    const columns = clockColumns(body)!
    const levels = ['2026-06-25', '2026-06-26'].map((day) => levelOn(columns, toDay(day)))
    expect(levels).toEqual(['SUSPENDED', 'ON_TRACK'])
    expect(daysLeft(columns, toDay('2026-06-25'))).toBeNull()
    // 90 days from 1 June and 16 that it stood still.
    expect(fromDay(columns.due!)).toBe('2026-09-15')
    expect(levelOn(columns, toDay('2026-09-16'))).toBe('OVERDUE')
    const on = (day: LocalDate) => clockViews(clockEventsOn(body, day), day)[0]
    expect(on('2026-06-25')).toMatchObject({ level: 'SUSPENDED', due: null })
    expect(on('2026-06-26')).toMatchObject({ level: 'ON_TRACK', due: '2026-09-15' })
  })

  it('one without a known last day suspends on', () => {
    const one = { ...body, infoRequests: body.infoRequests!.slice(0, 1) }
    expect(levelOn(clockColumns(one), toDay('2027-06-01'))).toBe('SUSPENDED')
  })
})

describe('golden scenarios of clocks', () => {
  it('G9: 15 days from 3 April 2026 end on a Saturday and move to Monday 20 April', () => {
    expect(dueOf([event('C1', 'START', '2026-04-03')], '2026-04-10')).toBe('2026-04-20')
    const columns = columnsOf([event('C1', 'START', '2026-04-03')])
    const received = (date: LocalDate) => levelOn(columns, toDay(date))
    expect([received('2026-04-20'), received('2026-04-21')]).toEqual(['RED', 'OVERDUE'])
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

  it('G11: four months from 1 June end on 30 September and by the other rule on 1 October, + 20 days', () => {
    const start = [event('C3A', 'START', '2026-06-01')]
    const answered = [
      ...start,
      event('C3A', 'SUSPEND', '2026-07-01'),
      event('C3A', 'RESUME', '2026-07-21'),
    ]
    const both = (clockEvents: ClockEvent[]) => [
      dueOf(clockEvents, '2026-08-01'),
      ...otherEnds(dossier({ clockEvents }).body, NO_TABLES, '2026-08-01'),
    ]
    const other = { clock: 'C3A', reading: 'MONTHS_OTHERWISE' }
    expect(both(start)).toEqual(['2026-09-30', { ...other, due: '2026-10-01' }])
    expect(both(answered)).toEqual(['2026-10-20', { ...other, due: '2026-10-21' }])
  })
})

describe('clocks', () => {
  it('an appeal about residence has 30 days, 10 in extreme urgency and 5 after a second return decision', () => {
    const { body } = dossier({ clockEvents: [event('C6', 'START', '2026-06-01')] })
    expect(dueOf(body.clockEvents, '2026-06-02')).toBe('2026-07-01')
    expect(otherEnds(body, NO_TABLES, '2026-06-02')).toEqual([
      { clock: 'C6', reading: 'URGENT', due: '2026-06-11' },
      // Day 5 is Saturday 6 June.
      { clock: 'C6', reading: 'URGENT_SECOND', due: '2026-06-08' },
    ])
    const stopped = [...body.clockEvents, event('C6', 'STOP', '2026-06-05')]
    expect(otherEnds({ ...body, clockEvents: stopped }, NO_TABLES, '2026-06-06')).toEqual([])
  })

  it.each([
    ['2024-06-02', '2026-09-01', 'a day less than two years'],
    ['2024-06-01', '2026-09-01', 'two years'],
    ['2024-05-31', '2026-12-01', 'a day more than two years'],
  ])(
    'C10: a holder since %s whose work ends on 1 June 2026 has until %s (%s)',
    (heldSince, due) => {
      const { body } = dossier({
        work: { state: 'GRANTED', since: '2025-06-01' },
        residence: { state: 'CARD_ISSUED', since: '2025-07-01' },
        clockEvents: [],
      })
      const ended = takeResidenceStep(body, 'EMPLOYMENT_END', {
        on: '2026-06-01',
        by: null,
        heldSince,
      })!
      const views = clockViews(ended.clockEvents, '2026-06-01')
      expect(views.find(({ id }) => id === 'C10')?.due).toBe(due)
      expect(
        views.some(({ id }) => id === 'C6'),
        'nothing is decided yet',
      ).toBe(false)
    },
  )

  it('C10 before the recast: three months for everybody, a row of its own that nobody found in a law', () => {
    const termOn = (on: string, heldSince: string) =>
      lawfulTerm(NO_TABLES, { region: 'FL', procedure: 'SINGLE_PERMIT', heldSince }, 'C10', on)
    const months = (length: number) => ({ unit: 'MONTHS', length, counting: 'SAME_DATE' })
    for (const heldSince of ['2019-01-01', '2026-01-01']) {
      expect(termOn('2026-05-21', heldSince)).toMatchObject({
        term: months(3),
        source: 'not found',
        confidence: 'UNVERIFIED',
      })
    }
    expect(termOn('2026-05-22', '2019-01-01')).toMatchObject({ term: months(6), source: 'S22' })
    expect(termOn('2026-05-22', '2026-01-01')).toMatchObject({ term: months(3), source: 'S22' })
  })

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

  it('one who asks on a last day that was moved past a weekend has it again after the answer', () => {
    // Day 90 is Sunday 30 August, so that Monday is in time; two suspended days end on Wednesday.
    const events = [
      event('C3B', 'START', '2026-06-01'),
      event('C3B', 'SUSPEND', '2026-08-31'),
      event('C3B', 'RESUME', '2026-09-02'),
    ]
    expect(dueOf(events, '2026-09-02')).toBe('2026-09-02')
  })

  it('after the last day neither a question nor an extension moves the end', () => {
    const start = event('C3B', 'START', '2026-06-01')
    const late = [event('C3B', 'SUSPEND', '2026-09-01'), event('C3B', 'RESUME', '2026-09-20')]
    const extended = event('C3B', 'EXTEND', '2026-09-01', 30)
    expect(dueOf([start, ...late], '2026-10-01')).toBe('2026-08-31')
    expect(dueOf([start, extended], '2026-10-01')).toBe('2026-08-31')
  })

  it('days that both services suspend count once, whoever notes his question last', () => {
    const region = [event('C3B', 'SUSPEND', '2026-06-14'), event('C3B', 'RESUME', '2026-06-22')]
    const office = [event('C3B', 'SUSPEND', '2026-06-12'), event('C3B', 'RESUME', '2026-06-18')]
    const start = event('C3B', 'START', '2026-06-01')
    for (const noted of [
      [...region, ...office],
      [...office, ...region],
    ]) {
      expect(clockViews([start, ...noted], '2026-07-01')[0]).toMatchObject({ suspendedDays: 10 })
    }
  })

  it('a START with its own length follows it instead of the table', () => {
    const events = [event('C8', 'START', '2026-08-16', 76)]
    expect(dueOf(events, '2026-09-01')).toBe('2026-10-31')
  })

  it('C8: a grant in Flanders opens the window of renewal on its day, closes it, and no other end does', () => {
    const drafted = (region: DossierBody['region']) =>
      dossier({
        region,
        work: { state: 'DRAFT_DECISION', since: '2026-01-10' },
        residence: { state: 'AWAITING_WORK', since: '2026-01-10' },
        clockEvents: [],
      }).body
    const granted = (region: DossierBody['region'], from: LocalDate, to: LocalDate | null) => {
      const act = { on: '2026-01-20', by: null, authorises: { from, to } }
      return takeWorkStep(drafted(region), 'SIGN_GRANT', act)!
    }
    const body = granted('FL', '2026-02-01', '2026-12-31')
    const [view] = clockViews(body.clockEvents, '2026-03-01')
    expect(view).toMatchObject({ id: 'C8', startedOn: '2026-08-16', due: '2026-10-31' })
    const levelAt = (day: LocalDate) => levelOn(clockColumns(body), toDay(day))
    const days = ['2026-08-15', '2026-08-16', '2026-09-23', '2026-10-31', '2026-11-01']
    expect(days.map(levelAt)).toEqual(['NONE', 'ON_TRACK', 'AMBER', 'RED', 'NONE'])
    const withdrawn = takeWorkStep(body, 'WITHDRAW', { on: '2026-09-01', by: null })!
    expect(clockColumns(withdrawn)?.clock).toBe('C5')
    for (const none of [
      granted('WA', '2026-02-01', '2026-12-31'),
      granted('FL', '2026-02-01', null),
      granted('FL', '2026-02-01', '2026-05-31'),
    ]) {
      expect(none.clockEvents).toEqual([])
    }
  })

  it('C8 begins with what an appeal grants, else with what was granted before', () => {
    const { body } = dossier({
      work: { state: 'APPEAL_PENDING', since: '2026-01-10' },
      authorised: { from: '2026-01-01', to: '2026-12-31' },
      clockEvents: [],
    })
    const opens = (authorises: { from: LocalDate; to: LocalDate } | null) =>
      takeWorkStep(body, 'REFORMED', { on: '2026-02-01', by: null, authorises })!.clockEvents.find(
        ({ clock }) => clock === 'C8',
      )?.at
    expect([opens(null), opens({ from: '2026-02-01', to: '2027-12-31' })]).toEqual([
      '2026-08-16',
      '2027-08-16',
    ])
  })

  it('C8 never hides the term to appeal: it stops with a refusal of residence and starts again with its annulment', () => {
    const drafted = dossier({
      region: 'FL',
      work: { state: 'DRAFT_DECISION', since: '2026-06-01' },
      residence: { state: 'AWAITING_WORK', since: '2026-06-01' },
      clockEvents: [],
    }).body
    const authorised = { from: '2026-08-01', to: '2029-07-31' }
    const act = (on: LocalDate) => ({ on, by: null })
    const granted = {
      ...takeWorkStep(drafted, 'SIGN_GRANT', { ...act('2026-07-02'), authorises: authorised })!,
      authorised,
    }
    expect(clockColumns(granted)?.clock).toBe('C8')
    const running = ({ clockEvents }: Pick<DossierBody, 'clockEvents'>) =>
      clockViews(clockEvents, '2026-07-10').flatMap(({ id, stopped }) => (stopped ? [] : [id]))
    const refused = takeResidenceStep(granted, 'SIGN_REFUSE', act('2026-07-03'))!
    expect(clockColumns(refused)?.clock).toBe('C6')
    expect(running(refused)).toEqual(['C6'])
    const appealed = takeResidenceStep(refused, 'APPEAL', act('2026-07-04'))!
    expect(running(appealed)).toEqual([])
    expect(running(takeResidenceStep(appealed, 'UPHELD', act('2026-07-05'))!)).toEqual(['C7'])
    const annulled = takeResidenceStep(appealed, 'REFORMED', act('2026-07-05'))!
    expect(running(annulled)).toEqual(['C8'])
    const gone = { ...appealed, work: { state: 'WITHDRAWN', since: '2026-07-04' } as const }
    expect(running(takeResidenceStep(gone, 'REFORMED', act('2026-07-05'))!)).toEqual([])
  })

  it('a window of renewal leads no other clock', () => {
    const events = [event('C8', 'START', '2029-03-16'), event('C7', 'START', '2026-07-01')]
    expect(columnsOf(events)?.clock).toBe('C7')
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

const TWO_SERVICES = ['REGION', 'DVZ'] as const

/** A clock of any kind on which two services ask, extend and stop, in whatever order it is noted. */
const anyHistory = fc.record({
  clock: fc.constantFrom(...CLOCK_IDS),
  start: fc.integer({ min: toDay('2018-01-01'), max: toDay('2034-12-31') }),
  ownLength: fc.option(fc.integer({ min: 0, max: 150 }), { freq: 8 }),
  acts: fc.array(
    fc.record({
      by: fc.constantFrom(...TWO_SERVICES),
      kind: fc.constantFrom('ASK', 'ASK', 'ASK', 'EXTEND', 'STOP'),
      wait: fc.integer({ min: 0, max: 45 }),
      days: fc.integer({ min: 0, max: 40 }),
    }),
    { maxLength: 7 },
  ),
})
type AnyHistory = typeof anyHistory extends fc.Arbitrary<infer T> ? T : never

/** Each service goes by its own calendar; what it notes stands behind what the other noted before. */
function notedEvents({ clock, start, ownLength, acts }: AnyHistory): ClockEvent[] {
  const events = [event(clock, 'START', fromDay(start), ownLength ?? undefined)]
  const reached = { REGION: start, DVZ: start }
  for (const { by, kind, wait, days } of acts) {
    const day = reached[by] + wait
    reached[by] = day
    if (kind === 'EXTEND') events.push(event(clock, 'EXTEND', fromDay(day), days))
    if (kind === 'ASK') {
      reached[by] = day + days
      events.push(event(clock, 'SUSPEND', fromDay(day)))
      events.push(event(clock, 'RESUME', fromDay(day + days)))
    }
    if (kind !== 'STOP') continue
    events.push(event(clock, 'STOP', fromDay(Math.max(reached.REGION, reached.DVZ))))
    return events
  }
  return events
}

const ASKING = ['ASK_INFO', 'INFO_RECEIVED', 'ASK_INFO', 'INFO_RECEIVED', 'EXTEND'] as const
const DECIDING = ['PRE_OK', 'PROPOSE', 'SIGN_GRANT', 'SIGN_REFUSE', 'DESIST', 'APPEAL'] as const

/** Steps that either service tries, each on its own days; what the tables refuse does not happen. */
const handling = fc.record({
  submitted: fc.integer({ min: toDay('2026-03-01'), max: toDay('2026-09-30') }),
  missing: fc.boolean(),
  steps: fc.array(
    fc.record({
      track: fc.constantFrom('WORK', 'RESIDENCE'),
      name: fc.oneof(
        { weight: 4, arbitrary: fc.constantFrom(...ASKING) },
        { weight: 1, arbitrary: fc.constantFrom(...DECIDING) },
      ),
      wait: fc.integer({ min: 0, max: 25 }),
    }),
    { maxLength: 30 },
  ),
})
type Handling = typeof handling extends fc.Arbitrary<infer T> ? T : never

function handled({ submitted, missing, steps }: Handling): DossierBody {
  const intake = missing ? ['OPEN_CHECK', 'MISSING_ITEMS', 'ITEMS_RECEIVED'] : ['OPEN_CHECK']
  const since = fromDay(submitted)
  let body = dossier({
    submittedOn: since,
    work: { state: 'RECEIVED', since },
    residence: { state: 'NOT_TRANSMITTED', since },
  }).body
  const reached = { WORK: submitted, RESIDENCE: submitted }
  const take = (track: Track, name: string, wait: number) => {
    const step = track === 'WORK' ? takeWorkStep : takeResidenceStep
    const day = reached[track] + wait
    const after = step(body, name, { on: fromDay(day), by: null })
    if (!after) return
    body = after
    reached[track] = day
  }
  for (const name of [...intake, ...(missing ? [] : ['COMPLETE']), 'TRANSMIT'])
    take('WORK', name, 4)
  reached.RESIDENCE = reached.WORK
  take('RESIDENCE', 'START_PRE', 2)
  for (const { track, name, wait } of steps) take(track, name, wait)
  return body
}

describe('properties of clocks', () => {
  it('a day by day walk finds the same last day on 10,000 random histories', () => {
    let [suspended, moved, unordered] = [0, 0, 0]
    fc.assert(
      fc.property(anyHistory, fc.boolean(), (given, unanswered) => {
        const events = notedEvents(given)
        if (unanswered && events.at(-1)!.kind === 'RESUME') events.pop()
        const view = clockViews(events, '2040-01-01')[0]!
        const walked = walkClock(events)
        const days = walked.due === null ? null : view.suspendedDays
        expect([view.due, days]).toEqual([walked.due, walked.suspendedDays])
        suspended += (walked.suspendedDays ?? 0) > 0 ? 1 : 0
        moved += walked.due !== walked.usedUp ? 1 : 0
        unordered += events.some(({ at }, i) => i > 0 && at < events[i - 1]!.at) ? 1 : 0
      }),
      { numRuns: 10_000 },
    )
    // The histories reach what the walk is there to check.
    expect(Math.min(suspended, moved, unordered)).toBeGreaterThan(1_000)
  })

  it('and on every clock of 2,000 random handlings through both tracks', () => {
    let walkedClocks = 0
    fc.assert(
      fc.property(handling, (given) => {
        const { clockEvents } = handled(given)
        for (const view of clockViews(clockEvents, '2040-01-01')) {
          const walked = walkClock(clockEvents.filter(({ clock }) => clock === view.id))
          expect(view.due, view.id).toBe(walked.due)
          walkedClocks += 1
        }
      }),
      { numRuns: 2_000 },
    )
    expect(walkedClocks).toBeGreaterThan(4_000)
  })

  it('the level of a running clock only rises with time', () => {
    fc.assert(
      fc.property(
        history,
        fc.constantFrom(
          ...CLOCK_IDS.filter((id) => clockTerm(id, '2026-06-01').onExpiry === 'ALARM'),
        ),
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
