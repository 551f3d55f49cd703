import { type RuleCases, KBO_A, held, somebody } from './cases.ts'

const hours = (fraction: number, from = '2026-04-01') =>
  somebody({
    dossiers: [{}],
    outside: held('DMFA', {
      enterpriseNumber: KBO_A,
      from,
      to: '2026-06-30',
      wageCents: 1,
      days: 60,
      fraction,
    }),
  })

export const cases: RuleCases = {
  code: 'R46',
  planted: { 'half time': hours(50) },
  innocent: { 'full time': hours(100), 'before the permit': hours(50, '2026-01-01') },
  boundaries: { minFraction: { value: 80, clear: hours(80), flagged: hours(79) } },
}
