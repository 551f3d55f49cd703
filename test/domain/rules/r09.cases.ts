import type { A1Body } from '../../../domain/contract/records.ts'
import type { TiedForm } from '../../../domain/risk/enterprise-facts.ts'
import { a1 } from '../fixtures.ts'
import { type RuleCases, firm } from './cases.ts'

const confirmed = (endedOn: string) => firm({ holds: { A1: {} }, falseA1: [{ endedOn }] })

const SINCE = { from: '2020-01-01', to: null }
/** Somebody directs this enterprise and one of which a form was told to be false. */
const directed = (change: Partial<TiedForm> = {}, form: Partial<A1Body> = {}) => ({
  ...firm({ holds: { A1: {}, DIRECTORS: {} } }),
  tiedFalseA1: [
    {
      form: a1({ state: 'FALSE', endedOn: '2026-05-20', ...form }, 'f1'),
      line: { id: 'b1', on: '2026-11-01' },
      here: SINCE,
      there: SINCE,
      ...change,
    },
  ],
})

export const cases: RuleCases = {
  code: 'R09',
  planted: {
    'a year ago': confirmed('2025-11-20'),
    'another employer with the same director': directed(),
    'the director had left the other shortly before': directed({
      there: { from: '2020-01-01', to: '2026-02-01' },
    }),
  },
  innocent: {
    never: firm({ holds: { A1: {} } }),
    'ten years ago': confirmed('2016-11-20'),
    'the director had left the other long before': directed({
      there: { from: '2010-01-01', to: '2019-01-01' },
    }),
    'the director came to the other afterwards': directed({
      there: { from: '2026-06-01', to: null },
    }),
    'the director is here no more': directed({ here: { from: '2010-01-01', to: '2026-01-01' } }),
    'the same director, ten years ago': directed({}, { endedOn: '2016-11-20' }),
  },
  boundaries: {
    years: { value: 2, clear: confirmed('2024-11-19'), flagged: confirmed('2024-11-20') },
  },
}
