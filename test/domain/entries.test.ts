/**
 * What officers note on a dossier: mandates verified, the counter's part of a professional card, the
 * business plan by its criteria.
 */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { CommandContext, Decision, RecordLookup } from '../../domain/commands/command.ts'
import { draftOf, planTotal } from '../../domain/commands/entries/plan.ts'
import { isPossibleEntry } from '../../domain/commands/entries/possible.ts'
import { decideCommand } from '../../domain/commands/index.ts'
import type { Actor } from '../../domain/contract/actor.ts'
import { PLAN_CRITERIA } from '../../domain/contract/codes.ts'
import { DossierBody } from '../../domain/contract/records.ts'
import { mandateFault, type MandateFault } from '../../domain/dossier/mandates.ts'
import { dossier, KBO_A, mandate } from './fixtures.ts'

const AN: Actor = { id: 'vl-an', name: 'An', role: 'REGION_OFFICER', region: 'FL' }
const JORIS: Actor = { ...AN, id: 'vl-joris', name: 'Joris' }
const TODAY = '2026-06-20'

function run(body: DossierBody, name: string, args: object, actor = AN, today = TODAY): Decision {
  const context: CommandContext = { actor, today, at: `${today}T10:00:00.000Z`, colleagues: [] }
  const lookup = ((kind: string, id: string) =>
    kind === 'dossier' && id === 'd1' ? { kind, id, version: 1, body } : null) as RecordLookup
  return decideCommand(name, { dossierId: 'd1', ...args }, lookup, context)
}

function after(decision: Decision): DossierBody {
  if (!decision.ok) throw new Error(`refused: ${decision.code}`)
  const body = decision.writes[0]!.body as DossierBody
  expect(v.is(DossierBody, body), 'fits its schema').toBe(true)
  return body
}

const codeOf = (decision: Decision) => (decision.ok ? 'OK' : decision.code)
const filed = dossier({ filedById: 's1', submittedOn: '2026-06-01' }).body
const card = (state: DossierBody['work']['state']) =>
  dossier({
    procedure: 'PROFESSIONAL_CARD',
    category: 'SELF_EMPLOYED_ECONOMIC',
    employerId: null,
    filedById: null,
    submittedOn: '2026-06-01',
    work: { state, since: '2026-06-01' },
    residence: { state: 'NO_TRACK', since: '2026-06-01' },
  }).body

describe('a mandate that was verified', () => {
  const args = { on: '2026-06-15', text: '', source: 'MAHIS', result: 'CONFIRMED', mandateId: 'm1' }

  it('stands in the timeline with who, when, where and what it showed', () => {
    const body = after(run(filed, 'verifyMandate', args))
    expect(body.events.at(-1)).toMatchObject({
      type: 'MANDATE_VERIFIED',
      by: 'vl-an',
      entry: {
        on: '2026-06-15',
        codes: ['mandateSource.MAHIS', 'mandateResult.CONFIRMED'],
        about: 'm1',
      },
    })
    expect({ ...body, events: [] }).toEqual({ ...filed, events: [] })
  })

  it('is refused where none is needed, without words when none was found, and by another region', () => {
    const code = (change: object, body = filed, actor = AN) =>
      codeOf(run(body, 'verifyMandate', { ...args, ...change }, actor))
    expect(code({})).toBe('OK')
    expect(code({}, { ...filed, filedById: filed.employerId })).toBe('MANDATE_NOT_NEEDED')
    expect(code({ result: 'NOT_CONFIRMED' })).toBe('REASON_REQUIRED')
    expect(code({ result: 'NOT_CONFIRMED', text: 'Niets gevonden in Mahis.' })).toBe('OK')
    expect(code({}, filed, { ...AN, region: 'WA' })).toBe('FORBIDDEN')
    expect(code({ on: '2026-06-21' })).toBe('DATE_IN_FUTURE')
    expect(code({ on: '2026-05-31' })).toBe('DATE_BEFORE_SUBMISSION')
  })
})

describe('a mandate on a day', () => {
  it.each<[Parameters<typeof mandate>[0], string, MandateFault | null]>([
    [{ fromQuarter: '2025-Q1' }, '2024-12-31', 'early'],
    [{ fromQuarter: '2025-Q1' }, '2025-01-01', null],
    [{ toQuarter: '2026-Q2' }, '2026-06-30', null],
    [{ toQuarter: '2026-Q2' }, '2026-07-01', 'late'],
    [{ status: 'PENDING' }, '2026-01-01', 'status'],
    [{ status: 'REJECTED', toQuarter: '2026-Q2' }, '2026-01-01', 'status'],
    [{ status: 'CLOSED', toQuarter: '2026-Q2' }, '2026-06-30', null],
    [{ status: 'CLOSED', toQuarter: '2026-Q2' }, '2026-07-01', 'late'],
    [{ status: 'CLOSED' }, '2026-01-01', 'status'],
    [{ groups: ['DIMONA'] }, '2026-01-01', 'group'],
  ])('%o on %s lacks %s', (body, day, fault) => {
    expect(mandateFault(mandate(body).body, day)).toBe(fault)
  })
})

