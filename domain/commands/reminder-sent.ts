import type { JudgedFinding } from '../contract/findings.ts'
import type { CommandArgs } from './index.ts'

/**
 * The one act by which a reminder was sent: its signal waits for the declarant's answer, with when and in
 * which language it went out as its reason. Null where somebody judged the signal already.
 */
export function reminderSent(
  { finding, status }: Pick<JudgedFinding, 'finding' | 'status'>,
  reason: string,
): CommandArgs<'judgeFinding'> | null {
  if (status !== 'OPEN') return null
  const { id, code, ruleVersion, revision, personId, enterpriseId, dossierId } = finding
  return {
    findingId: id,
    code,
    ruleVersion,
    revision,
    personId,
    enterpriseId,
    dossierId,
    status: 'ASKED',
    from: status,
    reason,
  }
}
