import { type RuleCases, KBO_A, held, somebody } from './cases.ts'

const job = {
  title: 'Baker',
  isco: '7512',
  payCents: 2_600_000,
  payUnit: 'YEAR' as const,
  contract: null,
}
const paid = (perDay: number, days = 60) =>
  somebody({
    dossiers: [{ job }],
    outside: held('DMFA', {
      enterpriseNumber: KBO_A,
      from: '2026-04-01',
      to: '2026-06-30',
      wageCents: perDay * days,
      days,
      fraction: 100,
    }),
  })

export const cases: RuleCases = {
  code: 'R45',
  planted: { 'a third less': paid(6700) },
  innocent: { 'as promised': paid(10_000), 'a few days only': paid(6700, 5) },
  boundaries: {
    margin: { value: 10, clear: paid(9000), flagged: paid(8999) },
    minDays: { value: 30, clear: paid(6700, 29), flagged: paid(6700, 30) },
  },
}
