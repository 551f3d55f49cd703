/** What the judgements of findings say about their rules. */
import { OUTCOMES_OF_STATUS } from '../commands/judge-finding.ts'
import type { FindingStatus, OutcomeLabel } from '../contract/codes.ts'
import type { OutcomeCounts } from '../contract/workshop.ts'

/** The label of a judgement: the one that was given, else what its status says by itself; null: open. */
export function outcomeOf(
  status: FindingStatus,
  outcome: OutcomeLabel | null,
): OutcomeLabel | null {
  return outcome ?? OUTCOMES_OF_STATUS[status].at(-1) ?? null
}

export const noOutcomes = (): OutcomeCounts => ({
  CONFIRMED: 0,
  USEFUL: 0,
  FALSE_ALARM: 0,
  NOT_CHECKED: 0,
})

/** Fewer checked findings than this say nothing about a rule. */
export const FEWEST_CHECKED = 20

/** Shares of what was checked; null: nothing was. `isFew`: too few to go by. */
export function sharesOf({ CONFIRMED, USEFUL, FALSE_ALARM }: OutcomeCounts): {
  checked: number
  confirmed: number
  useful: number
  falseAlarms: number
  isFew: boolean
} | null {
  const checked = CONFIRMED + USEFUL + FALSE_ALARM
  if (checked === 0) return null
  return {
    checked,
    confirmed: CONFIRMED / checked,
    useful: USEFUL / checked,
    falseAlarms: FALSE_ALARM / checked,
    isFew: checked < FEWEST_CHECKED,
  }
}
