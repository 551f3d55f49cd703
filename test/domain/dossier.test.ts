import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, toDay } from '../../domain/calendar/local-date.ts'
import {
  RESIDENCE_STATES,
  WORK_STATES,
  type ResidenceState,
  type WorkState,
} from '../../domain/contract/codes.ts'
import type { DossierBody } from '../../domain/contract/records.ts'
import { authorisedSpan, workSpans } from '../../domain/dossier/authorised.ts'
import { clockColumns, clockViews, levelOn } from '../../domain/dossier/clocks.ts'
import { competenceOf, competentRegion } from '../../domain/dossier/competent-region.ts'
import { holderOf, holdersOf } from '../../domain/dossier/holder.ts'
import { checkMandate } from '../../domain/dossier/mandates.ts'
import { combinedOutcome, toldAtOnce } from '../../domain/dossier/outcome.ts'
import {
  isClosed,
  RESIDENCE_TRANSITIONS,
  takeResidenceStep,
  takeWorkStep,
  WORK_TRANSITIONS,
} from '../../domain/dossier/tracks.ts'
import { ANTWERP, BRUSSELS, dossier, enterprise, EUPEN, LIEGE, mandate } from './fixtures.ts'

const TODAY = '2026-07-01'

function inState(work: DossierBody['work']['state'], residence: DossierBody['residence']['state']) {
  return dossier({
    work: { state: work, since: '2026-06-01' },
    residence: { state: residence, since: '2026-06-01' },
  }).body
}

type Walk = readonly (readonly ['W' | 'R', string, string])[]

/** Takes the steps one after another; a step that is not possible fails by name. */
function walk(start: DossierBody, steps: Walk): DossierBody {
  return steps.reduce((body, [track, event, on]) => {
    const take = track === 'W' ? takeWorkStep : takeResidenceStep
    const after = take(body, event, { on, by: 'vl-an' })
    expect(
      after,
      `${track}:${event} from ${body.work.state}/${body.residence.state}`,
    ).not.toBeNull()
    return after!
  }, start)
}

const filed = (submittedOn: string) =>
  ({ ...inState('RECEIVED', 'NOT_TRANSMITTED'), submittedOn }) satisfies DossierBody

const TO_EXAM: Walk = [
  ['W', 'OPEN_CHECK', '2026-06-02'],
  ['W', 'COMPLETE', '2026-06-05'],
  ['W', 'TRANSMIT', '2026-06-10'],
]

