import { type RuleCases, firm, held, times } from './cases.ts'

const failed = (
  count: number,
  bankruptOn = '2025-01-01',
  asCurator = false,
  until: string | null = null,
  directedUntil: string | null = null,
) =>
  firm({
    dossiers: [{}],
    outside: held(
      'DIRECTORS',
      ...times(count, (i) => ({
        directorId: 'x',
        enterpriseId: `f${i}`,
        bankruptOn,
        asCurator,
        until,
        directedUntil,
      })),
    ),
  })

export const cases: RuleCases = {
  code: 'R43',
  planted: { 'three bankruptcies': failed(3) },
  innocent: {
    'a curator': failed(3, '2025-01-01', true),
    'long ago': failed(3, '2010-01-01'),
    'left years before they failed': failed(3, '2025-01-01', false, null, '2009-01-01'),
    'a director who left': failed(3, '2025-01-01', false, '2026-11-19'),
  },
  boundaries: {
    minBankruptcies: { value: 3, clear: failed(2), flagged: failed(3) },
    monthsBefore: {
      value: 6,
      clear: failed(3, '2025-01-01', false, null, '2024-06-30'),
      flagged: failed(3, '2025-01-01', false, null, '2024-07-01'),
    },
    years: { value: 3, clear: failed(3, '2023-11-19'), flagged: failed(3, '2023-11-20') },
  },
}
