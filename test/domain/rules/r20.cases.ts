import { type RuleCases, firm, held, SLOVENE } from './cases.ts'

const sender = (home: {
  foundedOn?: string
  postedShare?: number
  atAddress?: number
  activeAtHome?: boolean
}) =>
  firm({
    body: { vatNumber: SLOVENE.vatNumber, enterpriseNumber: null, country: 'SI' },
    declared: [{}],
    outside: held('HOME_ACTIVITY', {
      foundedOn: '2026-01-10',
      postedShare: 95,
      atAddress: 40,
      activeAtHome: false,
      ...home,
    }),
  })

export const cases: RuleCases = {
  code: 'R20',
  planted: { 'young, everybody here, crowded, idle at home': sender({}) },
  innocent: { 'a start-up with activity at home': sender({ activeAtHome: true }) },
  boundaries: {
    months: {
      value: 2,
      clear: sender({ foundedOn: '2026-01-01' }),
      flagged: sender({ foundedOn: '2026-01-02' }),
    },
    minShare: {
      value: 80,
      clear: sender({ postedShare: 79 }),
      flagged: sender({ postedShare: 80 }),
    },
    maxAtAddress: {
      value: 20,
      clear: sender({ atAddress: 20 }),
      flagged: sender({ atAddress: 21 }),
    },
  },
}
