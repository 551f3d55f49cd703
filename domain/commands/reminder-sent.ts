import type { JudgedFinding } from '../contract/findings.ts'
import type { CommandArgs } from './index.ts'
import { aboutSignal } from './signals/about.ts'

/**
 * The one act by which a reminder was sent: its signal waits for the declarant's answer, with when and in
 * which language it went out as its reason. Null where somebody judged the signal already.
 */
export function reminderSent(
  judged: Pick<JudgedFinding, 'finding' | 'saidId' | 'status' | 'saidStatus'>,
  reason: string,
): CommandArgs<'judgeFinding'> | null {
  const { finding, status, saidStatus: from } = judged
  if (status !== 'OPEN') return null
  const { revision } = finding
  return { ...aboutSignal(judged), revision, status: 'ASKED', from, reason }
}
