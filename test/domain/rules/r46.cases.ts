import { type RuleCases, KBO_A, held, somebody } from './cases.ts'

const job = (weeklyHours: number | null) => ({
  title: 'Baker',
  isco: '7512',
  payCents: null,
  payUnit: 'YEAR' as const,
  contract: null,
  weeklyHours,
})
const FULL = 38

const hours = (fraction: number, from = '2026-04-01', weeklyHours: number | null = FULL) =>
  somebody({
    dossiers: [{ job: job(weeklyHours) }],
    outside: held('DMFA', {
      enterpriseNumber: KBO_A,
      from,
      to: '2026-06-30',
      wageCents: 1,
      days: 60,
      fraction,
    }),
  })

const quarter = (fraction: number, from: string, to: string) => ({
  enterpriseNumber: KBO_A,
  from,
  to,
  fraction,
  wageCents: 1,
  days: 60,
})
const ofContract = (fraction: number, weeklyHours: number) =>
  somebody({
    dossiers: [{ job: job(weeklyHours) }],
    outside: held('DMFA', quarter(fraction, '2026-04-01', '2026-06-30')),
  })
/** Full time in the first quarter, and then no more. */
const later = (fraction: number, to = '2026-12-31') =>
  somebody({
    dossiers: [{ job: job(FULL), authorised: { from: '2026-03-01', to } }],
    outside: held(
      'DMFA',
      quarter(100, '2026-04-01', '2026-06-30'),
      quarter(fraction, '2026-07-01', '2026-09-30'),
    ),
  })

export const cases: RuleCases = {
  code: 'R46',
  planted: {
    'half time': hours(50),
    'in a later quarter': later(50),
    'half of a contract of four days': ofContract(50, 30.4),
  },
  innocent: {
    'full time': hours(100),
    'full time, of hours that nobody told': hours(100, '2026-04-01', null),
    'half time, of hours that nobody told': hours(50, '2026-04-01', null),
    'before the permit': hours(50, '2026-01-01'),
    'half of a contract of half time': ofContract(50, 19),
    'after the permit has ended': later(50, '2026-08-31'),
  },
  boundaries: { minFraction: { value: 80, clear: hours(80), flagged: hours(79) } },
}
