import { type RuleCases, ANTWERP, BRUSSELS, site, somebody } from './cases.ts'

const posted = (to: string, place = ANTWERP) =>
  somebody({
    declared: [
      { period: { from: '2025-01-01', to: '2025-12-31' }, places: [site(ANTWERP)] },
      { period: { from: '2026-01-01', to }, places: [site(place)] },
    ],
  })

export const cases: RuleCases = {
  code: 'R16',
  planted: { 'twenty months': posted('2026-08-31') },
  innocent: { 'at another place': posted('2026-08-31', BRUSSELS) },
  boundaries: { months: { value: 18, clear: posted('2026-06-30'), flagged: posted('2026-07-01') } },
}
