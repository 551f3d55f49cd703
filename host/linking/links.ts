/**
 * Keeps the links of a desk true: all of them once after a first fill, and after each change those
 * that it touches, in a worker thread. Nothing here throws: what fails is logged and tried again with
 * the next change, or soon when one came meanwhile; what waits stands in the cache.
 */
import type { Worker } from 'node:worker_threads'
import { TandemError } from '../../domain/contract/errors.ts'
import type { Cache, CacheLocation, Changed } from '../../db/index.ts'
import { asTandemError } from '../errors.ts'
import { errorFields, type Log } from '../log.ts'
import { Backoff } from '../sync/backoff.ts'
import { startWorker } from '../workers.ts'
import type { FromLinksWorker, LinksData, ToLinksWorker } from './links-messages.ts'

/** Changes that come one after the other are linked together; findings wait for it. */
const GATHER_MS = 20

export interface LinksOptions {
  cache: Cache
  location: CacheLocation
  log: Log
  /** Links were stored: the findings of these persons and enterprises follow. */
  changed(changed: Changed): void
  /** So many possible links are new, for a person to look at. */
  proposed(count: number): void
  /** The cache is damaged: replace it, and close these links with it. */
  damaged(error: TandemError): void
}

export class Links {
  readonly #options: LinksOptions
  #worker: Worker | null = null
  /** A worker that was stopped has the cache open until then. */
  #gone: Promise<unknown> = Promise.resolve()
  #timer: NodeJS.Timeout | undefined
  readonly #backoff = new Backoff()
  #running = false
  /** Something came while the worker was running. */
  #again = false
  #paused = false
  /** A piece that came while nothing may be stored. */
  #pieceInHand = false
  /** Whoever waits for what came before they asked: with the run that began since, and with the next. */
  #asked: { now: (() => void)[]; next: (() => void)[] } = { now: [], next: [] }
  #closed = false
  #proposed = 0

  constructor(options: LinksOptions) {
    this.#options = options
  }

  /** Records came, changed or went: what waits is linked soon. */
  touched(): void {
    if (this.#closed) return
    this.#again = true
    this.#goAfter(GATHER_MS)
  }

  #goAfter(wait: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#go(), wait)
    this.#timer.unref()
  }

  /** Until `resume` nothing is linked: much is being written, and more will come. */
  pause(): void {
    this.#paused = true
  }

  resume(): void {
    this.#paused = false
    if (this.#pieceInHand) this.#store()
    this.touched()
  }

  /** When everything that came is linked, or could not be. */
  settled(): Promise<void> {
    if (this.#closed || !(this.#running || this.#again)) return Promise.resolve()
    return new Promise((resolve) => this.#asked.next.push(resolve))
  }

  #rest(): void {
    const { now, next } = this.#asked
    this.#asked = { now: [], next: [] }
    for (const resolve of [...now, ...next]) resolve()
  }

  #store(): void {
    this.#pieceInHand = this.#paused
    if (!this.#paused) this.#say({ type: 'store' })
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    this.#rest()
    await Promise.all([this.#worker?.terminate(), this.#gone])
  }

  #go(): void {
    if (this.#closed || this.#paused || this.#running) return
    try {
      this.#start()
    } catch (error) {
      this.#stop(error)
    }
  }

  #start(): void {
    const { links } = this.#options.cache
    const isMade = links.model() !== null
    this.#again = false
    if (isMade && links.waiting().upTo === 0) return this.#rest()
    this.#running = true
    this.#asked = { now: this.#asked.next, next: [] }
    this.#proposed = 0
    this.#options.cache.tendLog(false)
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
      // Of one that was stopped only this counts: what it stored is stored.
      const isHeard = this.#worker === worker || message.type === 'written'
      if (!this.#closed && isHeard) this.#take(message)
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
    if (message.type === 'piece') return this.#store()
    this.#proposed += message.proposed
    try {
      const { persons, enterprises } = message.changed
      if (persons.length + enterprises.length > 0) this.#options.changed(message.changed)
    } catch (error) {
      this.#stop(error)
    }
  }

  #finish(): void {
    this.#running = false
    this.#backoff.reset()
    this.#options.cache.tendLog(true)
    if (this.#proposed > 0) this.#options.proposed(this.#proposed)
    if (!this.#again) return this.#rest()
    for (const resolve of this.#asked.now) resolve()
    this.#asked.now = []
    this.touched()
  }

  /** The register of a worker that failed may be half renewed: the next one begins anew. */
  #stop(error: unknown): void {
    const worker = this.#worker
    this.#worker = null
    this.#pieceInHand = false
    if (worker) this.#gone = Promise.all([this.#gone, worker.terminate()])
    if (this.#closed) return
    if (this.#running) this.#options.cache.tendLog(true)
    this.#running = false
    this.#report(error)
    this.#rest()
    // Nobody may come to tell of it a second time.
    if (this.#again && !this.#closed) this.#goAfter(this.#backoff.next())
  }

  #report(error: unknown): void {
    const known = asTandemError(error)
    this.#options.log('error', 'links.failed', errorFields(known))
    if (known.code === 'CACHE_DAMAGED') this.#options.damaged(known)
  }
}
