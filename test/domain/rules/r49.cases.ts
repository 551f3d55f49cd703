import { type RuleCases, somebody } from './cases.ts'

const skilled = (isco: string, more = {}) =>
  somebody({
    dossiers: [
      {
        category: 'HIGHLY_SKILLED',
        job: { title: 'X', isco, payCents: null, payUnit: 'YEAR', contract: null },
        ...more,
      },
    ],
  })

export const cases: RuleCases = {
  code: 'R49',
  planted: { 'a cleaner': skilled('9112') },
  innocent: {
    'a developer': skilled('2512'),
    'another category': skilled('9112', { category: 'OTHER_LMT' }),
  },
  boundaries: { maxGroup: { value: 4, clear: skilled('4110'), flagged: skilled('5120') } },
}
