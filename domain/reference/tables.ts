/**
 * The tables beside the salary thresholds that a region keeps itself, and those of federal law that the
 * Immigration Office keeps: for each what its numbers count, within which limits, and the rows that come
 * with the program. Whoever reckons asks own-rows.ts
 * first and falls back on these; this file is for whoever shows or changes them.
 */
import {
  JOBS_MAX,
  TABLES,
  type ClockId,
  type Procedure,
  type Scope,
  type TableName,
  type TableUnit,
} from '../contract/codes.ts'
import type { TableBody, TableRow, TableValue } from '../contract/records.ts'
import { ADVICE_TERMS } from './advice-terms.ts'
import {
  CLOCK_TERMS,
  EXTENSION,
  OVERALL_REGIMES,
  RENEWAL_WINDOWS,
  SPECIAL_TERMS,
  URGENT_TERMS,
  type Term,
} from './clocks.ts'
import type { Dated } from './dated.ts'
import { FEES, type FeeTable } from './fees.ts'
import { approvedRows, entryOf, isFederal, series } from './own-rows.ts'
import { REQUIRED_DOCUMENTS } from './required-documents.ts'
import { ANSWER, EFFORT, REGION_EXAMINATION, RESIDENCE_EXAMINATION } from './usual-durations.ts'

/** What one table of a region is about; FED: of federal law, kept by the Immigration Office. */
export interface TableKey {
  region: Scope
  table: TableName
}

/** A row in force, with who proposed and who approved it; null: it came with the program. */
export interface TableRowInForce extends Dated {
  value: TableValue
  approved: Pick<TableRow, 'byName' | 'closedByName' | 'closedAt'> | null
}

interface TableKind {
  /** What a number may count; empty: the table says something else than a number. */
  units: readonly TableUnit[]
  /** Least and largest number that is no slip of the hand. */
  min: number
  max: number
  base(region: Scope): readonly (Dated & { value: TableValue })[]
}

const number = (unit: TableUnit, amount: number): TableValue => ({ unit, amount })
const termValue = ({ unit, length }: Term): TableValue => number(unit, length)

/** A row with another value in place of what it says. */
function row<T extends Dated>(one: T, value: TableValue): Dated & { value: TableValue } {
  const { validFrom, validTo, source, confidence } = one
  return { validFrom, validTo, source, confidence, value }
}

const days = (min: number, max: number, base: TableKind['base']): TableKind => ({
  units: ['DAYS'],
  min,
  max,
  base,
})

/** No term or age is longer than two years. */
const MONTHS_MAX = 24

/** A term of law in days or months. */
const term = (base: TableKind['base']): TableKind => ({
  units: ['DAYS', 'MONTHS'],
  min: 1,
  max: 730,
  base,
})

const clock = (id: ClockId): TableKind =>
  term(() =>
    CLOCK_TERMS.filter((one) => one.clock === id).map((one) => row(one, termValue(one.term))),
  )

/** The term that only some files have instead of a usual one: of the first row for the region. */
const special = (table: TableName, otherwise: ClockId | null = null): TableKind =>
  term((region) => {
    const rows = SPECIAL_TERMS.filter(
      (one) => one.table === table && (one.region === null || one.region === region),
    )
    return rows.length === 0 && otherwise
      ? clock(otherwise).base(region)
      : rows.map((one) => row(one, termValue(one.term)))
  })

const urgent = (table: TableName): TableKind =>
  term(() =>
    URGENT_TERMS.filter((one) => one.table === table).map((one) => row(one, termValue(one.term))),
  )

/** How long before the end of an authorisation its renewal may be asked, or must be. */
const ahead = (end: 'opens' | 'closes'): TableKind => ({
  units: ['MONTHS', 'HALF_MONTHS', 'DAYS'],
  min: 1,
  max: 730,
  base: (region) =>
    RENEWAL_WINDOWS.filter((one) => one.region === region).map((one) =>
      row(one, number(one[end].unit, one[end].length)),
    ),
})

const effort = (procedure: Procedure): TableKind => ({
  units: ['UNITS'],
  min: 1,
  max: 1000,
  base: () =>
    EFFORT.filter((one) => one.procedure === procedure).map((one) =>
      row(one, number('UNITS', one.units)),
    ),
})

const fee = (table: FeeTable): TableKind => ({
  units: ['EURO_CENTS'],
  min: 0,
  max: 1_000_000,
  base: (region) =>
    FEES.filter((one) => one.table === table && (one.region === null || one.region === region)).map(
      (one) => row(one, number('EURO_CENTS', one.cents)),
    ),
})

