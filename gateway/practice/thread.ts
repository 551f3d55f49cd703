/** Runs the practice gateway in a worker thread of its own. */
import { Worker } from 'node:worker_threads'
import { StartError, type StartErrorCode } from '../start-error.ts'
import type { PracticeGateway, PracticeSettings } from './start.ts'

/** What the thread says. */
export type ThreadMessage =
  | { type: 'ready'; url: string; issuer: string }
  | { type: 'error'; code: StartErrorCode; detail: string | null }
  | { type: 'closed' }

export interface PracticeThread extends PracticeGateway {
  /** Settles with an error when the thread ends by itself, without one after `close`. */
  ended: Promise<void>
}

/**
 * Starts the practice gateway in a thread; `script` is worker.ts or what a build made of it.
 * Throws the StartError of the thread.
 */
export async function startPracticeThread(
  settings: Omit<PracticeSettings, 'log'>,
  script: URL = new URL('./worker.ts', import.meta.url),
): Promise<PracticeThread> {
  const worker = new Worker(script, { workerData: settings })
  const exited = new Promise<number>((resolve) => worker.once('exit', resolve))
  let failure: Error | null = null
  let closing = false
  worker.on('error', (error) => (failure = error as Error))

  const ready = await new Promise<{ url: string; issuer: string }>((resolve, reject) => {
    worker.on('message', (message: ThreadMessage) => {
      if (message.type === 'ready') resolve(message)
      if (message.type === 'error') reject(new StartError(message.code, message.detail))
    })
    void exited.then(() => reject(new StartError('INTERNAL', null, { cause: failure })))
  })
  const ended = exited.then(() => {
    if (!closing) throw new StartError('INTERNAL', 'the thread ended', { cause: failure })
  })
  // Whoever does not wait for the end learns of it by refused requests.
  ended.catch(() => undefined)
  return {
    url: ready.url,
    issuer: ready.issuer,
    ended,
    async close() {
      closing = true
      worker.postMessage('close')
      await exited
    },
  }
}
