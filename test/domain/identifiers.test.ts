import fc from 'fast-check'
import {
  accountKey,
  accountLabel,
  formatIban,
  ibanCheckDigits,
  parseIban,
} from '../../domain/identifiers/iban.ts'
import { describe, expect, it } from 'vitest'
import {
  enterpriseCheckDigits,
  formatEnterpriseNumber,
  parseEnterpriseNumber,
  parseEstablishmentNumber,
} from '../../domain/identifiers/enterprise-number.ts'
import { formatInsz, inszCheckDigits, parseInsz } from '../../domain/identifiers/insz.ts'

const digits = (length: number) =>
  fc.integer({ min: 0, max: 10 ** length - 1 }).map((n) => String(n).padStart(length, '0'))

describe('INSZ', () => {
  it.each([
    ['85073003328', { bis: false, year: 1985, month: 7, day: 30, sex: 'M' }],
    ['17073003384', { bis: false, year: 2017, month: 7, day: 30 }],
    ['98472899765', { bis: true, year: 1998, month: 7, day: 28, sex: 'M' }],
    ['01490700185', { bis: true, year: 2001, month: 9, day: 7 }],
    ['90001500181', { bis: false, year: 1990, month: 0, day: 15 }],
    ['88430000114', { bis: true, year: 1988, month: 3, day: 0 }],
    ['00231500229', { bis: true, year: 2000, month: 3, sex: 'U' }],
    ['85410100302', { bis: true, year: 1985, month: 1, day: 1 }],
  ])('%s is valid and tells what it tells', (number, told) => {
    expect(parseInsz(number)).toMatchObject({ number, ...told })
  })

  it('G13: the BIS number 98472899765 says 28 July 1998, whatever a passport says', () => {
    const insz = parseInsz('98.47.28-997.65')!
    expect([insz.year, insz.month, insz.day]).toEqual([1998, 7, 28])
  })

  it.each(['12345678901', '8507300332', '85073003329', '', 'abc'])('%s is none', (text) => {
    expect(parseInsz(text)).toBeNull()
  })

  it('prints with its points', () => {
    expect(formatInsz('85073003328')).toBe('85.07.30-033.28')
    expect(formatInsz('123')).toBe('123')
  })

  it('the century is never ambiguous, and one wrong check digit is noticed', () => {
    fc.assert(
      fc.property(digits(9), (base) => {
        expect(inszCheckDigits(base, true)).not.toBe(inszCheckDigits(base, false))
      }),
    )
    fc.assert(
      fc.property(digits(9), fc.boolean(), fc.integer({ min: 1, max: 9 }), (base, young, by) => {
        const check = inszCheckDigits(base, young)
        const wrong = `${check[0]}${(Number(check[1]) + by) % 10}`
        // The other century may have just these digits: then the number is another person's.
        fc.pre(wrong !== inszCheckDigits(base, !young))
        expect(parseInsz(base + wrong)).toBeNull()
      }),
    )
  })
})

describe('enterprise and establishment numbers', () => {
  it.each([
    ['0403019261', '0403019261'],
    ['BE 0403.019.261', '0403019261'],
    ['403019261', '0403019261'],
    ['0428759497', '0428759497'],
    ['0314595348', '0314595348'],
  ])('%s is %s', (raw, number) => {
    expect(parseEnterpriseNumber(raw)).toBe(number)
  })

  it.each(['0431150351', '2000000141', '04030192', ''])('%s is no enterprise number', (raw) => {
    expect(parseEnterpriseNumber(raw)).toBeNull()
  })

  it('establishment units start with 2 to 8', () => {
    expect(['2000000141', '8000000170'].map(parseEstablishmentNumber)).toEqual([
      '2000000141',
      '8000000170',
    ])
    expect(parseEstablishmentNumber('0403019261')).toBeNull()
  })

  it('print in their groups', () => {
    expect(formatEnterpriseNumber('0403019261')).toBe('0403.019.261')
    expect(formatEnterpriseNumber('2000000141')).toBe('2.000.000.141')
    expect(formatEnterpriseNumber('SI15012557'), 'of ten signs too').toBe('SI15012557')
  })

  it('every number with its own check digits is valid', () => {
    fc.assert(
      fc.property(digits(7), (rest) => {
        const base = `0${rest}`
        const number = base + enterpriseCheckDigits(base)
        expect(parseEnterpriseNumber(number)).toBe(number)
      }),
    )
  })
})

describe('bank accounts', () => {
  it('are read however they are written, when their check digits are right', () => {
    for (const raw of ['BE68 5390 0754 7034', 'be68539007547034', 'BE68-5390-0754-7034']) {
      expect(parseIban(raw)).toBe('BE68539007547034')
    }
    expect(parseIban('GB82 WEST 1234 5698 7654 32')).toBe('GB82WEST12345698765432')
    expect(parseIban('BE69 5390 0754 7034')).toBeNull()
    expect(parseIban('BE68')).toBeNull()
    expect(ibanCheckDigits('BE', '539007547034')).toBe('68')
  })

  it('are compared by a key that shows their last digits alone', () => {
    const key = accountKey('BE68539007547034')
    expect(key).toBe(accountKey(parseIban('BE68 5390 0754 7034')!))
    expect(key).not.toContain('539007')
    expect(accountLabel(key)).toBe('•••• 7034')
    expect(accountKey('BE71096123456769')).not.toBe(key)
    expect(formatIban('BE68539007547034')).toBe('BE68 5390 0754 7034')
  })
})
