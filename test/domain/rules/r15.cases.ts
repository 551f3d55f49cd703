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

/** Seven months by one form, and seven by the next. */
const postedBy = (
  employers: readonly (typeof SLOVENE | { vatNumber: null })[],
  ...filed: string[]
) =>
  somebody({
    declared: [
      { period: { from: '2025-03-01', to: '2025-09-30' } },
      { period: { from: '2025-10-01', to: '2026-04-30' } },
    ].map((body, i) => ({
      ...body,
      employer: { ...SLOVENE, ...employers[i] },
      places: [site(ANTWERP)],
    })),
    outside: held(
      'NOTIFICATIONS',
      ...filed.map((filedOn) => ({ employer: SLOVENE, filedOn, on: filedOn })),
    ),
  })

export const cases: RuleCases = {
  code: 'R15',
  planted: {
    'thirteen months, no notification': posted('2026-03-31'),
    'on one form by number, on the next by name': postedBy([
      SLOVENE,
      { ...SLOVENE, vatNumber: null },
    ]),
    'notified when it was late': posted('2026-03-31', '2026-03-01'),
  },
  innocent: {
    'notified in the name of the sender, whose number is told elsewhere': postedBy(
      [SLOVENE, { ...SLOVENE, vatNumber: null }],
      '2026-01-31',
    ),
    'notified in time': posted('2026-03-31', '2026-02-28'),
    'in a region of which nothing is held': postedTo(LIEGE, '2026-03-31', '2025-03-01'),
    'begun before what is held': postedTo(ANTWERP, '2026-01-31', '2024-12-01'),
  },
  boundaries: { months: { value: 12, clear: posted('2026-02-28'), flagged: posted('2026-03-01') } },
}
