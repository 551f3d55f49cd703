import type { DeclarationBody, Intermediary } from '../../../domain/contract/records.ts'
import { type RuleCases, ANTWERP, BRUSSELS, listed, SLOVENE, site, somebody } from './cases.ts'

const CENTRE: Partial<Intermediary> = {
  kind: 'BUSINESS_CENTRE',
  handles: ['Business Centre 1, 1000 Brussel'],
}

const centre = (
  more: Partial<DeclarationBody['places'][number]>,
  street = 'Business Centre 1',
  norms = [listed(CENTRE)],
) =>
  somebody({
    norms,
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
    'one that the list knows by its name': centre({}, 'Kaai 1', [
      listed({
        kind: 'BUSINESS_CENTRE',
        name: 'northern works BV',
        enterpriseNumber: '0403019261',
      }),
    ]),
  },
  innocent: {
    'another enterprise at its own seat': centre({}, 'Kaai 1'),
    'a seat that no region lists': centre({}, 'Business Centre 1', []),
    'one that left the list': centre({}, 'Business Centre 1', [
      listed(CENTRE, { validTo: '2026-11-19' }),
    ]),
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
