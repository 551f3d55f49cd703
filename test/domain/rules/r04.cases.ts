import { type RuleCases, PROVEN, somebody } from './cases.ts'

const work = (to: string) =>
  somebody({
    declared: [{ postingProof: { ...PROVEN, homeWorkAuthorisation: { from: '2025-01-01', to } } }],
  })

export const cases: RuleCases = {
  code: 'R04',
  planted: { 'G2: ends on 31 May': work('2026-05-31') },
  innocent: {
    'ends on the last day of the work': work('2026-06-30'),
    'was not seen': somebody({
      declared: [{ postingProof: { ...PROVEN, homeWorkAuthorisation: null } }],
    }),
  },
  boundaries: {},
}
