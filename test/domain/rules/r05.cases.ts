import { type RuleCases, PROVEN, somebody } from './cases.ts'

const passport = (passportValidTo: string) =>
  somebody({ declared: [{ postingProof: { ...PROVEN, passportValidTo } }] })
const named = (validTo: string) =>
  somebody({
    person: { passports: [{ number: 'FX123456', country: 'BR', validTo }] },
    declared: [
      {
        worker: {
          insz: null,
          familyName: 'F',
          givenNames: 'D',
          birthDate: null,
          sex: 'M',
          nationality: 'BR',
          passport: { number: 'FX123456', country: 'BR' },
        },
      },
    ],
  })

export const cases: RuleCases = {
  code: 'R05',
  planted: {
    'shown and too short': passport('2026-06-29'),
    'named in the declaration, and too short in the register': named('2026-06-29'),
  },
  innocent: {
    'ends on the last day of the work': passport('2026-06-30'),
    'named, and long enough': named('2026-06-30'),
  },
  boundaries: {},
}
