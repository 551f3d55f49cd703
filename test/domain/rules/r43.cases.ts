import { type RuleCases, firm, held, times } from './cases.ts'

const failed = (count: number, on = '2025-01-01', asCurator = false) =>
  firm({
    dossiers: [{}],
    outside: held(
      'DIRECTORS',
      ...times(count, (i) => ({ directorId: 'x', enterpriseId: `f${i}`, on, asCurator })),
    ),
  })

export const cases: RuleCases = {
  code: 'R43',
  planted: { 'three bankruptcies': failed(3) },
  innocent: { 'a curator': failed(3, '2025-01-01', true), 'long ago': failed(3, '2010-01-01') },
  boundaries: {
    minBankruptcies: { value: 3, clear: failed(2), flagged: failed(3) },
    years: { value: 3, clear: failed(3, '2023-11-19'), flagged: failed(3, '2023-11-20') },
  },
}
