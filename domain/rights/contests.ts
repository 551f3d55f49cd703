/** Who answers a contest of a signal, and when it has waited too long. */
import { brusselsToday, daysBetween, type LocalDate } from '../calendar/local-date.ts'
import type { Actor } from '../contract/actor.ts'
import type { FindingCode } from '../contract/codes.ts'
import type { Contest } from '../contract/records.ts'
import { mayApproveRule, ownsRule } from './rights.ts'

/** Days within which the owner of a rule answers: a convention of this program, no law sets one. */
export const CONTEST_DAYS = 14

/** True when nobody answered a contest within its days. */
export function isContestLate({ at, answer }: Contest, today: LocalDate): boolean {
  return answer === null && daysBetween(brusselsToday(new Date(at)), today) > CONTEST_DAYS
}

/**
 * True when the person may answer: the owner of the rule, and once that is late whoever may approve its
 * versions as well; never who contested. So a contest of a region's only owner has an answer too.
 */
export function mayAnswerContest(
  actor: Actor,
  code: FindingCode,
  contest: Contest,
  today: LocalDate,
): boolean {
  if (contest.by === actor.id) return false
  return ownsRule(actor, code) || (isContestLate(contest, today) && mayApproveRule(actor, code))
}
