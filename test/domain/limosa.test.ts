import { describe, expect, it } from 'vitest'
import { PROVABLE_EXEMPTIONS, type ProvableExemption } from '../../domain/contract/codes.ts'
import type { DeclarationBody, DossierBody, PersonBody } from '../../domain/contract/records.ts'
import type { DeclarationVerdict } from '../../domain/contract/workbench.ts'
import { compareDeclarations, readingOf } from '../../domain/limosa/compare.ts'
import { DECISION_TABLE } from '../../domain/limosa/decision-table.ts'
import { exemptionOf } from '../../domain/limosa/exemptions.ts'
import { LIMOSA_EXEMPTIONS } from '../../domain/reference/limosa.ts'
import {
  ANTWERP,
  declaration,
  dossier,
  enterprise,
  facts,
  KBO_A,
  LIEGE,
  person,
  PROVEN,
} from './fixtures.ts'

const TODAY = '2026-11-20'
const { employer } = declaration().record.body
const employerFrom = (country: string) => ({ ...employer!, country })

interface Case {
  declared?: Partial<DeclarationBody>
  worker?: Partial<PersonBody>
  dossiers?: Partial<DossierBody>[]
  today?: string
}

/** The verdict on one declaration; the employer of the dossiers is the declared one unless said. */
function verdict({
  declared = {},
  worker = {},
  dossiers = [],
  today = TODAY,
}: Case): DeclarationVerdict {
  const sender = enterprise('e2', {
    name: employer!.name,
    country: 'SI',
    enterpriseNumber: null,
    vatNumber: employer!.vatNumber,
  })
  const [only] = compareDeclarations(
    facts({
      person: person(worker),
      declarations: [declaration(declared)],
      dossiers: dossiers.map((body, i) => dossier({ employerId: 'e2', ...body }, `d${i + 1}`)),
      enterprises: [
        sender,
        enterprise('e3', { name: 'Bakkerij Wildekamp', enterpriseNumber: '0428759497' }),
      ],
    }),
    today,
  )
  return only!
}

/** Only the proof of an exemption was shown. */
const proofOf = (exemption: ProvableExemption) => ({
  homeResidence: null,
  homeWorkAuthorisation: null,
  contractWithPostingEmployer: null,
  passportValidTo: null,
  exemption,
})

const outcomes = ({ exceptions }: DeclarationVerdict) =>
  Object.fromEntries(exceptions.map(({ name, outcome }) => [name, outcome]))

