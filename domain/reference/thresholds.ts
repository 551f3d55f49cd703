/**
 * Salary thresholds per region, category and date (domain facts 7), gross, in cents per unit.
 * Flanders and Wallonia count per year, Brussels per month since October 2024. What counts differs:
 * see `basis` and domain facts 7.5.
 */
import type { LocalDate } from '../calendar/local-date.ts'
import type { Category, PAY_BASES, PAY_UNITS, Region } from '../contract/codes.ts'
import { inForceOn, type Confidence, type Dated } from './dated.ts'

export type PayUnit = (typeof PAY_UNITS)[number]
export type ThresholdBasis = (typeof PAY_BASES)[number]

export interface Threshold extends Dated {
  region: Region
  category: Category
  unit: PayUnit
  amountCents: number
  /** Highest age, in whole years, to which the row applies; null: any age. */
  ageMax: number | null
  basis: ThresholdBasis
}

interface Block {
  region: Region
  unit: PayUnit
  basis: ThresholdBasis
  from: LocalDate
  to: LocalDate | null
  source: string
  confidence: Confidence
  /** `CATEGORY` or `CATEGORY<=AGE`, and euros per unit. */
  euros: Readonly<Record<string, number>>
}

const YEAR = (year: number) => ({ from: `${year}-01-01`, to: `${year}-12-31` })
const FL = { region: 'FL', unit: 'YEAR', basis: 'GROSS_PLUS_LISTED_BENEFITS' } as const
const BR_YEAR = { region: 'BR', unit: 'YEAR', basis: 'GROSS' } as const
const BR_MONTH = { region: 'BR', unit: 'MONTH', basis: 'DMFA_CODE_1' } as const
const WA = { region: 'WA', unit: 'YEAR', basis: 'GROSS' } as const