const KINDS: Readonly<Record<TableName, TableKind>> = {
  OVERALL_CLOCK: {
    units: [],
    min: 0,
    max: 0,
    base: () => OVERALL_REGIMES.map((one) => row(one, { clock: one.clock })),
  },
  EXTENSION: days(1, 365, () => [row(EXTENSION, number('DAYS', EXTENSION.days))]),
  TERM_C1: clock('C1'),
  TERM_C2: clock('C2'),
  TERM_C3A: clock('C3A'),
  TERM_C3B: clock('C3B'),
  TERM_C4: clock('C4'),
  TERM_C5: special('TERM_C5', 'C5'),
  TERM_C5_CARD: special('TERM_C5_CARD'),
  RENEWAL_OPENS: ahead('opens'),
  RENEWAL_CLOSES: ahead('closes'),
  TERM_P2: clock('P2'),
  TERM_P3: clock('P3'),
  TERM_P4: clock('P4'),
  TERM_C6: clock('C6'),
  TERM_C6_URGENT: urgent('TERM_C6_URGENT'),
  TERM_C6_SECOND: urgent('TERM_C6_SECOND'),
  TERM_C7: clock('C7'),
  TERM_C7_JUDGMENT: special('TERM_C7_JUDGMENT'),
  TERM_C9: clock('C9'),
  TERM_C10: clock('C10'),
  TERM_C10_LONG: special('TERM_C10_LONG'),
  // None comes with the program: each clock is read so that nobody is warned too late.
  MONTH_COUNTING: { units: [], min: 0, max: 0, base: () => [] },
  ADVICE: days(1, 365, () => ADVICE_TERMS.map((one) => row(one, termValue(one.term)))),
  WORK_TIME: days(0, 730, (region) =>
    REGION_EXAMINATION.filter((one) => one.region === region).map((one) =>
      row(one, number('DAYS', one.days.usual)),
    ),
  ),
  RESIDENCE_TIME: days(0, 730, () =>
    RESIDENCE_EXAMINATION.map((one) => row(one, number('DAYS', one.days.usual))),
  ),
  ANSWER_TIME: days(0, 365, () => ANSWER.map((one) => row(one, number('DAYS', one.days.usual)))),
  EFFORT_SINGLE_PERMIT: effort('SINGLE_PERMIT'),
  EFFORT_WORK_CARD: effort('WORK_CARD'),
  EFFORT_PROFESSIONAL_CARD: effort('PROFESSIONAL_CARD'),
  FEE_REGION: fee('FEE_REGION'),
  FEE_FEDERAL: fee('FEE_FEDERAL'),
  AGE_CRIMINAL_RECORD: {
    units: ['MONTHS'],
    min: 1,
    max: 120,
    base: () =>
      REQUIRED_DOCUMENTS.filter(
        ({ documents, monthsOld }) => documents.includes('CRIMINAL_RECORD') && monthsOld,
      )
        .slice(0, 1)
        .map((one) => row(one, number('MONTHS', one.monthsOld!))),
  },
  // Nobody's list comes with the program: each region keeps its own.
  INTERMEDIARIES: { units: [], min: 0, max: 0, base: () => [] },
  SHORTAGE_JOBS: { units: [], min: 1, max: JOBS_MAX, base: () => [] },
}

/** The tables that a region keeps, or with FED those of federal law. */
export const tablesKeptBy = (keeper: Scope): TableName[] =>
  TABLES.filter((table) => isFederal(table) === (keeper === 'FED'))

/**
 * What a row of a table says: a number, which overall clock runs, how months are counted, who acts for
 * many, or which jobs are short.
 */
export type Said = 'NUMBER' | 'CLOCK' | 'COUNTING' | 'INTERMEDIARY' | 'JOBS'

const SAID: { readonly [T in TableName]?: Said } = {
  OVERALL_CLOCK: 'CLOCK',
  MONTH_COUNTING: 'COUNTING',
  INTERMEDIARIES: 'INTERMEDIARY',
  SHORTAGE_JOBS: 'JOBS',
}
export const saidBy = (table: TableName): Said => SAID[table] ?? 'NUMBER'

/** True when the rows of a table stand beside each other, each about somebody else. */
export const listsMany = (table: TableName): boolean => saidBy(table) === 'INTERMEDIARY'

/** What the numbers of a table count; empty: its rows say no number. */
export const unitsOf = (table: TableName): readonly TableUnit[] => KINDS[table].units

/** The least and the largest number of a table. */
export function limitsOf(table: TableName, value: TableValue): { min: number; max: number } {
  const { min, max } = KINDS[table]
  const unit = 'unit' in value ? value.unit : null
  if (unit === 'MONTHS') return { min, max: Math.min(max, MONTHS_MAX) }
  return { min, max: unit === 'HALF_MONTHS' ? Math.min(max, 2 * MONTHS_MAX) : max }
}

/** True when a row of the table may say this. */
export function isValueOf(table: TableName, value: TableValue): boolean {
  const { units } = KINDS[table]
  if ('clock' in value) return saidBy(table) === 'CLOCK'
  if ('counting' in value) return saidBy(table) === 'COUNTING'
  if ('intermediary' in value) return saidBy(table) === 'INTERMEDIARY'
  if ('jobs' in value) return saidBy(table) === 'JOBS' && value.jobs.length > 0
  const { min, max } = limitsOf(table, value)
  return units.includes(value.unit) && value.amount >= min && value.amount <= max
}

/** The rows of a keeper's table that are in force at some time, the first first. */
export function tableRows(
  table: TableName,
  region: Scope,
  body: TableBody | null,
): TableRowInForce[] {
  const base = KINDS[table].base(region).map((one) => ({ ...one, approved: null }))
  const added = approvedRows(body, table).map(
    ({ value, validFrom, validTo, source, byName, closedByName, closedAt }): TableRowInForce => ({
      value,
      validFrom,
      validTo,
      source,
      confidence: 'HIGH',
      approved: { byName, closedByName, closedAt },
    }),
  )
  if (!listsMany(table)) return series<TableRowInForce>(base, added)
  return [...Map.groupBy(added, ({ value }) => entryOf(value)).values()].flatMap((own) =>
    series([], own),
  )
}
