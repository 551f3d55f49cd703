import { type RuleCases, ANTWERP, KBO_A, firm, held, site, times } from './cases.ts'

const site3 = (count: number, works: { declared: boolean; exempt: boolean } | null) =>
  firm({
    declared: times(count, () => ({
      clients: [{ name: 'K', enterpriseNumber: KBO_A }],
      places: [site(ANTWERP)],
    })),
    outside: works
      ? held('WORKS', {
          municipality: ANTWERP,
          siteName: null,
          valueEuro: 1,
          period: { from: '2026-01-01', to: null },
          ...works,
        })
      : held('WORKS'),
  })

export const cases: RuleCases = {
  code: 'R27',
  planted: {
    'three workers and no works': site3(3, null),
    'works that were not declared': site3(3, { declared: false, exempt: false }),
  },
  innocent: {
    declared: site3(3, { declared: true, exempt: false }),
    'small works of a private client': site3(3, { declared: false, exempt: true }),
  },
  boundaries: { minWorkers: { value: 4, clear: site3(3, null), flagged: site3(4, null) } },
}
