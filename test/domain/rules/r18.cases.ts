import { type RuleCases, somebody } from './cases.ts'

type Told = Parameters<typeof somebody>[0]

const cards = (...spans: [string, string][]) => cardsWith({}, ...spans)

const TWICE: [string, string][] = [
  ['2026-01-01', '2026-03-01'],
  ['2026-03-10', '2026-05-08'],
]
const employed = (...periods: [string, string][]) =>
  periods.map(([from, to]) => ({ period: { from, to } }))

const NINETY = employed(['2026-01-01', '2026-03-01'], ['2026-03-10', '2026-04-08'])

const cardsWith = (told: Told, ...spans: [string, string][]) =>
  somebody({
    ...told,
    dossiers: spans.map(([from, to]) => ({
      procedure: 'WORK_CARD',
      category: 'ARTIST',
      authorised: { from, to },
    })),
  })

export const cases: RuleCases = {
  code: 'R18',
  planted: {
    'twice sixty days': cards(...TWICE),
    'and worked on all of them': cardsWith(
      { holds: { DIMONA: {} }, employed: employed(...TWICE) },
      ...TWICE,
    ),
    'worked for ninety days, and seen at work on one more': cardsWith(
      { holds: { DIMONA: {} }, employed: NINETY, present: [{ date: '2026-04-20' }] },
      ...TWICE,
    ),
    'the desk does not hold how much of the second was worked': cardsWith(
      {
        holds: { DIMONA: { asOf: '2026-03-05' } },
        employed: employed(['2026-01-01', '2026-02-28']),
      },
      ...TWICE,
    ),
  },
  innocent: {
    'half a year between': cards(['2026-01-01', '2026-03-01'], ['2026-09-10', '2026-11-08']),
    'worked for forty days of each': cardsWith(
      {
        holds: { DIMONA: {} },
        employed: employed(['2026-01-01', '2026-02-09'], ['2026-03-10', '2026-04-18']),
      },
      ...TWICE,
    ),
    'worked for ninety days': cardsWith({ holds: { DIMONA: {} }, employed: NINETY }, ...TWICE),
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
