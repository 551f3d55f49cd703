/** Contested signals as the screen shows them. */
import type { LocalDate } from '../../domain/calendar/local-date.ts'
import type { Actor } from '../../domain/contract/actor.ts'
import type { ContestRow } from '../../domain/contract/contests.ts'
import { isContestLate, mayAnswerContest } from '../../domain/rights/contests.ts'
import type { CacheReader } from '../../db/index.ts'

/** What waits for an answer; those that this person may answer first. */
export function contestRows(
  cache: CacheReader,
  actor: Actor | null,
  today: LocalDate,
): ContestRow[] {
  const rows = cache
    .openContests()
    .map(({ findingId, judgement, place, contest, isThere, subject }) => {
      const { code, personId, enterpriseId = null, dossierId } = judgement
      const mayAnswer = actor !== null && mayAnswerContest(actor, code, contest, today)
      return {
        findingId,
        code,
        place,
        contest,
        personId,
        enterpriseId,
        dossierId,
        subject,
        isThere,
        mayAnswer,
        late: isContestLate(contest, today),
      }
    })
  return rows.toSorted((a, b) => Number(b.mayAnswer) - Number(a.mayAnswer))
}
