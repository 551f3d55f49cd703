import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { FINDING_CODES, type FindingStatus, type Severity } from '../../domain/contract/codes.ts'
import { Finding } from '../../domain/contract/findings.ts'
import type { DeclarationBody, DossierBody, PersonBody } from '../../domain/contract/records.ts'
import { findingsOf, RULES, triage, triageParts } from '../../domain/risk/index.ts'
import type { PersonFacts } from '../../domain/risk/person-facts.ts'
import { ageOn } from '../../domain/dossier/pay-check.ts'
import {
  ANTWERP,
  control,
  declaration,
  dossier,
  enterprise,
  facts,
  KBO_B,
  LIEGE,
  mandate,
  person,
  presence,
  PROVEN,
} from './fixtures.ts'

const TODAY = '2026-11-20'
const found = (given: PersonFacts, today = TODAY) => findingsOf(given, today)
const codes = (given: PersonFacts, today = TODAY) =>
  found(given, today)
    .map(({ code }) => code)
    .sort()
const only = (given: PersonFacts, code: string | null = null) => {
  const findings = found(given).filter((finding) => code === null || finding.code === code)
  expect(findings).toHaveLength(1)
  return findings[0]!
}
const valueOf = (finding: Finding, label: string) =>
  finding.facts.find((fact) => fact.label === label)?.value

/** Of no other work than what is declared, as far as is known. */
const asked = { employerId: null, authorised: null } as const
const pending = { ...asked, work: { state: 'IN_EXAM', since: '2026-02-01' } } as const
const refused = { ...asked, work: { state: 'REFUSED', since: '2026-02-15' } } as const

const declared = (body: Partial<DeclarationBody> = {}, dossiers: Partial<DossierBody>[] = []) =>
  facts({
    declarations: [declaration(body)],
    dossiers: dossiers.map((one, i) => dossier(one, `d${i + 1}`)),
  })

describe('rules', () => {
  it('are one for each code, with version, kind and severity', () => {
    expect(RULES.map(({ code }) => code)).toEqual([...FINDING_CODES])
    for (const { version } of RULES) expect(version).toBeGreaterThanOrEqual(1)
  })

  it('see nothing in a person without dossiers, declarations and presences', () => {
    expect(found(facts())).toEqual([])
  })
})