describe('the enterprise counter', () => {
  const advice = { on: '2026-06-10', text: 'Een haalbaar plan.', counter: 'Loket Nul' }

  it('advises before, follows up during, and gives the number after', () => {
    const advised = after(
      run(card('AT_COUNTER'), 'recordCounterAdvice', { ...advice, opinion: 'POSITIVE' }),
    )
    expect(advised.events.at(-1)).toMatchObject({
      type: 'COUNTER_ADVISED',
      text: 'Loket Nul',
      entry: { codes: ['opinion.POSITIVE'], text: 'Een haalbaar plan.' },
    })
    // The advice on the plan is older than the application that it goes with.
    const before = { ...advice, opinion: 'POSITIVE', on: '2026-04-01' }
    expect(
      after(run(card('RECEIVED'), 'recordCounterAdvice', before)).events.at(-1)?.entry?.on,
    ).toBe('2026-04-01')
    const long = { ...before, on: '1899-01-01' }
    expect(codeOf(run(card('RECEIVED'), 'recordCounterAdvice', long))).toBe('DATE_TOO_EARLY')
    const early = { ...advice, on: '2026-04-01' }
    expect(codeOf(run(card('IN_EXAM'), 'recordFollowUp', early))).toBe('DATE_BEFORE_SUBMISSION')
    const followed = after(run(card('IN_EXAM'), 'recordFollowUp', advice))
    expect(followed.events.at(-1)).toMatchObject({ type: 'COUNTER_FOLLOWED_UP' })
    const number = { on: '2026-06-10', text: '', enterpriseNumber: 'BE 0403.019.261' }
    const numbered = after(run(card('GRANTED'), 'recordEnterpriseNumber', number))
    expect(numbered.enterpriseNumber).toBe(KBO_A)
    expect(codeOf(run(numbered, 'recordEnterpriseNumber', number))).toBe('ALREADY_SO')
  })

  it('is refused out of its time, without a name, and with a wrong number', () => {
    const given = { ...advice, opinion: 'POSITIVE' }
    expect(codeOf(run(card('GRANTED'), 'recordCounterAdvice', given))).toBe('COUNTER_NOT_INVOLVED')
    expect(codeOf(run(filed, 'recordCounterAdvice', given))).toBe('COUNTER_NOT_INVOLVED')
    expect(codeOf(run(card('AT_COUNTER'), 'recordFollowUp', advice))).toBe('COUNTER_NOT_INVOLVED')
    const unnamed = { ...given, counter: ' ' }
    expect(codeOf(run(card('AT_COUNTER'), 'recordCounterAdvice', unnamed))).toBe('COUNTER_REQUIRED')
    const wrong = { on: '2026-06-10', text: '', enterpriseNumber: '0403019262' }
    expect(codeOf(run(card('GRANTED'), 'recordEnterpriseNumber', wrong))).toBe(
      'ENTERPRISE_NUMBER_WRONG',
    )
  })

  it('is entered by the region that decides, and by nobody else', () => {
    const may = (actor: Partial<Actor>) =>
      isPossibleEntry({ ...AN, ...actor }, 'recordCounterAdvice', card('AT_COUNTER'))
    expect(may({})).toBe(true)
    expect(may({ role: 'SUPERVISOR' })).toBe(true)
    expect(may({ region: 'BR' })).toBe(false)
    expect(may({ role: 'DVZ_CLERK', region: null })).toBe(false)
    expect(may({ role: 'INSPECTOR' })).toBe(false)
    expect(may({ role: 'AUDITOR', region: null })).toBe(false)
  })
})

describe('the assessment of a business plan', () => {
  const all = PLAN_CRITERIA.map((criterion) => ({
    criterion,
    score: 2,
    text: 'Aangetoond met stukken.',
  }))
  const save = (body: DossierBody, scores: object[], finished: boolean, actor = AN) =>
    run(body, 'assessPlan', { scores, finished }, actor)

  it('is finished when every criterion has a score and reasons', () => {
    const lacking = (change: object) =>
      run(card('IN_EXAM'), 'assessPlan', {
        scores: [{ ...all[0], ...change }, ...all.slice(1)],
        finished: true,
      })
    expect(codeOf(save(card('IN_EXAM'), all, true))).toBe('OK')
    expect(lacking({ score: null })).toMatchObject({
      code: 'CRITERIA_LACKING',
      details: { count: 1 },
    })
    expect(codeOf(lacking({ text: 'Kort.' }))).toBe('CRITERIA_LACKING')
    expect(codeOf(save(card('IN_EXAM'), all.slice(2), true))).toBe('CRITERIA_LACKING')
    expect(codeOf(save(card('IN_EXAM'), [...all.slice(1), all[1]!], true))).toBe('BAD_REQUEST')
    expect(codeOf(save(card('GRANTED'), all, true))).toBe('COUNTER_NOT_INVOLVED')
    expect(codeOf(save(filed, all, true))).toBe('COUNTER_NOT_INVOLVED')
  })

  it('may be saved with gaps, replaces the own draft alone, and is kept once finished', () => {
    const mine = after(save(card('IN_EXAM'), [], false))
    const theirs = after(save(mine, all.slice(0, 3), false, JORIS))
    expect(theirs.planAssessments).toHaveLength(2)
    expect(draftOf(theirs, 'vl-an')?.scores).toEqual([])
    const finished = after(save(theirs, all, true))
    expect(finished.planAssessments?.map(({ state, by }) => [state, by])).toEqual([
      ['DRAFT', 'vl-joris'],
      ['FINISHED', 'vl-an'],
    ])
    expect(finished.events.at(-1)?.type).toBe('PLAN_ASSESSED')
    expect(theirs.events, 'a draft is nobody’s event').toEqual([])
    const again = after(save(finished, all, true))
    expect(again.planAssessments?.filter(({ state }) => state === 'FINISHED')).toHaveLength(2)
    expect(planTotal(again.planAssessments!.at(-1)!.scores)).toBe(16)
    expect(planTotal([])).toBeNull()
  })
})

