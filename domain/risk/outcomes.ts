/** What the judgements of findings say about their rules. */
import { OUTCOMES_OF_STATUS } from '../commands/judge-finding.ts'
import type { FindingCode, FindingStatus, OutcomeLabel } from '../contract/codes.ts'
import type { Finding } from '../contract/findings.ts'
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

/**
 * How many of some findings would be confirmed and how many false alarms, by what the rules'
 * earlier findings turned out to be. `unknown`: findings of rules that nobody checked yet.
 */
export function expectedOutcomes(
  findings: readonly Pick<Finding, 'code'>[],
  records: ReadonlyMap<FindingCode, OutcomeCounts>,
): { confirmed: number; falseAlarms: number; unknown: number } {
  const sum = { confirmed: 0, falseAlarms: 0, unknown: 0 }
  for (const { code } of findings) {
    const record = records.get(code)
    const checked = record ? record.CONFIRMED + record.USEFUL + record.FALSE_ALARM : 0
    if (!record || checked === 0) {
      sum.unknown += 1
      continue
    }
    sum.confirmed += record.CONFIRMED / checked
    sum.falseAlarms += record.FALSE_ALARM / checked
  }
  return sum
}
