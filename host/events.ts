import type { WorkbenchEvent } from '../domain/contract/workbench.ts'

type Changed = Extract<WorkbenchEvent, { type: 'changed' }>

/** Ids named one by one in a merged announcement; above it, "many" is shorter for everybody. */
const MERGED_IDS_MAX = 500

/** Two announcements of changes as one. */
function merge(a: Changed, b: Changed): Changed {
  const ids = a.ids && b.ids ? [...new Set([...a.ids, ...b.ids])] : null
  return {
    type: 'changed',
    kinds: [...new Set([...a.kinds, ...b.kinds])],
    ids: ids && ids.length <= MERGED_IDS_MAX ? ids : null,
  }
}

/** One listener's queue: at most one event of each type waits, so a slow window costs no memory. */
class Subscription {
  private readonly waiting = new Map<WorkbenchEvent['type'], WorkbenchEvent>()
  private wake: (() => void) | null = null
  private ended = false

  push(event: WorkbenchEvent): void {
    const earlier = this.waiting.get(event.type)
    const merged =
      event.type === 'changed' && earlier?.type === 'changed' ? merge(earlier, event) : event
    this.waiting.set(event.type, merged)
    this.wake?.()
  }
  end(): void {
    this.ended = true
    this.wake?.()
  }
  async next(): Promise<WorkbenchEvent | null> {
    while (this.waiting.size === 0 && !this.ended) {
      await new Promise<void>((resolve) => {
        this.wake = resolve
      })
    }
    const first = this.waiting.entries().next().value
    if (!first) return null
    this.waiting.delete(first[0])
    return first[1]
  }
}

/** Tells every window what changed. Pending announcements of one type are merged per listener. */
export class EventHub {
  private readonly subscriptions = new Set<Subscription>()
  private closed = false

  publish(event: WorkbenchEvent): void {
    for (const subscription of this.subscriptions) subscription.push(event)
  }

  /** The given events first, then each one published, until `signal` aborts or the hub closes. */
  async *stream(
    first: readonly WorkbenchEvent[],
    signal: AbortSignal | undefined,
  ): AsyncGenerator<WorkbenchEvent, void, void> {
    const subscription = new Subscription()
    for (const event of first) subscription.push(event)
    if (this.closed || signal?.aborted) subscription.end()
    const stop = () => subscription.end()
    signal?.addEventListener('abort', stop, { once: true })
    this.subscriptions.add(subscription)
    try {
      for (let event = await subscription.next(); event; event = await subscription.next()) {
        yield event
      }
    } finally {
      this.subscriptions.delete(subscription)
      signal?.removeEventListener('abort', stop)
    }
  }

  close(): void {
    this.closed = true
    for (const subscription of this.subscriptions) subscription.end()
  }
}
