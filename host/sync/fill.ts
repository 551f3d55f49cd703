import type { Worker } from 'node:worker_threads'
import { TandemError } from '../../domain/contract/errors.ts'
import { asTandemError } from '../errors.ts'
import { startWorker } from '../workers.ts'
import type { FillProgress, FillWork, FromFillWorker, ToFillWorker } from './fill-messages.ts'
import type { TokenSource } from './gateway-client.ts'

export interface FillHooks {
  tokens: TokenSource
  onProgress(fill: FillProgress): void
  /** Every page is in: close the old cache now, it is about to be replaced. */
  onComplete(): Promise<void>
}

/**
 * Fills a new cache in a worker thread. Resolves with the number of records that did not fit the
 * contract when the new cache is in place; an aborted fill goes on at the next run.
 */
export function runFill(work: FillWork, hooks: FillHooks, signal: AbortSignal): Promise<number> {
  const worker = startWorker('fill', work)
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const stop = () => {
    reject(new TandemError('HOST_STOPPED'))
    void worker.terminate()
  }
  worker.on('message', (message: FromFillWorker) => {
    receive(worker, message, hooks, resolve, reject)
  })
  worker.on('error', (error) => reject(asTandemError(error)))
  worker.on('exit', () => reject(new TandemError('INTERNAL')))
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop, { once: true })
  return promise.finally(() => signal.removeEventListener('abort', stop))
}

function receive(
  worker: Worker,
  message: FromFillWorker,
  hooks: FillHooks,
  resolve: (rejected: number) => void,
  reject: (error: unknown) => void,
): void {
  const say = (answer: ToFillWorker) => worker.postMessage(answer)
  switch (message.type) {
    case 'token':
      hooks.tokens.token(message.refused ?? undefined).then(
        (token) => say({ type: 'token', token }),
        (error: unknown) => say({ type: 'noToken', code: asTandemError(error).code }),
      )
      return
    case 'progress':
      hooks.onProgress(message.fill)
      return
    case 'complete':
      hooks.onComplete().then(() => say({ type: 'finish' }), reject)
      return
    case 'finished':
      resolve(message.rejected)
      return
    case 'failed':
      reject(new TandemError(message.code, message.details))
  }
}
