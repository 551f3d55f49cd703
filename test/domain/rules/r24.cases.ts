import { type RuleCases, ANTWERP, LIEGE, held, site, somebody } from './cases.ts'

const END = '2027-01-01'
const file = (papers = {}, place = ANTWERP) =>
  somebody({
    declared: [{ places: [site(place)] }],
    outside: held('CHAIN_FILES', {
      l1Number: 'L1-l1',
      papers: { passport: END, residence: END, l1: END, a1: END, ...papers },
    }),
  })

export const cases: RuleCases = {
  code: 'R24',
  planted: {
    'no A1': file({ a1: null }),
    'a residence permit that ended during the work': file({ residence: '2026-05-31' }),
    'a passport that ended before the start': file({ passport: '2026-02-28' }),
  },
  innocent: {
    complete: file(),
    'valid to the last day': file({ a1: '2026-06-30' }),
    'in Wallonia': file({ a1: null }, LIEGE),
  },
  boundaries: {},
}
