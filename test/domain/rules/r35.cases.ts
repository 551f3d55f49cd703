import { type RuleCases, held, somebody } from './cases.ts'

const diploma = (awardedOn: string, experienceYears = 5, recognised = true) =>
  somebody({
    outside: held('DIPLOMAS', { dossierId: 'd1', awardedOn, recognised, experienceYears }),
  })

export const cases: RuleCases = {
  code: 'R35',
  planted: {
    'before the age of 18': diploma('2005-06-30'),
    'an institution that is not recognised': diploma('2010-06-30', 5, false),
    'more experience than years': diploma('2010-06-30', 30),
  },
  innocent: { 'at 22, with ten years': diploma('2010-06-30', 10) },
  boundaries: {
    diplomaYears: { value: 20, clear: diploma('2008-03-14'), flagged: diploma('2008-03-13') },
    workYears: { value: 18, clear: diploma('2010-06-30', 20), flagged: diploma('2010-06-30', 21) },
  },
}
