import { type RuleCases, somebody } from './cases.ts'

const DECLARED = {
  insz: null,
  familyName: 'Ferreira',
  givenNames: 'Duarte',
  birthDate: '1985-07-30',
  sex: 'M' as const,
  nationality: 'BR',
  passport: null,
}

export const cases: RuleCases = {
  code: 'R31',
  planted: {
    'check digits that fail': somebody({ person: { insz: '12345678901' } }),
    'another sex than the register': somebody({
      person: { insz: '85073003328', birthDate: '1985-07-30', sex: 'F' },
    }),
  },
  signs: {
    'G13: another day than the passport, in a BIS number': somebody({
      person: { insz: '98472899765', birthDate: '1998-07-27' },
    }),
  },
  innocent: {
    'an earlier number, from before the register changed the sex': somebody({
      person: { insz: null, inszAliases: ['85073003328'], birthDate: '1985-07-30', sex: 'F' },
      declared: [{ worker: { ...DECLARED, insz: '85073003328' } }],
    }),
    'an earlier number with a birth date that was set right': somebody({
      person: { insz: null, inszAliases: ['850730-033-28'], birthDate: '1985-07-31' },
      declared: [{ worker: { ...DECLARED, insz: '85073003328' } }],
    }),
    'a valid number': somebody({ person: { insz: '85073003328', birthDate: '1985-07-30' } }),
    'month and day unknown': somebody({ person: { insz: '90001500181', birthDate: '1990-05-05' } }),
    'no number': somebody({}),
  },
  boundaries: {},
}