describe('tracks', () => {
  it('G14: work refused while residence is ready leaves residence without object and starts C5', () => {
    const body = walk(filed('2026-06-01'), [
      ...TO_EXAM,
      ['R', 'START_PRE', '2026-06-11'],
      ['R', 'PRE_OK', '2026-06-20'],
      ['W', 'PROPOSE', '2026-06-22'],
      ['W', 'SIGN_REFUSE', '2026-06-24'],
    ])
    expect(combinedOutcome(body, TODAY)).toBe('REFUSED_WORK')
    expect(body.residence.state).toBe('NO_OBJECT')
    const clocks = clockViews(body.clockEvents, TODAY)
    expect(clocks.find(({ id }) => id === 'C5')).toMatchObject({
      due: '2026-07-24',
      stopped: false,
    })
    expect(clocks.find(({ id }) => id === 'C3B')).toMatchObject({ stopped: true })
  })

  it('C3B is dated back to the submission, C3A starts on admission', () => {
    const started = (body: DossierBody) =>
      clockViews(body.clockEvents, TODAY).map(({ id, startedOn }) => [id, startedOn])
    expect(started(walk(filed('2026-06-01'), TO_EXAM))).toEqual([
      ['C2', '2026-06-05'],
      ['C3B', '2026-06-01'],
    ])
    expect(started(walk(filed('2026-05-15'), TO_EXAM))).toEqual([
      ['C2', '2026-06-05'],
      ['C3A', '2026-06-05'],
    ])
  })

  it('C3B of a file that was not complete starts when its last items came in', () => {
    const body = walk(filed('2026-06-01'), [
      ['W', 'OPEN_CHECK', '2026-06-02'],
      ['W', 'MISSING_ITEMS', '2026-06-04'],
      ['W', 'ITEMS_RECEIVED', '2026-06-15'],
    ])
    const start = body.clockEvents.find(({ clock }) => clock === 'C3B')
    expect(start).toMatchObject({ kind: 'START', at: '2026-06-15', reason: 'ITEMS_RECEIVED' })
  })

  it('the end of work takes the object of a stay that is not decided, and stops the overall clock', () => {
    for (const event of ['END_DATE', 'NEW_PERMIT']) {
      for (const state of ['PRE_ASSESSMENT', 'READY_POSITIVE', 'AWAITING_WORK'] as const) {
        const start = inState('GRANTED', state)
        const clockEvents: DossierBody['clockEvents'] = [
          { clock: 'C3B', kind: 'START', at: start.submittedOn, reason: null, by: null },
        ]
        const body = walk({ ...start, clockEvents }, [['W', event, TODAY]])
        expect(body.residence.state, state).toBe('NO_OBJECT')
        expect(clockViews(body.clockEvents, TODAY)).toMatchObject([{ id: 'C3B', stopped: true }])
      }
      const held = walk(inState('GRANTED', 'CARD_ISSUED'), [['W', event, TODAY]])
      expect(held.residence.state).toBe('CARD_ISSUED')
    }
  })

  it('the start of C3B names the law and nobody who acted, since nobody did on that day', () => {
    const start = walk(filed('2026-06-01'), TO_EXAM).clockEvents.find(
      ({ clock, kind }) => clock === 'C3B' && kind === 'START',
    )
    expect(start).toMatchObject({ at: '2026-06-01', reason: 'SUBMISSION', by: null })
  })

  it('a dossier without a residence track has no clock that is shared with the Immigration Office', () => {
    const start = { ...filed('2026-06-01'), residence: { state: 'NO_TRACK', since: '2026-06-01' } }
    const body = walk(start as DossierBody, [
      ...TO_EXAM,
      ['W', 'PROPOSE', '2026-06-12'],
      ['W', 'SIGN_GRANT', '2026-06-15'],
    ])
    expect(body.clockEvents).toEqual([])
    expect(combinedOutcome(body, TODAY)).toBe('GRANTED')
    expect(isClosed(body)).toBe(true)
  })

  it('either service may suspend the shared clock; it resumes when no request is open', () => {
    const asked = walk(filed('2026-06-01'), [
      ...TO_EXAM,
      ['R', 'START_PRE', '2026-06-11'],
      ['R', 'ASK_INFO', '2026-06-12'],
      ['W', 'ASK_INFO', '2026-06-14'],
      ['R', 'INFO_RECEIVED', '2026-06-18'],
    ])
    const level = (body: DossierBody) =>
      clockViews(body.clockEvents, TODAY).find(({ id }) => id === 'C3B')
    expect(level(asked)).toMatchObject({ level: 'SUSPENDED' })
    const answered = walk(asked, [['W', 'INFO_RECEIVED', '2026-06-22']])
    expect(level(answered)).toMatchObject({ suspendedDays: 10, due: '2026-09-09' })
  })

  it('a question after the last day suspends nothing: the term is over already', () => {
    const clock = (askedOn: string) => {
      const body = walk(filed('2026-06-01'), [...TO_EXAM, ['W', 'ASK_INFO', askedOn]])
      return clockViews(body.clockEvents, '2026-09-10').find(({ id }) => id === 'C3B')
    }
    // Day 90 after 1 June is Sunday 30 August: the last day is Monday.
    expect(clock('2026-08-31')).toMatchObject({ level: 'SUSPENDED' })
    expect(clock('2026-09-01')).toMatchObject({ level: 'OVERDUE', due: '2026-08-31' })
  })

  it('an extension exists only under C3B', () => {
    const events = (submittedOn: string) =>
      walk(filed(submittedOn), [...TO_EXAM, ['W', 'EXTEND', '2026-06-20']]).clockEvents.filter(
        ({ kind }) => kind === 'EXTEND',
      )
    expect(events('2026-06-01')).toMatchObject([{ clock: 'C3B', days: 30 }])
    expect(events('2026-05-15')).toEqual([])
  })

  it('residence is not granted before work is', () => {
    const ready = inState('IN_EXAM', 'READY_POSITIVE')
    expect(takeResidenceStep(ready, 'SIGN_GRANT', { on: TODAY, by: null })).toBeNull()
    const granted = inState('GRANTED', 'READY_POSITIVE')
    expect(takeResidenceStep(granted, 'SIGN_GRANT', { on: TODAY, by: null })).not.toBeNull()
  })

  it('re-routing to another region keeps every clock', () => {
    const before = filed('2026-06-01')
    const after = walk(before, [['W', 'REROUTE', '2026-06-03']])
    expect(after.clockEvents).toEqual(before.clockEvents)
  })

  it('a step that the table does not know is refused', () => {
    expect(
      takeWorkStep(inState('RECEIVED', 'NOT_TRANSMITTED'), 'SIGN_GRANT', { on: TODAY, by: null }),
    ).toBeNull()
  })

  it('the tables name known states, one row per id, and no two rows for one step', () => {
    const tables = [
      [WORK_TRANSITIONS, WORK_STATES],
      [RESIDENCE_TRANSITIONS, RESIDENCE_STATES],
    ] as const
    for (const [table, states] of tables) {
      const rows = table as readonly {
        id: string
        from: readonly string[]
        event: string
        to: readonly string[]
      }[]
      expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
      const steps = rows.flatMap(({ from, event }) => from.map((state) => `${state} ${event}`))
      expect(new Set(steps).size, 'a step stands in two rows').toBe(steps.length)
      for (const { id, from, to } of rows) {
        for (const state of [...from, ...to])
          expect(states as readonly string[], id).toContain(state)
      }
    }
  })

  it('property: random walks append clock events and never grant residence without work', () => {
    const events = [
      ...WORK_TRANSITIONS.map(({ event }) => ['W', event]),
      ...RESIDENCE_TRANSITIONS.map(({ event }) => ['R', event]),
    ]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...events), { maxLength: 60 }), (picked) => {
        let body = filed('2026-06-01') as DossierBody
        let on = '2026-06-01'
        for (const [track, name] of picked) {
          on = addDays(on, 1)
          const take = track === 'W' ? takeWorkStep : takeResidenceStep
          const after = take(body, name!, { on, by: null })
          if (!after) continue
          expect(after.clockEvents.slice(0, body.clockEvents.length)).toEqual(body.clockEvents)
          const granted = after.residence.state === 'GRANTED' && body.residence.state !== 'GRANTED'
          expect(granted && after.work.state !== 'GRANTED').toBe(false)
          body = after
        }
      }),
      { numRuns: 200 },
    )
  })
})

