/** Which categories an application can be of. */
import { CATEGORIES, type Category, type Procedure } from '../contract/codes.ts'

/** Activities of the self-employed: for a professional card only (domain facts 2.2). */
const SELF_EMPLOYED: ReadonlySet<Category> = new Set<Category>([
  'SELF_EMPLOYED_ECONOMIC',
  'SELF_EMPLOYED_INNOVATIVE',
  'SELF_EMPLOYED_CULTURAL',
])

/**
 * The categories under which this can be applied for: those of the self-employed for a professional
 * card, those of employees for a single permit or a work card. Whether the region has a category on a
 * day, and under what conditions, is for its tables and for who examines.
 */
export function categoriesOf(procedure: Procedure): readonly Category[] {
  const isSelfEmployed = procedure === 'PROFESSIONAL_CARD'
  return CATEGORIES.filter((category) => SELF_EMPLOYED.has(category) === isSelfEmployed)
}
