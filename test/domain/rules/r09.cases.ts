import { type RuleCases, firm, held } from './cases.ts'

const confirmed = (confirmedOn: string) => firm({ outside: held('FALSE_A1', { confirmedOn }) })

export const cases: RuleCases = {
  code: 'R09',
  planted: { 'a year ago': confirmed('2025-11-20') },
  innocent: {
    never: firm({ outside: held('FALSE_A1') }),
    'ten years ago': confirmed('2016-11-20'),
  },
  boundaries: {
    years: { value: 2, clear: confirmed('2024-11-19'), flagged: confirmed('2024-11-20') },
  },
}
