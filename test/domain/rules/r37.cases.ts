import type { EnterpriseBody } from '../../../domain/contract/records.ts'
import { type RuleCases, somebody } from './cases.ts'

const at = (legalSituation: EnterpriseBody['legalSituation'], more = {}, euro = 0) =>
  somebody({
    dossiers: [more],
    employer: { legalSituation },
    outside: {
      STAFF: [
        { id: 'e1', fullTimeEquivalents: 3, turnoverFiled: true, socialDebtCents: euro * 100 },
      ],
    },
  })
const ended = { work: { state: 'EXPIRED', since: '2026-01-01' } } as const

export const cases: RuleCases = {
  code: 'R37',
  planted: { bankrupt: at('BANKRUPTCY'), 'struck off': at('STRUCK_OFF') },
  innocent: {
    'in reorganisation': at('JUDICIAL_REORGANISATION'),
    'the permit is over': at('BANKRUPTCY', ended),
    normal: at('NORMAL'),
  },
  boundaries: {
    maxDebt: { value: 5000, clear: at('NORMAL', {}, 5000), flagged: at('NORMAL', {}, 5001) },
  },
}
