/**
 * How long the services usually take, for forecasts only: no term of law follows from it. What the
 * sources say are ranges in weeks or months [S89, third party; domain facts 1.6 and 1.11]; the usual
 * value is their middle. Where there is no source at all the row says UNVERIFIED: a region puts its
 * own figures in place of it (own-rows.ts).
 */
import type { LocalDate } from '../calendar/local-date.ts'
import type { Procedure, Region, ResidenceState, TableName, WorkState } from '../contract/codes.ts'
import { inForceOn, rowOn, type Dated } from './dated.ts'
import { NO_TABLES, ownRow, type OwnTables } from './own-rows.ts'

/** Calendar days. */
export interface Range {
  least: number
  usual: number
  most: number
}

const weeks = (least: number, most: number): Range => ({
  least: 7 * least,
  usual: Math.round((7 * (least + most)) / 2),
  most: 7 * most,
})
const weak = { validFrom: '2018-12-24', validTo: null, source: 'S89', confidence: 'LOW' } as const
const chosen = {
  validFrom: '1970-01-01',
  validTo: null,
  source: 'DESIGN',
  confidence: 'UNVERIFIED',
} as const

/** Examination by the region, from a complete file to its decision. */
export const REGION_EXAMINATION: readonly (Dated & { region: Region; days: Range })[] = [
  { region: 'FL', days: weeks(3, 6), ...weak },
  { region: 'BR', days: weeks(8, 12), ...weak },
  { region: 'WA', days: weeks(8, 12), ...weak },
  { region: 'DG', days: weeks(3, 12), ...weak, source: 'PRACTICE' },
]

/** Examination by the Immigration Office: two to three months. */
export const RESIDENCE_EXAMINATION: readonly (Dated & { days: Range })[] = [
  { days: { least: 60, usual: 75, most: 90 }, ...weak },
]

/** An applicant's answer to a question: the 15 days of C1, taken over. */
export const ANSWER: readonly (Dated & { days: Range })[] = [
  { days: { least: 7, usual: 15, most: 30 }, ...chosen },
]

type Shares<S extends string> = Dated & { share: Readonly<Partial<Record<S, number>>> }

/** Share of the region's examination that is still to come, by state; 0 where a state is not named. */
export const WORK_LEFT: readonly Shares<WorkState>[] = [
  {
    share: {
      AT_COUNTER: 1,
      RECEIVED: 1,
      COMPLETENESS_CHECK: 1,
      AWAITING_COMPLETION: 1,
      ADMISSIBLE: 0.9,
      IN_EXAM: 0.6,
      INFO_REQUESTED: 0.5,
      ADVICE_REQUESTED: 0.5,
      ECONOMIC_ADVICE: 0.5,
      DRAFT_DECISION: 0.1,
    },
    ...chosen,
  },
]

/** The same of the Immigration Office's examination. */
export const RESIDENCE_LEFT: readonly Shares<ResidenceState>[] = [
  {
    share: {
      NOT_TRANSMITTED: 1,
      TRANSMITTED: 1,
      AWAITING_WORK: 1,
      PRE_ASSESSMENT: 0.5,
      INFO_REQUESTED: 0.4,
      READY_POSITIVE: 0.05,
      READY_NEGATIVE: 0.05,
    },
    ...chosen,
  },
]

/** Work of an officer on a whole dossier, in units: one unit is the smallest step. */
export const EFFORT: readonly (Dated & { procedure: Procedure; units: number })[] = [
  { procedure: 'SINGLE_PERMIT', units: 10, ...chosen },
  { procedure: 'WORK_CARD', units: 6, ...chosen },
  { procedure: 'PROFESSIONAL_CARD', units: 14, ...chosen },
]

export interface UsualDurations {
  work: Range
  residence: Range
  answer: Range
  workLeft: Readonly<Partial<Record<WorkState, number>>>
  residenceLeft: Readonly<Partial<Record<ResidenceState, number>>>
  effort: Readonly<Record<Procedure, number>>
}

/** When the copy goes to the Immigration Office: so many days after the file is complete, or on a day. */
export type HandOver = { afterDays: number } | { on: LocalDate }

