import type { OutsideFacts } from '../../../domain/risk/outside-facts.ts'
import {
  type RuleCases,
  ANTWERP,
  BRUSSELS,
  KBO_A,
  KBO_B,
  firm,
  held,
  site,
  times,
} from './cases.ts'

type Works = Omit<OutsideFacts['WORKS'][number], 'id'>

const told = (change: Partial<Works> = {}): Works => ({
  number: '30B1',
  municipality: ANTWERP,
  place: `${ANTWERP} KAAI 1`,
  valueEuro: 100_000,
  period: { from: '2026-01-01', to: null },
  parties: [KBO_B],
  ...change,
})

const worker = (i: number) => ({
  insz: null,
  familyName: `Novak ${i}`,
  givenNames: 'Ana',
  birthDate: '1988-03-14',
  sex: 'F' as const,
  nationality: 'SI',
  passport: null,
})

interface Declared {
  works?: readonly Works[]
  /** So many different people. */
  people?: number
  from?: string
  town?: string
}

const declared = (
  count: number,
  { works = [], people = count, from = '2026-03-02', town = ANTWERP }: Declared = {},
) =>
  firm({
    declared: times(count, (i) => ({
      worker: worker(i % people),
      sector: 'CONSTRUCTION' as const,
      clients: [{ name: 'K', enterpriseNumber: KBO_A }],
      places: [site(town)],
      period: { from, to: '2026-12-31' },
    })),
    outside: held('WORKS', ...works),
  })

/** A worker a year, each for some weeks. */
const years = () =>
  firm({
    declared: [2024, 2025, 2026].map((year, i) => ({
      worker: worker(i),
      sector: 'CONSTRUCTION' as const,
      clients: [{ name: 'K', enterpriseNumber: KBO_A }],
      places: [site(ANTWERP)],
      period: { from: `${year}-03-02`, to: `${year}-04-17` },
    })),
    outside: held('WORKS'),
  })

export const cases: RuleCases = {
  code: 'R27',
  planted: {
    'three workers and no works': declared(3),
    'works of others elsewhere in the town': declared(3, {
      works: [told({ place: `${ANTWERP} MARKT 2` })],
    }),
    'its own works in another street of the town': declared(3, {
      works: [told({ place: `${ANTWERP} MOLENWEG 49`, parties: [KBO_B, KBO_A] })],
    }),
    'works that were over before': declared(3, {
      works: [told({ period: { from: '2025-01-01', to: '2025-12-31' } })],
    }),
  },
  innocent: {
    declared: declared(3, { works: [told()] }),
    'its own works at an address that is typed otherwise': declared(3, {
      works: [told({ place: `${ANTWERP} KADE 1 3`, parties: [KBO_B, KBO_A] })],
    }),
    'its own works at another number of the street': declared(3, {
      works: [told({ place: `${ANTWERP} KAAI 49`, parties: [KBO_A] })],
    }),
    'its own works of which the municipality alone is told': declared(3, {
      works: [told({ place: null, parties: [KBO_A] })],
    }),
    'one worker three times': declared(3, { people: 1 }),
    'three workers in three years': years(),
    'begun before the days that are held': declared(3, { from: '2024-03-04' }),
    'in a region of which nothing is held': declared(3, { town: BRUSSELS }),
  },
  boundaries: { minWorkers: { value: 4, clear: declared(3), flagged: declared(4) } },
}
