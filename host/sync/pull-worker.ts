/** Runs in a worker thread: pulls a long backlog with a write handle of its own. */
import { parentPort, workerData } from 'node:worker_threads'
import { openBulkWriter } from '../../db/index.ts'
import { asTandemError } from '../errors.ts'
import { gatewayClient } from './gateway-client.ts'
import type { FromPullWorker, PullWork, ToPullWorker } from './pull-messages.ts'
import { pullPages } from './pull-pages.ts'
import { Turn } from './turn.ts'
import { hear, tokensOf } from './worker-tokens.ts'

const work = workerData as PullWork
const host = parentPort!
const say = (message: FromPullWorker) => host.postMessage(message)
const turn = new Turn(work.turn)

async function ask(type: 'written' | 'ready'): Promise<void> {
  const answer = hear<ToPullWorker, 'goOn'>(host, 'goOn')
  say({ type })
  await answer
}

async function run(): Promise<void> {
  const cache = openBulkWriter({ file: work.file, key: Buffer.from(work.key) })
  try {
    const inStep = await pullPages({
      client: gatewayClient(work.gatewayUrl, tokensOf(host)),
      cache,
      clientId: work.clientId,
      first: work.first,
      sliceChanges: work.sliceChanges,
      write: (transaction) => turn.worker(() => work.slices.postMessage(transaction())),
      written: () => ask('written'),
      ready: () => ask('ready'),
    })
    say({ type: 'finished', inStep })
    // What was forgotten leaves the log too. The desk goes on meanwhile: first the long part, beside
    // which others write.
    cache.moveLog()
    cache.checkpoint()
    say({ type: 'cleared' })
  } finally {
    cache.close()
  }
}

try {
  await run()
} catch (error) {
  const { code, details } = asTandemError(error)
  say({ type: 'failed', code, details })
} finally {
  work.slices.close()
  host.close()
}
