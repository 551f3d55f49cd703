/**
 * How long a report of an irregularity is kept after it was closed. No text was found that sets a term for
 * the inspection; the default of domain facts 9.5 for what an inquiry brought in is its length and a year.
 * Each service confirms its own.
 */
import type { LocalDate } from '../calendar/local-date.ts'
import { inForceOn, type Dated } from './dated.ts'
import { REPORTS_SINCE } from './report-categories.ts'

export interface ReportRetention extends Dated {
  /** Months after the day on which it was closed. */
  months: number
}

export const REPORT_RETENTION: readonly ReportRetention[] = [
  {
    months: 12,
    validFrom: REPORTS_SINCE,
    validTo: null,
    source: 'domain facts 9.5',
    confidence: 'UNVERIFIED',
  },
]

/** Months that a report which was closed on this day is kept. */
export function reportMonthsOn(day: LocalDate): number {
  return (REPORT_RETENTION.find((row) => inForceOn(row, day)) ?? REPORT_RETENTION[0]!).months
}
