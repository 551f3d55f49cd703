import { type RuleCases, SLOVENE, somebody } from './cases.ts'

const employer = { name: SLOVENE.name, country: 'SI', enterpriseNumber: null }
const present = (...days: string[]) =>
  somebody({ declared: [{}], present: days.map((date) => ({ date, employer })) })

export const cases: RuleCases = {
  code: 'R12',
  planted: {
    'five days after the declaration': present('2026-07-05'),
    'registered under a number that the declaration does not tell': somebody({
      declared: [{}],
      present: [
        {
          date: '2026-07-05',
          employer: {
            ...employer,
            name: SLOVENE.name.toUpperCase(),
            enterpriseNumber: '0403019261',
          },
        },
      ],
    }),
  },
  innocent: {
    'on its last day': present('2026-06-30'),
    'for another sender': somebody({
      declared: [{}],
      present: [{ date: '2026-07-05', employer: { ...employer, name: 'Montaža Bor d.o.o.' } }],
    }),
    'for a Belgian employer': somebody({ declared: [{}], present: [{ date: '2026-07-05' }] }),
    'under a declaration that is not known here': somebody({
      declared: [{}],
      present: [{ date: '2026-07-05', employer, l1Number: 'L1-other' }],
    }),
  },
  boundaries: {
    nearDays: { value: 10, clear: present('2026-07-11'), flagged: present('2026-07-10') },
    minDays: {
      value: 2,
      clear: present('2026-07-05'),
      flagged: present('2026-07-05', '2026-07-06'),
    },
  },
}
