import { type RuleCases, ANTWERP, firm, times } from './cases.ts'

const house = (count: number, address = 'Kaai 1') =>
  firm({ lodgers: times(count, (i) => ({ personId: `p${i}`, address, municipality: ANTWERP })) })

export const cases: RuleCases = {
  code: 'R51',
  planted: { 'eight workers in one house': house(8) },
  innocent: {
    'each their own': firm({
      lodgers: times(8, (i) => ({
        personId: `p${i}`,
        address: `Kaai ${i}`,
        municipality: ANTWERP,
      })),
    }),
    'addresses are masked': firm({}),
  },
  boundaries: { minWorkers: { value: 4, clear: house(3), flagged: house(4) } },
}
