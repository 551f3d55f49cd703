import { type RuleCases, somebody } from './cases.ts'

export const cases: RuleCases = {
  code: 'R31',
  planted: {
    'check digits that fail': somebody({ person: { insz: '12345678901' } }),
    'G13: another day than the passport': somebody({
      person: { insz: '98472899765', birthDate: '1998-07-27' },
    }),
    'another sex than the register': somebody({
      person: { insz: '85073003328', birthDate: '1985-07-30', sex: 'F' },
    }),
  },
  innocent: {
    'a valid number': somebody({ person: { insz: '85073003328', birthDate: '1985-07-30' } }),
    'month and day unknown': somebody({ person: { insz: '90001500181', birthDate: '1990-05-05' } }),
    'no number': somebody({}),
  },
  boundaries: {},
}
