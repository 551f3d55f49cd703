import { type RuleCases, firm, held } from './cases.ts'

const sanction = (finalOn: string, level = 4, until: string | null = null) =>
  firm({ outside: held('SANCTIONS', { level, finalOn, ofDirectorUntil: until }) })

export const cases: RuleCases = {
  code: 'R42',
  planted: {
    'level 4 a year ago': sanction('2025-11-20'),
    'of somebody who directs it to this day': sanction('2025-11-20', 4, '2026-11-20'),
  },
  innocent: {
    none: firm({ outside: held('SANCTIONS') }),
    'level 1': sanction('2025-11-20', 1),
    'of a director who left': sanction('2025-11-20', 4, '2026-11-19'),
  },
  boundaries: {
    minLevel: { value: 3, clear: sanction('2025-11-20', 2), flagged: sanction('2025-11-20', 3) },
    years: { value: 2, clear: sanction('2024-11-19'), flagged: sanction('2024-11-20') },
  },
}
