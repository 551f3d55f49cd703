import { type RuleCases, KBO_A, held, somebody } from './cases.ts'

const job = {
  title: 'Baker',
  isco: '7512',
  payCents: 2_600_000,
  payUnit: 'YEAR' as const,
  contract: null,
}
/** 12 of the 13.92 months of the year's pay: 8621 cents for each of 260 days. */
const paid = (
  perDay: number,
  days = 60,
  payUnit: 'YEAR' | 'MONTH' = 'YEAR',
  to = '2026-12-31',
  daysPerWeek?: number,
) =>
  somebody({
    dossiers: [
      {
        job: payUnit === 'YEAR' ? job : { ...job, payUnit, payCents: 186_782 },
        authorised: { from: '2026-03-01', to },
      },
    ],
    outside: held('DMFA', {
      enterpriseNumber: KBO_A,
      from: '2026-04-01',
      to: '2026-06-30',
      wageCents: perDay * days,
      days,
      fraction: 100,
      daysPerWeek,
    }),
  })

export const cases: RuleCases = {
  code: 'R45',
  planted: {
    'a third less': paid(6700),
    'a third less in weeks of six days': paid(5580, 77, 'YEAR', '2026-12-31', 6),
    'less than the pay of a month': paid(6700, 60, 'MONTH'),
  },
  innocent: {
    'as promised': paid(8621),
    'as promised for a month': paid(8621, 60, 'MONTH'),
    'as promised in weeks of six days': paid(7185, 77, 'YEAR', '2026-12-31', 6),
    'as promised in weeks of six days, which nobody told': paid(7185, 77),
    'a few days only': paid(6700, 5),
    'a quarter in which the permit ended': paid(6700, 60, 'YEAR', '2026-05-31'),
  },
  boundaries: {
    margin: { value: 10, clear: paid(7759), flagged: paid(7758) },
    minDays: { value: 30, clear: paid(6700, 29), flagged: paid(6700, 30) },
  },
}
