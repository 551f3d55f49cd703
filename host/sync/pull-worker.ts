/** Runs in a worker thread: pulls a long backlog with a write handle of its own. */
import { parentPort, workerData } from 'node:worker_threads'
import { openBulkWriter } from '../../db/index.ts'
import { asTandemError } from '../errors.ts'
import { gatewayClient } from './gateway-client.ts'
import type { FromPullWorker, PullWork, ToPullWorker } from './pull-messages.ts'
import { pullPages } from './pull-pages.ts'
import { Turn } from './turn.ts'
import { hear, tokensOf } from './worker-tokens.ts'

/** How often it is tried to clear the log beside a desk that works; then the desk does it in a pause. */
const CLEAR_TRIES = 100
const CLEAR_PAUSE_MS = 50

const work = workerData as PullWork
const host = parentPort!
const say = (message: FromPullWorker) => host.postMessage(message)
const turn = new Turn(work.turn)

async function ask(message: FromPullWorker): Promise<void> {
  const answer = hear<ToPullWorker, 'goOn'>(host, 'goOn')
  say(message)
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
      written: (touched) => ask({ type: 'written', touched }),
      ready: () => ask({ type: 'ready' }),
    })
    say({ type: 'finished', inStep })
    // What was forgotten leaves the log too. The desk goes on meanwhile and is not kept waiting.
    for (let tries = 0; tries < CLEAR_TRIES; tries += 1) {
      if (cache.tryClearLog()) return say({ type: 'cleared' })
      await new Promise((resolve) => setTimeout(resolve, CLEAR_PAUSE_MS))
    }
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