describe('M1 and R01', () => {
  it('G1: a proven posting gives nothing', () => {
    expect(codes(declared({ postingProof: PROVEN }))).toEqual([])
  })

  it('G2: home work authorisation until 31 May gives R04, R01 and M1, with both source lines', () => {
    const homeWorkAuthorisation = { from: '2025-01-01', to: '2026-05-31' }
    const given = declared({ postingProof: { ...PROVEN, homeWorkAuthorisation } })
    expect(codes(given)).toEqual(['M1', 'R01', 'R04'])
    const finding = found(given).find(({ code }) => code === 'R01')!
    expect(finding).toMatchObject({ kind: 'HARD', severity: 'CRITICAL', declarationId: 'l1' })
    expect(valueOf(finding, 'homeWorkAuthorisation')).toBe('2025-01-01/2026-05-31')
    expect(finding.facts.find(({ label }) => label === 'nationality')?.source).toEqual({
      kind: 'person',
      id: 'p1',
      field: 'nationality',
      asOf: null,
    })
    const tested = finding.exceptions.find(({ name }) => name === 'VE_HOME_WORK_AUTHORISATION')
    expect(tested).toMatchObject({ outcome: 'NOT_MET' })
    expect(tested?.evidence).toEqual([
      {
        label: 'homeWorkAuthorisation',
        type: 'period',
        value: '2025-01-01/2026-05-31',
        source: {
          kind: 'declaration',
          id: 'l1',
          field: 'postingProof.homeWorkAuthorisation',
          asOf: '2026-02-20',
        },
      },
    ])
  })

  it('papers that were not seen give M1 alone', () => {
    expect(codes(declared())).toEqual(['M1'])
  })

  it('an employer outside the EEA cannot claim the exemption: R01 and R02', () => {
    const employer = {
      name: 'Sever Gradnja',
      country: 'RS',
      vatNumber: null,
      enterpriseNumber: null,
    }
    expect(codes(declared({ employer, postingProof: PROVEN }))).toEqual(['M1', 'R01', 'R02'])
  })

  it('a short stay that does not say what is done is asked about, not flagged as without basis', () => {
    const employer = { ...declaration().record.body.employer!, country: 'RS' }
    const until = (to: string, natureOfServices: string | null) =>
      codes(declared({ employer, natureOfServices, period: { from: '2026-03-02', to } }))
    expect(until('2026-03-06', null), 'five days of what?').toEqual(['M1'])
    expect(until('2026-03-06', 'formwork'), 'work that no exemption names').toEqual(['M1', 'R01'])
    expect(until('2026-05-31', null), 'no exemption is so long').toEqual(['M1', 'R01'])
    const self = { kind: 'SELF_EMPLOYED', employer: null } as const
    const trip = {
      ...self,
      natureOfServices: null,
      period: { from: '2026-03-02', to: '2026-03-06' },
    }
    expect(codes(declared(trip)), 'nor a short business trip').toEqual(['M1'])
  })

  it('R11 weighs more when a control had met the worker before the declaration was cancelled', () => {
    const cancelledAt = '2026-03-22T10:00:00.000Z'
    const severity = (date: string) =>
      only(
        facts({
          declarations: [declaration({ status: 'CANCELLED', cancelledAt })],
          controls: [control({ date })],
        }),
        'R11',
      ).severity
    expect(severity('2026-03-20')).toBe('HIGH')
    expect(severity('2026-03-23'), 'after it was cancelled').toBe('MEDIUM')
    expect(severity('2026-02-20'), 'before the declared work').toBe('MEDIUM')
  })

  it('a self-employed person without a card gives M1 and R54: R01 is about posting', () => {
    expect(codes(declared({ kind: 'SELF_EMPLOYED', employer: null }))).toEqual(['M1', 'R54'])
  })

  it.each<[string, Partial<PersonBody>, Partial<DeclarationBody>]>([
    ['free mover', { nationality: 'RO' }, {}],
    ['unlimited access', { unlimitedAccess: { card: 'F', from: '2024-01-01', to: null } }, {}],
    [
      'unknown nationality',
      { nationality: 'ZZ' },
      { worker: { ...declaration().record.body.worker, nationality: 'ZZ' } },
    ],
    ['cancelled declaration', {}, { status: 'CANCELLED' }],
    [
      'exempt short stay',
      {},
      {
        postingProof: {
          homeResidence: null,
          homeWorkAuthorisation: null,
          contractWithPostingEmployer: null,
          passportValidTo: null,
          exemption: 'CLOSED_MEETING',
        },
        period: { from: '2026-03-02', to: '2026-03-06' },
      },
    ],
  ])('innocent: %s', (_, worker, body) => {
    expect(codes(facts({ person: person(worker), declarations: [declaration(body)] }))).toEqual([])
  })
})

describe('M2, M3 and M4', () => {
  it('M2 names the dossier that is pending', () => {
    expect(only(declared({}, [pending]))).toMatchObject({
      code: 'M2',
      dossierId: 'd1',
      kind: 'SOFT',
    })
  })

  it('M2 is silent while the declared work has not begun', () => {
    expect(codes(declared({}, [pending]), '2026-02-28')).toEqual([])
  })

  it('M3 after a refusal, with R01 when the exemption fails on the papers', () => {
    expect(only(declared({}, [refused]))).toMatchObject({ code: 'M3', severity: 'HIGH' })
    const postingProof = { ...PROVEN, contractWithPostingEmployer: false }
    expect(codes(declared({ postingProof }, [refused]))).toEqual(['M3', 'R01'])
  })

  it.each([
    ['R01', { postingProof: { ...PROVEN, contractWithPostingEmployer: false } }],
    ['R54', { kind: 'SELF_EMPLOYED', employer: null }],
  ] as const)('%s is one signal for every region, whichever dossiers it holds', (code, body) => {
    const [here, there, none] = [[refused], [{ ...refused, region: 'WA' as const }], []].map(
      (dossiers) => only(declared(body, dossiers), code),
    )
    expect(here).toMatchObject({ dossierId: null, declarationId: 'l1' })
    expect([there!.id, none!.id]).toEqual([here!.id, here!.id])
    expect([there!.dossierId, none!.dossierId]).toEqual([null, null])
  })

  it('M4 shows both sides of each element that differs', () => {
    const finding = only(declared({ isco: '7126' }, [{}]), 'M4')
    expect(finding).toMatchObject({ code: 'M4', dossierId: 'd1', declarationId: 'l1' })
    expect(finding.facts.map(({ label }) => label)).toEqual([
      'declaredEmployer',
      'permitEmployer',
      'declaredJob',
      'permitJob',
    ])
  })

  it('M4 names the declared days that no permit covers, and no others', () => {
    const uncovered = (body: Partial<DossierBody>) =>
      only(declared({ period: { from: '2026-03-01', to: '2026-06-30' } }, [body]), 'M4')
        .facts.filter(({ label }) => label === 'uncoveredPeriod')
        .map(({ value }) => value)
    expect(uncovered({ authorised: { from: '2026-03-10', to: '2026-05-31' } })).toEqual([
      '2026-03-01/2026-03-09',
      '2026-06-01/2026-06-30',
    ])
    expect(uncovered({ authorised: { from: '2026-01-01', to: '2026-06-29' } })).toEqual([
      '2026-06-30/2026-06-30',
    ])
  })
})

