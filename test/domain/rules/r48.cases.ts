import { type RuleCases, held, somebody } from './cases.ts'

const listed = (isco: string, to: string | null, more = {}) =>
  somebody({
    dossiers: [{ category: 'MEDIUM_SKILLED_SHORTAGE', ...more }],
    outside: held('SHORTAGE_LIST', { region: 'FL', isco, period: { from: '2024-01-01', to } }),
  })

export const cases: RuleCases = {
  code: 'R48',
  planted: {
    'another job is listed': listed('7212', null),
    'the job left the list before': listed('7512', '2026-01-04'),
  },
  innocent: {
    'listed on the day of filing': listed('7512', '2026-01-05'),
    'another category': listed('7212', null, { category: 'OTHER_LMT' }),
  },
  boundaries: {},
}
