import type { LocalDate } from '../calendar/local-date.ts'

/** How far a number of law may be trusted: HIGH only when read in the legal text itself. */
export type Confidence = 'HIGH' | 'MEDIUM' | 'LOW' | 'UNVERIFIED'

/** What every row of a dated table carries. `source` is a mark of the project's source list. */
export interface Dated {
  validFrom: LocalDate
  /** Last day in force; null while in force. */
  validTo: LocalDate | null
  source: string
  confidence: Confidence
}

/** True when a row is in force on a day. */
export function inForceOn(row: Dated, date: LocalDate): boolean {
  return row.validFrom <= date && (row.validTo === null || date <= row.validTo)
}

/** The row in force on a day; undefined when the table has none. */
export function rowOn<T extends Dated>(rows: readonly T[], date: LocalDate): T | undefined {
  return rows.find((row) => inForceOn(row, date))
}
