/** The replay on the past: facts as they were known on a day, and the live engine on them. */
import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { brusselsDay } from '../../domain/calendar/local-date.ts'
import type { FindingCode } from '../../domain/contract/codes.ts'
import type { DossierBody, DossierEvent } from '../../domain/contract/records.ts'
import { dossierAsKnown } from '../../domain/dossier/as-known.ts'
import { Hindsight } from '../../domain/risk/as-known.ts'
import { engineOf, RULES } from '../../domain/risk/index.ts'
import type { RuleSettings } from '../../domain/risk/parameters.ts'
import { pastDays, pastMonths } from '../../domain/risk/past-months.ts'
import type { PersonFacts } from '../../domain/risk/person-facts.ts'
import { looks, RuleHistoring } from '../../domain/risk/rule-history.ts'
import {
  engineOfRule,
  findingsBy,
  RuleReplaying,
  type Facts,
} from '../../domain/risk/rule-replay.ts'
import { asOf } from '../../domain/risk/rule.ts'
import { World } from '../../gateway/practice/world/index.ts'
import { declaration, dossier, facts, person, presence } from './fixtures.ts'
import { somebody, type RuleCases } from './rules/cases.ts'

const TODAY = '2026-11-20'
const PERSONS = 120
const world = new World({
  seed: 5,
  today: TODAY,
  dossiers: 200,
  declarations: 400,
  persons: PERSONS,
  enterprises: 90,
})
const files = readdirSync(new URL('rules', import.meta.url)).filter((one) =>
  one.endsWith('.cases.ts'),
)
const told = await Promise.all(
  files.map(async (file) => ((await import(`./rules/${file}`)) as { cases: RuleCases }).cases),
)
const ofWorld: Facts[] = Array.from({ length: PERSONS }, (_, i) => world.factsOf(i))
const everybody: Facts[] = [
  ...ofWorld,
  ...told.flatMap(({ planted, innocent, boundaries }) => [
    ...Object.values(planted),
    ...Object.values(innocent),
    ...Object.values(boundaries).flatMap(({ clear, flagged }) => [clear, flagged]),
  ]),
]
const OFF = (code: FindingCode): RuleSettings =>
  new Map([[code, { revision: 1, active: false, values: {} }]])

const history = (code: FindingCode, draft: RuleSettings, ...subjects: Facts[]) => {
  const run = new RuleHistoring(code, TODAY, { inForce: new Map(), draft }, 10)
  for (const one of subjects) run.take(one)
  return run.result()
}

const event = (type: DossierEvent['type'], day: string): DossierEvent => ({
  at: `${day}T09:00:00.000Z`,
  type,
  by: 'vl-an',
  text: null,
})

describe('the year of a replay', () => {
  it('ends on the day itself and begins on the last day before its first month', () => {
    expect(pastDays('2026-11-20').slice(0, 2)).toEqual(['2025-11-30', '2025-12-31'])
    expect(pastDays('2026-11-20').slice(-2)).toEqual(['2026-10-31', '2026-11-20'])
    expect(pastMonths('2028-02-29')).toEqual([
      '2027-03',
      '2027-04',
      '2027-05',
      '2027-06',
      '2027-07',
      '2027-08',
      '2027-09',
      '2027-10',
      '2027-11',
      '2027-12',
      '2028-01',
      '2028-02',
    ])
    expect(pastDays('2028-03-31').at(-2), 'of a leap year').toBe('2028-02-29')
  })
})

