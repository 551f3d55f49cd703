/** The side of the thread that stores a snapshot. */
import { on } from 'node:events'
import type { Worker } from 'node:worker_threads'
import type { PageRows } from '../../db/page-rows.ts'
import { TandemError } from '../../domain/contract/errors.ts'
import type { TokenSource } from './gateway-client.ts'
import type { FromSnapshotWorker, SnapshotWork, ToSnapshotWorker } from './snapshot-messages.ts'
import { answerToken } from './worker-tokens.ts'

/**
 * All pages that the worker reads, in order; each counts as stored when the next one is asked for.
 * Throws what failed over there, INTERNAL when the thread ended.
 */
export async function* readSnapshot(
  worker: Worker,
  work: SnapshotWork,
  tokens: TokenSource,
): AsyncGenerator<PageRows> {
  const say = (message: ToSnapshotWorker) => worker.postMessage(message)
  // Beside the pages, so that no question waits behind them.
  const answer = (message: FromSnapshotWorker) => {
    if (message.type === 'token') answerToken(worker, tokens, message)
  }
  worker.on('message', answer)
  try {
    const messages = on(worker, 'message', { close: ['exit'] })
    say({ type: 'read', work })
    for await (const [message] of messages as AsyncIterable<[FromSnapshotWorker]>) {
      if (message.type === 'end') return
      if (message.type === 'failed') throw new TandemError(message.code, message.details)
      if (message.type !== 'page') continue
      yield message.page
      say({ type: 'stored' })
    }
    throw new TandemError('INTERNAL')
  } finally {
    worker.off('message', answer)
  }
}