const BLOCKS: readonly Block[] = [
  {
    ...FL,
    ...YEAR(2023),
    source: 'S80',
    confidence: 'MEDIUM',
    euros: {
      HIGHLY_SKILLED: 45_984,
      'HIGHLY_SKILLED<=29': 36_787.2,
      NURSE: 36_787.2,
      EXECUTIVE: 73_574,
      EU_BLUE_CARD: 55_181,
      ICT_MANAGER: 73_574,
      ICT_SPECIALIST: 45_984,
      ICT_TRAINEE: 45_984,
    },
  },
  {
    ...FL,
    ...YEAR(2024),
    source: 'S80',
    confidence: 'MEDIUM',
    euros: {
      HIGHLY_SKILLED: 46_632,
      'HIGHLY_SKILLED<=29': 37_305.6,
      NURSE: 37_305.6,
      TEACHER: 37_305.6,
      EXECUTIVE: 74_611,
      ICT_MANAGER: 74_611,
      ICT_SPECIALIST: 46_632,
      ICT_TRAINEE: 46_632,
    },
  },
  {
    ...FL,
    from: '2024-01-01',
    to: '2024-04-30',
    source: 'S80',
    confidence: 'MEDIUM',
    euros: { EU_BLUE_CARD: 55_958 },
  },
  {
    ...FL,
    from: '2024-05-01',
    to: '2024-12-31',
    source: 'S87',
    confidence: 'MEDIUM',
    euros: { EU_BLUE_CARD: 60_621.6 },
  },
  {
    // Kept for 2026 until new figures of Statbel [S86c].
    ...FL,
    from: '2025-01-01',
    to: null,
    source: 'S81',
    confidence: 'MEDIUM',
    euros: {
      HIGHLY_SKILLED: 48_912,
      'HIGHLY_SKILLED<=29': 39_129.6,
      NURSE: 39_129.6,
      TEACHER: 39_129.6,
      EXECUTIVE: 78_259,
      EU_BLUE_CARD: 63_586,
      ICT_MANAGER: 78_259,
      ICT_SPECIALIST: 48_912,
      ICT_TRAINEE: 48_912,
    },
  },
  {
    ...FL,
    ...YEAR(2025),
    source: 'S81',
    confidence: 'MEDIUM',
    euros: { ATHLETE: 101_019, COACH: 50_509.5, ARTIST: 42_313 },
  },
  {
    ...BR_YEAR,
    ...YEAR(2023),
    source: 'S80',
    confidence: 'MEDIUM',
    euros: {
      HIGHLY_SKILLED: 47_174,
      EXECUTIVE: 78_704,
      EU_BLUE_CARD: 60_998,
      ICT_MANAGER: 60_998,
      ICT_SPECIALIST: 48_798,
      ICT_TRAINEE: 30_499,
    },
  },
  {
    ...BR_YEAR,
    from: '2024-01-01',
    to: '2024-09-30',
    source: 'S80',
    confidence: 'MEDIUM',
    euros: {
      HIGHLY_SKILLED: 50_310,
      EXECUTIVE: 83_936,
      EU_BLUE_CARD: 65_053,
      ICT_MANAGER: 65_053,
      ICT_SPECIALIST: 52_042,
      ICT_TRAINEE: 32_526,
    },
  },
  {
    ...BR_MONTH,
    from: '2024-10-01',
    to: '2024-12-31',
    source: 'S84',
    confidence: 'MEDIUM',
    euros: {
      HIGHLY_SKILLED: 3_591.12,
      EXECUTIVE: 6_445.6,
      EU_BLUE_CARD: 4_604,
      ICT_MANAGER: 5_294.6,
      ICT_SPECIALIST: 4_373.8,
      ICT_TRAINEE: 2_532.2,
      ARTIST: 2_992.6,
    },
  },
  {
    // The same numbers in 2026 [S86c].
    ...BR_MONTH,
    from: '2025-01-01',
    to: null,
    source: 'S86a',
    confidence: 'MEDIUM',
    euros: {
      HIGHLY_SKILLED: 3_703.44,
      EXECUTIVE: 6_647.2,
      EU_BLUE_CARD: 4_748,
      ICT_MANAGER: 5_460.2,
      ICT_SPECIALIST: 4_510.6,
      ICT_TRAINEE: 2_611.4,
      ARTIST: 3_086.2,
    },
  },
  {
    region: 'BR',
    unit: 'YEAR',
    basis: 'GROSS',
    from: '2025-01-01',
    to: '2025-06-30',
    source: 'S81',
    confidence: 'MEDIUM',
    euros: { ATHLETE: 88_320 },
  },
  {
    ...WA,
    ...YEAR(2023),
    source: 'S167',
    confidence: 'MEDIUM',
    euros: {
      HIGHLY_SKILLED: 47_175,
      EXECUTIVE: 78_704,
      EU_BLUE_CARD: 60_998,
      ICT_MANAGER: 60_998,
      ICT_SPECIALIST: 48_799,
      ICT_TRAINEE: 30_499,
    },
  },
  {
    ...WA,
    ...YEAR(2024),
    source: 'S80',
    confidence: 'MEDIUM',
    euros: {
      HIGHLY_SKILLED: 50_310,
      EXECUTIVE: 83_936,
      EU_BLUE_CARD: 65_053,
      ICT_MANAGER: 65_053,
      ICT_SPECIALIST: 52_042,
    },
  },
  // The source prints 32,327 where 32,527 is probable: the lower one accuses nobody.
  { ...WA, ...YEAR(2024), source: 'S80', confidence: 'LOW', euros: { ICT_TRAINEE: 32_327 } },
  {
    ...WA,
    ...YEAR(2025),
    source: 'S81',
    confidence: 'MEDIUM',
    euros: {
      HIGHLY_SKILLED: 51_613,
      'HIGHLY_SKILLED<=29': 41_290,
      EXECUTIVE: 86_110,
      EU_BLUE_CARD: 66_738,
      ICT_MANAGER: 66_738,
      ICT_SPECIALIST: 53_390,
      ICT_TRAINEE: 33_370,
    },
  },
  {
    ...WA,
    ...YEAR(2026),
    source: 'S86a',
    confidence: 'MEDIUM',
    euros: {
      HIGHLY_SKILLED: 53_220,
      'HIGHLY_SKILLED<=29': 42_576,
      EXECUTIVE: 88_790,
      EU_BLUE_CARD: 68_815,
      ICT_MANAGER: 68_815,
      ICT_SPECIALIST: 55_053,
      ICT_TRAINEE: 34_408,
    },
  },
  {
    // The page shows no year.
    region: 'DG',
    unit: 'YEAR',
    basis: 'GROSS',
    from: '2024-01-01',
    to: null,
    source: 'S90',
    confidence: 'LOW',
    euros: { HIGHLY_SKILLED: 49_830, EXECUTIVE: 83_135 },
  },
]