describe('decision table', () => {
  it('has the 14 rows in order', () => {
    expect(DECISION_TABLE.map(({ row }) => row)).toEqual(
      Array.from({ length: 14 }, (_, i) => i + 1),
    )
  })

  const self = { kind: 'SELF_EMPLOYED', employer: null } as const
  const short = { period: { from: '2026-03-01', to: '2026-05-29' } }
  const risk = { sector: 'CLEANING' } as const
  const calm = { sector: 'OTHER' } as const
  const card = { unlimitedAccess: { card: 'B', from: '2020-01-01', to: null } }
  const protection = {
    unlimitedAccess: { card: 'TEMPORARY_PROTECTION', from: '2022-03-04', to: '2027-03-04' },
  }
  const inLille = {
    address: { street: null, postalCode: null, place: 'Lille', municipality: null, country: 'FR' },
  }

  it.each<[number, string, Case, string, string]>([
    [
      1,
      'Pole at a Belgian firm',
      { worker: { nationality: 'PL' }, declared: { employer: employerFrom('BE') } },
      'NO',
      'NONE',
    ],
    [2, 'Pole posted', { worker: { nationality: 'PL' } }, 'YES', 'NONE'],
    [
      3,
      'Swiss self-employed, risk sector',
      { worker: { nationality: 'CH' }, declared: { ...self, ...risk } },
      'YES',
      'NONE',
    ],
    [
      3,
      'Swiss self-employed, other sector',
      { worker: { nationality: 'CH' }, declared: { ...self, ...calm } },
      'NO',
      'NONE',
    ],
    [
      4,
      'Brazilian at a Belgian firm, long',
      { declared: { employer: employerFrom('BE') } },
      'NO',
      'SINGLE_PERMIT',
    ],
    [
      5,
      'the same, 90 days',
      { declared: { employer: employerFrom('BE'), ...short } },
      'NO',
      'WORK_CARD',
    ],
    [6, 'posted, Vander Elst met', { declared: { postingProof: PROVEN } }, 'YES', 'NONE'],
    [7, 'posted, no papers, long', {}, 'YES', 'SINGLE_PERMIT'],
    [7, 'posted, no papers, 90 days', { declared: short }, 'YES', 'WORK_CARD'],
    [
      8,
      'posted from Serbia, long',
      { declared: { employer: employerFrom('RS') } },
      'YES',
      'SINGLE_PERMIT',
    ],
    [
      9,
      'from Serbia to a conference',
      {
        declared: {
          employer: employerFrom('RS'),
          ...short,
          postingProof: proofOf('BUSINESS_VISIT'),
          places: [
            { type: 'ADDRESS', name: null, address: { ...inLille.address, municipality: ANTWERP } },
          ],
        },
      },
      'YES',
      'NONE',
    ],
    [
      10,
      'posted from Serbia, 90 days',
      { declared: { employer: employerFrom('RS'), ...short } },
      'YES',
      'WORK_CARD',
    ],
    [11, 'Brazilian self-employed', { declared: { ...self, ...calm } }, 'NO', 'PROFESSIONAL_CARD'],
    [12, 'with a B card', { worker: card }, 'UNKNOWN', 'NONE'],
    [
      13,
      'with temporary protection',
      { worker: protection, declared: { employer: employerFrom('BE') } },
      'NO',
      'NONE',
    ],
    [
      14,
      'frontier worker from Lille',
      { worker: inLille, declared: { employer: employerFrom('BE') } },
      'NO',
      'WORK_CARD',
    ],
  ])('row %i: %s', (row, _, given, needsDeclaration, requirement) => {
    expect(verdict(given)).toMatchObject({ row, needsDeclaration, requirement })
  })

  it('91 days need a single permit, 90 a work card: both days count', () => {
    const to = (day: string) => verdict({ declared: { period: { from: '2026-03-01', to: day } } })
    expect(to('2026-05-29').requirement).toBe('WORK_CARD')
    expect(to('2026-05-30').requirement).toBe('SINGLE_PERMIT')
  })

  it('no exemption of a short stay frees longer work, one without a longest length neither', () => {
    const congress = (to: string) =>
      verdict({
        declared: { postingProof: proofOf('CONGRESS'), period: { from: '2026-03-01', to } },
      })
    expect(congress('2026-05-29').requirement).toBe('NONE')
    expect(congress('2026-05-30').requirement).toBe('SINGLE_PERMIT')
  })

  const all = (...declared: Partial<DeclarationBody>[]) =>
    compareDeclarations(
      facts({ declarations: declared.map((body, i) => declaration(body, `l${i + 1}`)) }),
      TODAY,
    )
  const fromSerbia = (from: string, to: string) => ({
    employer: employerFrom('RS'),
    period: { from, to },
    natureOfServices: 'formwork',
  })

  it('short stays are added up: what exceeds 90 days in 180 is long work', () => {
    const seen = all(
      fromSerbia('2026-01-01', '2026-02-14'),
      fromSerbia('2026-02-20', '2026-04-05'),
      fromSerbia('2026-04-10', '2026-04-10'),
    )
    expect(seen.map(({ row }) => row)).toEqual([10, 10, 8])
    const tested = seen[2]!.exceptions.find(({ name }) => name === 'SHORT_STAY_EXEMPTION')
    expect(tested?.evidence?.map(({ label, value }) => [label, value])).toContainEqual(['days', 91])
  })

  it('nothing is added that lies longer back than 180 days, and later stays do not count', () => {
    const seen = all(fromSerbia('2025-06-01', '2025-08-29'), fromSerbia('2026-03-01', '2026-05-29'))
    expect(seen.map(({ row }) => row)).toEqual([10, 10])
  })

  it('a visit that is exempt for itself is not when the stays are too many together', () => {
    const conference = {
      ...fromSerbia('2026-03-31', '2026-04-02'),
      postingProof: proofOf('CONGRESS'),
    }
    const alone = all(conference)
    expect(alone[0]).toMatchObject({ row: 9, needsAuthorisation: 'NO' })
    const after = all(fromSerbia('2026-01-01', '2026-03-30'), conference)
    expect(after[1]).toMatchObject({ row: 8, needsAuthorisation: 'YES' })
  })

  it('postings whose papers of Vander Elst were not seen are not added up', () => {
    const posted = (from: string, to: string) => ({ period: { from, to } })
    const seen = all(posted('2026-01-01', '2026-03-01'), posted('2026-03-02', '2026-04-30'))
    expect(seen.map(({ requirement }) => requirement)).toEqual(['WORK_CARD', 'WORK_CARD'])
  })

  it('a work card counts as a stay, one with a length of its own does not', () => {
    const card = (category: 'OTHER_LMT' | 'SEASONAL') =>
      compareDeclarations(
        facts({
          dossiers: [
            dossier({
              procedure: 'WORK_CARD',
              category,
              authorised: { from: '2026-01-01', to: '2026-03-31' },
            }),
          ],
          declarations: [declaration(fromSerbia('2026-04-01', '2026-04-01'))],
        }),
        TODAY,
      )[0]!.row
    expect([card('OTHER_LMT'), card('SEASONAL')]).toEqual([8, 10])
  })

  it('temporary protection frees the work for a Belgian employer; of a foreign one the law says nothing', () => {
    const unlimitedAccess = { card: 'TEMPORARY_PROTECTION', from: '2022-03-04', to: '2027-03-04' }
    const from = (declared: Partial<DeclarationBody>) =>
      verdict({ worker: { unlimitedAccess }, declared })
    const free = { row: 13, requirement: 'NONE', needsAuthorisation: 'NO' }
    expect(from({ employer: employerFrom('BE') })).toMatchObject(free)
    expect(from(self), 'nor a professional card').toMatchObject(free)
    for (const country of ['SI', 'RS']) {
      const seen = from({ employer: employerFrom(country) })
      expect(seen).toMatchObject({ needsAuthorisation: 'UNKNOWN' })
      expect(outcomes(seen).UNLIMITED_ACCESS).toBe('UNKNOWN')
    }
  })

  it('a British employer is inside until the end of 2020', () => {
    const from = (day: string) =>
      verdict({
        declared: { employer: employerFrom('GB'), period: { from: day, to: '2021-06-30' } },
      }).row
    expect([from('2020-12-31'), from('2021-01-01')]).toEqual([7, 8])
  })

  it('a card that ends inside the period does not give row 12', () => {
    const card = { unlimitedAccess: { card: 'B', from: '2020-01-01', to: '2026-06-29' } }
    expect(verdict({ worker: card }).row).toBe(7)
    expect(outcomes(verdict({ worker: card })).UNLIMITED_ACCESS).toBe('NOT_MET')
  })

  it('an unknown nationality or employer concludes nothing', () => {
    const worker = { ...declaration().record.body.worker, nationality: 'ZZ' }
    for (const given of [
      { worker: { nationality: 'ZZ' }, declared: { worker } },
      { declared: { employer: null } },
      { declared: { employer: employerFrom('ZZ') } },
    ]) {
      expect(verdict(given)).toMatchObject({ code: 'M0', needsDeclaration: 'UNKNOWN' })
      expect(verdict(given).needsAuthorisation).toBe('UNKNOWN')
      expect(readingOf(verdict(given), null), 'no all-clear').toBe('UNDETERMINED')
    }
  })

  it("the register's nationality counts before the declared one", () => {
    const worker = { ...declaration().record.body.worker, nationality: 'PT' }
    expect(verdict({ declared: { worker } }).row).toBe(7)
    expect(verdict({ worker: { nationality: 'ZZ' }, declared: { worker } }).row).toBe(2)
  })
})

