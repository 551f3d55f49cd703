import { type RuleCases, somebody } from './cases.ts'

const shared = (country: string, ...workers: string[]) =>
  somebody({
    a1: [{}],
    holds: { A1: {} },
    sameA1: workers.map((worker) => ({ number: '1', country, worker })),
  })

export const cases: RuleCases = {
  code: 'R08',
  planted: { 'two persons have the number': shared('SI', 'p2') },
  innocent: {
    'one person': shared('SI'),
    'the same number of another country': shared('PT', 'p2'),
    'only requested': somebody({ a1: [{ state: 'REQUESTED', number: null }], holds: { A1: {} } }),
  },
  boundaries: {
    maxPersons: { value: 2, clear: shared('SI', 'p2'), flagged: shared('SI', 'p2', 'p3') },
  },
}
