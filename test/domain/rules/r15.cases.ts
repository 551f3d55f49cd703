import { type RuleCases, ANTWERP, LIEGE, SLOVENE, held, site, somebody } from './cases.ts'

const postedTo = (place: string, to: string, from: string, ...filed: string[]) =>
  somebody({
    declared: [{ period: { from, to }, places: [site(place)] }],
    outside: held(
      'NOTIFICATIONS',
      ...filed.map((filedOn) => ({ employer: SLOVENE, filedOn, on: filedOn })),
    ),
  })
const posted = (to: string, ...filed: string[]) => postedTo(ANTWERP, to, '2025-03-01', ...filed)

export const cases: RuleCases = {
  code: 'R15',
  planted: {
    'thirteen months, no notification': posted('2026-03-31'),
    'notified when it was late': posted('2026-03-31', '2026-03-01'),
  },
  innocent: {
    'notified in time': posted('2026-03-31', '2026-02-28'),
    'in a region of which nothing is held': postedTo(LIEGE, '2026-03-31', '2025-03-01'),
    'begun before what is held': postedTo(ANTWERP, '2026-01-31', '2024-12-01'),
  },
  boundaries: { months: { value: 12, clear: posted('2026-02-28'), flagged: posted('2026-03-01') } },
}
