/** The list of domain facts 1.7 and 2.2, line by line. */
import { describe, expect, it } from 'vitest'
import type { DossierBody } from '../../domain/contract/records.ts'
import { checklist, missingDocuments } from '../../domain/dossier/checklist.ts'
import { NO_TABLES } from '../../domain/reference/own-rows.ts'
import { requiredDocuments } from '../../domain/reference/required-documents.ts'
import { dossier } from './fixtures.ts'

const application = (some: Partial<DossierBody>) => ({
  ...dossier().body,
  procedure: 'SINGLE_PERMIT' as const,
  category: 'OTHER_LMT' as const,
  region: 'FL' as const,
  applicationType: 'FIRST' as const,
  submittedOn: '2026-06-01',
  documents: [],
  ...some,
})
const needed = (some: Partial<DossierBody>) => missingDocuments(application(some)).toSorted()
const asked = (some: Partial<DossierBody>) =>
  checklist(application(some))
    .flatMap(({ type, ifAny }) => (ifAny ? type : []))
    .toSorted()

const STAY = [
  'CRIMINAL_RECORD',
  'FEE_PROOF',
  'HEALTH_INSURANCE',
  'MEANS_PROOF',
  'MEDICAL_CERTIFICATE',
  'PASSPORT_COPY',
]
const WORK = ['APPLICATION_FORM', 'CONTRACT', 'EMPLOYER_ID']
const all = (...types: string[]) => types.toSorted()

describe('the documents of an application', () => {
  it.each([
    ['a single permit with a labour market test', {}, all(...WORK, ...STAY, 'LABOUR_MARKET_TEST')],
    [
      'a diploma where the category rests on it',
      { category: 'HIGHLY_SKILLED' },
      all(...WORK, ...STAY, 'DIPLOMA'),
    ],
    [
      'a job description in Wallonia',
      { region: 'WA', category: 'TEACHER' },
      all(...WORK, ...STAY, 'JOB_DESCRIPTION'),
    ],
    [
      'an organisation chart in Brussels',
      { region: 'BR', category: 'TEACHER' },
      all(...WORK, ...STAY, 'JOB_DESCRIPTION', 'ORGANISATION_CHART'),
    ],
    [
      'none in Brussels before October 2024',
      { region: 'BR', category: 'TEACHER', submittedOn: '2024-09-30' },
      all(...WORK, ...STAY, 'JOB_DESCRIPTION'),
    ],
    [
      'the permit at a renewal',
      { applicationType: 'RENEWAL', category: 'TEACHER' },
      all(...WORK, ...STAY, 'RESIDENCE_PERMIT_COPY'),
    ],
    [
      'a short stay: no residence part',
      { procedure: 'WORK_CARD', category: 'TEACHER' },
      all(...WORK, 'PASSPORT_COPY'),
    ],
    [
      'housing for seasonal work, pay slips when it is renewed in Brussels',
      { procedure: 'WORK_CARD', category: 'SEASONAL', region: 'BR', applicationType: 'RENEWAL' },
      all(
        ...WORK,
        'PASSPORT_COPY',
        'HOUSING_PROOF',
        'JOB_DESCRIPTION',
        'ORGANISATION_CHART',
        'PAY_SLIPS',
        'RESIDENCE_PERMIT_COPY',
      ),
    ],
    [
      'the plan of a professional card',
      { procedure: 'PROFESSIONAL_CARD', category: 'SELF_EMPLOYED_ECONOMIC' },
      all(
        'APPLICATION_FORM',
        'BUSINESS_PLAN',
        'CRIMINAL_RECORD',
        'DIPLOMA',
        'MEANS_PROOF',
        'PASSPORT_COPY',
        'RESIDENCE_PERMIT_COPY',
      ),
    ],
  ] as const)('%s', (_, some, types) => {
    expect(needed(some as Partial<DossierBody>)).toEqual(types)
  })

  it('that exist only for some are asked for and never missing', () => {
    const season = { procedure: 'WORK_CARD', category: 'SEASONAL', region: 'BR' } as const
    expect(asked(season)).toEqual(['EARLIER_SEASONS', 'RESIDENCE_PERMIT_COPY', 'SEASONAL_STAFF'])
    expect(asked({ ...season, region: 'FL' })).toEqual([])
    expect(asked({ category: 'EXECUTIVE' })).toEqual(['CV'])
    expect(asked({ procedure: 'PROFESSIONAL_CARD' })).toEqual(['OWN_PAY'])
  })

  it('say how old they may be, from which age, and where that comes from', () => {
    const record = requiredDocuments(application({})).find(({ type }) => type === 'CRIMINAL_RECORD')
    expect(record).toMatchObject({ monthsOld: 6, fromAge: 18, source: 'S4', confidence: 'LOW' })
  })

  it('are not asked of who is younger than the list says, at the application', () => {
    const born = (birthDate: string | null, some: Partial<DossierBody> = {}) =>
      missingDocuments(application(some), NO_TABLES, birthDate).includes('CRIMINAL_RECORD')
    expect(born('2008-06-01'), 'of age on the day').toBe(true)
    expect(born('2008-06-02'), 'a day too young').toBe(false)
    expect(born(null), 'nobody knows how old').toBe(true)
    const young = checklist(application({}), NO_TABLES, '2010-01-01')
    expect(young.find(({ type }) => type === 'CRIMINAL_RECORD')).toMatchObject({ isAsked: false })
    expect(young.filter(({ isAsked }) => !isAsked)).toHaveLength(1)
  })

  it('that are older than the list allows count as missing; one whose day nobody noted counts', () => {
    const withRecord = (...days: (string | null)[]) =>
      application({
        documents: days.map((issuedOn, n) => ({
          id: `r${n}`,
          type: 'CRIMINAL_RECORD' as const,
          status: 'RECEIVED' as const,
          receivedOn: '2026-06-01',
          ...(issuedOn && { issuedOn }),
        })),
      })
    const ageOf = (...days: (string | null)[]) =>
      checklist(withRecord(...days)).find(({ type }) => type === 'CRIMINAL_RECORD')?.age
    const isMissing = (...days: (string | null)[]) =>
      missingDocuments(withRecord(...days)).includes('CRIMINAL_RECORD')
    expect([ageOf('2025-11-30'), ageOf('2025-12-01'), ageOf(null), ageOf()]).toEqual([
      'TOO_OLD',
      'FINE',
      'UNKNOWN',
      null,
    ])
    expect([isMissing('2025-11-30'), isMissing('2025-12-01'), isMissing(null)]).toEqual([
      true,
      false,
      false,
    ])
    expect(ageOf('2025-01-01', '2026-05-01'), 'a recent one beside an old one').toBe('FINE')
  })
})
