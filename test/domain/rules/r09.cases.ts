import { type RuleCases, firm } from './cases.ts'

const confirmed = (endedOn: string) => firm({ holds: { A1: {} }, falseA1: [{ endedOn }] })

export const cases: RuleCases = {
  code: 'R09',
  planted: { 'a year ago': confirmed('2025-11-20') },
  innocent: {
    never: firm({ holds: { A1: {} } }),
    'ten years ago': confirmed('2016-11-20'),
  },
  boundaries: {
    years: { value: 2, clear: confirmed('2024-11-19'), flagged: confirmed('2024-11-20') },
  },
}
