/**
 * Keeps the links of a desk true: all of them once after a first fill, and after each change those
 * that it touches, in a worker thread. Nothing here throws: what fails is logged and tried again with
 * the next change; what waits stands in the cache.
 */
import type { Worker } from 'node:worker_threads'
import { TandemError } from '../../domain/contract/errors.ts'
import type { Cache, CacheLocation, Changed } from '../../db/index.ts'
import { asTandemError } from '../errors.ts'
import { errorFields, type Log } from '../log.ts'
import { startWorker } from '../workers.ts'
import type { FromLinksWorker, LinksData, ToLinksWorker } from './links-messages.ts'

/** Changes that come one after the other are linked together. */
const GATHER_MS = 100

export interface LinksOptions {
  cache: Cache
  location: CacheLocation
  log: Log
  /** Links were stored: the findings of these persons follow. */
  changed(changed: Changed): void
  /** So many possible links are new, for a person to look at. */
  proposed(count: number): void
  /** The cache is damaged: replace it, and close these links with it. */
  damaged(error: TandemError): void
}

export class Links {
  readonly #options: LinksOptions
  #worker: Worker | null = null
  #timer: NodeJS.Timeout | undefined
  #running = false
  /** Something came while the worker was running. */
  #again = false
  #paused = false
  #closed = false
  #proposed = 0

  constructor(options: LinksOptions) {
    this.#options = options
  }

  /** Records came, changed or went: what waits is linked soon. */
  touched(): void {
    if (this.#closed) return
    this.#again = true
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#go(), GATHER_MS)
    this.#timer.unref()
  }

  /** Until `resume` nothing is linked: much is being written, and more will come. */
  pause(): void {
    this.#paused = true
  }

  resume(): void {
    this.#paused = false
    this.touched()
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    await this.#worker?.terminate()
  }

  #go(): void {
    if (this.#closed || this.#paused || this.#running) return
    try {
      this.#start()
    } catch (error) {
      this.#report(error)
    }
  }

  #start(): void {
    const { links } = this.#options.cache
    const isMade = links.model() !== null
    this.#again = false
    if (isMade && links.waiting().upTo === 0) return
    this.#running = true
    this.#proposed = 0
    this.#say({ type: isMade ? 'renew' : 'all' })
  }

  #say(message: ToLinksWorker): void {
    this.#worker ??= this.#newWorker()
    this.#worker.postMessage(message)
  }

  #newWorker(): Worker {
    const { file, key } = this.#options.location
    const worker = startWorker('links', { file, key } satisfies LinksData)
    worker.on('message', (message: FromLinksWorker) => {
      if (!this.#closed) this.#take(message)
    })
    worker.on('error', (error) => this.#stop(error))
    worker.on('exit', () => {
      if (this.#worker === worker) this.#stop(new TandemError('INTERNAL'))
    })
    worker.unref()
    return worker
  }

  #take(message: FromLinksWorker): void {
    if (message.type === 'failed') {
      return this.#stop(new TandemError(message.code, message.details))
    }
    if (message.type === 'finished') return this.#finish()
    try {
      const { proposed, ...changed } = this.#options.cache.writeLinks(message.work)
      this.#proposed += proposed
      if (changed.persons.length > 0) this.#options.changed(changed)
      this.#say({ type: 'stored' })
    } catch (error) {
      this.#stop(error)
    }
  }

  #finish(): void {
    this.#running = false
    if (this.#proposed > 0) this.#options.proposed(this.#proposed)
    if (this.#again) this.touched()
  }

  /** The register of a worker that failed may be half renewed: the next one begins anew. */
  #stop(error: unknown): void {
    const worker = this.#worker
    this.#worker = null
    this.#running = false
    void worker?.terminate()
    if (!this.#closed) this.#report(error)
  }

  #report(error: unknown): void {
    const known = asTandemError(error)
    this.#options.log('error', 'links.failed', errorFields(known))
    if (known.code === 'CACHE_DAMAGED') this.#options.damaged(known)
  }
}
