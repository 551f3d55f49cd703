/**
 * Lengths of the statutory clocks and when they warn (domain facts 1.6), dated. Law changes here,
 * never in the arithmetic of domain/dossier/clocks.ts.
 */
import type { LocalDate } from '../calendar/local-date.ts'
import type {
  Category,
  ClockId,
  OverallClock,
  Procedure,
  Region,
  TableName,
  Track,
} from '../contract/codes.ts'
import { inForceOn, rowOn, type Dated } from './dated.ts'
import { ownRow, type OwnTables } from './own-rows.ts'

/**
 * How a period of months ends: on the day before the same date (1 June + 4 months = 30 September)
 * or on the same date (1 October, when the day of the event is not counted).
 */
export type MonthCounting = 'DAY_BEFORE' | 'SAME_DATE'

/** Length of a clock; the day of the event is never counted in a period of days. */
export type Term =
  | { unit: 'DAYS'; length: number }
  | { unit: 'MONTHS'; length: number; counting: MonthCounting }

export interface ClockTerm extends Dated {
  clock: ClockId
  term: Term
  /** A last day on Saturday, Sunday or public holiday moves to the next working day. */
  movesToWorkingDay: boolean
  /** ALARM: somebody is late after the last day. LAPSES: a right of the applicant has run out. */
  onExpiry: 'ALARM' | 'LAPSES'
}

const since = (validFrom: LocalDate, source: string, confidence: Dated['confidence']): Dated => ({
  validFrom,
  validTo: null,
  source,
  confidence,
})
const days = (length: number): Term => ({ unit: 'DAYS', length })
const months = (length: number): Term => ({ unit: 'MONTHS', length, counting: 'SAME_DATE' })
const SWA = '2018-12-24'
/** The act of 19 February 1965 on self-employed work of foreigners. */
const CARD_ACT = '1965-02-19'
const act = { movesToWorkingDay: true, onExpiry: 'ALARM' } as const
const remedy = { movesToWorkingDay: true, onExpiry: 'LAPSES' } as const

/**
 * One row per clock and period, applied by the day on which the clock started. C3A keeps no end:
 * files admitted under the old regime run it to their end, and the regime is chosen by
 * OVERALL_REGIMES. C8 and C10 are the usual lengths; the START event carries the exact one.
 */
export const CLOCK_TERMS: readonly ClockTerm[] = [
  { clock: 'C1', term: days(15), ...act, ...since(SWA, 'S4', 'MEDIUM') },
  { clock: 'C2', term: days(15), ...act, ...since(SWA, 'S3', 'MEDIUM') },
  {
    // The earlier of the two readings, so that the desk never warns too late.
    clock: 'C3A',
    term: { unit: 'MONTHS', length: 4, counting: 'DAY_BEFORE' },
    ...act,
    ...since(SWA, 'S3b', 'LOW'),
  },
  { clock: 'C3B', term: days(90), ...act, ...since('2026-05-22', 'S20', 'MEDIUM') },
  {
    clock: 'C5',
    term: { unit: 'MONTHS', length: 1, counting: 'SAME_DATE' },
    ...remedy,
    ...since(SWA, 'S15', 'MEDIUM'),
  },
  { clock: 'C6', term: days(30), ...remedy, ...since(SWA, 'S13', 'MEDIUM') },
  { clock: 'C7', term: days(60), ...remedy, ...since(SWA, 'S14', 'MEDIUM') },
  {
    clock: 'C8',
    term: days(76),
    movesToWorkingDay: false,
    onExpiry: 'LAPSES',
    ...since(SWA, 'S16', 'MEDIUM'),
  },
  {
    clock: 'C9',
    term: days(90),
    movesToWorkingDay: false,
    onExpiry: 'ALARM',
    ...since('2024-04-05', 'S8', 'MEDIUM'),
  },
  {
    clock: 'C10',
    term: { unit: 'MONTHS', length: 3, counting: 'SAME_DATE' },
    movesToWorkingDay: false,
    onExpiry: 'LAPSES',
    ...since('2026-05-22', 'S22', 'LOW'),
  },
  {
    // A promise of policy, not of law: after it nobody is late.
    clock: 'C4',
    term: days(15),
    movesToWorkingDay: true,
    onExpiry: 'LAPSES',
    ...since('2024-05-01', 'S94', 'MEDIUM'),
  },
  { clock: 'P1', term: days(5), ...act, ...since(CARD_ACT, 'S35', 'MEDIUM') },
  // No source gives a term for economic advice: the officer states one, this is what the form offers.
  { clock: 'P2', term: days(30), ...act, ...since(CARD_ACT, 'not found', 'UNVERIFIED') },
  { clock: 'P3', term: months(4), ...act, ...since(CARD_ACT, 'S33b', 'MEDIUM') },
  { clock: 'P4', term: months(2), ...act, ...since(CARD_ACT, 'S33b', 'MEDIUM') },
]

