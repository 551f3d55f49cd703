/** The work of the thread that fills a new cache: stores pages, and tells the host how far it is. */
import { parentPort, type Worker } from 'node:worker_threads'
import type { CacheFill } from '../../db/index.ts'
import { asTandemError } from '../errors.ts'
import type { FillProgress, FillWork, FromFillWorker, ToFillWorker } from './fill-messages.ts'
import { fillFrom } from './fill-pages.ts'
import { readSnapshot } from './snapshot-reader.ts'
import { hear, tokensOf } from './worker-tokens.ts'

const host = parentPort!
const say = (message: FromFillWorker) => host.postMessage(message)

function progress(fill: CacheFill, phase: FillProgress['phase'], share = 1): void {
  const done = phase === 'INDEX' ? Math.round(fill.total * share) : fill.done
  say({ type: 'progress', fill: { done, total: Math.max(fill.total, done), phase } })
}

async function run(reader: Worker, work: FillWork): Promise<void> {
  const { file, key, fillFor, gatewayUrl } = work
  const tokens = tokensOf(host)
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
    fill.finish({ acceptDeletions: work.acceptDeletions, contact: work.contact })
    say({ type: 'finished', rejected: count })
  } catch (error) {
    fill.close()
    throw error
  }
}

/** Waits for the host's word what to fill, fills it, and ends both threads. */
export async function workAtFill(reader: Worker): Promise<void> {
  const { work } = await hear<ToFillWorker, 'work'>(host, 'work')
  try {
    await run(reader, work)
  } catch (error) {
    const { code, details } = asTandemError(error)
    say({ type: 'failed', code, details })
  } finally {
    void reader.terminate()
    host.close()
  }
}
