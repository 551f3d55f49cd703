import type { SharedHandle } from '../../../domain/risk/enterprise-facts.ts'
import type { Category } from '../../../domain/contract/codes.ts'
import { ANTWERP, type RuleCases, firm, listed, times } from './cases.ts'

const LISTED = [
  listed({ handles: ['liaison@social-secretariat.example', '02/555.00.11'] }),
  listed({ kind: 'BUSINESS_CENTRE', handles: ['Business Centre 1, 1000 Brussel'] }, {}, 'FL'),
]

const shared = (count: number, value = '+32 2 555 00 00', kind: SharedHandle['kind'] = 'PHONE') =>
  firm({ norms: LISTED, handles: [{ kind, value, enterprises: times(count, (i) => `e${i}`) }] })

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

/** Four at one seat, each directed as told. */
const group = (...by: readonly [enterprise: number, director: string, to?: string][]) =>
  firm({
    handles: [
      {
        kind: 'ADDRESS',
        value: 'Kaai 1, 2000 Antwerpen',
        enterprises: times(4, (i) => `e${i}`),
        directed: by.map(([i, director, to = null]) => ({
          enterprise: `e${i}`,
          director,
          period: { from: '2020-01-01', to },
        })),
      },
    ],
  })

export const cases: RuleCases = {
  code: 'R40',
  planted: {
    'five enterprises, one phone': shared(5),
    'five enterprises, one account in their applications': shared(5, '•••• 7034', 'ACCOUNT'),
    'three workers live at the seat of their employer': living(3),
    'four at one address, two of them of one director': group([0, 'a'], [1, 'a'], [2, 'b']),
    'four whose common director left': group(
      [0, 'a', '2026-11-19'],
      [1, 'a', '2026-11-19'],
      [2, 'a'],
    ),
  },
  innocent: {
    'a holding with four companies at its seat': group([0, 'a'], [1, 'a'], [2, 'a'], [3, 'a']),
    'a group whose directors follow on each other': group(
      [0, 'a'],
      [1, 'a'],
      [1, 'b'],
      [2, 'b'],
      [3, 'c'],
    ),
    'one worker lives above the shop': living(1),
    'three workers live next door': living(3, 'Kaai 3'),
    'three workers lived at the seat and left': living(3, 'Kaai 1', 'OTHER_LMT', '2026-11-19'),
    'au pairs live with their family': living(3, 'Kaai 1', 'AU_PAIR'),
    'a social secretariat on the list': shared(5, 'liaison@social-secretariat.example'),
    'a telephone on the list, written otherwise': shared(5, '025550011'),
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
