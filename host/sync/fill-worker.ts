/** Runs in a worker thread: fills a new cache, and tells the host how far it is. */
import { parentPort } from 'node:worker_threads'
import type { CacheFill } from '../../db/index.ts'
import { asTandemError } from '../errors.ts'
import { startWorker } from '../workers.ts'
import type { FillProgress, FromFillWorker, ToFillWorker } from './fill-messages.ts'
import { fillFrom } from './fill-pages.ts'
import { readSnapshot } from './snapshot-reader.ts'
import { hear, tokensOf } from './worker-tokens.ts'

const host = parentPort!
const say = (message: FromFillWorker) => host.postMessage(message)

// Both threads are started ahead of their work: whatever is slow to load is loaded by now.
const reader = startWorker('snapshot')
const { work } = await hear<ToFillWorker, 'work'>(host, 'work')
const tokens = tokensOf(host)

function progress(fill: CacheFill, phase: FillProgress['phase'], share = 1): void {
  const done = phase === 'INDEX' ? Math.round(fill.total * share) : fill.done
  say({ type: 'progress', fill: { done, total: Math.max(fill.total, done), phase } })
}

async function run(): Promise<void> {
  const { file, key, fillFor, gatewayUrl } = work
  const { gatewayId } = fillFor
  const fill = await fillFrom({
    pages: (after) => readSnapshot(reader, { gatewayUrl, gatewayId, after }, tokens),
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
  void reader.terminate()
  host.close()
}
