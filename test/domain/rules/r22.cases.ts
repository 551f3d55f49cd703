import { type RuleCases, SLOVENE, somebody } from './cases.ts'

const agency = (tempAgencyApprovalNumber: string | null, more = {}) =>
  somebody({ declared: [{ sector: 'AGENCY', tempAgencyApprovalNumber, ...more }] })

export const cases: RuleCases = {
  code: 'R22',
  planted: { 'no number': agency(null), 'a dash is no number': agency('-') },
  innocent: {
    'a number': agency('VG.1234/U'),
    'no agency': agency(null, { sector: 'OTHER' }),
    'a Belgian agency': agency(null, { employer: { ...SLOVENE, country: 'BE' } }),
  },
  boundaries: {},
}