describe('R28', () => {
  const present = (
    dates: string[],
    body: Partial<DossierBody> = {},
    more: Partial<DossierBody>[] = [],
  ) =>
    facts({
      dossiers: [body, ...more].map((one, i) => dossier(one, `d${i + 1}`)),
      presences: dates.map((date) => presence({ date })),
    })

  it('the first and last authorised day are covered, the days around are not', () => {
    expect(codes(present(['2026-03-01', '2026-12-31']))).toEqual([])
    expect(codes(present(['2026-02-28']))).toEqual(['R28'])
    expect(codes(present(['2027-01-01']))).toEqual(['R28'])
  })

  it('gathers the days of one dossier in one finding', () => {
    const finding = only(present(['2026-02-26', '2026-02-24', '2026-03-03']))
    expect(finding).toMatchObject({ code: 'R28', dossierId: 'd1' })
    expect(valueOf(finding, 'presenceFirst')).toBe('2026-02-24')
    expect(valueOf(finding, 'presenceLast')).toBe('2026-02-26')
    expect(valueOf(finding, 'presenceDays')).toBe(2)
  })

  it('Annex 46 covers 90 days from its date', () => {
    const annexes = [{ type: 'ANNEX_46', on: '2026-01-05' }] as const
    const authorised = { from: '2026-06-01', to: '2026-12-31' }
    expect(
      codes(present(['2026-01-05', '2026-04-05'], { annexes: [...annexes], authorised })),
    ).toEqual([])
    expect(codes(present(['2026-04-06'], { annexes: [...annexes], authorised }))).toEqual(['R28'])
  })

  it('a renewal and a proven posting explain the day', () => {
    const renewal = { authorised: { from: '2027-01-01', to: '2027-12-31' } }
    expect(codes(present(['2027-01-04'], {}, [renewal]))).toEqual([])
    const postingProof = PROVEN
    const period = { from: '2026-02-01', to: '2026-02-28' }
    const posted = {
      ...present(['2026-02-24']),
      declarations: [
        declaration({ postingProof, period, submittedAt: '2026-01-30T09:00:00.000Z' }),
      ],
    }
    expect(codes(posted)).toEqual([])
  })

  it('a day as far from two permits belongs to the first by id, in any order', () => {
    const given = present(
      ['2026-03-11'],
      { authorised: { from: '2026-01-01', to: '2026-03-10' } },
      [{ authorised: { from: '2026-03-12', to: '2026-12-31' } }],
    )
    for (const dossiers of [given.dossiers, given.dossiers.toReversed()]) {
      expect(only({ ...given, dossiers }).dossierId).toBe('d1')
    }
  })

  it('work after a withdrawal is outside the authorisation', () => {
    const body = { work: { state: 'WITHDRAWN', since: '2026-07-01' } } as const
    expect(codes(present(['2026-06-30'], body))).toEqual([])
    expect(codes(present(['2026-07-01'], body))).toEqual(['R28'])
  })

  it('innocent: another employer, no number, free movement, unlimited access', () => {
    const other = { name: 'B', country: 'BE', enterpriseNumber: KBO_B }
    const unnumbered = { name: 'Enterprise e1', country: 'BE', enterpriseNumber: null }
    for (const employer of [other, unnumbered]) {
      const given = facts({
        dossiers: [dossier()],
        presences: [presence({ date: '2026-02-24', employer })],
      })
      expect(codes(given)).toEqual([])
    }
    const early = present(['2026-02-24'])
    expect(codes({ ...early, person: person({ nationality: 'IT' }) })).toEqual([])
    const card = { card: 'B', from: '2020-01-01', to: null }
    expect(codes({ ...early, person: person({ unlimitedAccess: card }) })).toEqual([])
  })
})

