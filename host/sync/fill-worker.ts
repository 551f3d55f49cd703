/** Runs in a worker thread: fills a new cache, and tells the host how far it is. */
import { parentPort } from 'node:worker_threads'
import type { CacheFill } from '../../db/index.ts'
import { asTandemError } from '../errors.ts'
import type { FillProgress, FromFillWorker, ToFillWorker } from './fill-messages.ts'
import { fillPages } from './fill-pages.ts'
import { gatewayClient } from './gateway-client.ts'
import { hear, tokensOf } from './worker-tokens.ts'

const host = parentPort!
const say = (message: FromFillWorker) => host.postMessage(message)

// Started ahead of its work: whatever is slow to load is loaded by now.
const { work } = await hear<ToFillWorker, 'work'>(host, 'work')

const client = gatewayClient(work.gatewayUrl, tokensOf(host))

function progress(fill: CacheFill, phase: FillProgress['phase'], share = 1): void {
  const done = phase === 'INDEX' ? Math.round(fill.total * share) : fill.done
  say({ type: 'progress', fill: { done, total: Math.max(fill.total, done), phase } })
}

async function run(): Promise<void> {
  const { file, key, fillFor } = work
  const fill = await fillPages({
    client,
    location: { file, key: Buffer.from(key) },
    fillFor,
    stored: (filling) => progress(filling, 'RECORDS'),
  })
  try {
    progress(fill, 'INDEX', 0)
    fill.index((share) => progress(fill, 'INDEX', share))
    const finish = hear<ToFillWorker, 'finish'>(host, 'finish')
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
