import { type RuleCases, held, somebody } from './cases.ts'

const card = (from: string, vatActive = false, on = '2026-11-19') =>
  somebody({
    dossiers: [{ procedure: 'PROFESSIONAL_CARD', authorised: { from, to: '2028-01-01' } }],
    outside: held('CARD_ACTIVITY', { on, vatActive, contributionsPaid: false }),
  })

export const cases: RuleCases = {
  code: 'R55',
  planted: { 'two years without activity': card('2024-11-01') },
  innocent: {
    'VAT is active': card('2024-11-01', true),
    'just begun': card('2026-10-01'),
    'what is known is of the first year': card('2024-11-01', false, '2025-06-30'),
  },
  boundaries: { months: { value: 6, clear: card('2026-05-20'), flagged: card('2026-05-18') } },
}
