import type { CommandArgs } from '../../domain/commands/index.ts'
import type { Actor } from '../../domain/contract/actor.ts'
import type { FindingStatus, OutcomeLabel } from '../../domain/contract/codes.ts'
import type { CoverageRow } from '../../domain/contract/coverage.ts'
import { mayJudge } from '../../domain/rights/rights.ts'

/** A row that is a mismatch; M0 says that there is none. */
export type MismatchRow = CoverageRow & { code: Exclude<CoverageRow['code'], 'M0'> }

/** True when the actor may judge the row. */
export const isTheirs = (actor: Actor, row: CoverageRow): row is MismatchRow =>
  row.code !== 'M0' && mayJudge(actor, row.code)

/** The judgement of one row of the coverage queue: about its person and dossier, in view of its status. */
export function judgementOf(
  row: MismatchRow,
  status: FindingStatus,
  outcome: OutcomeLabel | undefined,
  reason: string,
): CommandArgs<'judgeFinding'> {
  const { findingId, code, ruleVersion, personId, dossierId } = row
  return {
    findingId,
    code,
    ruleVersion,
    personId,
    dossierId,
    status,
    ...(outcome && { outcome }),
    from: row.status,
    reason,
  }
}
