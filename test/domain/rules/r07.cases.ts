import { type RuleCases, SLOVENE, held, somebody } from './cases.ts'

const form = (to: string, more = {}) =>
  somebody({
    declared: [{}],
    outside: held('A1', {
      number: '1',
      country: 'SI',
      employerName: SLOVENE.name,
      period: { from: '2026-01-01', to },
      withdrawn: false,
      sharedWith: [],
      ...more,
    }),
  })

export const cases: RuleCases = {
  code: 'R07',
  planted: {
    'none at all': somebody({ declared: [{}], outside: held('A1') }),
    'ends before the work': form('2026-06-29'),
    'of another country': form('2026-12-31', { country: 'PT' }),
    'names another employer': form('2026-12-31', { employerName: 'Somebody else' }),
    'withdrawn by its issuer': form('2026-12-31', { withdrawn: true }),
  },
  innocent: {
    'covers to the last day': form('2026-06-30'),
    'the employer is Belgian': somebody({
      declared: [{ employer: { ...SLOVENE, country: 'BE' } }],
      outside: held('A1'),
    }),
  },
  boundaries: {},
}
