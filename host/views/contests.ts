/** Contested signals as the screen shows them. */
import type { Actor } from '../../domain/contract/actor.ts'
import type { ContestRow } from '../../domain/contract/contests.ts'
import { ownsRule } from '../../domain/rights/rights.ts'
import type { CacheReader } from '../../db/index.ts'

/** What waits for an answer; those that this person may answer first. */
export function contestRows(cache: CacheReader, actor: Actor | null): ContestRow[] {
  const rows = cache
    .openContests()
    .map(({ findingId, judgement, place, contest, isThere, subject }) => {
      const { code, personId, enterpriseId = null, dossierId } = judgement
      const mayAnswer = actor !== null && ownsRule(actor, code) && contest.by !== actor.id
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
      }
    })
  return rows.toSorted((a, b) => Number(b.mayAnswer) - Number(a.mayAnswer))
}
