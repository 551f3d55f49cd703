import type { EnterpriseBody } from '../../../domain/contract/records.ts'
import { type RuleCases, somebody } from './cases.ts'

const at = (
  legalSituation: EnterpriseBody['legalSituation'],
  more = {},
  euro = 0,
  employerId = 'e1',
) =>
  somebody({
    dossiers: [more],
    employer: { legalSituation },
    holds: { STAFF: {} },
    debts: euro > 0 ? [{ id: 'line-7', employerId, socialDebtCents: euro * 100 }] : [],
  })
const ended = { work: { state: 'EXPIRED', since: '2026-01-01' } } as const

export const cases: RuleCases = {
  code: 'R37',
  planted: {
    bankrupt: at('BANKRUPTCY'),
    'struck off': at('STRUCK_OFF'),
    'bankrupt and in debt': at('BANKRUPTCY', {}, 50_000),
  },
  signs: { 'in debt': at('NORMAL', {}, 50_000) },
  innocent: {
    'in reorganisation': at('JUDICIAL_REORGANISATION'),
    'the permit is over': at('BANKRUPTCY', ended),
    normal: at('NORMAL'),
    'another employer is in debt': at('NORMAL', {}, 50_000, 'e2'),
  },
  boundaries: {
    maxDebt: { value: 5000, clear: at('NORMAL', {}, 5000), flagged: at('NORMAL', {}, 5001) },
  },
}
