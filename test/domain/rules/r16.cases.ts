import { type RuleCases, ANTWERP, BRUSSELS, site, somebody } from './cases.ts'

const posted = (to: string, place = ANTWERP) =>
  somebody({
    declared: [
      { period: { from: '2025-01-01', to: '2025-12-31' }, places: [site(ANTWERP)] },
      { period: { from: '2026-01-01', to }, places: [site(place)] },
    ],
  })

const twice = (from: string, to: string, client = 'Werf Noord') =>
  somebody({
    declared: [
      { ...at('Werf Noord'), period: { from: '2024-06-01', to: '2025-04-30' } },
      { ...at(client), period: { from, to } },
    ],
  })
const ANOTHER = {
  insz: null,
  familyName: 'Lima',
  givenNames: 'Ivo',
  birthDate: '1979-11-02',
  sex: 'M' as const,
  nationality: 'BR',
  passport: null,
}
const at = (client: string) => ({
  clients: [{ name: client, enterpriseNumber: null }],
  places: [site(ANTWERP)],
})

export const cases: RuleCases = {
  code: 'R16',
  planted: {
    'twenty months': posted('2026-08-31'),
    'after another, and longer together': somebody({
      declared: [{ ...at('Werf Noord'), period: { from: '2025-10-01', to: '2026-08-31' } }],
      beside: [
        {
          body: {
            ...at('WERF NOORD NV'),
            worker: { ...ANOTHER, familyName: 'Costa' },
            period: { from: '2025-01-01', to: '2025-09-30' },
          },
        },
      ],
    }),
    'with thirteen days between': twice('2025-05-14', '2026-03-31'),
  },
  innocent: {
    'at another place': posted('2026-08-31', BRUSSELS),
    'eleven months, and eleven months years later': twice('2029-01-01', '2029-11-30'),
    'with fourteen days between': twice('2025-05-15', '2026-03-31'),
    'for another client': twice('2025-05-14', '2026-03-31', 'Werf Zuid'),
  },
  boundaries: { months: { value: 18, clear: posted('2026-06-30'), flagged: posted('2026-07-01') } },
}
