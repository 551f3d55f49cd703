/** Runs in a worker thread: reads a whole cache and tells whether it is as it must be. */
import { parentPort, workerData } from 'node:worker_threads'
import { openReader } from '../../db/index.ts'
import { asTandemError } from '../errors.ts'
import type { CacheCheck } from './check.ts'

const { file, key } = workerData as { file: string; key: Uint8Array }

function check(): CacheCheck {
  try {
    const cache = openReader({ file, key: Buffer.from(key) })
    try {
      return cache.isWhole() ? 'OK' : 'DAMAGED'
    } finally {
      cache.close()
    }
  } catch (error) {
    return asTandemError(error).code === 'CACHE_DAMAGED' ? 'DAMAGED' : 'NOT_CHECKED'
  }
}

parentPort!.postMessage(check())
parentPort!.close()
