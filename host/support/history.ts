import type { SyncMoment } from '../../domain/contract/sync-details.ts'

/** Changes of state that are kept: some hours of a desk in step, days of one without network. */
const KEPT = 200

/** What the sync went through since the start: a bounded list of times, states and codes. */
export class SyncHistory {
  private readonly moments: SyncMoment[] = []

  note(moment: SyncMoment): void {
    const last = this.moments.at(-1)
    if (last?.state === moment.state && last.code === moment.code) return
    this.moments.push(moment)
    if (this.moments.length > KEPT) this.moments.shift()
  }

  list(): SyncMoment[] {
    return [...this.moments]
  }
}
