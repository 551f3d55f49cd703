import type { A1Body } from '../../../domain/contract/records.ts'
import { ANTWERP, LIEGE, type RuleCases, SLOVENE, site, somebody } from './cases.ts'

const A1 = {}
const ANOTHER = { ...SLOVENE, name: 'Somebody else', vatNumber: null }
/** Declared from March to June; one form. */
const form = (to: string, more: Partial<A1Body> = {}) =>
  somebody({
    declared: [{}],
    holds: { A1 },
    a1: [{ period: { from: '2026-01-01', to }, ...more }],
  })

/** Somebody self-employed who lives in a country, null: it is not told. */
const alone = (country: string | null, forms: readonly Partial<A1Body>[] = []) =>
  somebody({
    declared: [
      {
        kind: 'SELF_EMPLOYED',
        employer: null,
        worker: {
          insz: null,
          familyName: 'Ferreira',
          givenNames: 'Duarte',
          birthDate: '1988-03-14',
          sex: 'M',
          nationality: 'BR',
          passport: null,
          ...(country && {
            homeAddress: {
              street: null,
              postalCode: null,
              place: null,
              municipality: null,
              country,
            },
          }),
        },
      },
    ],
    holds: { A1 },
    a1: forms,
  })
const OWN_NAME = { name: 'Duarte Ferreira', country: 'SI', vatNumber: null, enterpriseNumber: null }

export const cases: RuleCases = {
  code: 'R07',
  planted: {
    'none at all': somebody({ declared: [{}], holds: { A1 } }),
    'none at all, self-employed from Slovenia': alone('SI'),
    'self-employed, and one that ends before the work': alone('SI', [
      { employer: OWN_NAME, period: { from: '2026-01-01', to: '2026-06-29' } },
    ]),
    'self-employed, and one that its issuer withdrew': alone('SI', [{ state: 'WITHDRAWN' }]),
    'none at all, at a place in the region that holds them': somebody({
      declared: [{ places: [site(ANTWERP)] }],
      holds: { A1 },
    }),
    'ends before the work': form('2026-06-29'),
    'of another employer, and too short': form('2026-06-29', { employer: ANOTHER }),
    'withdrawn by its issuer': form('2026-12-31', { state: 'WITHDRAWN' }),
    'a request that was answered by another form': form('2026-12-31', {
      state: 'REQUESTED',
      number: null,
      endedOn: '2026-02-20',
    }),
    'told to be false': form('2026-12-31', { state: 'FALSE' }),
    'none for the days that are held': somebody({
      declared: [{}],
      holds: { A1: { from: '2026-06-01' } },
    }),
  },
  signs: {
    'of another country': form('2026-12-31', { country: 'PT' }),
    'names another employer': form('2026-12-31', { employer: ANOTHER }),
  },
  innocent: {
    'covers to the last day': form('2026-06-30'),
    'self-employed, in their own name': alone('SI', [
      { employer: OWN_NAME, period: { from: '2026-01-01', to: '2026-06-30' } },
    ]),
    'self-employed, requested': alone('SI', [
      { employer: OWN_NAME, state: 'REQUESTED', number: null },
    ]),
    'self-employed, insured by a form that names somebody else': alone('SI', [{}]),
    'self-employed, who lives here': alone('BE'),
    'self-employed from a country that issues none': alone('TR'),
    'self-employed, of whom nobody knows where they live': alone(null),
    'requested and not yet issued': form('2026-06-30', { state: 'REQUESTED', number: null }),
    'issued when the work was over': form('2026-06-30', { on: '2026-09-01' }),
    'the employer is Belgian': somebody({
      declared: [{ employer: { ...SLOVENE, country: 'BE' } }],
      holds: { A1 },
    }),
    'the employer is of a country that issues none': somebody({
      declared: [{ employer: { ...SLOVENE, country: 'TR' } }],
      holds: { A1 },
    }),
    'the work was over when the forms that are held begin': somebody({
      declared: [{}],
      holds: { A1: { from: '2026-07-01' } },
    }),
    'the work began after the last form that is held': somebody({
      declared: [{}],
      holds: { A1: { asOf: '2026-02-28' } },
    }),
    'the forms of the region of the place are not held': somebody({
      declared: [{ places: [site(LIEGE)] }],
      holds: { A1 },
    }),
    'a form that ends after the last day that is known': somebody({
      declared: [{}],
      holds: { A1: { asOf: '2026-04-30' } },
      a1: [{ period: { from: '2026-03-01', to: '2026-04-30' } }],
    }),
  },
  boundaries: {},
}