/** What somebody supposes instead of the usual; lengths in calendar days. */
export interface Assumed {
  work?: number | undefined
  residence?: number | undefined
  answer?: number | undefined
  /** Absent: as soon as the file is complete. */
  handOver?: HandOver | undefined
}

/** An assumption with where it comes from, for whoever wants to doubt it. */
export interface Assumption extends Dated {
  code: 'WORK' | 'RESIDENCE' | 'ANSWER'
  days: Range
}

const OWN_TIMES: Readonly<Record<Assumption['code'], TableName>> = {
  WORK: 'WORK_TIME',
  RESIDENCE: 'RESIDENCE_TIME',
  ANSWER: 'ANSWER_TIME',
}

/** What forecasts for a region assume on a day, row by row of the dated tables or of its own. */
export function assumptions(
  region: Region,
  on: LocalDate,
  tables: OwnTables = NO_TABLES,
): Assumption[] {
  const ofRegion = REGION_EXAMINATION.filter((row) => row.region === region)
  const rows = [
    { code: 'WORK' as const, ...(rowOn(ofRegion, on) ?? ofRegion[0]!) },
    {
      code: 'RESIDENCE' as const,
      ...(rowOn(RESIDENCE_EXAMINATION, on) ?? RESIDENCE_EXAMINATION[0]!),
    },
    { code: 'ANSWER' as const, ...rowOn(ANSWER, on)! },
  ]
  return rows.map((row) => {
    const { code, days, validFrom, validTo, source, confidence } = row
    const own = ownRow(tables, region, OWN_TIMES[code], on)
    if (!own || !('amount' in own.value)) {
      return { code, days, validFrom, validTo, source, confidence }
    }
    const { amount } = own.value
    return {
      code,
      days: { least: amount, usual: amount, most: amount },
      validFrom: own.validFrom,
      validTo: own.validTo,
      source: own.source,
      confidence: 'HIGH',
    }
  })
}

const OWN_EFFORTS = {
  SINGLE_PERMIT: 'EFFORT_SINGLE_PERMIT',
  WORK_CARD: 'EFFORT_WORK_CARD',
  PROFESSIONAL_CARD: 'EFFORT_PROFESSIONAL_CARD',
} as const satisfies Readonly<Record<Procedure, TableName>>

/** Units of work on a whole dossier of a procedure, with where the number comes from. */
export function effort(
  region: Region,
  procedure: Procedure,
  on: LocalDate,
  tables: OwnTables = NO_TABLES,
): Pick<Dated, 'source' | 'confidence'> & { units: number } {
  const own = ownRow(tables, region, OWN_EFFORTS[procedure], on)
  if (own && 'amount' in own.value) {
    return { units: own.value.amount, source: own.source, confidence: 'HIGH' }
  }
  return EFFORT.find((row) => row.procedure === procedure && inForceOn(row, on))!
}

const supposedOr = (days: number | undefined, usual: Range): Range =>
  days === undefined ? usual : { least: days, usual: days, most: days }

/** What is usual in a region on a day, or supposed instead. */
export function usualDurations(
  region: Region,
  on: LocalDate,
  assumed: Assumed = {},
  tables: OwnTables = NO_TABLES,
): UsualDurations {
  const effortOf = (procedure: Procedure) => effort(region, procedure, on, tables).units
  const rows = assumptions(region, on, tables)
  const usual = (code: Assumption['code']) => rows.find((row) => row.code === code)!.days
  return {
    work: supposedOr(assumed.work, usual('WORK')),
    residence: supposedOr(assumed.residence, usual('RESIDENCE')),
    answer: supposedOr(assumed.answer, usual('ANSWER')),
    workLeft: rowOn(WORK_LEFT, on)!.share,
    residenceLeft: rowOn(RESIDENCE_LEFT, on)!.share,
    effort: {
      SINGLE_PERMIT: effortOf('SINGLE_PERMIT'),
      WORK_CARD: effortOf('WORK_CARD'),
      PROFESSIONAL_CARD: effortOf('PROFESSIONAL_CARD'),
    },
  }
}