describe('R30', () => {
  const at = (
    municipality: string,
    enterpriseNumber: string | null,
    dossiers: Partial<DossierBody>[] = [{}],
  ) =>
    facts({
      enterprises: [enterprise('e2', { enterpriseNumber: KBO_B })],
      dossiers: dossiers.map((one, i) => dossier(one, `d${i + 1}`)),
      presences: [
        presence({
          date: '2026-05-04',
          municipality,
          employer: { name: 'Somebody', country: 'BE', enterpriseNumber },
        }),
      ],
    })
  const KBO_A = '0403.019.261'

  it('G5: a presence for employer B with a permit for employer A', () => {
    const finding = only(at(ANTWERP, KBO_B))
    expect(finding).toMatchObject({ code: 'R30', dossierId: 'd1', severity: 'HIGH' })
    expect(valueOf(finding, 'permitEmployer')).toBe('Enterprise e1')
    expect(valueOf(finding, 'presenceEmployer')).toBe('Somebody')
  })

  it('G6: the same permit, at work in Liège', () => {
    const finding = only(at(LIEGE, KBO_A))
    expect(finding.code).toBe('R30')
    expect(valueOf(finding, 'decidingRegion')).toBe('region.FL')
    expect(valueOf(finding, 'presencePlace')).toBe(LIEGE)
  })

  it('innocent: the right employer, a named workplace, a second permit, an unknown number or place', () => {
    const workplaces = [ANTWERP, LIEGE].map((municipality) => ({
      municipality,
      street: null,
      establishmentUnit: null,
      share: 0.5,
    }))
    for (const given of [
      at(ANTWERP, KBO_A),
      at(LIEGE, KBO_A, [{ workplaces }]),
      at(ANTWERP, KBO_B, [{}, { employerId: 'e2', filedById: 'e2' }]),
      at(LIEGE, KBO_A, [{}, { region: 'WA' }]),
      at(ANTWERP, null),
      at('99999', KBO_A),
    ]) {
      expect(codes(given)).toEqual([])
    }
  })

  it('a day outside every permit is not a question of employer', () => {
    const ended = { authorised: { from: '2025-01-01', to: '2026-05-03' } }
    expect(codes(at(ANTWERP, KBO_B, [ended]))).toEqual([])
    expect(
      codes(at(ANTWERP, KBO_B, [{ authorised: { from: '2025-01-01', to: '2026-05-04' } }])),
    ).toEqual(['R30'])
  })
})

describe('R33', () => {
  const shared = (birthDate: string | null, passport = { number: 'fx-123456', country: 'BR' }) =>
    facts({ samePassport: [{ personId: 'p2', birthDate, passport }] })

  it('the same passport with another birth date', () => {
    const finding = only(shared('1990-01-01'))
    const told = { code: 'R33', personId: 'p1', kind: 'HARD', severity: 'CRITICAL' }
    expect(finding).toMatchObject(told)
    expect(finding.facts.map(({ source }) => source?.id)).toContain('p2')
  })

  it('a birth date that differs as a slip of the pen does is a mere sign', () => {
    const sign = { code: 'R33', kind: 'SOFT', severity: 'HIGH' }
    expect(only(shared('1988-03-15'))).toMatchObject(sign)
    expect(only(shared('1988-08-14'))).toMatchObject(sign)
    const swapped = { ...shared('1988-07-05'), person: person({ birthDate: '1988-05-07' }) }
    expect(only(swapped)).toMatchObject(sign)
  })

  it('innocent: an unknown birth date, another country; the same one is R32', () => {
    expect(codes(shared('1988-03-14'))).toEqual(['R32'])
    expect(codes(shared(null))).toEqual([])
    expect(codes(shared('1990-01-01', { number: 'FX123456', country: 'PT' }))).toEqual([])
    expect(codes({ ...shared('1990-01-01'), person: person({ birthDate: null }) })).toEqual([])
  })
})