describe('holder', () => {
  it.each([
    ['AT_COUNTER', 'NO_TRACK', 'COUNTER'],
    ['COMPLETENESS_CHECK', 'NOT_TRANSMITTED', 'REGION'],
    ['AWAITING_COMPLETION', 'NOT_TRANSMITTED', 'APPLICANT'],
    ['IN_EXAM', 'PRE_ASSESSMENT', 'BOTH'],
    ['IN_EXAM', 'TRANSMITTED', 'BOTH'],
    ['IN_EXAM', 'READY_POSITIVE', 'REGION'],
    ['APPEAL_PENDING', 'APPEAL_PENDING', 'BOTH'],
    ['IN_EXAM', 'INFO_REQUESTED', 'REGION'],
    ['ADVICE_REQUESTED', 'PRE_ASSESSMENT', 'ADVISER_DVZ'],
    ['INFO_REQUESTED', 'TRANSMITTED', 'APPLICANT_DVZ'],
    ['INFO_REQUESTED', 'INFO_REQUESTED', 'APPLICANT'],
    ['ADVICE_REQUESTED', 'AWAITING_WORK', 'ADVISER'],
    ['GRANTED', 'AWAITING_WORK', 'DVZ'],
    ['GRANTED', 'INFO_REQUESTED', 'APPLICANT'],
    ['GRANTED', 'VISA_HELD', 'POST'],
    ['GRANTED', 'REGISTRATION_PENDING', 'MUNICIPALITY'],
    ['GRANTED', 'CARD_ISSUED', 'NOBODY'],
    ['GRANTED', 'NO_TRACK', 'NOBODY'],
    ['REFUSED', 'NO_OBJECT', 'NOBODY'],
    ['APPEAL_PENDING', 'NO_OBJECT', 'REGION'],
    ['GRANTED', 'APPEAL_PENDING', 'DVZ'],
  ] as const)('%s with %s is held by %s', (work, residence, holder) => {
    expect(holderOf(inState(work, residence), TODAY)).toBe(holder)
  })

  it('goes back to the service when the last day for the answer or the advice is over', () => {
    const question = (track: 'WORK' | 'RESIDENCE', deadline: string) => ({
      track,
      askedOn: '2026-06-01',
      deadline,
      documents: [],
      text: '',
      by: 'vl-an',
      closedOn: null,
    })
    const asked = {
      ...inState('INFO_REQUESTED', 'INFO_REQUESTED'),
      infoRequests: [question('WORK', '2026-06-20'), question('RESIDENCE', '2026-06-25')],
    }
    const held = ['2026-06-20', '2026-06-21', '2026-06-25', '2026-06-26'].map((day) =>
      holderOf(asked, day),
    )
    expect(held).toEqual(['APPLICANT', 'REGION', 'REGION', 'BOTH'])
    const [advice] = [{ adviser: 'VDAB' as const, askedOn: '2026-06-01', due: '2026-06-20' }]
    const closed = { text: '', by: 'vl-an', closedOn: null, opinion: null, answer: null }
    const advised = {
      ...inState('ADVICE_REQUESTED', 'READY_POSITIVE'),
      adviceRequests: [{ ...advice!, ...closed }],
    }
    expect([holderOf(advised, '2026-06-20'), holderOf(advised, '2026-06-21')]).toEqual([
      'ADVISER',
      'REGION',
    ])
  })

  it('each track names who acts on it, and nobody where it waits for the other', () => {
    const held = (work: WorkState, residence: ResidenceState) =>
      holdersOf(inState(work, residence), TODAY)
    expect(held('IN_EXAM', 'PRE_ASSESSMENT')).toEqual({ work: 'REGION', residence: 'DVZ' })
    expect(held('ADVICE_REQUESTED', 'TRANSMITTED')).toEqual({ work: 'ADVISER', residence: 'DVZ' })
    expect(held('IN_EXAM', 'INFO_REQUESTED')).toEqual({ work: 'REGION', residence: 'APPLICANT' })
    expect(held('IN_EXAM', 'READY_NEGATIVE')).toEqual({ work: 'REGION', residence: null })
    expect(held('RECEIVED', 'NOT_TRANSMITTED')).toEqual({ work: 'REGION', residence: null })
    expect(held('GRANTED', 'READY_NEGATIVE')).toEqual({ work: null, residence: 'DVZ' })
    expect(held('REFUSED', 'NO_OBJECT')).toEqual({ work: null, residence: null })
  })

  it('somebody holds every open dossier, nobody a closed one', () => {
    for (const work of WORK_STATES) {
      for (const residence of RESIDENCE_STATES) {
        const body = inState(work, residence)
        // A residence track that ended before work was decided leaves the region at work.
        const holder = holderOf(body, TODAY)
        expect(holder === 'NOBODY', `${work} ${residence}`).toBe(isClosed(body))
      }
    }
  })
})

