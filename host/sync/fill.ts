import type { Worker } from 'node:worker_threads'
import { TandemError } from '../../domain/contract/errors.ts'
import { asTandemError } from '../errors.ts'
import { startWorker } from '../workers.ts'
import type { FillProgress, FillWork, FromFillWorker, ToFillWorker } from './fill-messages.ts'
import type { TokenSource } from './gateway-client.ts'
import { answerToken } from './worker-tokens.ts'

export interface FillHooks {
  tokens: TokenSource
  onProgress(fill: FillProgress): void
  /** The new cache is ready: close the old one now, it is about to be replaced. */
  onComplete(): Promise<void>
}

/** How long a worker waits for its work before it is sent away, in milliseconds. */
const SPARE_MS = 2 * 60_000

/** A worker that was started while a person signs in. */
let spare: { worker: Worker; timer: NodeJS.Timeout } | null = null

/** Starts a worker ahead of a likely fill: loading its program takes longer than signing in. */
export function prepareFill(): void {
  if (spare) return
  const worker = startWorker('fill')
  worker.unref()
  // A spare that fails is no loss: the fill itself starts another and reports what is wrong.
  worker.on('error', () => {})
  const timer = setTimeout(dismissSpare, SPARE_MS)
  timer.unref()
  worker.once('exit', () => {
    if (spare?.worker === worker) spare = null
  })
  spare = { worker, timer }
}

/** Sends a waiting worker away. */
export function dismissSpare(): void {
  const worker = takeSpare()
  if (worker) void worker.terminate()
}

function takeSpare(): Worker | null {
  if (!spare) return null
  const { worker, timer } = spare
  spare = null
  clearTimeout(timer)
  return worker
}

/**
 * Fills a new cache in a worker thread. Resolves with the number of records that did not fit the
 * contract when the new cache is in place; an aborted fill goes on at the next run.
 */
export function runFill(work: FillWork, hooks: FillHooks, signal: AbortSignal): Promise<number> {
  const worker = takeSpare() ?? startWorker('fill')
  worker.ref()
  worker.postMessage({ type: 'work', work } satisfies ToFillWorker)
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
      answerToken(worker, hooks.tokens, message)
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
