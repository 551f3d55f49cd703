import type { SharedHandle } from '../../../domain/risk/enterprise-facts.ts'
import { type RuleCases, firm, times } from './cases.ts'

const shared = (count: number, value = '+32 2 555 00 00', kind: SharedHandle['kind'] = 'PHONE') =>
  firm({ handles: [{ kind, value, enterprises: times(count, (i) => `e${i}`) }] })

export const cases: RuleCases = {
  code: 'R40',
  planted: {
    'five enterprises, one phone': shared(5),
    'five enterprises, one account in their applications': shared(5, '•••• 7034', 'ACCOUNT'),
  },
  innocent: {
    'a social secretariat on the list': shared(5, 'liaison@social-secretariat.example'),
    'a lawyer who pays the fees of five': shared(5, '•••• 7034', 'FEE_ACCOUNT'),
    'nothing shared': firm({}),
  },
  boundaries: { minEmployers: { value: 4, clear: shared(3), flagged: shared(4) } },
}
