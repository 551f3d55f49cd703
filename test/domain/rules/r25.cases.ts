import { KBO_A, LIEGE, type RuleCases, somebody } from './cases.ts'

const DIMONA = {}
const HERE = { name: 'Bouw', country: 'BE', enterpriseNumber: KBO_A }

export const cases: RuleCases = {
  code: 'R25',
  planted: {
    'self-employed from abroad, who has to declare': somebody({
      present: [{ date: '2026-02-28', selfEmployed: true, employer: { ...HERE, country: 'SI' } }],
      holds: { DIMONA },
    }),
    'after the professional card': somebody({
      dossiers: [
        {
          procedure: 'PROFESSIONAL_CARD',
          work: { state: 'GRANTED', since: '2024-01-01' },
          authorised: { from: '2024-01-01', to: '2026-01-31' },
          residence: { state: 'NO_TRACK', since: '2024-01-01' },
        },
      ],
      present: [{ date: '2026-02-28' }],
      holds: { DIMONA },
    }),
    'G3b: a day before the declaration': somebody({
      declared: [{}],
      present: [{ date: '2026-02-28' }],
      holds: { DIMONA },
    }),
    'an employment that was cancelled': somebody({
      present: [{ date: '2026-02-28' }],
      employed: [{ status: 'CANCELLED' }],
      holds: { DIMONA },
    }),
    'the declaration that it names is over': somebody({
      declared: [{ l1Number: 'L1-x' }],
      present: [{ date: '2026-02-28', l1Number: 'L1-x' }],
      holds: { DIMONA },
    }),
  },
  innocent: {
    'self-employed on a professional card': somebody({
      dossiers: [
        {
          procedure: 'PROFESSIONAL_CARD',
          work: { state: 'GRANTED', since: '2025-01-01' },
          authorised: { from: '2025-01-01', to: '2027-01-01' },
          residence: { state: 'NO_TRACK', since: '2025-01-01' },
        },
      ],
      present: [{ date: '2026-02-28' }],
      holds: { DIMONA },
    }),
    'registered as self-employed here': somebody({
      present: [{ date: '2026-02-28', selfEmployed: true, employer: HERE }],
      holds: { DIMONA },
    }),
    'registered by a firm of their own name': somebody({
      person: { familyName: 'Petrović' },
      present: [{ date: '2026-02-28', employer: { ...HERE, name: 'Petrovic Bouw BV' } }],
      holds: { DIMONA },
    }),
    'G3: the period covers the day': somebody({
      declared: [{ submittedAt: '2026-03-05T09:00:00.000Z' }],
      present: [{ date: '2026-03-02' }],
      holds: { DIMONA },
    }),
    'employed in Dimona': somebody({
      present: [{ date: '2026-02-28' }],
      employed: [{}],
      holds: { DIMONA },
    }),
    'names a declaration that is not known to be theirs': somebody({
      present: [{ date: '2026-02-28', l1Number: 'L1-unknown' }],
      holds: { DIMONA },
    }),
    'a day before what is held': somebody({
      present: [{ date: '2024-12-31' }],
      holds: { DIMONA },
    }),
    'a day after what is held': somebody({
      present: [{ date: '2026-11-20' }],
      holds: { DIMONA },
    }),
    'in a region of which nothing is held': somebody({
      present: [{ date: '2026-02-28', municipality: LIEGE }],
      holds: { DIMONA },
    }),
  },
  boundaries: {
    minDays: {
      value: 2,
      clear: somebody({ present: [{ date: '2026-02-28' }], holds: { DIMONA } }),
      flagged: somebody({
        present: [{ date: '2026-02-27' }, { date: '2026-02-28' }],
        holds: { DIMONA },
      }),
    },
  },
}
