import { type RuleCases, somebody } from './cases.ts'

const other = (birthDate: string, country = 'BR') =>
  somebody({
    samePassport: [{ personId: 'p2', birthDate, passport: { number: 'FX123456', country } }],
  })

export const cases: RuleCases = {
  code: 'R32',
  planted: { 'one passport, one birth date, two persons': other('1988-03-14') },
  innocent: {
    'another birth date is R33': other('1990-01-01'),
    'another country': other('1988-03-14', 'PT'),
  },
  boundaries: {},
}
