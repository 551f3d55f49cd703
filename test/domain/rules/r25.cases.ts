import { LIEGE, type RuleCases, somebody } from './cases.ts'

const DIMONA = {}

export const cases: RuleCases = {
  code: 'R25',
  planted: {
    'G3b: a day before the declaration': somebody({
      declared: [{}],
      present: [{ date: '2026-02-28' }],
      holds: { DIMONA },
    }),
    'an employment that was cancelled': somebody({
      present: [{ date: '2026-02-28' }],
      employed: [{ status: 'CANCELLED' }],
      holds: { DIMONA },
    }),
    'the declaration that it names is over': somebody({
      declared: [{ l1Number: 'L1-x' }],
      present: [{ date: '2026-02-28', l1Number: 'L1-x' }],
      holds: { DIMONA },
    }),
  },
  innocent: {
    'G3: the period covers the day': somebody({
      declared: [{ submittedAt: '2026-03-05T09:00:00.000Z' }],
      present: [{ date: '2026-03-02' }],
      holds: { DIMONA },
    }),
    'employed in Dimona': somebody({
      present: [{ date: '2026-02-28' }],
      employed: [{}],
      holds: { DIMONA },
    }),
    'names a declaration that is not known to be theirs': somebody({
      present: [{ date: '2026-02-28', l1Number: 'L1-unknown' }],
      holds: { DIMONA },
    }),
    'a day before what is held': somebody({
      present: [{ date: '2024-12-31' }],
      holds: { DIMONA },
    }),
    'a day after what is held': somebody({
      present: [{ date: '2026-11-20' }],
      holds: { DIMONA },
    }),
    'in a region of which nothing is held': somebody({
      present: [{ date: '2026-02-28', municipality: LIEGE }],
      holds: { DIMONA },
    }),
  },
  boundaries: {
    minDays: {
      value: 2,
      clear: somebody({ present: [{ date: '2026-02-28' }], holds: { DIMONA } }),
      flagged: somebody({
        present: [{ date: '2026-02-27' }, { date: '2026-02-28' }],
        holds: { DIMONA },
      }),
    },
  },
}