describe('what the region saw of the proofs', () => {
  const work = { state: 'IN_EXAM' as const, since: '2026-06-02' }
  const open = dossier({ filedById: 's1', submittedOn: '2026-06-01', work }).body
  const tested = { ...open, category: 'OTHER_LMT' as const }
  const vacancy = {
    on: '2026-06-10',
    text: '',
    reference: 'V-12',
    services: ['EURES', 'VDAB'],
    from: '2026-03-01',
    to: '2026-05-10',
  }
  const diploma = {
    on: '2026-06-10',
    text: '',
    institution: 'Yildiz',
    awardedOn: '2015-07-01',
    recognised: 'YES',
    experienceYears: 4,
  }

  it('a vacancy stands on the dossier and in the timeline; the same one anew takes its place', () => {
    const noted = after(run(tested, 'recordVacancy', vacancy))
    expect(noted.vacancies).toEqual([
      {
        reference: 'V-12',
        services: ['VDAB', 'EURES'],
        from: '2026-03-01',
        to: '2026-05-10',
        on: '2026-06-10',
      },
    ])
    expect(noted.events.at(-1)).toMatchObject({
      type: 'VACANCY_RECORDED',
      text: 'V-12',
      entry: { codes: ['vacancyService.EURES', 'vacancyService.VDAB'] },
    })
    const again = after(run(noted, 'recordVacancy', { ...vacancy, to: '2026-05-20' }))
    expect(again.vacancies?.map(({ to }) => to)).toEqual(['2026-05-20'])
    const other = after(run(noted, 'recordVacancy', { ...vacancy, reference: 'V-13' }))
    expect(other.vacancies).toHaveLength(2)
  })

  it('a diploma stands there with what is known of who gave it', () => {
    const noted = after(run(open, 'recordDiploma', diploma))
    expect(noted.diplomas).toMatchObject([{ institution: 'Yildiz', recognised: 'YES' }])
    expect(noted.events.at(-1)).toMatchObject({
      type: 'DIPLOMA_RECORDED',
      entry: { codes: ['recognised.YES'] },
    })
  })

  it.each([
    ['recordVacancy', tested, { ...vacancy, reference: ' ' }, 'PROOF_UNNAMED'],
    ['recordVacancy', tested, { ...vacancy, to: '2026-02-28' }, 'PERIOD_ENDS_BEFORE_START'],
    ['recordVacancy', tested, { ...vacancy, to: '2026-06-11' }, 'DATE_IN_FUTURE'],
    ['recordVacancy', tested, { ...vacancy, services: [] }, 'BAD_REQUEST'],
    ['recordVacancy', { ...tested, category: 'HIGHLY_SKILLED' }, vacancy, 'STEP_NOT_POSSIBLE'],
    [
      'recordVacancy',
      { ...tested, work: { state: 'GRANTED', since: '2026-06-15' } },
      vacancy,
      'STEP_NOT_POSSIBLE',
    ],
    ['recordDiploma', open, { ...diploma, institution: '' }, 'PROOF_UNNAMED'],
    ['recordDiploma', open, { ...diploma, recognised: 'NO' }, 'REASON_REQUIRED'],
    ['recordDiploma', open, { ...diploma, awardedOn: '2026-06-11' }, 'DATE_IN_FUTURE'],
    ['recordDiploma', open, { ...diploma, experienceYears: 2.5 }, 'BAD_REQUEST'],
  ] as [string, DossierBody, object, string][])(
    '%s is refused where it says nothing',
    (name, body, args, code) => {
      expect(codeOf(run(body, name, args))).toBe(code)
    },
  )

  it('is noted by the region that decides alone', () => {
    const other = { ...AN, region: 'WA' } as Actor
    expect(codeOf(run(tested, 'recordVacancy', vacancy, other))).toBe('FORBIDDEN')
    expect(isPossibleEntry({ ...AN, role: 'INSPECTOR' }, 'recordDiploma', open)).toBe(false)
  })
})
