import { describe, expect, it } from 'vitest'
import {
  declarationIdentifiers,
  passportKey,
  personIdentifiers,
  presenceInsz,
} from '../../domain/linking/exact.ts'
import { displayName, fold, searchText, searchWords } from '../../domain/linking/names.ts'
import { declaration, person } from './fixtures.ts'

describe('exact identifiers', () => {
  it('lists INSZ, earlier numbers and passports, normalised, in order of trust', () => {
    const { body } = person({
      insz: '85.07.30-033.28',
      inszAliases: ['88430000114', '85073003328'],
      passports: [{ number: 'fx 12-34', country: 'BR', validTo: null }],
    })
    expect(personIdentifiers('p1', body)).toEqual([
      { type: 'INSZ', value: '85073003328' },
      { type: 'INSZ_ALIAS', value: '88430000114' },
      { type: 'PASSPORT', value: 'BR:FX1234' },
    ])
  })

  it('a number with wrong check digits links nobody', () => {
    const { body } = person({ insz: '12345678901', passports: [] })
    expect(personIdentifiers('p1', body)).toEqual([])
    expect(presenceInsz({ insz: '12345678901' })).toBeNull()
  })

  it('a declaration gives INSZ before passport', () => {
    const { body } = declaration().record
    const worker = {
      ...body.worker,
      insz: '85073003328',
      passport: { number: 'FX1', country: 'BR' },
    }
    expect(declarationIdentifiers({ ...body, worker })).toEqual([
      { type: 'INSZ', value: '85073003328' },
      { type: 'PASSPORT', value: 'BR:FX1' },
    ])
  })

  it('the same number of another country is another passport', () => {
    expect(passportKey({ number: 'FX1', country: 'BR' })).not.toBe(
      passportKey({ number: 'FX1', country: 'PT' }),
    )
    expect(passportKey({ number: ' - ', country: 'BR' })).toBeNull()
  })
})

describe('names', () => {
  it.each([
    ['Łukasz', 'LUKASZ'],
    ['Müller-Đorđević', 'MULLER-DORDEVIC'],
    ['Strauß', 'STRAUSS'],
    ['Nguyễn', 'NGUYEN'],
    ['Işık', 'ISIK'],
    ["D'Hondt", "D'HONDT"],
  ])('folds %s to %s', (name, folded) => {
    expect(fold(name)).toBe(folded)
  })

  it('folding twice changes nothing', () => {
    expect(fold(fold('Ångström Łódź'))).toBe(fold('Ångström Łódź'))
  })

  it('shows FAMILY Given, and indexes and splits search text alike', () => {
    expect(displayName({ familyName: 'Đorđević', givenNames: 'Ana' })).toBe('ĐORĐEVIĆ Ana')
    expect(searchText('Đorđević', null, 'Ana')).toBe('DORDEVIC ANA')
    expect(searchWords('  đorđević  ana ')).toEqual(['DORDEVIC', 'ANA'])
  })
})
