/**
 * Lengths of the statutory clocks and when they warn (domain facts 1.6), dated. Law changes here,
 * never in the arithmetic of domain/dossier/clocks.ts.
 */
import { addDays, addMonths, type LocalDate } from '../calendar/local-date.ts'
import type {
  Category,
  ClockId,
  MonthCounting,
  OverallClock,
  Procedure,
  Reading,
  Region,
  TableName,
  Track,
} from '../contract/codes.ts'
import { inForceOn, rowOn, type Dated } from './dated.ts'
import { ownRow, type OwnTables } from './own-rows.ts'

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
/** From when on there are single permits in Belgium: the cooperation agreement of 2 February 2018. */
export const SINGLE_PERMIT_SINCE = '2018-12-24'
const SWA = SINGLE_PERMIT_SINCE
/** The act of 19 February 1965 on self-employed work of foreigners. */
const CARD_ACT = '1965-02-19'
const act = { movesToWorkingDay: true, onExpiry: 'ALARM' } as const
const remedy = { movesToWorkingDay: true, onExpiry: 'LAPSES' } as const

/**
 * One row per clock and period, applied by the day on which the clock started. C3A keeps no end:
 * files admitted under the old regime run it to their end, and the regime is chosen by
 * OVERALL_REGIMES. These are the usual lengths: what a file has instead (SPECIAL_TERMS, an approved row,
 * the days between the two ends of the window of C8) its START event carries.
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
  // Before the recast no source gives a period, nor a longer one for whoever holds a permit for long.
  {
    clock: 'C10',
    term: months(3),
    movesToWorkingDay: false,
    onExpiry: 'LAPSES',
    ...since(SWA, 'not found', 'UNVERIFIED'),
    validTo: '2026-05-21',
  },
  {
    clock: 'C10',
    term: months(3),
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

/** A term that is not the usual length of its clock, for some files. */
export interface SpecialTerm extends Dated {
  clock: ClockId
  /** Null: every region. */
  region: Region | null
  /** Null: every procedure. */
  procedure: Procedure | null
  /** Null: on both tracks. */
  track: Track | null
  /** For whoever holds a single permit longer than this many months; null: for everybody. */
  heldOverMonths: number | null
  term: Term
  /** The table in which its keeper changes it. */
  table: TableName
}

type Narrow = Partial<Pick<SpecialTerm, 'region' | 'procedure' | 'track' | 'heldOverMonths'>>

const special = (
  clock: ClockId,
  table: TableName,
  term: Term,
  law: Dated,
  narrow: Narrow,
): SpecialTerm => ({
  clock,
  table,
  term,
  region: null,
  procedure: null,
  track: null,
  heldOverMonths: null,
  ...narrow,
  ...law,
})

const UNREAD = since(SWA, 'not found', 'UNVERIFIED')

/**
 * Terms that are not the usual length of their clock. C5: 30 days elsewhere than in Flanders and against
 * the refusal of a professional card (domain facts 1.10). C7: 30 days to the Council of State against a
 * judgment about residence. C10: twice as long for whoever holds a permit for over two years (recast,
 * art. 11; at least so long: what Belgium chose was not found) where the employment ended since the recast
 * applies: of one that ended before, no source says so. The most special row comes first.
 */
export const SPECIAL_TERMS: readonly SpecialTerm[] = [
  special('C5', 'TERM_C5_CARD', days(30), since(CARD_ACT, 'S33b', 'MEDIUM'), {
    procedure: 'PROFESSIONAL_CARD',
  }),
  special('C5', 'TERM_C5', days(30), UNREAD, { region: 'WA' }),
  special('C5', 'TERM_C5', days(30), UNREAD, { region: 'BR' }),
  special('C5', 'TERM_C5', days(30), UNREAD, { region: 'DG' }),
  special(
    'C7',
    'TERM_C7_JUDGMENT',
    days(30),
    { ...UNREAD, source: 'general knowledge' },
    {
      track: 'RESIDENCE',
    },
  ),
  special('C10', 'TERM_C10_LONG', months(6), since('2026-05-22', 'S22', 'LOW'), {
    heldOverMonths: 24,
  }),
]

