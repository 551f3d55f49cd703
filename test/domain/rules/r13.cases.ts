import { type RuleCases, ANTWERP, BRUSSELS, LIEGE, SLOVENE, somebody } from './cases.ts'

const at = (...places: string[]) =>
  somebody({ present: places.map((municipality) => ({ date: '2026-05-04', municipality })) })
const OTHER = { ...SLOVENE, name: 'Obra Nova Lda', country: 'PT', vatNumber: null } as const
const two = (to: string, employer: Partial<typeof SLOVENE | typeof OTHER> = OTHER) =>
  somebody({
    declared: [
      { period: { from: '2026-01-01', to }, employer: SLOVENE },
      { period: { from: '2026-03-01', to: '2026-06-30' }, employer: { ...SLOVENE, ...employer } },
    ],
  })

export const cases: RuleCases = {
  code: 'R13',
  planted: {
    'Ostend and Liège on one day': at('35013', LIEGE),
    'two employers for a month': two('2026-03-31'),
  },
  innocent: {
    'Antwerp and Brussels': at(ANTWERP, BRUSSELS),
    'a place that the table does not hold': at('99999', LIEGE),
    'the same employer twice': two('2026-03-31', {}),
    'the same employer, by number and then by name': two('2026-03-31', { vatNumber: null }),
  },
  boundaries: {
    maxKm: { value: 60, clear: at(ANTWERP, BRUSSELS), flagged: at(ANTWERP, LIEGE) },
    maxDays: { value: 5, clear: two('2026-03-05'), flagged: two('2026-03-06') },
  },
}
