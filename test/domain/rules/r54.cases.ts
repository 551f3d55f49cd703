import { type RuleCases, somebody } from './cases.ts'

const alone = { kind: 'SELF_EMPLOYED' as const, employer: null }

export const cases: RuleCases = {
  code: 'R54',
  planted: { 'no card': somebody({ declared: [alone] }) },
  innocent: {
    'a citizen of the Union': somebody({ person: { nationality: 'RO' }, declared: [alone] }),
    'a card B': somebody({
      person: { unlimitedAccess: { card: 'B', from: '2020-01-01', to: null } },
      declared: [alone],
    }),
    'a card was asked': somebody({
      declared: [alone],
      dossiers: [
        {
          procedure: 'PROFESSIONAL_CARD',
          employerId: null,
          filedById: null,
          work: { state: 'IN_EXAM', since: '2026-02-01' },
          authorised: null,
        },
      ],
    }),
  },
  boundaries: {},
}
