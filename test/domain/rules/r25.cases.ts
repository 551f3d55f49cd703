import { type RuleCases, held, somebody } from './cases.ts'

const job = held('DIMONA', {
  employerName: 'A',
  enterpriseNumber: null,
  period: { from: '2026-01-01', to: null },
})

export const cases: RuleCases = {
  code: 'R25',
  planted: {
    'G3b: a day before the declaration': somebody({
      declared: [{}],
      present: [{ date: '2026-02-28' }],
      outside: held('DIMONA'),
    }),
  },
  innocent: {
    'G3: the period covers the day': somebody({
      declared: [{ submittedAt: '2026-03-05T09:00:00.000Z' }],
      present: [{ date: '2026-03-02' }],
      outside: held('DIMONA'),
    }),
    'employed in Dimona': somebody({ present: [{ date: '2026-02-28' }], outside: job }),
  },
  boundaries: {
    minDays: {
      value: 2,
      clear: somebody({ present: [{ date: '2026-02-28' }], outside: held('DIMONA') }),
      flagged: somebody({
        present: [{ date: '2026-02-27' }, { date: '2026-02-28' }],
        outside: held('DIMONA'),
      }),
    },
  },
}
