/** Runs in a worker thread: makes a cache of another program one of this, and tells how far it is. */
import { parentPort, workerData } from 'node:worker_threads'
import { renewCache } from '../../db/index.ts'
import { asTandemError } from '../errors.ts'
import type { FromRenewalWorker, RenewalWork } from './renewal.ts'

/** A window need not hear more often, in milliseconds. */
const TELL_MS = 200

const { file, key } = workerData as RenewalWork
const host = parentPort!
const say = (message: FromRenewalWorker) => host.postMessage(message)
let told = 0

try {
  renewCache({ file, key: Buffer.from(key) }, (progress) => {
    const now = performance.now()
    if (now - told < TELL_MS) return
    told = now
    say({ type: 'progress', progress })
  })
  say({ type: 'finished' })
} catch (error) {
  const { code, details } = asTandemError(error)
  say({ type: 'failed', code, details })
} finally {
  host.close()
}
