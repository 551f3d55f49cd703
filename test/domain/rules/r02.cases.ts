import { type RuleCases, PROVEN, SLOVENE, somebody } from './cases.ts'

export const cases: RuleCases = {
  code: 'R02',
  planted: {
    'a Serbian employer with papers of Vander Elst': somebody({
      declared: [{ employer: { ...SLOVENE, country: 'RS' }, postingProof: PROVEN }],
    }),
  },
  innocent: {
    'a Slovene employer': somebody({ declared: [{ postingProof: PROVEN }] }),
    'no papers were filed': somebody({ declared: [{ employer: { ...SLOVENE, country: 'RS' } }] }),
    'the country is unknown': somebody({
      declared: [{ employer: { ...SLOVENE, country: 'ZZ' }, postingProof: PROVEN }],
    }),
  },
  boundaries: {},
}
