import type { ControlBody, DeclarationBody } from '../../../domain/contract/records.ts'
import { type RuleCases, signs, somebody } from './cases.ts'

const client = (name: string) => ({ name, enterpriseNumber: null })
const CREW = signs({ sameHours: 'YES', ownTools: 'NO' })

/** For one client from March to June 2026; before that so many days for another. */
const alone = (
  change: Partial<NonNullable<ControlBody['signs']>> = {},
  more: Partial<DeclarationBody> = {},
  other = 0,
) =>
  somebody({
    declared: [
      { kind: 'SELF_EMPLOYED', employer: null, clients: [client('K')], ...more },
      ...(other > 0
        ? [
            {
              kind: 'SELF_EMPLOYED' as const,
              employer: null,
              clients: [client('L')],
              period: {
                from: '2025-01-01',
                to: new Date(Date.UTC(2025, 0, other)).toISOString().slice(0, 10),
              },
            },
          ]
        : []),
    ],
    controls: [{ date: '2026-04-02', signs: { ...CREW, ...change } }],
  })

const of122 = { period: { from: '2026-03-01', to: '2026-06-30' } }

export const cases: RuleCases = {
  code: 'R53',
  planted: { 'one client, its hours, no tools': alone() },
  innocent: {
    'own tools': alone({ ownTools: 'YES' }),
    'nobody saw whose tools': alone({ ownTools: 'NOT_SEEN' }),
    'hours of their own': alone({ sameHours: 'NO' }),
    'no risk sector': alone({}, { sector: 'OTHER' }),
    'two clients': alone({}, {}, 60),
  },
  boundaries: {
    // 122 days of 203 are 60 per cent, of 200 they are 61.
    minShare: {
      value: 60,
      clear: alone({}, of122, 81),
      flagged: alone({}, of122, 78),
    },
  },
}
