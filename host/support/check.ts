import type { CacheLocation } from '../../db/index.ts'
import { startWorker } from '../workers.ts'

export type CacheCheck = 'OK' | 'DAMAGED' | 'NOT_CHECKED'

/** Longest time that somebody waits for the check, in milliseconds: large caches take seconds. */
const PATIENCE_MS = 30_000

/** Reads the whole cache in a thread of its own. NOT_CHECKED when that cannot be done, or takes too long. */
export async function checkCache({ file, key }: CacheLocation): Promise<CacheCheck> {
  const worker = startWorker('check', { file, key })
  const { promise, resolve } = Promise.withResolvers<CacheCheck>()
  const timer = setTimeout(() => resolve('NOT_CHECKED'), PATIENCE_MS)
  worker.once('message', resolve)
  worker.once('error', () => resolve('NOT_CHECKED'))
  worker.once('exit', () => resolve('NOT_CHECKED'))
  try {
    return await promise
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}
