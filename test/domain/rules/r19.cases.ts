import type { EmploymentBody } from '../../../domain/contract/records.ts'
import { type RuleCases, somebody } from './cases.ts'

const employed = (from: string, to: string | null, more: Partial<EmploymentBody> = {}) =>
  somebody({
    declared: [{}],
    holds: { DIMONA: {} },
    employed: [{ period: { from, to }, ...more }],
  })

export const cases: RuleCases = {
  code: 'R19',
  planted: { 'employed in Belgium while posted': employed('2026-04-01', null) },
  innocent: {
    'employed before': employed('2025-01-01', '2026-02-28'),
    'a cancelled employment': employed('2026-04-01', null, { status: 'CANCELLED' }),
    'never employed': somebody({ declared: [{}], holds: { DIMONA: {} } }),
  },
  boundaries: {
    maxDays: {
      value: 10,
      clear: employed('2026-06-21', null),
      flagged: employed('2026-06-20', null),
    },
  },
}
