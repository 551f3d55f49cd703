/** Pages of a gateway's snapshot as rows of a cache. */
import { pageRows, type PageRows } from '../../db/page-rows.ts'
import { TandemError } from '../../domain/contract/errors.ts'
import type { SnapshotPage } from '../../domain/contract/sync.ts'
import type { GatewayClient } from './gateway-client.ts'

/** Records of one page: large enough to keep the wire busy, small enough to show progress. */
export const PAGE_RECORDS = 2_000

type Client = Pick<GatewayClient, 'snapshot'>

/** A page that was asked for, and the cursor after it: known before the page is in. */
interface Asked {
  page: Promise<SnapshotPage>
  next: Promise<string | null>
}

function ask(client: Client, from: string | null): Asked {
  const { promise: next, resolve } = Promise.withResolvers<string | null>()
  const page = client.snapshot(from, PAGE_RECORDS, { onNext: resolve })
  // Where the head of the answer did not tell it, the page does; a failure is met by who awaits it.
  page.then(
    (known) => resolve(known.next),
    () => resolve(null),
  )
  return { page, next }
}

/**
 * All pages after a cursor (null: from the start), checked and as rows. While a page is on its way
 * and worked on, the next one is made: the gateway never waits for this side, and one page at most
 * waits for it. Throws what the gateway throws, GATEWAY_BAD_ANSWER for a page of other data or a
 * cursor that does not move.
 */
export async function* snapshotPages(
  client: Client,
  gatewayId: string,
  after: string | null,
): AsyncGenerator<PageRows> {
  let from = after
  let asked: Asked | null = ask(client, from)
  while (asked) {
    const told: string | null = from
    // A cursor that does not move would be asked for without end.
    const following: Promise<Asked | null> = asked.next.then((next) =>
      next === null || next === told ? null : ask(client, next),
    )
    const page: SnapshotPage = await asked.page
    const { gatewayId: of, next } = page
    const promised = await asked.next
    if (of !== gatewayId || next !== promised || (next !== null && next === from)) {
      throw new TandemError('GATEWAY_BAD_ANSWER')
    }
    from = next
    yield pageRows(page)
    asked = await following
  }
}
