/** Pages of a gateway's snapshot as rows of a cache. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { pageRows, type PageRows } from '../../db/page-rows.ts'
import { TandemError } from '../../domain/contract/errors.ts'
import type { SnapshotPage } from '../../domain/contract/sync.ts'
import type { GatewayClient } from './gateway-client.ts'

/** Records of one page: large enough to keep the wire busy, small enough to show progress. */
export const PAGE_RECORDS = 2_000

/**
 * All pages after a cursor (null: from the start), checked and as rows. The next page is asked for
 * while the last one is worked on. Throws what the gateway throws, GATEWAY_BAD_ANSWER for a page of
 * other data or a cursor that does not move.
 */
export async function* snapshotPages(
  client: Pick<GatewayClient, 'snapshot'>,
  gatewayId: string,
  after: string | null,
): AsyncGenerator<PageRows> {
  let from = after
  let pending: Promise<SnapshotPage> | null = client.snapshot(from, PAGE_RECORDS)
  while (pending) {
    const page: SnapshotPage = await pending
    if (page.gatewayId !== gatewayId) throw new TandemError('GATEWAY_BAD_ANSWER')
    // A cursor that does not move would be asked for without end.
    if (page.next !== null && page.next === from) throw new TandemError('GATEWAY_BAD_ANSWER')
    from = page.next
    pending = from === null ? null : client.snapshot(from, PAGE_RECORDS)
    // Meanwhile nobody waits for the next one: its failure is met at the next turn.
    pending?.catch(() => {})
    // Give the request the moment it needs to leave before the reading takes the thread.
    if (pending) await nextTurn()
    yield pageRows(page)
  }
}
