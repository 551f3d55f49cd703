import { type RuleCases, PROVEN, somebody } from './cases.ts'

const stay = (from: string, to: string | null) =>
  somebody({ declared: [{ postingProof: { ...PROVEN, homeResidence: { from, to } } }] })

export const cases: RuleCases = {
  code: 'R03',
  planted: {
    'three months and no more': stay('2026-04-01', '2026-06-30'),
    'ends a day before the work does': stay('2025-01-01', '2026-06-29'),
  },
  innocent: {
    'ends on the last day of the work': stay('2025-01-01', '2026-06-30'),
    'three months and a day': stay('2026-03-30', '2026-06-30'),
    'has no end': stay('2026-02-28', null),
    'was not seen': somebody({ declared: [{ postingProof: { ...PROVEN, homeResidence: null } }] }),
  },
  boundaries: {
    minStay: {
      value: 4,
      clear: stay('2026-02-28', '2026-06-30'),
      flagged: stay('2026-03-01', '2026-06-30'),
    },
  },
}
