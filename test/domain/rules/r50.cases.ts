import { type RuleCases, somebody } from './cases.ts'

const seasons = (...spans: [string, string][]) =>
  somebody({
    dossiers: spans.map(([from, to]) => ({
      procedure: 'WORK_CARD',
      category: 'SEASONAL',
      authorised: { from, to },
    })),
  })

export const cases: RuleCases = {
  code: 'R50',
  planted: {
    'twice three months': seasons(['2026-01-01', '2026-03-31'], ['2026-07-01', '2026-09-30']),
  },
  innocent: {
    'a season each year': seasons(['2025-01-01', '2025-04-30'], ['2026-03-01', '2026-06-30']),
  },
  boundaries: {
    maxMonths: {
      value: 2,
      clear: seasons(['2026-01-01', '2026-03-01']),
      flagged: seasons(['2026-01-01', '2026-03-02']),
    },
    windowMonths: {
      value: 6,
      clear: seasons(['2026-01-01', '2026-03-31'], ['2026-06-01', '2026-08-31']),
      flagged: seasons(['2026-01-01', '2026-03-31'], ['2026-04-10', '2026-06-30']),
    },
  },
}
