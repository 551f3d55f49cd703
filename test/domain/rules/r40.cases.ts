import { type RuleCases, firm, times } from './cases.ts'

const shared = (count: number, value = '+32 2 555 00 00') =>
  firm({ handles: [{ kind: 'PHONE', value, enterprises: times(count, (i) => `e${i}`) }] })

export const cases: RuleCases = {
  code: 'R40',
  planted: { 'five enterprises, one phone': shared(5) },
  innocent: {
    'a social secretariat on the list': shared(5, 'liaison@social-secretariat.example'),
    'nothing shared': firm({}),
  },
  boundaries: { minEmployers: { value: 4, clear: shared(3), flagged: shared(4) } },
}
