import { type RuleCases, somebody } from './cases.ts'

const cards = (...spans: [string, string][]) =>
  somebody({
    dossiers: spans.map(([from, to]) => ({
      procedure: 'WORK_CARD',
      category: 'ARTIST',
      authorised: { from, to },
    })),
  })

export const cases: RuleCases = {
  code: 'R18',
  planted: {
    'twice sixty days': cards(['2026-01-01', '2026-03-01'], ['2026-03-10', '2026-05-08']),
  },
  innocent: {
    'half a year between': cards(['2026-01-01', '2026-03-01'], ['2026-09-10', '2026-11-08']),
    'seasonal work has its own limit': somebody({
      dossiers: [
        {
          procedure: 'WORK_CARD',
          category: 'SEASONAL',
          authorised: { from: '2026-01-01', to: '2026-05-20' },
        },
      ],
    }),
  },
  boundaries: {
    maxDays: {
      value: 90,
      clear: cards(['2026-01-01', '2026-03-31']),
      flagged: cards(['2026-01-01', '2026-04-01']),
    },
    windowDays: {
      value: 100,
      clear: cards(['2026-01-01', '2026-02-24'], ['2026-03-07', '2026-04-20']),
      flagged: cards(['2026-01-01', '2026-02-24'], ['2026-03-06', '2026-04-20']),
    },
  },
}
