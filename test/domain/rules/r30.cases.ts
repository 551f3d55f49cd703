import { type RuleCases, KBO_B, somebody } from './cases.ts'

const present = (...dates: string[]) =>
  somebody({
    dossiers: [{}],
    present: dates.map((date) => ({
      date,
      employer: { name: 'B', country: 'BE', enterpriseNumber: KBO_B },
    })),
  })

export const cases: RuleCases = {
  code: 'R30',
  planted: { 'G5: present for employer B': present('2026-05-04') },
  innocent: {
    'present for its own': somebody({ dossiers: [{}], present: [{ date: '2026-05-04' }] }),
  },
  boundaries: {
    minDays: {
      value: 2,
      clear: present('2026-05-04'),
      flagged: present('2026-05-04', '2026-05-05'),
    },
  },
}
