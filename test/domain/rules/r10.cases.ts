import { type RuleCases, somebody } from './cases.ts'

const filed = (day: string, more = {}) => ({ submittedAt: `${day}T09:00:00.000Z`, ...more })

export const cases: RuleCases = {
  code: 'R10',
  planted: {
    'four days after the first day': somebody({ declared: [filed('2026-03-05')] }),
    'G3: a presence before the filing': somebody({
      declared: [filed('2026-03-05')],
      present: [{ date: '2026-03-02', l1Number: 'L1-l1' }],
    }),
    'filed before the first day, and present before that': somebody({
      declared: [filed('2026-02-28')],
      present: [{ date: '2026-02-26', l1Number: 'L1-l1' }],
    }),
  },
  innocent: {
    'on the first day': somebody({ declared: [filed('2026-03-01')] }),
    'the source does not say when it was filed': somebody({ declared: [{ submittedAt: null }] }),
    'replaces one that was in time': somebody({
      declared: [
        filed('2026-02-20', { status: 'REPLACED' }),
        filed('2026-03-10', { replacesL1: 'L1-l1' }),
      ],
    }),
  },
  boundaries: {
    grace: {
      value: 2,
      clear: somebody({ declared: [filed('2026-03-03')] }),
      flagged: somebody({ declared: [filed('2026-03-04')] }),
    },
  },
}
