import { type RuleCases, somebody } from './cases.ts'

/** A paper that so many persons of so many employers filed; 0: a diploma, 2: a contract. */
const filed = (persons: number, employers: number, key = '0abc') =>
  somebody({
    dossiers: [{}],
    ...(persons > 1 && { samePapers: [{ key, dossierId: 'd1', persons, employers }] }),
  })

export const cases: RuleCases = {
  code: 'R34',
  planted: {
    'the diploma of another person': filed(2, 2),
    'one contract for eight workers of one employer': filed(8, 1, '2abc'),
  },
  innocent: {
    'a model contract of a federation': filed(40, 12, '2abc'),
    'their own in two dossiers': filed(1, 1),
  },
  boundaries: {
    minPersons: { value: 3, clear: filed(2, 1), flagged: filed(3, 1) },
    modelPersons: { value: 10, clear: filed(10, 5), flagged: filed(9, 5) },
    modelEmployers: { value: 4, clear: filed(20, 4), flagged: filed(20, 3) },
  },
}
