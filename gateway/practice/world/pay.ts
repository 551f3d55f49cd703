/** Gross pay of a job: around the thresholds of domain/reference/thresholds.ts, or as a story says. */
import type { Category, Region } from '../../../domain/contract/codes.ts'
import { MONTHS_PER_YEAR, thresholdOn } from '../../../domain/reference/thresholds.ts'
import { ageOn } from '../../../domain/dossier/pay-check.ts'
import { dayText } from './days.ts'
import type { DossierPlan } from './drafts.ts'
import { CATEGORY_PLANS } from './jobs.ts'
import type { Random } from './random.ts'

type Unit = 'YEAR' | 'MONTH'

/** The threshold of a day in a unit, in cents; null when there is none. */
function needed(
  region: Region,
  category: Category,
  day: number,
  birthDate: string,
  unit: Unit,
): number | null {
  const date = dayText(day)
  const row = thresholdOn(region, category, date, ageOn(birthDate, date))
  if (!row) return null
  if (row.unit === unit) return row.amountCents
  return unit === 'MONTH'
    ? Math.ceil(row.amountCents / MONTHS_PER_YEAR.factor)
    : row.amountCents * 12
}

/** Pay that counts for the threshold, in cents per unit. */
export function payOf(
  random: Random,
  dossier: DossierPlan,
  birthDate: string,
  today: number,
): { payCents: number | null; payUnit: Unit } {
  const { region, category, pivot, authorised, payFactor } = dossier
  const decided = dayText(pivot)
  const payUnit = thresholdOn(region, category, decided, null)?.unit ?? 'YEAR'
  const at = (day: number) => needed(region, category, day, birthDate, payUnit)
  const decision = [pivot - 2, pivot].map(at).filter((cents) => cents !== null)
  if (payFactor !== null && decision.length > 0) {
    const threshold = payFactor < 1 ? Math.min(...decision) : Math.max(...decision)
    return { payCents: Math.ceil(threshold * payFactor), payUnit }
  }
  const days = [pivot - 2, pivot, today, ...(authorised ? [authorised.from] : [])]
  const least = Math.max(0, ...days.map(at).filter((cents) => cents !== null))
  if (least > 0) {
    const above = random.chance(0.25) ? random.next() * 0.02 : 0.02 + random.next() ** 2 * 0.7
    return { payCents: Math.ceil((least * (1 + above)) / 100) * 100, payUnit }
  }
  const [low, high] = CATEGORY_PLANS[category].pay
  return { payCents: Math.round(low + random.next() * (high - low)) * 100, payUnit }
}