describe('combined outcome', () => {
  it.each([
    ['GRANTED', 'GRANTED', 'GRANTED'],
    ['GRANTED', 'REFUSED', 'REFUSED_RESIDENCE'],
    ['REFUSED', 'NO_OBJECT', 'REFUSED_WORK'],
    ['INADMISSIBLE', 'NO_OBJECT', 'INADMISSIBLE'],
    ['IN_EXAM', 'READY_POSITIVE', 'READY_RESIDENCE'],
    ['IN_EXAM', 'READY_NEGATIVE', 'SIGNAL_TO_REGION'],
    ['IN_EXAM', 'PRE_ASSESSMENT', 'PENDING'],
    ['GRANTED', 'AWAITING_WORK', 'GRANTED_WORK'],
  ] as const)('work %s and residence %s are %s', (work, residence, outcome) => {
    expect(combinedOutcome(inState(work, residence), TODAY)).toBe(outcome)
  })

  it('work granted, residence open and the overall clock over is an alarm, on the day after the end', () => {
    const body = {
      ...inState('GRANTED', 'AWAITING_WORK'),
      clockEvents: [
        { clock: 'C3A', kind: 'START', at: '2026-02-03', reason: null, by: null } as const,
      ],
    }
    expect(combinedOutcome(body, '2026-06-02')).toBe('GRANTED_WORK')
    expect(combinedOutcome(body, '2026-06-03')).toBe('ALARM_TACIT')
  })
})