/** Where the region's part of an application goes by the fast lane (policy target, S94, S92). */
export const FAST_LANES: readonly (Dated & { region: Region; categories: readonly Category[] })[] =
  [
    {
      region: 'FL',
      categories: ['HIGHLY_SKILLED', 'EXECUTIVE', 'EU_BLUE_CARD'],
      ...since('2024-05-01', 'S94', 'LOW'),
    },
  ]

/** True when the region promises to decide on such an application by the fast lane (C4). */
export function isFastLane({
  region,
  category,
  submittedOn,
}: {
  region: Region
  category: Category
  submittedOn: LocalDate
}): boolean {
  return FAST_LANES.some(
    (row) =>
      row.region === region && row.categories.includes(category) && inForceOn(row, submittedOn),
  )
}

/** A term to appeal that is not the usual length of its clock. */
export interface AppealTerm extends Dated {
  clock: ClockId
  /** Null: every region. */
  region: Region | null
  /** Null: every procedure. */
  procedure: Procedure | null
  /** Null: on both tracks. */
  track: Track | null
  term: Term
}

const appealTerm = (
  clock: ClockId,
  term: Term,
  law: Dated,
  narrow: Partial<Pick<AppealTerm, 'region' | 'procedure' | 'track'>>,
): AppealTerm => ({ clock, term, region: null, procedure: null, track: null, ...narrow, ...law })

const UNREAD = since(SWA, 'not found', 'UNVERIFIED')

/**
 * Terms to appeal that are not the usual length of their clock: against a decision on work 30 days
 * elsewhere than in Flanders and against the refusal of a professional card (domain facts 1.10); 30
 * days to the Council of State against a judgment about residence. The most special row comes first.
 */
export const APPEAL_TERMS: readonly AppealTerm[] = [
  appealTerm('C5', days(30), since(CARD_ACT, 'S33b', 'MEDIUM'), { procedure: 'PROFESSIONAL_CARD' }),
  appealTerm('C5', days(30), UNREAD, { region: 'WA' }),
  appealTerm('C5', days(30), UNREAD, { region: 'BR' }),
  appealTerm('C5', days(30), UNREAD, { region: 'DG' }),
  appealTerm('C7', days(30), { ...UNREAD, source: 'general knowledge' }, { track: 'RESIDENCE' }),
]

const specialTerm = (
  { region, procedure, track }: TermFile,
  clock: ClockId,
  on: LocalDate,
): AppealTerm | undefined =>
  APPEAL_TERMS.find(
    (one) =>
      one.clock === clock &&
      (one.region === null || one.region === region) &&
      (one.procedure === null || one.procedure === procedure) &&
      (one.track === null || one.track === track) &&
      inForceOn(one, on),
  )

/**
 * The row of a clock that started on a day; a start before the first row takes the first row, so
 * that an old file is never without a clock.
 */
export function clockTerm(clock: ClockId, startedOn: LocalDate): ClockTerm {
  const rows = ROWS_BY_CLOCK.get(clock)!
  return rows.length === 1 ? rows[0]! : (rowOn(rows, startedOn) ?? rows[0]!)
}

const ROWS_BY_CLOCK = new Map<ClockId, ClockTerm[]>()
for (const row of CLOCK_TERMS) {
  ROWS_BY_CLOCK.set(row.clock, [...(ROWS_BY_CLOCK.get(row.clock) ?? []), row])
}

/** Calendar days that the one extension for a complex file adds to C3B [S22][S23]; source is weak. */
export const EXTENSION: Dated & { days: number } = {
  days: 30,
  ...since('2026-05-22', 'S22', 'LOW'),
}