describe('what was known on a day', () => {
  it('is today what the desk holds: no rule sees a difference', () => {
    const engine = engineOf(TODAY)
    const hindsight = new Hindsight()
    for (const one of everybody) {
      expect(findingsBy(hindsight.of(one)(TODAY), engine)).toEqual(findingsBy(one, engine))
    }
  })

  it('is nothing of what came later: without it every rule says the same', () => {
    for (const day of pastDays(TODAY).filter((_, i) => i % 5 === 0)) {
      const engine = engineOf(day)
      for (const one of everybody) {
        if (!('person' in one)) continue
        const { dossiers, declarations, presences, a1, controls, lines } = one
        const without: PersonFacts = {
          ...one,
          measures: undefined,
          dossiers: dossiers.filter(({ body }) => body.submittedOn <= day),
          declarations: declarations.filter(
            ({ record: { body } }) =>
              (body.submittedAt ? brusselsDay(body.submittedAt) : body.period.from) <= day,
          ),
          presences: presences.filter(({ body }) => brusselsDay(body.registeredAt) <= day),
          a1: a1?.filter(({ body }) => (body.on ?? body.period.from) <= day),
          controls: controls?.filter(({ body }) => body.date <= day),
          lines: lines?.filter(({ body }) => body.on <= day),
        }
        const found = (facts: Facts) => findingsBy(new Hindsight().of(facts)(day), engine)
        // What a declaration that replaced another one took away is only known by that one.
        if (declarations.some(({ record }) => record.body.status === 'REPLACED')) continue
        expect(found(one)).toEqual(found(without))
      }
    }
  })

  const BODY: Partial<DossierBody> = {
    submittedOn: '2026-01-05',
    work: { state: 'EXPIRED', since: '2026-10-01' },
    residence: { state: 'NO_TRACK', since: '2026-01-05' },
    authorised: { from: '2026-03-01', to: '2026-09-30' },
    job: { title: 'Cook', isco: '5120', payCents: null, payUnit: 'YEAR', contract: null },
    events: [
      event('SUBMITTED', '2026-01-05'),
      event('DECLARED_ADMISSIBLE', '2026-01-20'),
      event('WORK_GRANTED', '2026-02-20'),
      event('FACTS_CHANGED', '2026-07-01'),
    ],
    factChanges: [
      {
        before: { field: 'JOB', title: 'Baker', isco: '7512' },
        after: { field: 'JOB', title: 'Cook', isco: '5120' },
        source: 'APPLICANT',
        reason: 'Andere functie.',
        on: '2026-06-15',
        at: '2026-07-01T09:00:00.000Z',
        by: 'vl-an',
      },
    ],
  }
  const then = (day: string) => {
    const record = dossier(BODY)
    return dossierAsKnown(record, day, asOf(record))
  }

  it('is of a dossier the state, the facts and the timeline of that day', () => {
    expect(then('2026-01-04'), 'not filed').toBeNull()
    const at = (day: string) => {
      const { body } = then(day)!.dossier
      return [body.work.state, body.authorised?.to ?? null, body.job.title, body.events.length]
    }
    expect(at('2026-01-05')).toEqual(['RECEIVED', null, 'Baker', 1])
    expect(at('2026-02-19')).toEqual(['ADMISSIBLE', null, 'Baker', 2])
    expect(at('2026-02-20')).toEqual(['GRANTED', '2026-09-30', 'Baker', 3])
    expect(at('2026-07-01')).toEqual(['GRANTED', '2026-09-30', 'Cook', 4])
    expect(at('2026-09-30'), 'no event tells that a term ran out').toEqual([
      'GRANTED',
      '2026-09-30',
      'Cook',
      4,
    ])
    expect(at('2026-10-01')).toEqual(['EXPIRED', '2026-09-30', 'Cook', 4])
    expect(asOf(then('2026-02-25')!.dossier), 'and speaks up to then').toBe('2026-02-20')
    expect(then('2026-02-25')!.isGuess).toBe(false)
  })

  it('is a guess of a dossier whose timeline tells nothing, and that is said', () => {
    const bare = dossier({ ...BODY, events: [], factChanges: [] })
    const known = dossierAsKnown(bare, '2026-03-31', asOf(bare))!
    expect([known.dossier.body.work.state, known.isGuess]).toEqual(['RECEIVED', true])
    const found = history('R44', OFF('R44'), facts({ person: person(), dossiers: [bare] }))
    expect(found.asNow).toContain('TIMELINE')
  })

  it('is of a declaration, a form and a card what was noted until then', () => {
    const note = { source: 'CONTROL', reason: 'Gezien.', by: 'x', byName: 'X' } as const
    const noted = { ...note, on: '2026-05-04', at: '2026-05-04T09:00:00.000Z' }
    const access = { card: 'B', from: '2026-01-01', to: null }
    const of = somebody({
      person: { unlimitedAccess: access, accessNotes: [{ access, ...noted }] },
      declared: [
        { status: 'CANCELLED', cancelledAt: '2026-05-20T09:00:00.000Z' },
        { status: 'REPLACED', l1Number: 'OLD' },
        { replacesL1: 'OLD', submittedAt: '2026-06-02T09:00:00.000Z' },
      ],
      a1: [{ state: 'WITHDRAWN', on: '2026-02-10', endedOn: '2026-07-01' }],
    })
    const at = (day: string) => {
      const known = new Hindsight().of(of)(day) as PersonFacts
      return {
        card: known.person.body.unlimitedAccess?.card ?? null,
        declared: known.declarations.map(({ record }) => record.body.status),
        forms: known.a1!.map(({ body }) => [body.state, body.endedOn]),
      }
    }
    expect(at('2026-01-31')).toEqual({ card: null, declared: [], forms: [] })
    expect(at('2026-04-30')).toEqual({
      card: null,
      declared: ['ACTIVE', 'ACTIVE'],
      forms: [['ISSUED', null]],
    })
    expect(at('2026-06-30')).toEqual({
      card: 'B',
      declared: ['CANCELLED', 'REPLACED', 'ACTIVE'],
      forms: [['ISSUED', null]],
    })
    expect(at('2026-07-31').forms).toEqual([['WITHDRAWN', '2026-07-01']])
  })
})

