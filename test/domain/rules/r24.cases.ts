import { type RuleCases, ANTWERP, LIEGE, held, site, somebody } from './cases.ts'

const END = '2027-01-01'
const NONE = {
  passport: null,
  residence: null,
  l1: null,
  a1: null,
  belgianStay: null,
  workAuthorisation: null,
  dimona: null,
}
const POSTED = { ...NONE, passport: END, residence: END, l1: END, a1: END }
const EMPLOYED = { ...NONE, passport: END, belgianStay: END, workAuthorisation: END, dimona: END }

const file = (papers = {}, place = ANTWERP) =>
  somebody({
    declared: [{ places: [site(place)] }],
    outside: held('CHAIN_FILES', {
      on: '2026-05-01',
      l1Number: 'L1-l1',
      employerName: 'Zelenko',
      papers: { ...POSTED, ...papers },
    }),
  })
/** Whom the subcontractor employs here: no declaration names them. */
const employed = (papers = {}, nationality = 'BA', on = '2026-05-01') =>
  somebody({
    person: { nationality },
    outside: held('CHAIN_FILES', {
      on,
      l1Number: null,
      employerName: 'Zelenko',
      papers: { ...EMPLOYED, ...papers },
    }),
  })

export const cases: RuleCases = {
  code: 'R24',
  planted: {
    'no A1': file({ a1: null }),
    'a residence permit that ended during the work': file({ residence: '2026-05-31' }),
    'a passport that ended before the start': file({ passport: '2026-02-28' }),
    'employed here without authorisation': employed({ workAuthorisation: null }),
    'employed here on a stay that had ended': employed({ belgianStay: '2026-04-30' }),
  },
  innocent: {
    complete: file(),
    'valid to the last day': file({ a1: '2026-06-30' }),
    'in Wallonia': file({ a1: null }, LIEGE),
    'declared with the papers of somebody employed here': file({ ...EMPLOYED, a1: null }),
    'employed here with all papers': employed(),
    'employed here with the freedom to': employed({ workAuthorisation: null }, 'PL'),
    'employed here before the duty': employed({ workAuthorisation: null }, 'BA', '2024-11-30'),
  },
  boundaries: {},
}