describe('Vander Elst', () => {
  const proof = (changes: object) =>
    verdict({ declared: { postingProof: { ...PROVEN, ...changes } } })
  const CONDITION = {
    residence: 'VE_HOME_RESIDENCE',
    employment: 'VE_HOME_EMPLOYMENT',
    work: 'VE_HOME_WORK_AUTHORISATION',
    papers: 'VE_PASSPORT_AND_RESIDENCE',
  }

  it('G1: five conditions met, row 6, consistent', () => {
    const seen = verdict({ declared: { postingProof: PROVEN } })
    expect(seen).toMatchObject({ row: 6, code: 'M0', needsAuthorisation: 'NO' })
    expect(Object.values(outcomes(seen)).filter((outcome) => outcome === 'MET')).toHaveLength(5)
  })

  it('G2: the home work authorisation ends on 31 May, row 7', () => {
    const seen = proof({ homeWorkAuthorisation: { from: '2025-01-01', to: '2026-05-31' } })
    expect(seen).toMatchObject({ row: 7, code: 'M1', needsAuthorisation: 'YES' })
    expect(outcomes(seen)[CONDITION.work]).toBe('NOT_MET')
  })

  it.each([
    [
      'right of stay of exactly 3 months',
      { homeResidence: { from: '2026-03-30', to: '2026-06-30' } },
      CONDITION.residence,
    ],
    ['no contract', { contractWithPostingEmployer: false }, CONDITION.employment],
    [
      'work authorisation one day short',
      { homeWorkAuthorisation: { from: '2025-01-01', to: '2026-06-29' } },
      CONDITION.work,
    ],
    ['passport one day short', { passportValidTo: '2026-06-29' }, CONDITION.papers],
    [
      'residence one day short',
      { homeResidence: { from: '2025-01-01', to: '2026-06-29' } },
      CONDITION.papers,
    ],
  ])('%s fails its condition alone', (_, changes, condition) => {
    const seen = proof(changes)
    expect(seen.row).toBe(7)
    const failed = seen.exceptions.filter(
      ({ name, outcome }) => name.startsWith('VE_') && outcome === 'NOT_MET',
    )
    expect(failed.map(({ name }) => name)).toContain(condition)
  })

  it('papers of a state outside the EEA and Switzerland prove nothing, those of another member ask', () => {
    const issued = (issuedBy: string) => proof({ issuedBy })
    expect(issued('SI').row).toBe(6)
    expect(issued('RS')).toMatchObject({ row: 7, needsAuthorisation: 'YES' })
    expect(outcomes(issued('RS'))).toMatchObject({
      [CONDITION.residence]: 'NOT_MET',
      [CONDITION.work]: 'NOT_MET',
    })
    expect(issued('AT')).toMatchObject({ row: 7, needsAuthorisation: 'UNKNOWN' })
  })

  it('papers that end on the last day suffice', () => {
    const last = '2026-06-30'
    const seen = proof({
      homeResidence: { from: '2025-01-01', to: last },
      homeWorkAuthorisation: { from: '2026-03-01', to: last },
      passportValidTo: last,
    })
    expect(seen.row).toBe(6)
  })

  it('a paper that was not seen is unknown, not failed', () => {
    const seen = proof({ passportValidTo: null })
    expect(seen).toMatchObject({ row: 7, needsAuthorisation: 'UNKNOWN', code: 'M1' })
    expect(outcomes(seen)[CONDITION.papers]).toBe('UNKNOWN')
  })
})