describe('R41', () => {
  const filed = (body: Partial<DossierBody>, ...mandates: PersonFacts['mandates'][number][]) =>
    facts({ dossiers: [dossier({ submittedOn: '2026-03-31', ...body })], mandates })

  it('filed by another enterprise without a mandate', () => {
    expect(only(filed({ filedById: 's1' }))).toMatchObject({ code: 'R41', dossierId: 'd1' })
  })

  it('a mandate that ended a quarter before is shown', () => {
    const finding = only(filed({ filedById: 's1' }, mandate({ toQuarter: '2025-Q4' })))
    expect(valueOf(finding, 'mandateQuarters')).toBe('quarter.2025-Q1/2025-Q4')
    expect(valueOf(finding, 'filingQuarter')).toBe('quarter.2026-Q1')
  })

  it('a mandate that ended since covers what was filed under it', () => {
    const ended = mandate({ fromQuarter: '2024-Q1', toQuarter: '2026-Q1', status: 'CLOSED' })
    expect(codes(filed({ filedById: 's1' }, ended))).toEqual([])
  })

  it('a mandate that waits for Mahis, or none of the employer at all, is a mere sign', () => {
    const kindOf = (...mandates: PersonFacts['mandates'][number][]) =>
      only(filed({ filedById: 's1' }, ...mandates)).kind
    expect(kindOf()).toBe('SOFT')
    expect(kindOf(mandate({ status: 'PENDING' }))).toBe('SOFT')
    expect(kindOf(mandate({ status: 'CLOSED' }))).toBe('SOFT')
    expect(kindOf(mandate({ mandataryId: 's2' }))).toBe('HARD')
    expect(kindOf(mandate({ status: 'REJECTED' }))).toBe('HARD')
    expect(kindOf(mandate({ toQuarter: '2025-Q4' }))).toBe('HARD')
  })

  it('innocent: the quarter of filing is covered, the employer or the person filed', () => {
    const last = mandate({ fromQuarter: '2026-Q1', toQuarter: '2026-Q1' })
    expect(codes(filed({ filedById: 's1' }, last))).toEqual([])
    expect(codes(filed({ filedById: 'e1' }))).toEqual([])
    expect(codes(filed({ filedById: null }))).toEqual([])
  })
})

