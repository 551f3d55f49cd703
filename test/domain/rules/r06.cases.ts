import { type RuleCases, PROVEN, somebody } from './cases.ts'

const hired = (from: string) =>
  somebody({ declared: [{ postingProof: { ...PROVEN, homeResidence: { from, to: null } } }] })

export const cases: RuleCases = {
  code: 'R06',
  planted: { 'ten days before the posting': hired('2026-02-19') },
  innocent: {
    'a year before': hired('2025-03-01'),
    'papers not seen': somebody({ declared: [{}] }),
  },
  boundaries: {
    minDays: { value: 20, clear: hired('2026-02-09'), flagged: hired('2026-02-10') },
  },
}
