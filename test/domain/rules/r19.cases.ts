import { type RuleCases, held, somebody } from './cases.ts'

const employed = (from: string, to: string | null) =>
  somebody({
    declared: [{}],
    outside: held('DIMONA', { employerName: 'B', enterpriseNumber: null, period: { from, to } }),
  })

export const cases: RuleCases = {
  code: 'R19',
  planted: { 'employed in Belgium while posted': employed('2026-04-01', null) },
  innocent: { 'employed before': employed('2025-01-01', '2026-02-28') },
  boundaries: {
    maxDays: {
      value: 10,
      clear: employed('2026-06-21', null),
      flagged: employed('2026-06-20', null),
    },
  },
}