describe('R44', () => {
  const paid = (
    euros: number | null,
    body: Partial<DossierBody> = {},
    birthDate: string | null = '1980-01-01',
    payUnit: 'YEAR' | 'MONTH' = 'YEAR',
  ) =>
    facts({
      person: person({ birthDate }),
      dossiers: [
        dossier({
          category: 'HIGHLY_SKILLED',
          work: { state: 'GRANTED', since: '2025-06-02' },
          job: {
            title: 'Engineer',
            isco: '2142',
            payCents: euros === null ? null : Math.round(euros * 100),
            payUnit,
            contract: null,
          },
          ...body,
        }),
      ],
    })

  it('G7: Flanders, 29 years, 40,000 in 2025 passes the reduced threshold', () => {
    expect(codes(paid(40_000, {}, '1995-06-03'))).toEqual([])
    expect(codes(paid(39_129.59, {}, '1995-06-03'))).toEqual(['R44'])
    expect(codes(paid(40_000, {}, '1995-06-02'))).toEqual(['R44'])
  })

  it('G8: Brussels 2025, 3,650 a month is below 3,703.44', () => {
    const finding = only(paid(3_650, { region: 'BR' }, '1980-01-01', 'MONTH'))
    expect(finding).toMatchObject({ code: 'R44', kind: 'HARD', severity: 'HIGH' })
    expect(valueOf(finding, 'thresholdPerMonth')).toBe(370_344)
    expect(finding.facts.find(({ label }) => label === 'thresholdPerMonth')?.table).toBe(
      'thresholds',
    )
    expect(codes(paid(3_703.44, { region: 'BR' }, '1980-01-01', 'MONTH'))).toEqual([])
    expect(codes(paid(3_703.43, { region: 'BR' }, '1980-01-01', 'MONTH'))).toEqual(['R44'])
  })

  it('the day of the decision chooses the row, today while it is pending', () => {
    const blueCard = { category: 'EU_BLUE_CARD', authorised: null } as const
    const on = (since: string) => ({ ...blueCard, work: { state: 'GRANTED', since } as const })
    expect(codes(paid(56_000, on('2024-04-30')))).toEqual([])
    expect(codes(paid(56_000, on('2024-05-01')))).toEqual(['R44'])
    const open = { ...blueCard, ...pending }
    expect(codes(paid(56_000, open), '2024-04-30')).toEqual([])
    expect(codes(paid(56_000, open), '2024-05-01')).toEqual(['R44'])
  })

  it('another unit is converted to the advantage of the worker', () => {
    expect(codes(paid(3_514, {}, '1980-01-01', 'MONTH'))).toEqual([])
    expect(codes(paid(3_513, {}, '1980-01-01', 'MONTH'))).toEqual(['R44'])
  })

  it('innocent: no pay known, no threshold known, an unknown age, an ended application', () => {
    expect(codes(paid(null))).toEqual([])
    expect(codes(paid(10_000, { category: 'AU_PAIR' }))).toEqual([])
    expect(codes(paid(40_000, {}, null))).toEqual([])
    expect(codes(paid(10_000, { work: { state: 'REFUSED', since: '2025-06-02' } }))).toEqual([])
  })

  it('says that a recent graduate could have a lower Blue Card threshold in Wallonia', () => {
    const body = {
      category: 'EU_BLUE_CARD',
      region: 'WA',
      work: { state: 'GRANTED', since: '2026-03-01' },
    } as const
    expect(only(paid(60_000, body)).exceptions).toContainEqual({
      name: 'RECENT_GRADUATE',
      outcome: 'UNKNOWN',
    })
  })

  it('counts an age from the birthday on', () => {
    expect(ageOn('1996-02-29', '2026-02-28')).toBe(29)
    expect(ageOn('1996-02-29', '2026-03-01')).toBe(30)
    expect(ageOn(null, '2026-03-01')).toBeNull()
  })
})

// ------------------------------------------------------------------ properties

/** A person about whom every rule has something to say. */
function everything(): PersonFacts {
  const employer = { name: 'Sever Gradnja', country: 'RS', vatNumber: null, enterpriseNumber: null }
  const later = { period: { from: '2029-01-01', to: '2029-06-30' } }
  return facts({
    enterprises: [enterprise('e2', { enterpriseNumber: KBO_B })],
    dossiers: [
      dossier({ filedById: 's1' }, 'd1'),
      dossier({ authorised: { from: '2026-05-01', to: '2027-02-01' } }, 'd2'),
      dossier({ category: 'EXECUTIVE', job: { ...dossier().body.job, payCents: 100 } }, 'd3'),
      dossier({ ...refused, procedure: 'PROFESSIONAL_CARD', employerId: null }, 'd4'),
    ],
    declarations: [
      declaration({ isco: '7126' }, 'l1'),
      declaration({ employer, ...later }, 'l2'),
      declaration({ kind: 'SELF_EMPLOYED', employer: null }, 'l3'),
    ],
    presences: [
      presence({ date: '2026-02-02' }),
      presence({ date: '2026-02-03' }),
      presence({ date: '2026-06-02', municipality: LIEGE }),
      presence({
        date: '2026-06-03',
        employer: { name: 'X', country: 'BE', enterpriseNumber: '0314595348' },
      }),
    ],
    mandates: [mandate({ toQuarter: '2025-Q2' }, 'm1'), mandate({ toQuarter: '2025-Q3' }, 'm2')],
    samePassport: ['p2', 'p3'].map((personId) => ({
      personId,
      birthDate: '1970-01-01',
      passport: { number: 'FX123456', country: 'BR' },
    })),
  })
}