const isLonger = (months: number, since: LocalDate | undefined, on: LocalDate): boolean =>
  since !== undefined && since < addMonths(on, -months)

const specialTerm = (
  { region, procedure, track, heldSince }: TermFile,
  clock: ClockId,
  on: LocalDate,
): SpecialTerm | undefined =>
  SPECIAL_TERMS.find(
    (one) =>
      one.clock === clock &&
      (one.region === null || one.region === region) &&
      (one.procedure === null || one.procedure === procedure) &&
      (one.track === null || one.track === track) &&
      (one.heldOverMonths === null || isLonger(one.heldOverMonths, heldSince, on)) &&
      inForceOn(one, on),
  )

/** Ways to the Council for Alien Law Litigation that have a term of their own beside C6. */
export const URGENT_WAYS = ['URGENT', 'URGENT_SECOND'] as const satisfies readonly Reading[]
export type UrgentWay = (typeof URGENT_WAYS)[number]

/**
 * Extreme urgency, where a removal is at hand: URGENT_SECOND from a second return decision on (domain
 * facts 1.6, C6). No clock of its own: whether a removal is at hand nobody tells the desk.
 */
export const URGENT_TERMS: readonly (Dated & {
  way: UrgentWay
  term: Term
  table: TableName
})[] = [
  { way: 'URGENT', term: days(10), table: 'TERM_C6_URGENT', ...since(SWA, 'S13b', 'MEDIUM') },
  { way: 'URGENT_SECOND', term: days(5), table: 'TERM_C6_SECOND', ...since(SWA, 'S13b', 'MEDIUM') },
]

/** The term of a way in extreme urgency against a decision of a day. */
export function urgentTerm(tables: OwnTables, way: UrgentWay, on: LocalDate): LawfulTerm {
  const rows = URGENT_TERMS.filter((row) => row.way === way)
  const { table, term, source, confidence } = rowOn(rows, on) ?? rows[0]!
  // A federal table: the same in every region.
  const own = ownTerm(tables, 'FL', table, term, on)
  return own ?? { term, source, confidence, isUsual: true, isDoubtful: false }
}

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

/** How long before the end of an authorisation; a half month is 15 days. */
export type Ahead = { unit: 'DAYS' | 'MONTHS' | 'HALF_MONTHS'; length: number }

/** When the window to renew a single permit opens and closes before its end; elsewhere: none found. */
export const RENEWAL_WINDOWS: readonly (Dated & { region: Region; opens: Ahead; closes: Ahead })[] =
  [
    {
      region: 'FL',
      opens: { unit: 'HALF_MONTHS', length: 9 },
      closes: { unit: 'MONTHS', length: 2 },
      ...since(SWA, 'S16', 'MEDIUM'),
    },
  ]

/**
 * How long before an end on a day renewal may be asked, and must be, by the region's own tables where it
 * has rows for that day; null: it has no such window.
 */
export function renewalAhead(
  tables: OwnTables,
  region: Region,
  end: LocalDate,
): { opens: Ahead; closes: Ahead } | null {
  const row = rowOn(
    RENEWAL_WINDOWS.filter((one) => one.region === region),
    end,
  )
  const opens = ownAhead(tables, region, 'RENEWAL_OPENS', end) ?? row?.opens
  const closes = ownAhead(tables, region, 'RENEWAL_CLOSES', end) ?? row?.closes
  return opens && closes ? { opens, closes } : null
}

function ownAhead(
  tables: OwnTables,
  region: Region,
  table: TableName,
  end: LocalDate,
): Ahead | null {
  const value = ownRow(tables, region, table, end)?.value
  if (!value || !('amount' in value)) return null
  const { unit, amount: length } = value
  return unit === 'DAYS' || unit === 'MONTHS' || unit === 'HALF_MONTHS' ? { unit, length } : null
}

