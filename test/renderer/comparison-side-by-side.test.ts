import { describe, expect, test } from 'vitest'
import type { DeclarationBody, DossierBody, PersonBody } from '../../domain/contract/records.ts'
import { MASKED } from '../../domain/rights/view.ts'
import {
  identityRows,
  nameTokens,
  permitRows,
  type ElementName,
  type ElementRow,
} from '../../renderer/comparison/side-by-side.ts'
import { declaration, dossier, employer, person } from './fixture.ts'

const outcome = (rows: ElementRow[], element: ElementName) =>
  rows.find((row) => row.element === element)?.outcome
const worker = (changes: Partial<DeclarationBody['worker']>): DeclarationBody => ({
  ...declaration.body,
  worker: { ...declaration.body.worker, ...changes },
})
const known = (changes: Partial<PersonBody>): PersonBody => ({ ...person.body, ...changes })

describe('elements of the permit', () => {
  test('the verdict decides what differs; the values of both sources stand beside it', () => {
    const rows = permitRows(declaration.body, dossier.body, employer, {
      differs: ['EMPLOYER', 'PERIOD'],
      needsAuthorisation: 'YES',
    })
    expect(outcome(rows, 'EMPLOYER')).toBe('DIFFERENT')
    expect(outcome(rows, 'PERIOD')).toBe('DIFFERENT')
    expect(outcome(rows, 'PLACE')).toBe('SAME')
    const row = rows.find(({ element }) => element === 'EMPLOYER')!
    expect(row.known[0]?.value).toBe('Bouwwerken Peeters & Zonen BV')
    expect(row.declared[0]?.value).toBe(declaration.body.employer?.name)
  })

  test('the client to whom the permit was given, as the host says, stands beside who sends', () => {
    const clients: DeclarationBody['clients'] = [
      { name: employer.body.name, enterpriseNumber: null },
      { name: 'Havenbedrijf', enterpriseNumber: '0428759497' },
    ]
    const body = { ...declaration.body, clients }
    const verdict = { differs: [], needsAuthorisation: 'YES' as const }
    const declared = (client: number | null) =>
      permitRows(body, dossier.body, employer, verdict, client)[0]!.declared
    const sender = { type: 'text', value: declaration.body.employer!.name }
    expect(declared(1)).toEqual([
      sender,
      { type: 'text', value: 'Havenbedrijf', marks: ['client'] },
    ])
    expect(declared(null), 'one of the same name may be judged another').toEqual([sender])
  })

  test('without a dossier every element is missing on our side', () => {
    const rows = permitRows(declaration.body, null, null, {
      differs: [],
      needsAuthorisation: 'YES',
    })
    expect(rows.map((row) => row.outcome)).toEqual(['MISSING', 'MISSING', 'MISSING', 'MISSING'])
    expect(rows.every((row) => row.known.length === 0)).toBe(true)
  })

  test('where no authorisation is needed, none is missing', () => {
    const rows = permitRows(declaration.body, null, null, { differs: [], needsAuthorisation: 'NO' })
    expect(rows.every((row) => row.outcome === 'NOT_NEEDED')).toBe(true)
  })

  test('the period that was only asked for is shown as not granted', () => {
    const work = { state: 'REFUSED', since: '2025-11-12' } as const
    const refused: DossierBody = { ...dossier.body, work, authorised: null }
    const rows = permitRows(declaration.body, refused, employer, {
      differs: [],
      needsAuthorisation: 'YES',
    })
    expect(rows.find(({ element }) => element === 'PERIOD')).toMatchObject({
      outcome: 'NOT_GRANTED',
      known: [{ type: 'period', value: '2026-01-01/2027-12-31' }],
    })
  })

  test('a grant whose period was not recorded has no period to compare', () => {
    const open: DossierBody = { ...dossier.body, authorised: null }
    expect(
      outcome(
        permitRows(declaration.body, open, employer, {
          differs: [],
          needsAuthorisation: 'YES',
        }),
        'PERIOD',
      ),
    ).toBe('MISSING')
  })

  test('jobs are the same by the digits of ISCO that both share', () => {
    const isco = (declared: string | null) =>
      permitRows(
        { ...declaration.body, isco: declared },
        { ...dossier.body, job: { ...dossier.body.job, isco: '7512' } },
        employer,
        { differs: [], needsAuthorisation: 'YES' },
      ).find(({ element }) => element === 'JOB')?.isco
    expect([isco('7512'), isco('7514'), isco('7126'), isco(null)]).toEqual([
      '7512',
      '751',
      undefined,
      undefined,
    ])
  })

  test('without a code the words for the work are a hint: alike, or not to be compared, never different', () => {
    const outcome = (natureOfServices: string | null, isco: string | null = null) =>
      permitRows(
        { ...declaration.body, isco, natureOfServices },
        { ...dossier.body, job: { ...dossier.body.job, isco: '7112', title: 'Metselaar' } },
        employer,
        { differs: [], needsAuthorisation: 'YES' },
      ).find(({ element }) => element === 'JOB')?.outcome
    expect(outcome('Metselwerk aan de kade')).toBe('SIMILAR')
    expect(outcome('Coffrage')).toBe('UNKNOWN')
    expect(outcome(null)).toBe('MISSING')
    expect(outcome('Coffrage', '7112'), 'a code decides').toBe('SAME')
  })

  test('twenty places all appear', () => {
    const place = declaration.body.places[0]!
    const many = { ...declaration.body, places: Array.from({ length: 20 }, () => place) }
    const row = permitRows(many, dossier.body, employer, {
      differs: [],
      needsAuthorisation: 'YES',
    })[1]!
    expect(row.declared).toHaveLength(20)
  })
})

