import { type RuleCases, ANTWERP, held, site, somebody } from './cases.ts'

const works = (valueEuro: number, from = '2026-03-02', date?: string) =>
  somebody({
    declared: [{ places: [site(ANTWERP)], period: { from, to: '2026-12-31' } }],
    present: date ? [{ date, l1Number: 'L1-l1' }] : [],
    outside: held('WORKS', {
      municipality: ANTWERP,
      siteName: null,
      declared: true,
      valueEuro,
      period: { from: '2026-01-01', to: null },
      exempt: false,
    }),
  })

export const cases: RuleCases = {
  code: 'R26',
  planted: { 'never registered': works(800_000) },
  innocent: { 'registered in the first week': works(800_000, '2026-03-02', '2026-03-05') },
  boundaries: {
    minValue: { value: 600_000, clear: works(599_999), flagged: works(600_000) },
    workingDays: {
      value: 5,
      clear: works(800_000, '2026-03-02', '2026-03-06'),
      flagged: works(800_000, '2026-03-02', '2026-03-09'),
    },
  },
}
