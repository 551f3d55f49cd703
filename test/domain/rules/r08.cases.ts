import { type RuleCases, held, somebody } from './cases.ts'

const shared = (...sharedWith: string[]) =>
  somebody({
    outside: held('A1', {
      number: '1',
      country: 'SI',
      employerName: 'X',
      period: { from: '2026-01-01', to: '2026-12-31' },
      withdrawn: false,
      sharedWith,
    }),
  })

export const cases: RuleCases = {
  code: 'R08',
  planted: { 'two persons have the number': shared('p2') },
  innocent: { 'one person': shared() },
  boundaries: { maxPersons: { value: 2, clear: shared('p2'), flagged: shared('p2', 'p3') } },
}
