import { OPEN_END } from '../../../domain/calendar/spans.ts'
import { type RuleCases, ANTWERP, firm, times } from './cases.ts'

const lodger = (i: number, address: string, until = OPEN_END) => ({
  personId: `p${i}`,
  address,
  municipality: ANTWERP,
  until,
})
const house = (count: number, address = 'Kaai 1') =>
  firm({ lodgers: times(count, (i) => lodger(i, address)) })

export const cases: RuleCases = {
  code: 'R51',
  planted: { 'eight workers in one house': house(8) },
  innocent: {
    'each their own': firm({
      lodgers: times(8, (i) => lodger(i, `Kaai ${i}`)),
    }),
    'eight in a row, of whom one is still there': firm({
      lodgers: times(8, (i) => lodger(i, 'Kaai 1', i === 0 ? '2026-12-31' : `${2015 + i}-12-31`)),
    }),
    'the permits of most ended yesterday': firm({
      lodgers: times(8, (i) => lodger(i, 'Kaai 1', i < 5 ? '2026-11-20' : '2026-11-19')),
    }),
    'addresses are masked': firm({}),
  },
  boundaries: { minWorkers: { value: 4, clear: house(3), flagged: house(4) } },
}