/** The day so long before another one. */
export function dayAhead(of: LocalDate, { unit, length }: Ahead): LocalDate {
  if (unit === 'DAYS') return addDays(of, -length)
  if (unit === 'MONTHS') return addMonths(of, -length)
  return addDays(addMonths(of, -Math.floor(length / 2)), -HALF_MONTH * (length % 2))
}
const HALF_MONTH = 15

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
 * The table in which the usual term of a clock is kept. P1 begins at the counter, before any region has
 * the file: no act of a desk starts it. C8 is a window between two days, each with a table of its own.
 */
const TERM_TABLES: { readonly [C in ClockId]?: TableName } = {
  C1: 'TERM_C1',
  C2: 'TERM_C2',
  C3A: 'TERM_C3A',
  C3B: 'TERM_C3B',
  C4: 'TERM_C4',
  C5: 'TERM_C5',
  C6: 'TERM_C6',
  C7: 'TERM_C7',
  C9: 'TERM_C9',
  C10: 'TERM_C10',
  P2: 'TERM_P2',
  P3: 'TERM_P3',
  P4: 'TERM_P4',
}

/** What of a file its terms depend on. */
export interface TermFile {
  region: Region
  procedure: Procedure
  /** On which track the clock starts; absent: it starts on one alone. */
  track?: Track | undefined
  /** Since when the worker holds a single permit; absent: not told. */
  heldSince?: LocalDate | undefined
}

/** A term with the row of law that it comes from. */
export interface LawfulTerm extends Pick<Dated, 'source' | 'confidence'> {
  term: Term
  /** The usual length of the clock, which an event need not carry. */
  isUsual: boolean
  /** A period of months of which nobody settled how it ends: the law can be read in two ways. */
  isDoubtful: boolean
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
  const usual = clockTerm(clock, startedOn)
  const row = specialTerm(file, clock, startedOn)
  const table = row?.table ?? TERM_TABLES[clock]
  const own = table && ownTerm(tables, file.region, table, usual.term, startedOn)
  const { term, source, confidence } = row ?? usual
  const found = own ?? { term, source, confidence, isUsual: !row, isDoubtful: false }
  return counted(tables, file.region, found, startedOn)
}

/** The term that an approved row gives; null: there is none. Months end as those of the usual term do. */
function ownTerm(
  tables: OwnTables,
  region: Region,
  table: TableName,
  usual: Term,
  startedOn: LocalDate,
): LawfulTerm | null {
  const row = ownRow(tables, region, table, startedOn)
  if (!row || !('amount' in row.value)) return null
  const { amount, unit } = row.value
  const law = { source: row.source, confidence: 'HIGH', isUsual: false, isDoubtful: false } as const
  if (unit !== 'MONTHS') return { ...law, term: days(amount) }
  return { ...law, term: usual.unit === 'MONTHS' ? { ...usual, length: amount } : months(amount) }
}

/** A period of months as an approved row says that it ends; in doubt where there is no such row. */
function counted(
  tables: OwnTables,
  region: Region,
  law: LawfulTerm,
  startedOn: LocalDate,
): LawfulTerm {
  if (law.term.unit !== 'MONTHS') return law
  const value = ownRow(tables, region, 'MONTH_COUNTING', startedOn)?.value
  return value && 'counting' in value
    ? { ...law, term: { ...law.term, counting: value.counting }, isUsual: false }
    : { ...law, isDoubtful: true }
}

/** The same period of months by the other reading of how it ends. */
export function readOtherwise(term: Term): Term {
  if (term.unit !== 'MONTHS') return term
  return { ...term, counting: term.counting === 'SAME_DATE' ? 'DAY_BEFORE' : 'SAME_DATE' }
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
