import { type RuleCases, held, somebody } from './cases.ts'

const paid = (deductedCents: number, accountSharedWith = 0) =>
  somebody({
    outside: held('PAYMENTS', {
      on: '2026-05-01',
      employerName: 'Zelenko',
      wageCents: 100_000,
      deductedCents,
      accountSharedWith,
    }),
  })

export const cases: RuleCases = {
  code: 'R52',
  planted: { 'half is held back': paid(50_000), 'on the account of others': paid(0, 4) },
  innocent: { 'paid in full': paid(0), 'on the account of husband and wife': paid(0, 1) },
  boundaries: {
    maxDeduction: { value: 30, clear: paid(30_000), flagged: paid(31_000) },
    maxSharers: { value: 2, clear: paid(0, 2), flagged: paid(0, 3) },
  },
}