describe('the replay on the past year', () => {
  const posted = somebody({
    declared: [
      {
        submittedAt: '2026-03-05T09:00:00.000Z',
        period: { from: '2026-03-10', to: '2026-08-31' },
        employer: { name: 'Bakkerij', country: 'BR', vatNumber: null, enterpriseNumber: null },
        status: 'CANCELLED',
        cancelledAt: '2026-05-20T09:00:00.000Z',
      },
    ],
  })

  it('is the live engine: its last look is that of the desk and of the replay of today', () => {
    for (const { code, subject } of RULES) {
      const days = pastDays(TODAY)
        .slice(-2)
        .map((day) => ({
          day,
          engines: {
            before: engineOfRule(code, day, new Map()),
            after: engineOfRule(code, day, OFF(code)),
          },
        }))
      const run = new RuleReplaying(code, TODAY, { inForce: new Map(), draft: OFF(code) }, 1)
      const [hindsight, live] = [new Hindsight(), days[1]!.engines.before]
      let [before, after] = [0, 0]
      for (const one of everybody) {
        if ('person' in one !== (subject === 'PERSON')) continue
        const last = looks(one, days, hindsight)[1]!
        expect(last.before).toEqual(findingsBy(one, live))
        before += last.before.length
        after += last.after.length
        run.take(one)
      }
      expect([before, after]).toEqual([run.result().before, run.result().after])
    }
  })

  it('counts what was there in March and gone in June in March, and shows it among what is over', () => {
    expect(findingsBy(posted, engineOfRule('M1', TODAY, new Map()))).toEqual([])
    const { rows, over, overCounts } = history('M1', OFF('M1'), posted)
    expect(rows.map(({ month, before, after, gone }) => [month, before, after, gone])).toEqual([
      ['2026-03', 1, 0, 1],
    ])
    expect(over.gone.map(({ month, finding }) => [month, finding.code])).toEqual([
      ['2026-03', 'M1'],
    ])
    expect(overCounts).toEqual({ added: 0, gone: 1 })
  })

  it('counts a dossier that is closed by now, in the month in which it came', () => {
    const cheap = (state: 'REFUSED' | 'RECEIVED') =>
      facts({
        person: person(),
        dossiers: [
          dossier({
            category: 'HIGHLY_SKILLED',
            submittedOn: '2026-03-05',
            work: { state, since: state === 'REFUSED' ? '2026-05-12' : '2026-03-05' },
            residence: { state: 'NOT_TRANSMITTED', since: '2026-03-05' },
            authorised: null,
            job: {
              title: 'Ingénieur',
              isco: '2142',
              payCents: 1_000_00,
              payUnit: 'YEAR',
              contract: null,
            },
            events: [
              event('SUBMITTED', '2026-03-05'),
              ...(state === 'REFUSED' ? [event('WORK_REFUSED', '2026-05-12')] : []),
            ],
          }),
        ],
      })
    const found = (one: Facts) => findingsBy(one, engineOfRule('R44', TODAY, new Map())).length
    expect([found(cheap('RECEIVED')), found(cheap('REFUSED'))]).toEqual([1, 0])
    const { rows } = history('R44', new Map(), cheap('REFUSED'))
    expect(rows).toEqual([
      { month: '2026-03', service: 'FL', before: 1, after: 1, added: 0, gone: 0, changed: 0 },
    ])
  })

  it('tells a draft that finds later, and what stood before the year, apart from what is new', () => {
    const bare = (from: string, ...days: string[]) =>
      somebody({
        person: { insz: '88031412345' },
        holds: { DIMONA: { from: '2025-01-01', asOf: '2026-11-19' } },
        present: days.map((date) => ({ date, insz: '88031412345' })),
        declared: [{ period: { from, to: from }, submittedAt: `${from}T09:00:00.000Z` }],
      })
    const draft: RuleSettings = new Map([
      ['R25', { revision: 1, active: true, values: { minDays: 3 } }],
    ])
    const early = bare('2025-01-06', '2025-10-06', '2025-10-07', '2025-10-08')
    const late = bare('2025-01-06', '2026-02-02', '2026-04-07', '2026-04-08')
    const { rows } = history('R25', draft, early, late)
    expect(
      rows.map(({ month, before, after, changed }) => [month, before, after, changed]),
      'in February by one day, in April by three; another limit alone is no change',
    ).toEqual([
      [null, 1, 1, 0],
      ['2026-02', 1, 0, 0],
      ['2026-04', 0, 1, 1],
    ])
  })

  it('says what could not be taken back to the day, of what its rule reads', () => {
    const employed = (code: FindingCode) =>
      history(
        code,
        OFF(code),
        somebody({
          holds: { DIMONA: { from: '2025-01-01', asOf: '2026-11-19' } },
          present: [{ date: '2026-04-07' }],
          employed: [{ period: { from: '2026-04-01', to: null } }],
        }),
      ).asNow
    expect(employed('R25')).toEqual(['DIMONA', 'PERSON'])
    expect(employed('R44')).toEqual(['PERSON'])
  })

  it('keeps what people said of what each side found', () => {
    const run = new RuleHistoring(
      'M1',
      TODAY,
      { inForce: new Map(), draft: OFF('M1') },
      10,
      () => 'CONFIRMED',
    )
    run.take(posted)
    const { checked } = run.result()
    expect([checked.before.CONFIRMED, checked.after.CONFIRMED, checked.gone.CONFIRMED]).toEqual([
      1, 0, 1,
    ])
  })

  it('does not see a presence before it was registered', () => {
    const seen = facts({
      person: person(),
      presences: [presence({ date: '2026-02-02', registeredAt: '2026-06-02T06:00:00.000Z' })],
      declarations: [declaration()],
    })
    const at = (day: string) => (new Hindsight().of(seen)(day) as PersonFacts).presences.length
    expect([at('2026-02-28'), at('2026-05-31'), at('2026-06-30')]).toEqual([0, 0, 1])
  })
})
