import { describe, expect, it } from 'vitest'
import {
  compareEnterprises,
  enterpriseMeant,
  type NamedEnterprise,
} from '../../domain/linking/enterprise.ts'
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

  it('a name links where exactly one enterprise of the country bears it', () => {
    const named = firm('Zelenko d.o.o.', { country: 'SI' })
    const one = firm('ZELENKO', { country: 'SI', vatNumber: 'SI12345678' })
    const namesake = firm('Zelenko', { country: 'SI', vatNumber: 'SI87654321' })
    const abroad = firm('Zelenko', { country: 'HR' })
    expect(enterpriseMeant(named, [abroad, one])?.evidence.band).toBe('LINKED')
    expect(enterpriseMeant(named, [abroad, one])?.enterprise).toBe(one)
    expect(enterpriseMeant(named, [one, namesake])?.evidence.band).toBe('PROPOSED')
    expect(enterpriseMeant(named, [abroad])).toBeNull()
  })
})