describe('an authorisation whose end nobody noted', () => {
  const ended = (work: WorkState, residence: ResidenceState) => ({
    ...inState(work, residence),
    authorised: { from: '2025-07-01', to: '2026-06-30' },
  })

  it('is told from the day after its last day on, whatever the stay is at', () => {
    const states = ['NO_TRACK', 'GRANTED', 'VISA_PENDING', 'REGISTRATION_PENDING', 'CARD_ISSUED']
    for (const residence of states as ResidenceState[]) {
      const body = ended('GRANTED', residence)
      expect(combinedOutcome(body, '2026-06-30'), residence).toBe('GRANTED')
      expect(combinedOutcome(body, '2026-07-01'), residence).toBe('END_PASSED')
    }
  })

  it('is none once something else was decided, nor where it has no end', () => {
    const on = (work: WorkState, residence: ResidenceState) =>
      combinedOutcome(ended(work, residence), '2026-07-01')
    expect(on('EXPIRED', 'CARD_ISSUED')).toBe('EXPIRED')
    expect(on('SUPERSEDED', 'CARD_ISSUED')).toBe('SUPERSEDED')
    expect(on('GRANTED', 'ENDED')).toBe('ENDED')
    expect(on('GRANTED', 'AWAITING_WORK'), 'the stay is not decided').toBe('GRANTED_WORK')
    const open = {
      ...ended('GRANTED', 'CARD_ISSUED'),
      authorised: { from: '2025-07-01', to: null },
    }
    expect(combinedOutcome(open, '2030-01-01')).toBe('GRANTED')
  })
})

describe('what must be told at once', () => {
  it('of a withdrawal: closed with it, and found by its outcome while the term to appeal runs', () => {
    const granted = { ...inState('GRANTED', 'CARD_ISSUED'), clockEvents: [] }
    const body = walk(granted, [['W', 'WITHDRAW', '2026-06-15']])
    expect([isClosed(body), combinedOutcome(body, '2026-06-16')]).toEqual([true, 'WITHDRAWN'])
    const told = (day: string) => {
      const level = levelOn(clockColumns(body), toDay(day))
      return !['NONE', 'SUSPENDED', 'OVERDUE'].includes(level)
    }
    expect(['2026-06-15', '2026-07-01', '2026-12-01'].map(told)).toEqual([true, true, false])
  })

  it('goes to whom it concerns: what DVZ and a post do to the region, a withdrawal to DVZ', () => {
    const officers = ['REGION_OFFICER', 'SUPERVISOR'] as const
    for (const role of officers) {
      expect(toldAtOnce(role), role).toEqual([
        'ALARM_TACIT',
        'SIGNAL_TO_REGION',
        'VISA_HELD',
        'END_PASSED',
      ])
    }
    expect(toldAtOnce('DVZ_CLERK')).toEqual(['ALARM_TACIT', 'WITHDRAWN', 'END_PASSED'])
    expect([...toldAtOnce('INSPECTOR'), ...toldAtOnce('AUDITOR')]).toEqual([])
  })
})

describe('competent region', () => {
  const site = (municipality: string, share: number) => ({
    municipality,
    street: null,
    establishmentUnit: null,
    share,
  })
  const seat = (municipality: string | null, country = 'BE') => {
    const { address } = enterprise('e1').body
    return { address: { ...address, municipality, country } }
  }

  it('one site decides, whatever the seat', () => {
    expect(competentRegion({ workplaces: [site(LIEGE, 1)] }, seat(ANTWERP))).toBe('WA')
    expect(competentRegion({ workplaces: [site(EUPEN, 1)] }, seat(LIEGE))).toBe('DG')
  })

  it('of several sites the region of the main employment decides', () => {
    const workplaces = [site(LIEGE, 0.4), site(ANTWERP, 0.6)]
    expect(competentRegion({ workplaces }, seat(BRUSSELS))).toBe('FL')
  })

  it('half and half: the seat decides', () => {
    const workplaces = [site(LIEGE, 0.5), site(ANTWERP, 0.5)]
    expect(competentRegion({ workplaces }, seat(BRUSSELS))).toBe('BR')
  })

  it('no place above one half: the seat decides, however much of the work lies in one region', () => {
    const thirds = [site(ANTWERP, 0.3), site('11001', 0.3), site(LIEGE, 0.4)]
    expect(competentRegion({ workplaces: thirds }, seat(LIEGE))).toBe('WA')
    const halves = [site(ANTWERP, 0.5), site('11001', 0.5)]
    expect(competenceOf({ workplaces: halves }, seat(BRUSSELS))).toEqual({
      region: 'BR',
      ground: 'SEAT',
    })
    expect(competenceOf({ workplaces: halves }, seat(null, 'SI'))).toEqual({
      region: 'FL',
      ground: 'ALL_WORKPLACES',
    })
  })

  it('without a seat in Belgium the place of activity decides, if it is one', () => {
    const abroad = seat(null, 'SI')
    const same = [site(LIEGE, 0.5), site('62003', 0.5)]
    expect(competentRegion({ workplaces: same.slice(0, 1) }, abroad)).toBe('WA')
    const split = [site(LIEGE, 0.5), site(ANTWERP, 0.5)]
    expect(competentRegion({ workplaces: split }, abroad)).toBeNull()
    expect(competentRegion({ workplaces: [] }, null)).toBeNull()
  })
})

