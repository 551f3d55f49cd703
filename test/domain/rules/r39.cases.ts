import { KBO_A, type RuleCases, firm, listed, times } from './cases.ts'

const burst = (count: number, month = '2026-10', base = 0, back = 24) =>
  firm({
    dossiers: [
      ...times(count, () => ({ submittedOn: `${month}-05` })),
      ...times(back, (i) => i + 1).flatMap((i) => {
        const day = new Date(Date.UTC(2026, 9 - i, 5)).toISOString().slice(0, 10)
        return times(base, () => ({ submittedOn: day }))
      }),
    ],
  })

/** A burst on a base of four a month in a market that grew so many times. */
const busy = (count: number, times: number) => {
  const facts = burst(count, '2026-10', 4)
  const others = facts.filings.map(({ month, count: own }) => ({
    month,
    count: own + (month === '2026-10' ? 1000 * times : 1000),
  }))
  return { ...facts, allFilings: others }
}

export const cases: RuleCases = {
  code: 'R39',
  planted: {
    'twelve in a month, none before': burst(12),
    'three times as many as before, all others as ever': busy(12, 1),
  },
  innocent: {
    'a known intermediary that takes on a client': {
      ...burst(12),
      enterprise: firm({ body: { name: 'SECRETARIAAT' } }).enterprise,
      norms: [listed({ handles: ['desk@secretariat.example'] })],
    },
    'one that is listed by its number': {
      ...burst(12),
      enterprise: firm({ body: { name: 'Another name', enterpriseNumber: KBO_A } }).enterprise,
      norms: [listed({ enterpriseNumber: KBO_A })],
    },
    'a large employer as always': burst(12, '2026-10', 11),
    'two years ago': burst(12, '2024-10'),
    'all others file three times as many too': busy(12, 3),
  },
  boundaries: {
    deviations: { value: 5, clear: burst(15, '2026-10', 10), flagged: burst(16, '2026-10', 10) },
    minApplications: { value: 10, clear: burst(9), flagged: burst(10) },
    recentMonths: { value: 2, clear: burst(12, '2026-08'), flagged: burst(12, '2026-09') },
    baseMonths: {
      value: 12,
      clear: burst(12, '2026-10', 9, 12),
      flagged: burst(12, '2026-10', 9, 6),
    },
  },
}
