import { describe, expect, it } from 'vitest'
import { numberKeys } from '../../domain/linking/enterprise-keys.ts'
import {
  enterpriseMeant,
  type KnownEnterprise,
  mentionWhy,
} from '../../domain/linking/enterprise-register.ts'
import { compareEnterprises, type NamedEnterprise } from '../../domain/linking/enterprise.ts'
import {
  ENTERPRISE_NAME_LEVELS as LEVEL,
  enterpriseNameLevel,
} from '../../domain/linking/enterprise-names.ts'

const firm = (name: string, rest: Partial<NamedEnterprise> = {}): NamedEnterprise => ({
  name,
  country: 'BE',
  enterpriseNumber: null,
  vatNumber: null,
  ...rest,
})

describe('names of enterprises', () => {
  it.each([
    ['Bouwgroep Noord NV', 'BOUWGROEP NOORD n.v.', LEVEL.same],
    ['Gradnje Zelenko d.o.o.', 'Zelenko Gradnje DOO', LEVEL.same],
    ['Etablissements Dupré S.A.', 'ETS DUPRE', LEVEL.same],
    ['Müller Bau GmbH', 'Muller Bau Gesellschaft mit beschränkter Haftung', LEVEL.same],
    ['Wiśniewski Sp. z o.o.', 'WISNIEWSKI SPÓŁKA Z OGRANICZONĄ ODPOWIEDZIALNOŚCIĄ', LEVEL.same],
    ['Стройгруп ООД', 'Stroygrup OOD', LEVEL.near],
    ['Transportes Ferreira Lda', 'Transportes Fereira', LEVEL.near],
    ['Maes & Zonen Transport BV', 'Maes Transport', LEVEL.part],
    ['Bouwgroep Noord', 'Bouwgroep Zuid', LEVEL.shared],
    ['Alfa Cleaning', 'Delta Meat', LEVEL.different],
    ['N.V.', 'Alfa', LEVEL.missing],
    ['Bouw 2000 BV', 'Bouw 3000 BV', LEVEL.shared],
    ['Jansen Holding BV (Vloerenhuis)', 'Vloerenhuis', LEVEL.same],
    ['Kowalski Marek t/a Kowbud', 'KOWBUD Sp. z o.o.', LEVEL.same],
    ['Peeters handelsnaam Dakwerken Noord', 'Dakwerken Noord', LEVEL.same],
  ])('%s and %s', (a, b, level) => {
    expect(enterpriseNameLevel(a, b)).toBe(level)
    expect(enterpriseNameLevel(b, a)).toBe(level)
  })
})

describe('the same enterprise', () => {
  it('a Belgian VAT number is the enterprise number', () => {
    const a = firm('Bouwgroep Noord', { enterpriseNumber: '0403.019.261' })
    const b = firm('Bouwgroep Noord NV', { vatNumber: 'BE 0403.019.261' })
    expect(compareEnterprises(a, b)).toMatchObject({ number: 'SAME', band: 'LINKED' })
  })

  it('a number in common with quite another name is for a person', () => {
    const a = firm('Alfa Cleaning', { vatNumber: 'SI12345678', country: 'SI' })
    const b = firm('Delta Meat', { vatNumber: 'si 12345678', country: 'SI' })
    expect(compareEnterprises(a, b).band).toBe('PROPOSED')
  })

  it('numbers that differ are two enterprises, whatever the name, unless the seat says otherwise', () => {
    const seat = { street: 'Havenkaai 12', postalCode: '2000' }
    const a = firm('Alfa', { vatNumber: 'SI12345678', country: 'SI' })
    const b = firm('Alfa d.o.o.', { vatNumber: 'SI12345687', country: 'SI' })
    expect(compareEnterprises(a, b).band).toBe('NONE')
    const withSeat = [a, b].map((one) => ({ ...one, address: seat })) as [typeof a, typeof b]
    expect(compareEnterprises(...withSeat).band).toBe('PROPOSED')
  })

  it('a mistyped number says nothing', () => {
    const a = firm('Bouwgroep Noord', { enterpriseNumber: '0403.019.262' })
    const b = firm('Bouwgroep Noord', { enterpriseNumber: '0403.019.261' })
    expect(compareEnterprises(a, b)).toMatchObject({ number: 'MISSING', band: 'PROPOSED' })
  })

  it('numbers of two states do not contradict each other', () => {
    const abroad = firm('Gradnje Novak d.o.o.', { country: 'SI', vatNumber: 'SI12345678' })
    const here = firm('Gradnje Novak', { country: 'SI', enterpriseNumber: '0403.019.261' })
    expect(compareEnterprises(abroad, here)).toMatchObject({ number: 'MISSING', band: 'PROPOSED' })
  })
})

