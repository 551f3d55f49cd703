/** Which judgement speaks of a finding: the one of its id, or of an id that it had before. */
import type { Finding } from '../domain/contract/findings.ts'
import { formerIdOf } from '../domain/risk/former-ids.ts'
import type { ReadDb } from './sqlite.ts'

/** To be joined as `j` to a finding `f`. */
export const SAID_OF = `findingJudgement j ON j.row = coalesce(
    (SELECT row FROM findingJudgement WHERE id = f.id),
    (SELECT row FROM findingJudgement WHERE id = f.formerId))`

/** The id of the judgement that speaks of a finding; its own when there is none. */
export const saidIdOf = (db: ReadDb, id: string): string =>
  db.value<string>(`SELECT j.id FROM finding f JOIN ${SAID_OF} WHERE f.id = ?`, [id]) ?? id

/**
 * Ids that findings of one subject had before. Of two that had the same nobody knows of which somebody
 * spoke: neither is said to have had it.
 */
export function formerIds(findings: readonly Finding[]): ReadonlyMap<string, string> {
  const byFormer = Map.groupBy(findings, formerIdOf)
  return new Map(
    [...byFormer].flatMap(([former, [one, another]]): [string, string][] =>
      former === null || another ? [] : [[one!.id, former]],
    ),
  )
}
