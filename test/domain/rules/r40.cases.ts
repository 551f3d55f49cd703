import type { SharedHandle } from '../../../domain/risk/enterprise-facts.ts'
import type { Category } from '../../../domain/contract/codes.ts'
import { ANTWERP, type RuleCases, firm, times } from './cases.ts'

const shared = (count: number, value = '+32 2 555 00 00', kind: SharedHandle['kind'] = 'PHONE') =>
  firm({ handles: [{ kind, value, enterprises: times(count, (i) => `e${i}`) }] })

const SEAT = {
  street: 'Kaai 1',
  postalCode: '2000',
  place: 'Antwerpen',
  municipality: ANTWERP,
  country: 'BE',
}
const living = (
  count: number,
  address = 'kaai 1',
  category: Category = 'OTHER_LMT',
  until = '2026-12-31',
) =>
  firm({
    body: { address: SEAT },
    lodgers: times(count, (i) => ({ personId: `p${i}`, address, municipality: ANTWERP, until })),
    dossiers: times(count, (i) => ({ personId: `p${i}`, category })),
  })

export const cases: RuleCases = {
  code: 'R40',
  planted: {
    'five enterprises, one phone': shared(5),
    'five enterprises, one account in their applications': shared(5, '•••• 7034', 'ACCOUNT'),
    'three workers live at the seat of their employer': living(3),
  },
  innocent: {
    'one worker lives above the shop': living(1),
    'three workers live next door': living(3, 'Kaai 3'),
    'three workers lived at the seat and left': living(3, 'Kaai 1', 'OTHER_LMT', '2026-11-19'),
    'au pairs live with their family': living(3, 'Kaai 1', 'AU_PAIR'),
    'a social secretariat on the list': shared(5, 'liaison@social-secretariat.example'),
    'the same as its clients type it': shared(5, 'Liaison@Social-Secretariat.example'),
    'a business centre on the list, typed otherwise': shared(
      5,
      'business centre 1, 1000 BRUSSEL',
      'ADDRESS',
    ),
    'a lawyer who pays the fees of five': shared(5, '•••• 7034', 'FEE_ACCOUNT'),
    'nothing shared': firm({}),
  },
  boundaries: {
    minEmployers: { value: 4, clear: shared(3), flagged: shared(4) },
    minWorkers: { value: 5, clear: living(4), flagged: living(5) },
  },
}
