import { type RuleCases, ANTWERP, SLOVENE, site, somebody } from './cases.ts'

export const cases: RuleCases = {
  code: 'R14',
  planted: {
    'an address without a street': somebody({ declared: [{ places: [site(ANTWERP, null)] }] }),
    'the seat of the sender': somebody({
      declared: [{ places: [{ ...site(ANTWERP), name: SLOVENE.name }] }],
    }),
  },
  innocent: {
    'a street': somebody({ declared: [{ places: [site(ANTWERP)] }] }),
    'a second place is one': somebody({
      declared: [{ places: [site(ANTWERP, null), site(ANTWERP)] }],
    }),
    'no construction': somebody({ declared: [{ places: [site(ANTWERP, null)], sector: 'OTHER' }] }),
    'an address that is masked': somebody({
      declared: [
        {
          places: [
            {
              type: 'SITE',
              name: null,
              address: {
                street: null,
                postalCode: null,
                place: null,
                municipality: ANTWERP,
                country: 'BE',
              },
            },
          ],
        },
      ],
    }),
  },
  boundaries: {},
}
