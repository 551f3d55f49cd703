/**
 * Pulls the snapshot of the gateway into a new cache beside the old one. Stopped between two pages,
 * the next run goes on where this one ended.
 */
import { rmSync } from 'node:fs'
import { type CacheFill, type CacheLocation, type FillFor, openFill } from '../../db/index.ts'
import { TandemError } from '../../domain/contract/errors.ts'
import type { SnapshotPage } from '../../domain/contract/sync.ts'
import type { GatewayClient } from './gateway-client.ts'

/** Records of one page: large enough to keep the wire busy, small enough to show progress. */
const PAGE_RECORDS = 2_000

export interface FillPages {
  client: Pick<GatewayClient, 'snapshot'>
  location: CacheLocation
  fillFor: FillFor
  /** Called at the start and after each page that is in. */
  stored(fill: CacheFill): void
}

/**
 * The unfinished fill of an earlier run, carried on, or a new one. Every page is in; what is left
 * is `index` and `finish`. Throws what the gateway or the cache throws; the fill is closed then.
 */
export async function fillPages(work: FillPages): Promise<CacheFill> {
  const fill = openFill(work.location, work.fillFor)
  try {
    work.stored(fill)
    await pull(fill, work)
    return fill
  } catch (error) {
    fill.close()
    if (!isStaleCursor(fill, error)) throw error
    discardFill(work.location.file)
    return fillPages(work)
  }
}

/** Asks for the next page while the last one is being stored. */
async function pull(fill: CacheFill, { client, fillFor, stored }: FillPages): Promise<void> {
  if (fill.complete) return
  let pending: Promise<SnapshotPage> | null = client.snapshot(fill.after, PAGE_RECORDS)
  while (pending) {
    const page: SnapshotPage = await pending
    if (page.gatewayId !== fillFor.gatewayId) throw new TandemError('GATEWAY_BAD_ANSWER')
    // A cursor that does not move would be asked for without end.
    if (page.next !== null && page.next === fill.after) throw new TandemError('GATEWAY_BAD_ANSWER')
    pending = page.next === null ? null : client.snapshot(page.next, PAGE_RECORDS)
    // While the page is stored nobody waits for the next one: its failure is met at the next turn.
    pending?.catch(() => {})
    // Give the request the moment it needs to leave before the storing takes the thread.
    if (pending) await new Promise((resolve) => setImmediate(resolve))
    fill.put(page)
    stored(fill)
  }
}

/** True for a cursor of an unfinished fill that the gateway no longer knows. */
function isStaleCursor(fill: CacheFill, error: unknown): boolean {
  return fill.after !== null && error instanceof TandemError && error.code === 'BAD_REQUEST'
}

/** Forgets an unfinished fill: the file beside the cache that openFill works on, with its log. */
function discardFill(file: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(`${file}.filling${end}`, { force: true })
}
