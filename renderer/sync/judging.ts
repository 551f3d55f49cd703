import type { QueueFilter, SyncStatus } from '../../domain/contract/workbench.ts'

/** A pass over so many or more is over everybody, and takes a while. */
const MANY = 1_000

/** What the rules see in everybody is worked out: lists of signals are not whole yet. */
export function isJudgingMany({ fill }: SyncStatus): boolean {
  return fill?.phase === 'FINDINGS' && fill.total >= MANY
}

/** A list of dossiers by their signals, while these are worked out: that it is empty says nothing yet. */
export function lacksSignals(
  { queue, facets }: Pick<QueueFilter, 'queue' | 'facets'>,
  status: SyncStatus | null,
): boolean {
  const bySignals = queue === 'SIGNALS' || (facets.finding?.length ?? 0) > 0
  return bySignals && status !== null && isJudgingMany(status)
}
