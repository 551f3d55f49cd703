/**
 * Pulls the snapshot of the gateway into a new cache beside the old one. Stopped between two pages,
 * the next run goes on where this one ended.
 */
import { rmSync } from 'node:fs'
import { type CacheFill, type CacheLocation, type FillFor, openFill } from '../../db/index.ts'
import type { PageRows } from '../../db/page-rows.ts'
import { TandemError } from '../../domain/contract/errors.ts'
import type { GatewayClient } from './gateway-client.ts'
import { snapshotPages } from './snapshot-pages.ts'

export interface FillPages {
  client: Pick<GatewayClient, 'snapshot'>
  location: CacheLocation
  fillFor: FillFor
  /** Called at the start and after each page that is in. */
  stored(fill: CacheFill): void
}

export type FillFrom = Omit<FillPages, 'client'> & {
  /** The pages after a cursor. */
  pages(after: string | null): AsyncIterable<PageRows>
}

/** As `fillFrom`, with a client that pulls on the same thread. */
export function fillPages({ client, ...work }: FillPages): Promise<CacheFill> {
  const { gatewayId } = work.fillFor
  return fillFrom({ ...work, pages: (after) => snapshotPages(client, gatewayId, after) })
}

/**
 * The unfinished fill of an earlier run, carried on, or a new one. Every page is in; what is left
 * is `index` and `finish`. Throws what the gateway or the cache throws; the fill is closed then.
 */
export async function fillFrom(work: FillFrom): Promise<CacheFill> {
  const fill = openFill(work.location, work.fillFor)
  try {
    work.stored(fill)
    await store(fill, work)
    return fill
  } catch (error) {
    fill.close()
    if (!isStaleCursor(fill, error)) throw error
    discardFill(work.location.file)
    return fillFrom(work)
  }
}

async function store(fill: CacheFill, { pages, stored }: FillFrom): Promise<void> {
  if (fill.complete) return
  for await (const page of pages(fill.after)) {
    fill.putRows(page)
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
