import { type RuleCases, firm, held } from './cases.ts'

const started = (startedOn: string, fullTimeEquivalents = 0, turnoverFiled = false) =>
  firm({
    body: { startedOn },
    dossiers: [{}],
    outside: held('STAFF', { fullTimeEquivalents, turnoverFiled, socialDebtCents: 0 }),
  })

export const cases: RuleCases = {
  code: 'R36',
  planted: { 'half a year old, nobody, nothing': started('2026-05-20') },
  innocent: {
    'a start-up with staff': started('2026-05-20', 2),
    'a start-up with turnover': started('2026-05-20', 0, true),
  },
  boundaries: {
    months: { value: 8, clear: started('2026-03-20'), flagged: started('2026-03-21') },
  },
}
