/**
 * Pulls a long backlog into a cache that is open elsewhere: page by page to the end of the feed, in
 * short transactions. Stopped anywhere, the next pull goes on at the cursor of the last one.
 */
import type { BulkWriter, Changed, QueueNumbers, Touched } from '../../db/index.ts'
import type { ChangePage } from '../../domain/contract/sync.ts'
import type { ErrorValue } from '../../domain/contract/workbench.ts'
import { errorValue } from '../errors.ts'
import type { GatewayClient } from './gateway-client.ts'
import { follows } from './page-check.ts'
import { slicesOf } from './slices.ts'

/** Changes that the host takes over in one go: each time all that is kept in order is made anew. */
const TOLD_TOGETHER = 10_000
/** Changes before the cache's log is moved into its file: they leave some 200 MB in it. */
const MOVED_TOGETHER = 30_000
/** The host shows the same state for no longer than about this, in milliseconds. */
const HELD_MS = 3_000

/** What one transaction did. */
export interface Slice {
  changed: Omit<Changed, keyof Touched>
  /** Rows of dossiers as they are now: the host need not read what lies in this thread's memory. */
  numbers: QueueNumbers[]
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
  /**
   * Nothing is written from when it is called until it has resolved: what was is to be told, and whose
   * facts it changed.
   */
  written(touched: Touched): Promise<void>
  /** Resolves when writing may go on. */
  ready(): Promise<void>
}

function applySlice(cache: BulkWriter, page: ChangePage): Slice {
  const { rejected, forgotten, ...changed } = cache.applyPart(page)
  const numbers = cache.queue.numbers(changed.queue.dossiers)
  const error = rejected.error && errorValue(rejected.error)
  const settled = page.settlements.length > 0
  return { changed, numbers, forgotten, rejected: rejected.count, error, settled }
}

/** Rows of the dossiers that the slices touched and that are still there, as the last slice left them. */
export function newestNumbers(slices: readonly Slice[]): QueueNumbers[] {
  const newest = new Map<number, QueueNumbers | null>()
  for (const { changed, numbers } of slices) {
    for (const row of changed.queue.dossiers) newest.set(row, null)
    for (const one of numbers) newest.set(one.row, one)
  }
  return [...newest.values()].filter((one) => one !== null)
}

/** True when it settles within so many milliseconds. */
async function settles(promise: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, Math.max(0, ms), false)
  })
  const isThere = promise.then(
    () => true,
    () => false,
  )
  try {
    return await Promise.race([isThere, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Pages that the host takes over together. */
class Together {
  readonly #work: PullPages
  #untold = 0
  #unmoved = 0
  /** When the host began to hold still; null while it does not. */
  #since: number | null = null

  constructor(work: PullPages) {
    this.#work = work
  }

  async write(page: ChangePage): Promise<void> {
    const { cache, sliceChanges, ready, write } = this.#work
    if (this.#since === null) {
      await ready()
      this.#since = performance.now()
    }
    for (const slice of slicesOf(page, sliceChanges)) write(() => applySlice(cache, slice))
    this.#untold += page.changes.length
    this.#unmoved += page.changes.length
  }

  /** The host takes over what was written, unless more comes soon; null: nothing more comes. */
  async hand(next: Promise<ChangePage> | null): Promise<void> {
    const left = HELD_MS - (performance.now() - this.#since!)
    const isEnough = this.#untold >= TOLD_TOGETHER || this.#unmoved >= MOVED_TOGETHER
    if (next && !isEnough && (await settles(next, left))) return
    await this.tell()
    if (!next || this.#unmoved < MOVED_TOGETHER) return
    this.#work.cache.moveLog()
    this.#unmoved = 0
  }

  /** The host holds still no longer, and takes over what was written. */
  async tell(): Promise<void> {
    if (this.#since === null) return
    this.#since = null
    this.#untold = 0
    await this.#work.written(this.#work.cache.touched())
  }
}

/** True: the cache is at the end of the feed. False: the pages are of other data or rights. */
export async function pullPages(work: PullPages): Promise<boolean> {
  const together = new Together(work)
  try {
    return await pullThrough(work, together)
  } finally {
    // Broken off, it has brought what is in.
    await together.tell()
  }
}

async function pullThrough(
  { client, cache, clientId, first }: PullPages,
  together: Together,
): Promise<boolean> {
  let page = first ?? (await client.changes(clientId, cache.state().cursor))
  for (;;) {
    if (!follows(page, cache.state())) return false
    cache.judgeDeletions(page.changes)
    const isLast = page.to >= page.head
    // The next page is on its way while this one is written; its failure is met when it is due.
    const next = isLast ? null : client.changes(clientId, page.to)
    next?.catch(() => {})
    await together.write(page)
    await together.hand(next)
    if (!next) return true
    page = await next
  }
}
