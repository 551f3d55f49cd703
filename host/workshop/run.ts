/** Starts the worker of the workshop and passes on what it says; whoever stops listening stops it. */
import type { ErrorValue } from '../../domain/contract/call.ts'
import { isErrorCode, TandemError } from '../../domain/contract/errors.ts'
import { errorValue } from '../errors.ts'
import { startWorker } from '../workers.ts'
import type { Answers, Asked, FromWorkshop, WorkshopWork } from './work.ts'

export type Said<T extends keyof Answers> =
  | { type: 'progress'; done: number; total: number }
  | { type: 'done'; answer: Answers[T] }
  | { type: 'failed'; error: ErrorValue }

/**
 * What the worker says, to the end: one answer or one failure comes last. Of several words about how
 * far it is, the last. Ends at once when `signal` aborts, and so does the thread.
 */
export async function* follow<T extends keyof Answers>(
  work: Omit<WorkshopWork, 'asked'> & { asked: Extract<Asked, { type: T }> },
  signal: AbortSignal | undefined,
): AsyncGenerator<Said<T>, void, void> {
  const worker = startWorker('workshop', work)
  let waiting = Promise.withResolvers<void>()
  let said: FromWorkshop | null = null
  const tell = (message: FromWorkshop) => {
    // What came of it is not covered by the end of the thread.
    if (said === null || said.type === 'progress') said = message
    waiting.resolve()
  }
  worker.on('message', tell)
  worker.on('error', (error) => tell({ type: 'failed', error: errorValue(error) }))
  worker.on('exit', () => tell({ type: 'failed', error: { code: 'INTERNAL' } }))
  const stop = () => waiting.resolve()
  signal?.addEventListener('abort', stop)
  try {
    while (!signal?.aborted) {
      await waiting.promise
      waiting = Promise.withResolvers<void>()
      const next = said as FromWorkshop | null
      said = null
      if (next === null) continue
      yield next as Said<T>
      if (next.type !== 'progress') return
    }
  } finally {
    signal?.removeEventListener('abort', stop)
    worker.removeAllListeners()
    await worker.terminate()
  }
}

/** The answer alone, for what takes no time to speak of. Throws what went wrong. */
export async function answerOf<T extends keyof Answers>(
  said: AsyncIterable<Said<T>>,
): Promise<Answers[T]> {
  for await (const one of said) {
    if (one.type === 'done') return one.answer
    if (one.type === 'failed') {
      const { code } = one.error
      throw new TandemError(isErrorCode(code) ? code : 'INTERNAL')
    }
  }
  throw new TandemError('INTERNAL')
}
