/**
 * A cache that another program made is made one of this before its desk opens, on a thread of its own:
 * a whole country takes a while, and the window says so meanwhile. What was done stays done.
 */
import { type ErrorCode, type ErrorDetails, TandemError } from '../../domain/contract/errors.ts'
import {
  cacheExists,
  type CacheLocation,
  isCacheOutdated,
  type RenewalProgress,
} from '../../db/index.ts'
import { asTandemError } from '../errors.ts'
import type { FillProgress } from '../sync/fill-messages.ts'
import { startWorker } from '../workers.ts'

export interface RenewalWork {
  file: string
  key: Uint8Array
}

export type FromRenewalWorker =
  | { type: 'progress'; progress: RenewalProgress }
  | { type: 'finished' }
  | { type: 'failed'; code: ErrorCode; details: ErrorDetails }

/** True when there is a cache to be renewed. What is wrong with a file, whoever opens it says. */
export function isRenewalDue(location: CacheLocation): boolean {
  try {
    return cacheExists(location.file) && isCacheOutdated(location)
  } catch {
    return false
  }
}

export class Renewal {
  progress: FillProgress = { phase: 'RENEWAL', done: 0, total: 0 }
  /** Settles when the thread and its handle on the file are gone; rejects with what was in its way. */
  readonly over: Promise<void>
  readonly #worker: ReturnType<typeof startWorker>

  constructor({ file, key }: CacheLocation, changed: () => void) {
    this.#worker = startWorker('renewal', { file, key } satisfies RenewalWork)
    let ended: 'RENEWED' | TandemError = new TandemError('HOST_STOPPED')
    this.#worker.on('message', (message: FromRenewalWorker) => {
      if (message.type === 'finished') ended = 'RENEWED'
      else if (message.type === 'failed') ended = new TandemError(message.code, message.details)
      else {
        this.progress = { phase: 'RENEWAL', ...message.progress }
        changed()
      }
    })
    this.#worker.on('error', (error) => {
      ended = asTandemError(error)
    })
    this.over = new Promise((resolve, reject) => {
      this.#worker.on('exit', () => (ended === 'RENEWED' ? resolve() : reject(ended)))
    })
  }

  /** Ends it where it is: another start goes on from there. Resolves when it is gone. */
  async stop(): Promise<void> {
    await this.#worker.terminate()
    await this.over.catch(() => {})
  }
}