describe('mandates', () => {
  const filedBy = (filedById: string | null, employerId: string | null = 'e1') =>
    dossier({ filedById, employerId, submittedOn: '2026-04-01' }).body

  it('the employer and the person need no mandate', () => {
    expect(checkMandate(filedBy('e1'), []).outcome).toBe('SELF')
    expect(checkMandate(filedBy(null), []).outcome).toBe('NOT_NEEDED')
    expect(checkMandate(filedBy('s1', null), []).outcome).toBe('NOT_NEEDED')
  })

  it('a mandate covers its first and its last quarter', () => {
    const bounds = mandate({ fromQuarter: '2026-Q2', toQuarter: '2026-Q2' })
    expect(checkMandate(filedBy('s1'), [bounds])).toEqual({ outcome: 'COVERED', mandateId: 'm1' })
  })

  it.each([
    ['starts a quarter later', { fromQuarter: '2026-Q3' }],
    ['ended a quarter earlier', { toQuarter: '2026-Q1' }],
    ['is pending', { status: 'PENDING' }],
    ['lacks the group', { groups: ['DIMONA'] }],
  ] as const)('a mandate that %s does not cover', (_, body) => {
    const given = mandate({
      ...body,
      groups: [...('groups' in body ? body.groups : ['WORKING_IN_BELGIUM'])],
    })
    expect(checkMandate(filedBy('s1'), [given])).toEqual({
      outcome: 'NOT_COVERED',
      mandateId: 'm1',
    })
  })

  it('of two covering mandates the first by id is named, in any order', () => {
    const two = [mandate({}, 'm2'), mandate({}, 'm1')]
    for (const given of [two, two.toReversed()]) {
      expect(checkMandate(filedBy('s1'), given).mandateId).toBe('m1')
    }
  })

  it('mandates of others count for nothing', () => {
    const others = [mandate({ mandatorId: 'e2' }), mandate({ mandataryId: 's2' })]
    expect(checkMandate(filedBy('s1'), others)).toEqual({ outcome: 'NO_MANDATE', mandateId: null })
  })
})

