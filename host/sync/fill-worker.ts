/**
 * Runs in a worker thread: pulls the snapshot of the gateway into a new cache beside the old one.
 * Killed between two pages, the next run goes on where this one stopped.
 */
import { rmSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'
import { TandemError } from '../../domain/contract/errors.ts'
import type { SnapshotPage } from '../../domain/contract/sync.ts'
import { type CacheFill, openFill } from '../../db/index.ts'
import { asTandemError } from '../errors.ts'
import type { FillProgress, FromFillWorker, ToFillWorker } from './fill-messages.ts'
import { gatewayClient } from './gateway-client.ts'

/** Records of one page: large enough to keep the wire busy, small enough to show progress. */
const PAGE_RECORDS = 2_000

const host = parentPort!
const say = (message: FromFillWorker) => host.postMessage(message)

/** The next message of one of the given types. */
function hear<T extends ToFillWorker['type']>(
  ...types: T[]
): Promise<Extract<ToFillWorker, { type: T }>> {
  return new Promise((resolve) => {
    const listener = (message: ToFillWorker) => {
      if (!(types as string[]).includes(message.type)) return
      host.off('message', listener)
      resolve(message as Extract<ToFillWorker, { type: T }>)
    }
    host.on('message', listener)
  })
}

let current: Promise<string> | null = null
async function askToken(refused: string | null): Promise<string> {
  const answer = hear('token', 'noToken')
  say({ type: 'token', refused })
  const message = await answer
  if (message.type === 'noToken') throw new TandemError(message.code)
  return message.token
}

// Started ahead of its work: whatever is slow to load is loaded by now.
const { work } = await hear('work')

const client = gatewayClient(work.gatewayUrl, {
  // Every page asks anew, so that a token that ends during a long fill is renewed by the host.
  token: (refused) => {
    current ??= askToken(refused ?? null).finally(() => {
      current = null
    })
    return current
  },
})

function progress(fill: CacheFill, phase: FillProgress['phase'], share = 1): void {
  const done = phase === 'INDEX' ? Math.round(fill.total * share) : fill.done
  say({ type: 'progress', fill: { done, total: Math.max(fill.total, done), phase } })
}

/** Asks for the next page while the last one is being stored. */
async function pull(fill: CacheFill): Promise<void> {
  if (fill.complete) return
  let pending: Promise<SnapshotPage> | null = client.snapshot(fill.after, PAGE_RECORDS)
  while (pending) {
    const page: SnapshotPage = await pending
    if (page.gatewayId !== work.fillFor.gatewayId) throw new TandemError('GATEWAY_BAD_ANSWER')
    // A cursor that does not move would be asked for without end.
    if (page.next !== null && page.next === fill.after) throw new TandemError('GATEWAY_BAD_ANSWER')
    pending = page.next === null ? null : client.snapshot(page.next, PAGE_RECORDS)
    // While the page is stored nobody waits for the next one: its failure is met at the next turn.
    pending?.catch(() => {})
    // Give the request the moment it needs to leave before the storing takes the thread.
    if (pending) await new Promise((resolve) => setImmediate(resolve))
    fill.put(page)
    progress(fill, 'RECORDS')
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

/** The unfinished fill of an earlier run, carried on, or a new one. Every page is in. */
async function fillPages(): Promise<CacheFill> {
  const { file, key, fillFor } = work
  const fill = openFill({ file, key: Buffer.from(key) }, fillFor)
  try {
    progress(fill, 'RECORDS')
    await pull(fill)
    return fill
  } catch (error) {
    fill.close()
    if (!isStaleCursor(fill, error)) throw error
    discardFill(file)
    return fillPages()
  }
}

async function run(): Promise<void> {
  const fill = await fillPages()
  try {
    progress(fill, 'INDEX', 0)
    fill.index((share) => progress(fill, 'INDEX', share))
    const finish = hear('finish')
    say({ type: 'complete' })
    await finish
    const { count } = fill.rejected
    fill.finish({ acceptDeletions: work.acceptDeletions })
    say({ type: 'finished', rejected: count })
  } catch (error) {
    fill.close()
    throw error
  }
}

try {
  await run()
} catch (error) {
  const { code, details } = asTandemError(error)
  say({ type: 'failed', code, details })
} finally {
  host.close()
}
