/**
 * Pulls a long backlog into a cache that is open elsewhere: page by page to the end of the feed, in
 * short transactions. Stopped anywhere, the next pull goes on at the cursor of the last one.
 */
import type { BulkWriter, Changed } from '../../db/index.ts'
import type { ChangePage } from '../../domain/contract/sync.ts'
import type { ErrorValue } from '../../domain/contract/workbench.ts'
import { errorValue } from '../errors.ts'
import type { GatewayClient } from './gateway-client.ts'
import { follows } from './page-check.ts'
import { slicesOf } from './slices.ts'

/** Changes between two moves of the cache's log into its file: they leave some 150 MB in it. */
const MOVE_EVERY = 10_000

/** What one transaction did. */
export interface Slice {
  changed: Changed
  forgotten: boolean
  rejected: number
  /** Why bodies were kept out; null when none was. */
  error: ErrorValue | null
  settled: boolean
}

export interface PullPages {
  client: Pick<GatewayClient, 'changes'>
  cache: BulkWriter
  clientId: string
  /** A page that was fetched already. */
  first: ChangePage | null
  sliceChanges: number
  /** Runs one transaction when it is its turn, and hands over what it did within the same turn. */
  write(transaction: () => Slice): void
  /** Nothing is written from when it is called until it has resolved: what was is to be told. */
  written(): Promise<void>
  /** Resolves when writing may go on. */
  ready(): Promise<void>
}

function applySlice(cache: BulkWriter, page: ChangePage): Slice {
  const { rejected, forgotten, ...changed } = cache.applyPage(page)
  const error = rejected.error && errorValue(rejected.error)
  const settled = page.settlements.length > 0
  return { changed, forgotten, rejected: rejected.count, error, settled }
}

/** True: the cache is at the end of the feed. False: the pages are of other data or rights. */
export async function pullPages(work: PullPages): Promise<boolean> {
  const { client, cache, clientId } = work
  let page = work.first ?? (await client.changes(clientId, cache.state().cursor))
  let unmoved = 0
  for (;;) {
    if (!follows(page, cache.state())) return false
    cache.judgeDeletions(page.changes)
    const isLast = page.to >= page.head
    // The next page is on its way while this one is written; its failure is met when it is due.
    const next = isLast ? null : client.changes(clientId, page.to)
    next?.catch(() => {})
    await work.ready()
    for (const slice of slicesOf(page, work.sliceChanges)) {
      work.write(() => applySlice(cache, slice))
    }
    await work.written()
    unmoved += page.changes.length
    if (!next) return true
    if (unmoved >= MOVE_EVERY) {
      cache.moveLog()
      unmoved = 0
    }
    page = await next
  }
}
