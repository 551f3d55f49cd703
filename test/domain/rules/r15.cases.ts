import {
  type Beside,
  type RuleCases,
  ANTWERP,
  LIEGE,
  SLOVENE,
  held,
  site,
  somebody,
} from './cases.ts'

const postedTo = (place: string, to: string, from: string, ...filed: string[]) =>
  somebody({
    declared: [{ period: { from, to }, places: [site(place)] }],
    outside: held(
      'NOTIFICATIONS',
      ...filed.map((filedOn) => ({ employer: SLOVENE, filedOn, on: filedOn })),
    ),
  })
const posted = (to: string, ...filed: string[]) => postedTo(ANTWERP, to, '2025-03-01', ...filed)

/** Seven months by one form, and seven by the next. */
const postedBy = (
  employers: readonly (typeof SLOVENE | { vatNumber: null })[],
  ...filed: string[]
) =>
  somebody({
    declared: [
      { period: { from: '2025-03-01', to: '2025-09-30' } },
      { period: { from: '2025-10-01', to: '2026-04-30' } },
    ].map((body, i) => ({
      ...body,
      employer: { ...SLOVENE, ...employers[i] },
      places: [site(ANTWERP)],
    })),
    outside: held(
      'NOTIFICATIONS',
      ...filed.map((filedOn) => ({ employer: SLOVENE, filedOn, on: filedOn })),
    ),
  })

const BESIDE_WORKER = {
  insz: null,
  familyName: 'Costa',
  givenNames: 'Ivo',
  birthDate: '1979-11-02',
  sex: 'M' as const,
  nationality: 'BR',
  passport: null,
}
const AT = { places: [site(ANTWERP)] }

/** Somebody else on the task, by the same sender. */
const other = (from: string, to: string, more: Partial<Beside['body']> = {}): Beside => ({
  body: { ...AT, worker: BESIDE_WORKER, period: { from, to }, ...more },
})

/** G12: another for 7 months from 1 March 2025, and then this one. */
const after = (to: string, ...beside: readonly Beside[]) =>
  somebody({
    declared: [{ ...AT, period: { from: '2025-10-01', to } }],
    beside,
    outside: held('NOTIFICATIONS'),
  })
const SEVEN_MONTHS = ['2025-03-01', '2025-09-30'] as const
const first = other(...SEVEN_MONTHS)

const notice = (employer: typeof SLOVENE, filedOn: string) => [
  { id: 'n1', employer, filedOn, on: filedOn },
]

export const cases: RuleCases = {
  code: 'R15',
  planted: {
    'G12: seven months of another, then six of this one': after('2026-03-31', first),
    'the street typed otherwise': after(
      '2026-03-31',
      other(...SEVEN_MONTHS, { places: [site(ANTWERP, '1, kaai')] }),
    ),
    'at the second of two places': after(
      '2026-03-31',
      other(...SEVEN_MONTHS, { places: [site(ANTWERP, 'Dok 9'), site(ANTWERP)] }),
    ),
    'a week side by side to hand over': after('2026-03-31', other('2025-03-01', '2025-10-07')),
    'notified for another when it was late': after('2026-03-31', {
      ...first,
      notified: notice(SLOVENE, '2026-03-01'),
    }),
    'thirteen months, no notification': posted('2026-03-31'),
    'on one form by number, on the next by name': postedBy([
      SLOVENE,
      { ...SLOVENE, vatNumber: null },
    ]),
    'notified when it was late': posted('2026-03-31', '2026-03-01'),
  },
  innocent: {
    'side by side for seven months': after('2026-05-31', other('2025-10-01', '2026-06-30')),
    'two weeks between them': after('2026-03-31', other('2025-02-15', '2025-09-16')),
    'another task': after('2026-03-31', other(...SEVEN_MONTHS, { natureOfServices: 'painting' })),
    'another street': after(
      '2026-03-31',
      other(...SEVEN_MONTHS, { places: [site(ANTWERP, 'Dok 9')] }),
    ),
    'another sender': after(
      '2026-03-31',
      other(...SEVEN_MONTHS, {
        employer: { ...SLOVENE, name: 'Obra Nova', vatNumber: 'SI15012557' },
      }),
    ),
    'whom somebody replaces after this one': after('2025-12-31', other('2026-01-01', '2027-01-31')),
    'over with the one before': after(
      '2026-03-31',
      other('2024-09-01', '2025-03-31'),
      other('2025-04-01', '2025-09-30', { worker: { ...BESIDE_WORKER, familyName: 'Lima' } }),
    ),
    'notified in the name of whom this one replaced': after('2026-03-31', {
      ...first,
      notified: notice(SLOVENE, '2026-01-31'),
    }),
    'notified in the name of the sender, whose number is told elsewhere': postedBy(
      [SLOVENE, { ...SLOVENE, vatNumber: null }],
      '2026-01-31',
    ),
    'notified in time': posted('2026-03-31', '2026-02-28'),
    'in a region of which nothing is held': postedTo(LIEGE, '2026-03-31', '2025-03-01'),
    'begun before what is held': postedTo(ANTWERP, '2026-01-31', '2024-12-01'),
  },
  boundaries: { months: { value: 12, clear: posted('2026-02-28'), flagged: posted('2026-03-01') } },
}
