import { type RuleCases, ANTWERP, SLOVENE, held, site, somebody } from './cases.ts'

const posted = (to: string, ...filed: string[]) =>
  somebody({
    declared: [{ period: { from: '2025-03-01', to }, places: [site(ANTWERP)] }],
    outside: held(
      'NOTIFICATIONS',
      ...filed.map((filedOn) => ({ employerName: SLOVENE.name, filedOn })),
    ),
  })

export const cases: RuleCases = {
  code: 'R15',
  planted: {
    'thirteen months, no notification': posted('2026-03-31'),
    'notified when it was late': posted('2026-03-31', '2026-03-01'),
  },
  innocent: { 'notified in time': posted('2026-03-31', '2026-02-28') },
  boundaries: { months: { value: 12, clear: posted('2026-02-28'), flagged: posted('2026-03-01') } },
}