const shuffled = <T>(items: readonly T[]) =>
  fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length })

describe('properties of findings', () => {
  it('the person of this test meets most rules, in valid findings with distinct ids', () => {
    const findings = found(everything())
    const seen = new Set(findings.map(({ code }) => code))
    expect([...seen].sort()).toEqual([
      'M1',
      'M3',
      'M4',
      'M6',
      'R01',
      'R28',
      'R30',
      'R33',
      'R41',
      'R44',
      'R54',
    ])
    for (const finding of findings) expect(v.is(Finding, finding), finding.id).toBe(true)
    expect(new Set(findings.map(({ id }) => id)).size).toBe(findings.length)
  })

  it('do not depend on the order of the facts', () => {
    const base = everything()
    const orders = fc.record({
      dossiers: shuffled(base.dossiers),
      declarations: shuffled(base.declarations),
      presences: shuffled(base.presences),
      mandates: shuffled(base.mandates),
      samePassport: shuffled(base.samePassport),
    })
    fc.assert(
      fc.property(orders, (order) => {
        expect(found({ ...base, ...order })).toEqual(found(base))
      }),
      { numRuns: 100 },
    )
  })

  it('are pure: the facts stay as they were, the same facts give the same findings', () => {
    const given = everything()
    const frozen = structuredClone(given)
    const first = found(given)
    expect(found(given)).toEqual(first)
    expect(given).toEqual(frozen)
  })

  it('ids do not change when another record joins', () => {
    const base = everything()
    const more = {
      ...base,
      declarations: [
        ...base.declarations,
        declaration({ kind: 'SELF_EMPLOYED', employer: null }, 'l9'),
      ],
    }
    const ids = new Set(found(more).map(({ id }) => id))
    for (const { id } of found(base)) expect(ids).toContain(id)
  })
})

describe('triage', () => {
  const finding = (code: Finding['code'], kind: Finding['kind'], severity: Severity): Finding => ({
    ...found(declared())[0]!,
    id: `${code}-${kind}-${severity}`,
    code,
    kind,
    severity,
  })
  const none = new Map<string, FindingStatus>()

  it('is ten times the strongest hard weight and half of the three strongest soft ones', () => {
    const soft = (['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'] as const).map((severity) =>
      finding('M1', 'SOFT', severity),
    )
    expect(
      triage([finding('R44', 'HARD', 'HIGH'), finding('R41', 'HARD', 'MEDIUM')], none),
    ).toEqual({
      score: 100,
      severity: 'HIGH',
      codes: ['R44', 'R41'],
    })
    expect(triage(soft, none).score).toBe(155)
    expect(triage([...soft, finding('R01', 'HARD', 'CRITICAL')], none)).toMatchObject({
      score: 305,
      severity: 'CRITICAL',
      codes: ['R01', 'M1'],
    })
  })

  it('counts open and confirmed findings', () => {
    const hard = finding('R44', 'HARD', 'HIGH')
    const judged = (status: FindingStatus) => triage([hard], new Map([[hard.id, status]]))
    expect(judged('EXPLAINED')).toEqual({ score: 0, severity: null, codes: [] })
    expect(judged('CONFIRMED'), 'what was confirmed keeps its weight').toEqual(judged('OPEN'))
    const closed = new Map<string, FindingStatus>([[hard.id, 'CONFIRMED']])
    expect(triage([hard], closed, true).score, 'nothing is left to decide').toBe(0)
    expect(judged('OPEN').score).toBe(100)
    const all = [finding('R44', 'HARD', 'HIGH'), finding('R40', 'SOFT', 'MEDIUM')]
    const parts = triageParts(all)
    expect(parts.map(({ finding: { code }, points }) => [code, points])).toEqual([
      ['R44', 100],
      ['R40', 30],
    ])
    expect(triage(all, none).score, 'the parts add up').toBe(130)
    expect(triage([], none)).toEqual({ score: 0, severity: null, codes: [] })
  })

  it('does not depend on order', () => {
    const findings = found(everything())
    fc.assert(
      fc.property(shuffled(findings), (order) => {
        expect(triage(order, none)).toEqual(triage(findings, none))
      }),
    )
  })
})
