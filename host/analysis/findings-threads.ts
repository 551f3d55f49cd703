/**
 * The threads that judge. Those of a pass over many stay for the next one: starting a thread takes longer
 * than judging hundreds. Those of a pass over everybody, who held much in memory, end with it.
 */
import type { Worker } from 'node:worker_threads'
import { TandemError } from '../../domain/contract/errors.ts'
import type { CacheLocation } from '../../db/index.ts'
import { asTandemError } from '../errors.ts'
import { startWorker } from '../workers.ts'
import type { FindingsData, FromFindingsWorker, ToFindingsWorker } from './findings-messages.ts'

/** Threads that nobody needed for so long, in milliseconds, end: each keeps pages of the cache. */
const IDLE_MS = 5 * 60_000

export interface ThreadListener {
  said(message: FromFindingsWorker): void
  /** It broke, or ended. */
  failed(error: TandemError): void
}

/** One thread; whoever has it listens to it. */
export class FindingsThread {
  readonly #worker: Worker
  #listener: ThreadListener | null = null
  #isGone = false

  constructor({ file, key }: CacheLocation) {
    this.#worker = startWorker('findings', { file, key } satisfies FindingsData)
    this.#worker.on('message', (message: FromFindingsWorker) => this.#listener?.said(message))
    this.#worker.on('error', (error) => this.#fail(asTandemError(error)))
    this.#worker.on('exit', () => this.#fail(new TandemError('INTERNAL')))
  }

  #fail(error: TandemError): void {
    this.#isGone = true
    this.#listener?.failed(error)
  }

  /** One that broke while nobody needed it is replaced by whoever does. */
  get isGone(): boolean {
    return this.#isGone
  }

  /** Null: nobody has it; the program need not wait for it. */
  listen(listener: ThreadListener | null): void {
    this.#listener = listener
    if (listener) this.#worker.ref()
    else this.#worker.unref()
  }

  tell(message: ToFindingsWorker): void {
    this.#worker.postMessage(message)
  }

  /** Then it has the cache open no more; what it said last was heard. */
  async end(): Promise<void> {
    await this.#worker.terminate()
  }
}

export class FindingsThreads {
  readonly #location: CacheLocation
  #idle: FindingsThread[] = []
  #ending: Promise<unknown> = Promise.resolve()
  #timer: NodeJS.Timeout | undefined

  constructor(location: CacheLocation) {
    this.#location = location
  }

  /** So many threads, for one pass, which gives back or ends each. */
  take(count: number): FindingsThread[] {
    const known = this.#idle.filter(({ isGone }) => !isGone)
    this.#idle = known.splice(count)
    while (known.length < count) known.push(new FindingsThread(this.#location))
    // Nobody says that this pass gives back what it takes.
    this.#endLater()
    return known
  }

  /** They have finished and wait for the next pass. */
  giveBack(threads: readonly FindingsThread[]): void {
    for (const thread of threads) thread.listen(null)
    this.#idle.push(...threads)
    this.#endLater()
  }

  #endLater(): void {
    clearTimeout(this.#timer)
    if (this.#idle.length === 0) return
    this.#timer = setTimeout(() => void this.end(), IDLE_MS)
    this.#timer.unref()
  }

  /** When none of those that wait has the cache open any more. */
  end(): Promise<unknown> {
    clearTimeout(this.#timer)
    const threads = this.#idle.splice(0)
    return (this.#ending = Promise.all([this.#ending, ...threads.map((one) => one.end())]))
  }
}
