/**
 * Categories of reports in use, by day. Derived from the typologies of domain facts 6 and the matters
 * that the contact point for fair competition counts (10.5): each service may replace the list by its
 * own. A category that ended stays on the reports that were taken in under it.
 */
import type { LocalDate } from '../calendar/local-date.ts'
import { REPORT_CATEGORIES, type ReportCategory } from '../reports/codes.ts'
import { inForceOn, type Dated } from './dated.ts'

export interface CategoryInUse extends Dated {
  category: ReportCategory
}

/** The first day on which any category is in use: no report is of an earlier day. */
export const REPORTS_SINCE: LocalDate = '2020-01-01'

const row = (category: ReportCategory): CategoryInUse => ({
  category,
  validFrom: REPORTS_SINCE,
  validTo: null,
  source: 'S170, domain facts 6',
  confidence: 'UNVERIFIED',
})

export const CATEGORIES_IN_USE: readonly CategoryInUse[] = REPORT_CATEGORIES.map(row)

/** The categories under which a report may be taken in on a day. */
export function categoriesOn(day: LocalDate): ReportCategory[] {
  return CATEGORIES_IN_USE.filter((one) => inForceOn(one, day)).map(({ category }) => category)
}
