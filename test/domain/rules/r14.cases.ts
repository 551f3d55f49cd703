import type { DeclarationBody } from '../../../domain/contract/records.ts'
import { type RuleCases, ANTWERP, BRUSSELS, SLOVENE, site, somebody } from './cases.ts'

const centre = (more: Partial<DeclarationBody['places'][number]>, street = 'Business Centre 1') =>
  somebody({
    declared: [
      {
        places: [
          {
            type: 'COMPANY',
            name: 'Northern Works BV',
            address: {
              street,
              postalCode: '1000',
              place: 'Brussel',
              municipality: BRUSSELS,
              country: 'BE',
            },
            ...more,
          },
        ],
      },
    ],
  })

export const cases: RuleCases = {
  code: 'R14',
  planted: {
    'an address without a street': somebody({ declared: [{ places: [site(ANTWERP, null)] }] }),
    'the seat of the sender': somebody({
      declared: [{ places: [{ ...site(ANTWERP), name: SLOVENE.name }] }],
    }),
    'a business centre on the list': centre({}),
  },
  innocent: {
    'another enterprise at its own seat': centre({}, 'Kaai 1'),
    'works in the building of a business centre': centre({ type: 'SITE' }),
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
