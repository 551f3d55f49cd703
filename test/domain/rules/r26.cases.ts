import type { HoldingBody } from '../../../domain/contract/records.ts'
import { type RuleCases, ANTWERP, KBO_A, KBO_B, held, site, somebody } from './cases.ts'

interface Told {
  valueEuro?: number
  /** Days of the works. */
  begun?: string
  place?: string
  present?: { date: string; l1Number: string | null }
  /** What differs of the registrations that are held. */
  holding?: Partial<HoldingBody>
}

const PLACE = `${ANTWERP} KAAI 1`

const works = ({
  valueEuro = 800_000,
  begun = '2026-01-01',
  place = PLACE,
  present,
  holding = {},
}: Told = {}) =>
  somebody({
    declared: [
      {
        sector: 'CONSTRUCTION',
        places: [site(ANTWERP)],
        period: { from: '2026-03-02', to: '2026-12-31' },
      },
    ],
    present: present ? [present] : [],
    holds: { PRESENCES: holding },
    outside: held('WORKS', {
      number: '30B1',
      municipality: ANTWERP,
      place,
      valueEuro,
      period: { from: begun, to: null },
      parties: [],
    }),
  })

const seen = (date: string, l1Number: string | null = 'L1-l1') => ({ date, l1Number })

/** Declared anew on the way; registered every day with the first declaration. */
const declaredAnew = () => {
  const body = {
    sector: 'CONSTRUCTION' as const,
    places: [site(ANTWERP)],
    period: { from: '2026-03-02', to: '2026-12-31' },
  }
  return somebody({
    declared: [
      { ...body, status: 'REPLACED' },
      { ...body, replacesL1: 'L1-l1' },
    ],
    present: [seen('2026-03-02')],
    holds: { PRESENCES: {} },
    outside: works().outside,
  })
}

/** Cleaning for a client in small works of its own. */
const cleaning = ({
  period = { from: '2026-03-02', to: '2026-12-31' },
  parties = [KBO_B],
  present,
}: {
  period?: { from: string; to: string }
  parties?: readonly string[]
  present?: ReturnType<typeof seen>
}) =>
  somebody({
    declared: [
      {
        sector: 'CLEANING',
        places: [site(ANTWERP)],
        clients: [{ name: 'Office', enterpriseNumber: KBO_B }],
        period,
      },
    ],
    present: present ? [present] : [],
    holds: { PRESENCES: { from: '2024-01-01' } },
    outside: held('WORKS', {
      number: '30B2',
      municipality: ANTWERP,
      place: PLACE,
      valueEuro: 12_000,
      period: { from: '2024-01-01', to: null },
      parties,
    }),
  })

export const cases: RuleCases = {
  code: 'R26',
  planted: {
    'never registered': works(),
    'registered months later': works({ present: seen('2026-06-02') }),
    'registered before it was declared': works({ present: seen('2026-02-27', null) }),
    'who cleans is bound at any value': cleaning({}),
    'who cleans is bound since that duty exists': cleaning({
      period: { from: '2024-02-01', to: '2024-12-31' },
      present: seen('2024-10-01'),
    }),
  },
  innocent: {
    'on days of which no registrations are held': works({ holding: { from: '2026-03-03' } }),
    'before the first working days were told': works({ holding: { asOf: '2026-03-12' } }),
    'in a region of which no registrations are held': works({ holding: { region: 'WA' } }),
    'who cleaned before that was a duty': cleaning({
      period: { from: '2024-02-01', to: '2024-08-31' },
    }),
    'registered in the first days of the duty': cleaning({
      period: { from: '2024-02-01', to: '2024-12-31' },
      present: seen('2024-09-03'),
    }),
    'cleaning where others build': cleaning({ parties: [KBO_A] }),
    'registered in the first week': works({ present: seen('2026-03-05') }),
    'registered by number': works({ present: seen('2026-03-05', null) }),
    'other works in the same town': works({ place: `${ANTWERP} MARKT 2` }),
    'registered with the declaration that was replaced': declaredAnew(),
    'the works have just begun': works({ begun: '2026-11-12' }),
  },
  boundaries: {
    minValue: {
      value: 600_000,
      clear: works({ valueEuro: 599_999 }),
      flagged: works({ valueEuro: 600_000 }),
    },
    workingDays: {
      value: 5,
      clear: works({ present: seen('2026-03-06') }),
      flagged: works({ present: seen('2026-03-09') }),
    },
  },
}