describe('exemptions', () => {
  const visit = (
    natureOfServices: string | null,
    to: string,
    sector: DeclarationBody['sector'] = 'OTHER',
  ) =>
    outcomes(
      verdict({ declared: { natureOfServices, sector, period: { from: '2026-03-02', to } } }),
    ).SHORT_STAY_EXEMPTION

  it.each([
    ['Réunion du conseil', '2026-03-21', 'UNKNOWN'],
    ['Réunion du conseil', '2026-03-22', 'NOT_MET'],
    ['first assembly of a press', '2026-03-09', 'UNKNOWN'],
    ['first assembly of a press', '2026-03-10', 'NOT_MET'],
    ['urgent repair', '2026-03-06', 'UNKNOWN'],
    ['urgent repair', '2026-03-07', 'NOT_MET'],
    ['formwork', '2026-03-03', 'NOT_MET'],
    [null, '2026-03-03', 'UNKNOWN'],
  ])('%s until %s: %s', (nature, to, outcome) => {
    expect(visit(nature, to)).toBe(outcome)
  })

  it.each<[string, DeclarationBody['sector']]>([
    ['Bouw van de ambassade', 'CONSTRUCTION'],
    ['Schoonmaak van het congrescentrum', 'CLEANING'],
    ['Sportvloeren leggen', 'CONSTRUCTION'],
    ['Opbouw van beursstanden', 'CONSTRUCTION'],
    ['Concertpodia bouwen', 'OTHER'],
    ['Renovation of meeting rooms', 'OTHER'],
    ['Coiffure en salon', 'OTHER'],
    ['Nettoyage des salles de réunion', 'CLEANING'],
  ])('%s names no exemption: where the work is says nothing of what it is', (nature, sector) => {
    expect(visit(nature, '2026-03-04', sector)).toBe('NOT_MET')
  })

  it('words alone free nobody: the work is asked about until the proof is noted', () => {
    const trip = {
      employer: employerFrom('RS'),
      natureOfServices: 'Wetenschappelijk congres',
      period: { from: '2026-03-02', to: '2026-03-04' },
    }
    expect(verdict({ declared: trip })).toMatchObject({
      code: 'M1',
      needsAuthorisation: 'UNKNOWN',
      needsDeclaration: 'UNKNOWN',
    })
    const proved = { ...trip, postingProof: proofOf('CONGRESS') }
    expect(verdict({ declared: proved })).toMatchObject({
      row: 9,
      code: 'M0',
      needsAuthorisation: 'NO',
      needsDeclaration: 'NO',
    })
    const other = { ...proved, period: { from: '2026-03-02', to: '2026-06-30' } }
    expect(verdict({ declared: other }).code, 'no congress is so long').toBe('M1')
  })

  it('first assembly is no exemption in construction', () => {
    expect(visit('first assembly of a press', '2026-03-09', 'CONSTRUCTION')).toBe('NOT_MET')
  })

  const meetings = (...periods: [from: string, to: string][]) => {
    const declared = periods.map(([from, to], i) =>
      declaration({ postingProof: proofOf('CLOSED_MEETING'), period: { from, to } }, `l${i + 1}`),
    )
    return compareDeclarations(facts({ declarations: declared }), TODAY).map(outcomes)
  }
  const met = (seen: ReturnType<typeof meetings>) =>
    seen.map(({ SHORT_STAY_EXEMPTION: outcome }) => outcome)

  it('closed meetings: 60 days of a calendar year together, the next year begins anew', () => {
    const [a, b, c] = [
      ['2026-01-01', '2026-01-20'],
      ['2026-03-01', '2026-03-20'],
      ['2026-05-01', '2026-05-20'],
    ] as [[string, string], [string, string], [string, string]]
    expect(met(meetings(a, b, c))).toEqual(['MET', 'MET', 'MET'])
    expect(met(meetings(a, b, c, ['2026-12-31', '2026-12-31']))[3]).toBe('NOT_MET')
    expect(met(meetings(a, b, c, ['2027-01-01', '2027-01-01']))[3]).toBe('MET')
  })

  const outcomesOf = (...declared: Partial<DeclarationBody>[]) =>
    compareDeclarations(
      facts({
        declarations: declared.map((body, i) =>
          declaration({ sector: 'OTHER', ...body }, `l${i + 1}`),
        ),
      }),
      TODAY,
    ).map((one) => outcomes(one).SHORT_STAY_EXEMPTION)

  it('urgent repair: 5 days of a month together', () => {
    const repair = (from: string, to: string) => ({
      postingProof: proofOf('URGENT_REPAIR'),
      period: { from, to },
    })
    const first = repair('2026-03-02', '2026-03-05')
    expect(outcomesOf(first, repair('2026-03-16', '2026-03-16'))).toEqual(['MET', 'MET'])
    expect(outcomesOf(first, repair('2026-03-16', '2026-03-17'))).toEqual(['MET', 'NOT_MET'])
    expect(outcomesOf(first, repair('2026-04-01', '2026-04-02'))).toEqual(['MET', 'MET'])
  })

  it('first assembly: 8 days at one client together', () => {
    const press = (client: string, from: string, to: string) => ({
      postingProof: proofOf('FIRST_ASSEMBLY'),
      clients: [{ name: client, enterpriseNumber: null }],
      period: { from, to },
    })
    const first = press('Drukkerij A', '2026-03-02', '2026-03-07')
    expect(outcomesOf(first, press('Drukkerij A', '2026-03-16', '2026-03-18'))[1]).toBe('NOT_MET')
    expect(outcomesOf(first, press('Drukkerij B', '2026-03-16', '2026-03-18'))[1]).toBe('MET')
    const atBoth = press('Drukkerij B', '2026-03-16', '2026-03-18')
    const clients = [...atBoth.clients, ...first.clients]
    expect(outcomesOf(first, { ...atBoth, clients })[1], 'the second client too').toBe('NOT_MET')
    const typed = press('A. DRUKKERIJ (N.V.)', '2026-03-16', '2026-03-18')
    expect(outcomesOf(press('NV Drukkerij A', '2026-03-02', '2026-03-07'), typed)[1]).toBe(
      'NOT_MET',
    )
    const numbered = (told: ReturnType<typeof press>, enterpriseNumber: string) => ({
      ...told,
      clients: told.clients.map((client) => ({ ...client, enterpriseNumber })),
    })
    const [a, b] = [numbered(first, KBO_A), numbered(atBoth, 'BE 0403.019.261')]
    expect(outcomesOf(a, b)[1], 'one number, however it is written').toBe('NOT_MET')
    const wrong = numbered(press('Drukkerij A', '2026-03-16', '2026-03-18'), '0000000001')
    expect(outcomesOf(a, wrong)[1], 'a number that cannot be says nothing').toBe('NOT_MET')
  })

  it('sport: 92 days of a year together', () => {
    const games = (from: string, to: string) => ({
      postingProof: proofOf('SPORT'),
      employer: employerFrom('SI'),
      period: { from, to },
    })
    const [first, more] = [games('2026-01-01', '2026-02-15'), games('2026-08-01', '2026-09-16')]
    expect(outcomesOf(first, games('2026-08-01', '2026-09-15'))[1]).toBe('MET')
    expect(outcomesOf(first, more)[1]).toBe('NOT_MET')
  })

  const workIn = (
    municipality: string,
    natureOfServices: string,
    exemption?: ProvableExemption,
  ) => {
    const address = { street: null, postalCode: null, place: null, municipality, country: 'BE' }
    return exemptionOf(
      declaration({
        natureOfServices,
        postingProof: exemption ? proofOf(exemption) : null,
        period: { from: '2026-03-02', to: '2026-03-03' },
        places: [{ type: 'ADDRESS', name: null, address }],
      }).record.body,
    )
  }

  it('the list of short stays is that of the region of the work', () => {
    expect(workIn(ANTWERP, 'audit', 'BUSINESS_VISIT').work).toBe('MET')
    expect(workIn(LIEGE, 'audit', 'BUSINESS_VISIT'), 'on no list that was found').toMatchObject({
      code: 'BUSINESS_VISIT',
      work: 'UNKNOWN',
    })
    expect(workIn(ANTWERP, 'audit').declaration, 'a visit is declared').toBe('NOT_MET')
    expect(workIn(LIEGE, 'concert', 'ARTIST').work).toBe('MET')
    expect(workIn(LIEGE, 'formwork').work).toBe('NOT_MET')
  })

  it('naming more accuses of nothing: what may free the work speaks before what does not', () => {
    for (const words of ['meeting and audit', 'audit and meeting']) {
      const { body } = declaration({
        natureOfServices: words,
        period: { from: '2026-03-02', to: '2026-03-31' },
        places: [
          {
            type: 'ADDRESS',
            name: null,
            address: {
              street: null,
              postalCode: null,
              place: null,
              municipality: LIEGE,
              country: 'BE',
            },
          },
        ],
      }).record
      expect(exemptionOf(body), words).toMatchObject({ code: 'BUSINESS_VISIT', work: 'UNKNOWN' })
    }
  })

  it('a driver abroad is exempt of Limosa, cabotage is not', () => {
    for (const words of [
      'Internationaal vervoer',
      'transport international',
      'Internationaler Transport',
    ]) {
      expect(workIn(ANTWERP, words), words).toMatchObject({
        code: 'INT_TRANSPORT',
        declaration: 'UNKNOWN',
      })
    }
    expect(workIn(ANTWERP, 'vervoer', 'INT_TRANSPORT').declaration).toBe('MET')
    expect(workIn(ANTWERP, 'internationaal vervoer met cabotage').declaration).toBe('NOT_MET')
  })

  it('a diplomat is exempt for as long as they serve, a consultant is none', () => {
    const long = { from: '2026-01-01', to: '2027-01-01' }
    const posted = (
      natureOfServices: string,
      postingProof: DeclarationBody['postingProof'] = null,
    ) =>
      verdict({
        declared: { natureOfServices, postingProof, period: long, employer: employerFrom('RS') },
      })
    expect(posted('Consulaire zending')).toMatchObject({ needsAuthorisation: 'UNKNOWN' })
    expect(posted('Zending', proofOf('DIPLOMAT'))).toMatchObject({ needsAuthorisation: 'NO' })
    expect(posted('Consultancy')).toMatchObject({ needsAuthorisation: 'YES' })
  })

  it('every exemption can be named by each of its words', () => {
    expect(LIMOSA_EXEMPTIONS.map(({ code }) => code)).toEqual(PROVABLE_EXEMPTIONS)
    const period = { from: '2026-03-02', to: '2026-03-03' }
    for (const { code, stems } of LIMOSA_EXEMPTIONS) {
      for (const stem of stems) {
        const { body } = declaration({
          natureOfServices: stem.toLowerCase(),
          sector: 'OTHER',
          period,
        }).record
        expect(exemptionOf(body).code, stem).toBe(code)
      }
    }
  })
})

