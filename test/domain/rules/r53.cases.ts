import { type RuleCases, held, somebody } from './cases.ts'

const alone = (line = {}, more = {}) =>
  somebody({
    declared: [{ kind: 'SELF_EMPLOYED', employer: null, ...more }],
    outside: held('CREW', {
      l1Number: 'L1-l1',
      sameHours: true,
      ownMaterial: false,
      ownInsurance: false,
      clientShare: 95,
      familyTie: false,
      ...line,
    }),
  })

export const cases: RuleCases = {
  code: 'R53',
  planted: { 'one client, its hours, its tools': alone() },
  innocent: {
    'own material': alone({ ownMaterial: true }),
    family: alone({ familyTie: true }),
    'no risk sector': alone({}, { sector: 'OTHER' }),
  },
  boundaries: {
    minShare: { value: 70, clear: alone({ clientShare: 70 }), flagged: alone({ clientShare: 71 }) },
  },
}
