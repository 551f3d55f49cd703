import { type RuleCases, ANTWERP, firm, site, SLOVENE } from './cases.ts'

const worker = (familyName: string) => ({
  insz: null,
  familyName,
  givenNames: 'A',
  birthDate: null,
  sex: 'M' as const,
  nationality: 'BR',
  passport: null,
})
const row = (gapTo: string, to: string, who = 'Second') =>
  firm({
    body: { vatNumber: SLOVENE.vatNumber, enterpriseNumber: null, country: 'SI' },
    declared: [
      {
        worker: worker('First'),
        period: { from: '2025-01-01', to: '2025-07-31' },
        isco: '7112',
        clients: [{ name: 'K', enterpriseNumber: null }],
        places: [site(ANTWERP)],
      },
      {
        worker: worker(who),
        period: { from: gapTo, to },
        isco: '7112',
        clients: [{ name: 'K', enterpriseNumber: null }],
        places: [site(ANTWERP)],
      },
    ],
  })

export const cases: RuleCases = {
  code: 'R17',
  planted: { 'G12: seven months, then six of another worker': row('2025-08-01', '2026-01-31') },
  innocent: {
    'the same worker': row('2025-08-01', '2026-01-31', 'First'),
    'together less than a year': row('2025-08-01', '2025-12-15'),
  },
  boundaries: {
    months: {
      value: 12,
      clear: row('2025-08-01', '2025-12-31'),
      flagged: row('2025-08-01', '2026-01-01'),
    },
    maxGap: {
      value: 10,
      clear: row('2025-08-11', '2026-06-30'),
      flagged: row('2025-08-10', '2026-06-30'),
    },
  },
}