describe('what covers a declaration', () => {
  it('M1 without any dossier', () => {
    expect(verdict({})).toMatchObject({ code: 'M1', dossierId: null })
  })

  it('M0 when a permit of the same employer covers all days, ends included', () => {
    const authorised = { from: '2026-03-01', to: '2026-06-30' }
    expect(verdict({ dossiers: [{ authorised }] })).toMatchObject({ code: 'M0', dossierId: 'd1' })
  })

  it('M2 while the application is pending, also at the counter', () => {
    for (const state of [
      'AT_COUNTER',
      'RECEIVED',
      'IN_EXAM',
      'INFO_REQUESTED',
      'DRAFT_DECISION',
    ] as const) {
      const dossiers = [{ work: { state, since: '2026-02-01' }, authorised: null }]
      expect(verdict({ dossiers }), state).toMatchObject({ code: 'M2', dossierId: 'd1' })
    }
  })

  it('an application filed on the last declared day counts, one filed later does not', () => {
    const on = (submittedOn: string) =>
      verdict({
        dossiers: [
          { submittedOn, work: { state: 'RECEIVED', since: submittedOn }, authorised: null },
        ],
      }).code
    expect([on('2026-06-30'), on('2026-07-01')]).toEqual(['M2', 'M1'])
  })

  it('a permit that was withdrawn after the declared work had ended did cover it', () => {
    const dossiers = [{ work: { state: 'WITHDRAWN', since: '2026-07-01' } as const }]
    expect(verdict({ dossiers }).code).toBe('M0')
  })

  it('a pending application for work that has not begun is consistent so far', () => {
    const dossiers = [
      { work: { state: 'IN_EXAM', since: '2026-02-01' } as const, authorised: null },
    ]
    const early = verdict({ dossiers, today: '2026-02-28' })
    expect(early.code).toBe('M0')
    expect(readingOf(early, dossier(dossiers[0]).body), 'asked is not granted').toBe('AWAITED')
    expect(verdict({ dossiers, today: '2026-03-01' }).code).toBe('M2')
  })

  it('M3 after a refusal, a withdrawal and while an appeal is pending', () => {
    for (const state of ['REFUSED', 'WITHDRAWN', 'APPEAL_PENDING'] as const) {
      const dossiers = [{ work: { state, since: '2026-02-15' }, authorised: null }]
      expect(verdict({ dossiers }), state).toMatchObject({ code: 'M3', dossierId: 'd1' })
    }
  })

  const elsewhere = {
    type: 'SITE',
    name: null,
    address: { street: null, postalCode: null, place: null, municipality: LIEGE, country: 'BE' },
  } as const

  it.each<[string, Partial<DossierBody>, Partial<DeclarationBody>, string]>([
    ['employer', { employerId: 'e3' }, {}, 'EMPLOYER'],
    ['place', {}, { places: [elsewhere] }, 'PLACE'],
    ['job', {}, { isco: '7126' }, 'JOB'],
  ])(
    'what is pending or was refused for another %s neither asks for this work nor forbids it',
    (_, other, declared, element) => {
      const m1 = { code: 'M1', differs: [element], dossierId: 'd1' }
      for (const state of ['IN_EXAM', 'REFUSED', 'APPEAL_PENDING'] as const) {
        const body = { work: { state, since: '2026-02-01' }, authorised: null, ...other }
        for (const today of [TODAY, '2026-02-28']) {
          expect(verdict({ declared, dossiers: [body], today }), state).toMatchObject(m1)
        }
      }
    },
  )

  it('what is pending for an employer and a place that are not told asks for the declared work', () => {
    const pending = { work: { state: 'IN_EXAM', since: '2026-02-01' }, authorised: null } as const
    const seen = verdict({
      declared: { places: [elsewhere] },
      dossiers: [
        { ...pending, employerId: 'e3' },
        { ...pending, employerId: null, workplaces: [], submittedOn: '2025-09-01' },
      ],
    })
    expect(seen).toMatchObject({ code: 'M2', differs: [], dossierId: 'd2' })
  })

  it('of what was asked for other work the nearest is told, first what is pending', () => {
    const work = (state: 'IN_EXAM' | 'REFUSED') =>
      ({ work: { state, since: '2026-02-01' }, authorised: null, employerId: 'e3' }) as const
    const seen = verdict({
      declared: { isco: '7126' },
      dossiers: [work('REFUSED'), work('IN_EXAM'), { ...work('IN_EXAM'), employerId: 'e2' }],
    })
    expect(seen).toMatchObject({ code: 'M1', differs: ['JOB'], dossierId: 'd3' })
  })

  it('a permit of another employer that was withdrawn binds as one that stands: M4, no M3', () => {
    const on = (since: string) =>
      verdict({ dossiers: [{ employerId: 'e3', work: { state: 'WITHDRAWN', since } }] })
    expect(on('2026-05-01')).toMatchObject({ code: 'M4', differs: ['EMPLOYER', 'PERIOD'] })
    expect(on('2026-07-01')).toMatchObject({ code: 'M4', differs: ['EMPLOYER'] })
  })

  it('M3 when the permit was withdrawn inside the declared period', () => {
    const dossiers = [{ work: { state: 'WITHDRAWN', since: '2026-05-01' } as const }]
    expect(verdict({ dossiers }).code).toBe('M3')
  })

  it('under granted work, M2 while a first stay is not decided and M3 once it was refused, also while that is contested', () => {
    const on = (state: DossierBody['residence']['state']) => {
      const residence = { state, since: '2026-02-10' }
      return verdict({ dossiers: [{ applicationType: 'FIRST', annexes: [], residence }] }).code
    }
    expect([on('PRE_ASSESSMENT'), on('AWAITING_WORK'), on('VISA_PENDING')]).toEqual([
      'M2',
      'M2',
      'M0',
    ])
    expect([on('REFUSED'), on('APPEAL_PENDING')]).toEqual(['M3', 'M3'])
  })

  it('refused, then granted: the grant counts', () => {
    const dossiers = [
      {
        work: { state: 'REFUSED', since: '2025-12-01' } as const,
        authorised: null,
        submittedOn: '2025-09-01',
      },
      {},
    ]
    expect(verdict({ dossiers })).toMatchObject({ code: 'M0', dossierId: 'd2' })
  })

  it('an inadmissible or withdrawn application is as if none had been asked', () => {
    for (const state of ['INADMISSIBLE', 'DESISTED'] as const) {
      const dossiers = [{ work: { state, since: '2026-02-15' }, authorised: null }]
      expect(verdict({ dossiers }).code, state).toBe('M1')
    }
  })

  it('M4 names the employer, the place, the job and the period that differ', () => {
    const place = {
      type: 'SITE',
      name: null,
      address: { street: null, postalCode: null, place: null, municipality: LIEGE, country: 'BE' },
    } as const
    const differs = (given: Case) => {
      const seen = verdict(given)
      expect(seen.code).toBe('M4')
      return seen.differs
    }
    expect(differs({ dossiers: [{ employerId: 'e3' }] })).toEqual(['EMPLOYER'])
    expect(differs({ dossiers: [{}], declared: { places: [place] } })).toEqual(['PLACE'])
    expect(differs({ dossiers: [{}], declared: { isco: '7126' } })).toEqual(['JOB'])
    expect(
      differs({ dossiers: [{ authorised: { from: '2026-03-02', to: '2026-12-31' } }] }),
    ).toEqual(['PERIOD'])
    expect(
      differs({
        dossiers: [{ employerId: 'e3', authorised: { from: '2026-03-01', to: '2026-06-29' } }],
        declared: { places: [place], isco: '7126' },
      }),
    ).toEqual(['EMPLOYER', 'PLACE', 'JOB', 'PERIOD'])
  })

  it('a permit in the name of any client is none for another employer: the second and the last count too', () => {
    const clients = (...numbers: (string | null)[]) => ({
      clients: numbers.map((enterpriseNumber, i) => ({ name: `Klant ${i}`, enterpriseNumber })),
    })
    const dossiers = [{ employerId: 'e3' }]
    const [other, another, theirs] = ['0403019261', '0403170701', '0428759497']
    const code = (declared: Case['declared']) => verdict({ dossiers, declared: declared! }).code
    expect(code(clients(other!, theirs!))).toBe('M0')
    expect(code(clients(other!, another!, null, theirs!))).toBe('M0')
    expect(code(clients(other!, another!))).toBe('M4')
    const named = (name: string) => ({
      clients: [...clients(other!).clients, { name, enterpriseNumber: null }],
    })
    expect(code(named('BAKKERIJ WILDEKAMP'))).toBe('M0')
    expect(code(named('Bakkerij Zonnekamp')), 'a word in common is not enough').toBe('M4')
  })

  it('an establishment unit of the permit is its workplace, wherever its municipality says it is', () => {
    const unit = '2000000042'
    const workplaces = [{ municipality: ANTWERP, street: null, establishmentUnit: unit, share: 1 }]
    const places = (establishmentUnit?: string): DeclarationBody['places'] => [
      {
        type: 'COMPANY',
        name: null,
        address: {
          street: null,
          postalCode: null,
          place: null,
          municipality: LIEGE,
          country: 'BE',
        },
        ...(establishmentUnit && { establishmentUnit }),
      },
    ]
    const code = (declared: DeclarationBody['places']) =>
      verdict({ dossiers: [{ workplaces }], declared: { places: declared } }).code
    expect(code(places(unit))).toBe('M0')
    expect(code(places('2000000141'))).toBe('M4')
    expect(code([...places('2000000141'), ...places(unit)])).toBe('M0')
    expect(code(places())).toBe('M4')
  })

  it('one of twenty places, a second workplace, the same minor group and spellings of a name agree', () => {
    const at = (municipality: string) =>
      ({
        type: 'SITE',
        name: null,
        address: { street: null, postalCode: null, place: null, municipality, country: 'BE' },
      }) as const
    const innocent: Case[] = [
      { dossiers: [{}], declared: { places: [at(LIEGE), at(ANTWERP)] } },
      {
        dossiers: [{}],
        declared: { places: [at(LIEGE), { type: 'OTHER', name: 'various', address: null }] },
      },
      {
        dossiers: [
          {
            workplaces: [ANTWERP, LIEGE].map((municipality) => ({
              municipality,
              street: null,
              establishmentUnit: null,
              share: 0.5,
            })),
          },
        ],
        declared: { places: [at(LIEGE)] },
      },
      { dossiers: [{}], declared: { isco: '7511' } },
      {
        dossiers: [{}],
        declared: { employer: { ...employer!, vatNumber: null, name: 'GRADNJE ZELENKO DOO' } },
      },
    ]
    for (const given of innocent) expect(verdict(given).code).toBe('M0')
  })

  it('periods of two permits that adjoin are one; a day between them is not covered', () => {
    const joined = (from: string) => [
      { authorised: { from: '2026-03-01', to: '2026-04-30' } },
      { authorised: { from, to: '2026-12-31' }, applicationType: 'RENEWAL' as const },
    ]
    expect(verdict({ dossiers: joined('2026-05-01') }).code).toBe('M0')
    expect(verdict({ dossiers: joined('2026-05-02') })).toMatchObject({
      code: 'M4',
      differs: ['PERIOD'],
    })
  })

  it('an Annex 49 bridges the gap of a renewal', () => {
    const dossiers: Partial<DossierBody>[] = [
      {
        authorised: { from: '2025-01-01', to: '2026-04-30' },
        work: { state: 'EXPIRED', since: '2026-05-01' },
      },
      {
        work: { state: 'GRANTED', since: '2026-04-20' },
        authorised: { from: '2026-06-01', to: '2027-05-31' },
        annexes: [{ type: 'ANNEX_49', on: '2026-04-25' }],
      },
    ]
    expect(verdict({ dossiers }).code).toBe('M0')
    expect(verdict({ dossiers: dossiers.map((body) => ({ ...body, annexes: [] })) }).code).toBe(
      'M4',
    )
  })

  it('a permit that ended a year before still relates, one day more does not', () => {
    const ended = (to: string) =>
      verdict({
        dossiers: [
          {
            authorised: { from: '2024-01-01', to },
            work: { state: 'EXPIRED', since: '2024-06-01' },
            submittedOn: '2023-10-01',
          },
        ],
      })
    expect(ended('2025-03-01')).toMatchObject({ code: 'M4', differs: ['PERIOD'] })
    expect(ended('2025-02-28').code).toBe('M1')
  })

  it('a professional card covers self-employment, a single permit does not', () => {
    const self = { kind: 'SELF_EMPLOYED', employer: null, sector: 'CLEANING' } as const
    const withProcedure = (procedure: DossierBody['procedure']) =>
      verdict({ declared: self, dossiers: [{ procedure, employerId: null }] }).code
    expect(withProcedure('PROFESSIONAL_CARD')).toBe('M0')
    expect(withProcedure('SINGLE_PERMIT')).toBe('M1')
  })

  it('cancelled and replaced declarations are left out', () => {
    const declarations = [
      declaration({ status: 'CANCELLED' }, 'l1'),
      declaration({ status: 'REPLACED' }, 'l2'),
      declaration({}, 'l3'),
    ]
    const verdicts = compareDeclarations(facts({ declarations }), TODAY)
    expect(verdicts.map(({ declarationId }) => declarationId)).toEqual(['l3'])
  })
})