describe('identity', () => {
  test('diacritics, case and hyphens do not make a name differ', () => {
    const rows = identityRows(known({ familyName: 'Şahin-Öz' }), worker({ familyName: 'SAHIN OZ' }))
    expect(outcome(rows, 'FAMILY_NAME')).toBe('SAME')
  })

  test('a shared part makes names similar, none makes them different', () => {
    const one = known({ givenNames: 'Mehmet Ali' })
    expect(outcome(identityRows(one, worker({ givenNames: 'Ali' })), 'GIVEN_NAMES')).toBe('SIMILAR')
    expect(outcome(identityRows(one, worker({ givenNames: 'Igor' })), 'GIVEN_NAMES')).toBe(
      'DIFFERENT',
    )
  })

  test('an earlier number is the same person’s number', () => {
    const one = known({ insz: '85073003328', inszAliases: ['85473003393'] })
    expect(outcome(identityRows(one, worker({ insz: '85.47.30-033.93' })), 'INSZ')).toBe('SAME')
    expect(outcome(identityRows(one, worker({ insz: '00010100105' })), 'INSZ')).toBe('DIFFERENT')
    expect(outcome(identityRows(one, worker({ insz: null })), 'INSZ')).toBe('MISSING')
  })

  test('spaces and case in a passport number do not count, its country does', () => {
    const one = known({ passports: [{ number: 'U 123456', country: 'TR', validTo: null }] })
    const typed = (country: string) => worker({ passport: { number: 'u123456', country } })
    expect(outcome(identityRows(one, typed('TR')), 'PASSPORT')).toBe('SAME')
    expect(outcome(identityRows(one, typed('UA')), 'PASSPORT')).toBe('DIFFERENT')
  })

  test('what linking calls alike is alike here too', () => {
    const one = known({
      familyName: 'Janssens',
      givenNames: 'Mohamed',
      birthDate: '1985-03-07',
      nationality: 'BR',
    })
    const rows = identityRows(
      one,
      worker({
        familyName: 'Jansens',
        givenNames: 'Mohammed',
        birthDate: '1985-07-03',
        nationality: 'ZZ',
      }),
    )
    expect(outcome(rows, 'FAMILY_NAME')).toBe('SIMILAR')
    expect(outcome(rows, 'GIVEN_NAMES')).toBe('SIMILAR')
    expect(outcome(rows, 'BIRTH_DATE')).toBe('SIMILAR')
    expect(outcome(rows, 'NATIONALITY'), 'unknown is not different').toBe('MISSING')
    const swapped = worker({ familyName: 'Mohamed', givenNames: 'Janssens' })
    expect(outcome(identityRows(one, swapped), 'FAMILY_NAME')).toBe('SWAPPED')
  })

  test('an unknown birth date or sex is missing, not different', () => {
    const rows = identityRows(known({ birthDate: null }), worker({ sex: 'U' }))
    expect(outcome(rows, 'BIRTH_DATE')).toBe('MISSING')
    expect(outcome(rows, 'SEX')).toBe('MISSING')
  })

  test('the pieces of a name that the other spelling lacks are marked', () => {
    expect(nameTokens('Van den Berg-Yılmaz', 'BERG')).toEqual([
      { text: 'Van', shared: false },
      { text: ' ', shared: true },
      { text: 'den', shared: false },
      { text: ' ', shared: true },
      { text: 'Berg', shared: true },
      { text: '-', shared: true },
      { text: 'Yılmaz', shared: false },
    ])
  })
})

describe('what numbers are and what may not be seen', () => {
  test('an earlier number and a bis number are told apart', () => {
    const rows = identityRows(
      known({ insz: '88431400179', inszAliases: ['85073003328'] }),
      declaration.body,
    )
    const insz = rows.find(({ element }) => element === 'INSZ')!
    expect(insz.known.map(({ marks }) => marks)).toEqual([['bis'], ['previous']])
  })

  test('masked people are not compared: two masks are not the same name', () => {
    const rows = identityRows(known({ familyName: MASKED }), worker({ familyName: MASKED }))
    expect(outcome(rows, 'FAMILY_NAME')).toBe('MASKED')
    expect(outcome(rows, 'BIRTH_DATE')).toBe('MASKED')
    expect(outcome(rows, 'NATIONALITY')).toBe('MASKED')
  })
})
