import type { SyncStatus } from '../../domain/contract/workbench.ts'

/** A pass over so many or more is over everybody, and takes a while. */
const MANY = 1_000

/** What the rules see in everybody is worked out: lists of signals are not whole yet. */
export function isJudgingMany({ fill }: SyncStatus): boolean {
  return fill?.phase === 'FINDINGS' && fill.total >= MANY
}
