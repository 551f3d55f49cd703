import { type RuleCases, firm, held, times } from './cases.ts'

const permits = (count: number, fullTimeEquivalents: number) =>
  firm({
    dossiers: times(count, () => ({})),
    outside: held('STAFF', { fullTimeEquivalents, turnoverFiled: true, socialDebtCents: 0 }),
  })

export const cases: RuleCases = {
  code: 'R38',
  planted: { 'ten permits for four people': permits(10, 4) },
  innocent: { 'ten permits for forty people': permits(10, 40), 'a few': permits(4, 1) },
  boundaries: {
    minPermits: { value: 3, clear: permits(3, 1), flagged: permits(4, 1) },
    maxShare: { value: 20, clear: permits(20, 100), flagged: permits(21, 100) },
  },
}