describe('numbers as they are written', () => {
  const keysOf = (country: string, vatNumber: string) =>
    numberKeys({ country, vatNumber, enterpriseNumber: null })

  it.each([
    ['BE', 'BE 403.019.261', '0403019261'],
    ['BE', '0403.019.261', '0403019261'],
    ['PL', '123-456-32-18', 'PL1234563218'],
    ['PL', 'pl 1234563218', 'PL1234563218'],
    ['AT', 'U 1234 5678', 'ATU12345678'],
    ['GR', 'GR 123456789', 'EL123456789'],
    ['GR', '123456789', 'EL123456789'],
    ['NL', '123456789B01', 'NL123456789B01'],
    ['CH', 'CHE-123.456.789 MWST', 'CHE123456789'],
    ['PL', '0403019261', '0403019261'],
    ['PT', '12', '12'],
  ])('%s %s', (country, told, key) => {
    expect(keysOf(country, told)).toEqual([key])
  })
})

describe('the enterprise that is meant', () => {
  const known = (
    id: string,
    name: string,
    rest: Partial<NamedEnterprise> = {},
  ): KnownEnterprise => ({
    ...firm(name, { country: 'SI', ...rest }),
    id,
  })
  const named = firm('Zelenko d.o.o.', { country: 'SI' })
  const one = known('one', 'ZELENKO', { vatNumber: 'SI12345678' })
  const abroad = known('abroad', 'Zelenko', { country: 'HR' })
  const bandOf = (...others: KnownEnterprise[]) => enterpriseMeant(named, others).band

  it('is the one of the country that bears the name', () => {
    expect(enterpriseMeant(named, [abroad, one])).toMatchObject({
      band: 'LINKED',
      candidates: [{ enterpriseId: 'one' }],
    })
    expect(bandOf(abroad)).toBe('NONE')
  })

  it('is asked where another bears the name or one like it', () => {
    expect(bandOf(one, known('namesake', 'Zelenko', { vatNumber: 'SI87654321' }))).toBe('PROPOSED')
    expect(bandOf(one, known('longer', 'Zelenko Gradnje'))).toBe('PROPOSED')
    expect(bandOf(one, known('slip', 'Zelenka'))).toBe('PROPOSED')
    expect(bandOf(one, known('other', 'Gradnje Novak'))).toBe('LINKED')
  })

  it('is asked where the seat that is told is another', () => {
    const at = (street: string, postalCode: string) => ({ address: { street, postalCode } })
    const seated = known('seated', 'ZELENKO', at('Dunajska cesta 5', '1000'))
    const from = (rest: Partial<NamedEnterprise>) =>
      enterpriseMeant({ ...named, ...rest }, [seated]).band
    expect(from(at('DUNAJSKA CESTA 5A', '1000'))).toBe('LINKED')
    expect(from({})).toBe('LINKED')
    expect(from(at('Koroška cesta 80', '2000'))).toBe('PROPOSED')
    const elsewhere = enterpriseMeant({ ...named, ...at('Koroška cesta 80', '2000') }, [seated])
    expect(mentionWhy(elsewhere, false)).toBe('SEAT_DIFFERS')
    expect(enterpriseMeant({ ...named, ...at('Koroška cesta 80', '2000') }, [one]).band).toBe(
      'LINKED',
    )
  })

  it('is never one with another number of the same state', () => {
    const told = firm('Zelenko d.o.o.', { country: 'SI', vatNumber: 'SI11111111' })
    expect(enterpriseMeant(told, [one])).toEqual({ band: 'NONE', candidates: [] })
  })

  it('is none of those that it was said not to be, and another is asked about, not linked by that', () => {
    const namesake = known('namesake', 'Zelenko')
    const judged = enterpriseMeant(named, [one, namesake], new Set(['one']))
    expect(judged.band).toBe('PROPOSED')
    expect(judged.candidates.map(({ enterpriseId }) => enterpriseId)).toEqual(['namesake'])
    expect(mentionWhy(judged, false)).toBe('NAME_ALONE')
    expect(enterpriseMeant(named, [one], new Set(['one']))).toEqual({
      band: 'NONE',
      candidates: [],
    })
  })

  it('is linked by its number whoever of its name it was said not to be', () => {
    const told = firm('Zelenko d.o.o.', { country: 'SI', vatNumber: 'SI12345678' })
    const namesake = known('namesake', 'Zelenko')
    expect(enterpriseMeant(told, [one, namesake], new Set(['namesake']))).toMatchObject({
      band: 'LINKED',
      candidates: [{ enterpriseId: 'one' }],
    })
  })
})
