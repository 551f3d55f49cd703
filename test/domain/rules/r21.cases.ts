import { type RuleCases, firm, times } from './cases.ts'

const liaison = (count: number, value = 'desk@liaison.example') =>
  firm({ handles: [{ kind: 'EMAIL', value, enterprises: times(count, (i) => `e${i}`) }] })

export const cases: RuleCases = {
  code: 'R21',
  planted: { 'forty employers': liaison(40) },
  innocent: {
    'a service that stands on the list': liaison(40, 'liaison@social-secretariat.example'),
    'the same, typed otherwise': liaison(40, 'LIAISON@social-secretariat.example'),
    'no liaison known': firm({}),
  },
  boundaries: { maxEmployers: { value: 10, clear: liaison(10), flagged: liaison(11) } },
}
