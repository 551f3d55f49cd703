import { type RuleCases, KBO_A, held, somebody } from './cases.ts'

const arrived = (since: string, enterpriseNumber?: string) =>
  somebody({
    dossiers: [{ residence: { state: 'CARD_ISSUED', since } }],
    outside: enterpriseNumber
      ? held('DIMONA', { employerName: 'A', enterpriseNumber, period: { from: since, to: null } })
      : held('DIMONA'),
  })

export const cases: RuleCases = {
  code: 'R29',
  planted: { 'G4: arrived six weeks ago': arrived('2026-10-09') },
  innocent: {
    employed: arrived('2026-10-09', KBO_A),
    'not arrived': somebody({
      dossiers: [{ residence: { state: 'VISA_PENDING', since: '2026-01-01' } }],
      outside: held('DIMONA'),
    }),
  },
  boundaries: {
    maxDays: { value: 20, clear: arrived('2026-10-31'), flagged: arrived('2026-10-30') },
  },
}
