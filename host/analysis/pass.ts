/** The workers of one pass of the rules: each has its share, and they wait for each other where they must. */
import type { Worker } from 'node:worker_threads'
import { TandemError } from '../../domain/contract/errors.ts'
import type { Changed } from '../../db/index.ts'
import { asTandemError } from '../errors.ts'
import { startWorker } from '../workers.ts'
import type { Passed } from './breaker.ts'
import type { FindingsWork, FromFindingsWorker, ToFindingsWorker } from './findings-messages.ts'
import { nothingTaken } from './untaken.ts'

/** What a worker asks before it stores something. */
export type ToStore = Extract<FromFindingsWorker, { type: 'batch' | 'handles' }>

export interface PassListener {
  /** What of it is to be stored; null: nothing. What it throws ends the pass. */
  letThrough(said: ToStore, worker: number): Passed | null
  /** What was let through is stored. */
  written(changed: Changed, worker: number): void
}

export class Pass {
  /** Over: everything is stored, or why it is not; no worker has the cache open any more. */
  readonly over: Promise<void>
  readonly #workers: readonly Worker[]
  readonly #listener: PassListener
  readonly #settle = Promise.withResolvers<void>()
  /** Workers that wait until handles are right; null: they are. */
  #waiting: Worker[] | null = []
  #finished = 0
  #exits = 0
  #inHand: (() => void)[] | null = null
  #ended = false

  constructor(
    work: Omit<FindingsWork, 'worker' | 'workers' | 'taken'>,
    workers: number,
    listener: PassListener,
  ) {
    this.#listener = listener
    const taken = nothingTaken()
    this.#workers = Array.from({ length: workers }, (_, worker) =>
      startWorker('findings', { ...work, worker, workers, taken } satisfies FindingsWork),
    )
    for (const [i, worker] of this.#workers.entries()) this.#listen(worker, i)
    this.over = this.#untilEnd()
  }

  async #untilEnd(): Promise<void> {
    try {
      await this.#settle.promise
    } finally {
      await this.end()
    }
  }

  #listen(worker: Worker, i: number): void {
    worker.on('message', (said: FromFindingsWorker) => this.#hear(worker, said, i))
    worker.on('error', (error) => this.#settle.reject(asTandemError(error)))
    worker.on('exit', () => {
      // One that ends says first that it has finished.
      this.#exits += 1
      if (this.#exits > this.#finished) this.#settle.reject(new TandemError('INTERNAL'))
    })
  }

  #hear(worker: Worker, said: FromFindingsWorker, i: number): void {
    // Stored before the end: whoever shows it must hear of it.
    if (said.type === 'written') return this.#listener.written(said.changed, i)
    if (this.#ended) return
    if (said.type === 'failed') this.#settle.reject(new TandemError(said.code, said.details))
    else if (said.type === 'finished') this.#finish()
    else if (said.type === 'righted') this.#release()
    else if (said.type === 'enterprises') this.#wait(worker)
    else if (this.#inHand) this.#inHand.push(() => this.#answer(worker, said, i))
    else this.#answer(worker, said, i)
  }

  #finish(): void {
    this.#finished += 1
    if (this.#finished === this.#workers.length) this.#settle.resolve()
  }

  #wait(worker: Worker): void {
    if (this.#waiting) this.#waiting.push(worker)
    else say(worker, null)
  }

  #release(): void {
    for (const one of this.#waiting ?? []) say(one, null)
    this.#waiting = null
  }

  #answer(worker: Worker, said: ToStore, i: number): void {
    try {
      say(worker, this.#listener.letThrough(said, i))
    } catch (error) {
      this.#settle.reject(asTandemError(error))
    }
  }

  /** Until `resume` nothing is stored: what is asked is kept in hand. */
  pause(): void {
    this.#inHand ??= []
  }

  resume(): void {
    const inHand = this.#inHand ?? []
    this.#inHand = null
    for (const answer of inHand) answer()
  }

  async end(): Promise<void> {
    this.#ended = true
    await Promise.all(this.#workers.map((worker) => worker.terminate()))
  }
}

const say = (worker: Worker, passed: Passed | null) =>
  worker.postMessage({ type: 'store', passed } satisfies ToFindingsWorker)
