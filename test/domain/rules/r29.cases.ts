import type { HoldingBody } from '../../../domain/contract/records.ts'
import { person } from '../fixtures.ts'
import { KBO_A, KBO_B, type RuleCases, somebody } from './cases.ts'

const arrived = (
  since: string,
  enterpriseNumber: string | null = null,
  DIMONA: Partial<HoldingBody> = {},
) =>
  somebody({
    dossiers: [{ residence: { state: 'CARD_ISSUED', since } }],
    holds: { DIMONA },
    employed:
      enterpriseNumber === null
        ? []
        : [{ employer: { name: 'A', enterpriseNumber }, period: { from: since, to: null } }],
  })

export const cases: RuleCases = {
  code: 'R29',
  planted: {
    'G4: arrived six weeks ago': arrived('2026-10-09'),
    'employed by another enterprise': arrived('2026-10-09', KBO_B),
  },
  innocent: {
    employed: arrived('2026-10-09', KBO_A),
    'not arrived': somebody({
      dossiers: [{ residence: { state: 'VISA_PENDING', since: '2026-01-01' } }],
      holds: { DIMONA: {} },
    }),
    'may work for anybody': {
      ...arrived('2026-10-09'),
      person: person({ unlimitedAccess: { card: 'B', from: '2026-10-01', to: null } }),
    },
    'arrived before what is held': arrived('2026-10-09', null, { from: '2026-10-10' }),
    'what is held ends before the last day': arrived('2026-10-09', null, { asOf: '2026-11-07' }),
    'in a region of which nothing is held': arrived('2026-10-09', null, { region: 'WA' }),
  },
  boundaries: {
    maxDays: { value: 20, clear: arrived('2026-10-31'), flagged: arrived('2026-10-30') },
  },
}
