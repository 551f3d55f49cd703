/**
 * A rule that somebody sets aside for one person or enterprise, with a reason and an end: a day, or the
 * next change of what the signal rests on. What it says meanwhile stands there and does not count.
 */
import type { LocalDate } from '../calendar/local-date.ts'
import type { Finding } from '../contract/findings.ts'
import type { FindingJudgementBody } from '../contract/records.ts'
import { hash } from '../identifiers/hash.ts'

/** What a finding rests on, in short: it differs when a fact does, not when a rule is set otherwise. */
export function findingPrint({ facts }: Pick<Finding, 'facts'>): string {
  return hash(JSON.stringify(facts.map(({ label, value }) => [label, value])))
}

type Said = { id: string; body: Pick<FindingJudgementBody, 'code' | 'snooze'> }

/**
 * The judgement that sets a finding aside on a day; null: none does. One with a day holds for all
 * findings of its rule about the subject, one without for its own finding while its facts are the same.
 */
export function asideBy<T extends Said>(
  finding: Pick<Finding, 'id' | 'code' | 'facts'>,
  said: readonly T[],
  today: LocalDate,
): T | null {
  const holds = ({ id, body: { code, snooze } }: T) => {
    if (!snooze || code !== finding.code) return false
    if (snooze.until !== null) return today < snooze.until
    return id === finding.id && snooze.print === findingPrint(finding)
  }
  return said.find(holds) ?? null
}