describe('authorised days', () => {
  it('a withdrawal ends the authorisation on the day before', () => {
    const { body } = dossier({ work: { state: 'WITHDRAWN', since: '2026-07-01' } })
    expect(authorisedSpan(body)).toEqual({ from: '2026-03-01', to: '2026-06-30' })
  })

  it('annexes 46 and 49 cover 90 days, 47 none', () => {
    const { body } = dossier({
      work: { state: 'IN_EXAM', since: '2026-03-01' },
      annexes: [
        { type: 'ANNEX_49', on: '2026-06-01' },
        { type: 'ANNEX_47', on: '2026-06-01' },
      ],
    })
    expect(workSpans(body)).toEqual([{ from: '2026-06-01', to: '2026-08-30' }])
  })

  it('an annex covers up to the day before a withdrawal, and nothing when it came later', () => {
    const { body } = dossier({
      work: { state: 'WITHDRAWN', since: '2026-07-01' },
      authorised: { from: '2026-06-20', to: '2026-12-31' },
      annexes: [
        { type: 'ANNEX_46', on: '2026-06-01' },
        { type: 'ANNEX_49', on: '2026-07-01' },
      ],
    })
    expect(workSpans(body)).toEqual([
      { from: '2026-06-20', to: '2026-06-30' },
      { from: '2026-06-01', to: '2026-06-30' },
    ])
  })

  it('an Annex 49 covers until the employer gives the application up', () => {
    const { body } = dossier({
      applicationType: 'RENEWAL',
      work: { state: 'DESISTED', since: '2026-07-01' },
      residence: { state: 'NO_OBJECT', since: '2026-07-01' },
      authorised: null,
      annexes: [{ type: 'ANNEX_49', on: '2026-06-20' }],
    })
    expect(workSpans(body)).toEqual([{ from: '2026-06-20', to: '2026-07-01' }])
  })

  const stay = (state: ResidenceState, change: Partial<DossierBody> = {}) =>
    dossier({ residence: { state, since: '2026-07-01' }, ...change }).body
  const WHOLE = { from: '2026-03-01', to: '2026-12-31' }
  const UNTIL_JUNE = { from: '2026-03-01', to: '2026-06-30' }
  const ANNEX_46 = { type: 'ANNEX_46' as const, on: '2026-02-20' }

  it('a first application allows work once the stay is granted, before that only by an annex', () => {
    for (const state of ['TRANSMITTED', 'PRE_ASSESSMENT', 'AWAITING_WORK', 'REFUSED'] as const) {
      expect(workSpans(stay(state)), state).toEqual([])
    }
    for (const state of ['GRANTED', 'VISA_PENDING', 'CARD_ISSUED'] as const) {
      expect(workSpans(stay(state)), state).toEqual([WHOLE])
    }
    const annexes = [{ type: 'ANNEX_49' as const, on: '2026-03-02' }]
    expect(workSpans(stay('PRE_ASSESSMENT', { annexes }))).toEqual([
      { from: '2026-03-02', to: '2026-05-31' },
    ])
    expect(workSpans(stay('AWAITING_WORK', { annexes: [ANNEX_46] }))[0], 'once granted').toEqual(
      WHOLE,
    )
  })

  it('a renewal goes on until DVZ refuses the stay, and no appeal brings days back', () => {
    const renewal = { applicationType: 'RENEWAL' as const }
    expect(workSpans(stay('PRE_ASSESSMENT', renewal))).toEqual([WHOLE])
    expect(workSpans(stay('REFUSED', renewal))).toEqual([UNTIL_JUNE])
    const step = (from: ResidenceState, to: ResidenceState, on: string) => ({
      at: `${on}T10:00:00.000Z`,
      type: to === 'REFUSED' ? ('RESIDENCE_REFUSED' as const) : ('APPEALED' as const),
      by: 'dvz-tom',
      text: null,
      step: { track: 'RESIDENCE' as const, from, to, on, basis: null as never, reason: null },
    })
    const events = [
      step('READY_NEGATIVE', 'REFUSED', '2026-07-01'),
      step('REFUSED', 'APPEAL_PENDING', '2026-07-20'),
    ]
    const residence = { state: 'APPEAL_PENDING' as const, since: '2026-07-20' }
    expect(workSpans(dossier({ ...renewal, residence, events }).body)).toEqual([UNTIL_JUNE])
    expect(workSpans(stay('REFUSED', { ...renewal, annexes: [ANNEX_46] }))).toEqual([
      UNTIL_JUNE,
      { from: '2026-02-20', to: '2026-05-21' },
    ])
  })

  it('the end of employment is the last day, an expired stay ends it on the day before', () => {
    expect(authorisedSpan(stay('ENDED'))).toEqual({ from: '2026-03-01', to: '2026-07-01' })
    expect(authorisedSpan(stay('EXPIRED'))).toEqual(UNTIL_JUNE)
    const work = { state: 'WITHDRAWN' as const, since: '2026-06-15' }
    expect(authorisedSpan(stay('ENDED', { work }))?.to, 'withdrawn before').toBe('2026-06-14')
  })

  it('a grant whose period is missing accuses nobody, a refusal allows nothing', () => {
    const granted = dossier({ authorised: null }).body
    expect(authorisedSpan(granted)).toEqual({ from: '2026-02-20', to: '9999-12-31' })
    const refused = { ...granted, work: { state: 'REFUSED', since: '2026-02-20' } } as const
    expect(workSpans(refused)).toEqual([])
  })
})