/** When the renewal window opens and closes, in months and days before expiry [S16]. */
export const RENEWAL_WINDOW: Dated & {
  opens: { months: number; days: number }
  closes: { months: number; days: number }
} = {
  opens: { months: 4, days: 15 },
  closes: { months: 2, days: 0 },
  ...since(SWA, 'S16', 'MEDIUM'),
}

/** Shares of the length, and days before the end, from which a clock warns: a choice of design. */
export const CLOCK_WARNINGS: readonly (Dated & {
  amberShare: number
  orangeShare: number
  redShare: number
  redDaysLeft: number
})[] = [
  {
    amberShare: 0.5,
    orangeShare: 0.75,
    redShare: 0.9,
    redDaysLeft: 7,
    validFrom: '1970-01-01',
    validTo: null,
    source: 'domain facts 1.6',
    confidence: 'HIGH',
  },
]

/**
 * The table in which a region keeps the term of a clock; a clock without one is of no region. P1 begins
 * at the counter, before any region has the file.
 */
const TERM_TABLES: { readonly [C in ClockId]?: TableName } = {
  C1: 'TERM_C1',
  C2: 'TERM_C2',
  C3A: 'TERM_C3A',
  C3B: 'TERM_C3B',
  C4: 'TERM_C4',
  C5: 'TERM_C5',
  P2: 'TERM_P2',
  P3: 'TERM_P3',
  P4: 'TERM_P4',
}

/** What of a file its terms depend on. */
export interface TermFile {
  region: Region
  procedure: Procedure
  /** On which track the clock starts; absent: it starts on one alone. */
  track?: Track
}

/** A term with the row of law that it comes from. */
export interface LawfulTerm extends Pick<Dated, 'source' | 'confidence'> {
  term: Term
  /** The usual length of the clock, which an event need not carry. */
  isUsual: boolean
}

/**
 * The term of a clock of a file that starts on a day: the approved row of who keeps the table, else the
 * row for such files, else the usual one. Whoever states a term (clock, letter, forecast) asks here.
 */
export function lawfulTerm(
  tables: OwnTables,
  file: TermFile,
  clock: ClockId,
  startedOn: LocalDate,
): LawfulTerm {
  const own = ownTerm(tables, file, clock, startedOn)
  if (own) return { ...own, confidence: 'HIGH', isUsual: false }
  const special = specialTerm(file, clock, startedOn)
  const { term, source, confidence } = special ?? clockTerm(clock, startedOn)
  return { term, source, confidence, isUsual: special === undefined }
}

/**
 * The term that the region's own row gives a clock that starts on a day; null: the one that comes
 * with the program holds. Months end as those of the program's row do.
 */
function ownTerm(
  tables: OwnTables,
  { region, procedure }: TermFile,
  clock: ClockId,
  startedOn: LocalDate,
): { term: Term; source: string } | null {
  const isCardAppeal = clock === 'C5' && procedure === 'PROFESSIONAL_CARD'
  const table = isCardAppeal ? 'TERM_C5_CARD' : TERM_TABLES[clock]
  const row = table && ownRow(tables, region, table, startedOn)
  if (!row || !('amount' in row.value)) return null
  const { source, value } = row
  if (value.unit !== 'MONTHS') return { source, term: days(value.amount) }
  const { term } = clockTerm(clock, startedOn)
  const length = value.amount
  return { source, term: term.unit === 'MONTHS' ? { ...term, length } : months(length) }
}

/** Which overall clock a file runs, by the day of submission (directive 2024/1233 from 22 May 2026). */
export const OVERALL_REGIMES: readonly (Dated & { clock: OverallClock })[] = [
  {
    clock: 'C3A',
    validFrom: '1970-01-01',
    validTo: '2026-05-21',
    source: 'S3b',
    confidence: 'MEDIUM',
  },
  { clock: 'C3B', ...since('2026-05-22', 'S23', 'MEDIUM') },
]

/** The overall clock of a file submitted on a day, by the table that comes with the program. */
export function overallClock(submittedOn: LocalDate): OverallClock {
  return rowOn(OVERALL_REGIMES, submittedOn)!.clock
}

/** The overall clock of a file, by the region's own table where it has a row for that day. */
export function overallClockIn(
  tables: OwnTables,
  { region, submittedOn }: { region: Region; submittedOn: LocalDate },
): OverallClock {
  const value = ownRow(tables, region, 'OVERALL_CLOCK', submittedOn)?.value
  return value && 'clock' in value ? value.clock : overallClock(submittedOn)
}