/** Reduced Walloon threshold of the Blue Card for recent graduates [S89]: a file does not say who is one. */
export const RECENT_GRADUATE_BLUE_CARD: Dated & { region: Region; amountCents: number } = {
  region: 'WA',
  amountCents: 5_505_200,
  validFrom: '2026-01-01',
  validTo: '2026-12-31',
  source: 'S89',
  confidence: 'LOW',
}

/**
 * Most months that a yearly gross pay may hold: 12, end-of-year premium and double holiday pay. Used
 * only where a file states the other unit; it may as well hold 12 alone.
 */
export const MONTHS_PER_YEAR: Dated & { factor: number } = {
  factor: 13.92,
  validFrom: '2000-01-01',
  validTo: null,
  source: 'general knowledge',
  confidence: 'UNVERIFIED',
}

/**
 * What an ordinary month pays of pay that is told by month or year, in cents: end-of-year premium and
 * holiday pay, which the pay of a year counts in, fall in some months only.
 */
export const ordinaryMonth = (payCents: number, unit: PayUnit): number =>
  unit === 'MONTH' ? payCents : payCents / MONTHS_PER_YEAR.factor

/** Pay in cents per a unit, and what it may be at least and at most. */
export interface PayRange {
  least: number
  most: number
}

/**
 * Pay that a file states per `paid`, in cents per `unit`. In the other unit it is a range: a file does
 * not say whether the pay of a year counts in end-of-year premium and holiday pay, which neither the
 * pay of a month nor the base pay of Brussels (DmfA code 1, domain facts 7.5) does.
 */
export function payPer(unit: PayUnit, cents: number, paid: PayUnit): PayRange {
  if (unit === paid) return { least: cents, most: cents }
  const { factor } = MONTHS_PER_YEAR
  return unit === 'YEAR'
    ? { least: cents * 12, most: cents * factor }
    : { least: cents / factor, most: cents / 12 }
}

function thresholdsOf(block: Block): Threshold[] {
  const { region, unit, basis, from, to, source, confidence } = block
  return Object.entries(block.euros).map(([key, euros]) => {
    const [category, age] = key.split('<=')
    return {
      region,
      category: category as Category,
      unit,
      basis,
      amountCents: Math.round(euros * 100),
      ageMax: age === undefined ? null : Number(age),
      validFrom: from,
      validTo: to,
      source,
      confidence,
    }
  })
}

/** All rows of the table. */
export const THRESHOLDS: readonly Threshold[] = BLOCKS.flatMap(thresholdsOf)

const byRegionAndCategory = new Map<string, Threshold[]>()
for (const row of THRESHOLDS) {
  const key = row.region + row.category
  byRegionAndCategory.set(key, [...(byRegionAndCategory.get(key) ?? []), row])
}

/**
 * The threshold for a category in a region on a day; the reduced one when the age allows it, and
 * also when the age is unknown. Undefined when the table has none: the category has no threshold
 * there or it was not found.
 */
export function thresholdOn(
  region: Region,
  category: Category,
  date: LocalDate,
  age: number | null,
): Threshold | undefined {
  return thresholdIn(byRegionAndCategory.get(region + category) ?? [], date, age)
}

/** The row of a category's rows that holds on a day for an age: of several the lowest. */
export function thresholdIn<T extends Threshold>(
  rows: readonly T[],
  date: LocalDate,
  age: number | null,
): T | undefined {
  let found: T | undefined
  for (const row of rows) {
    if (!inForceOn(row, date)) continue
    if (row.ageMax !== null && age !== null && age > row.ageMax) continue
    if (found === undefined || row.amountCents < found.amountCents) found = row
  }
  return found
}
