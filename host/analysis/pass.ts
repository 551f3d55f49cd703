/** The workers of one pass of the rules: each has its share, and they wait for each other where they must. */
import { TandemError } from '../../domain/contract/errors.ts'
import type { Changed } from '../../db/index.ts'
import { asTandemError } from '../errors.ts'
import type { Passed } from './breaker.ts'
import type { FindingsWork, FromFindingsWorker } from './findings-messages.ts'
import type { FindingsThread, FindingsThreads } from './findings-threads.ts'
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
  /** Over: everything is stored, or why it is not; then no worker of it has the cache open any more. */
  readonly over: Promise<void>
  readonly #pool: FindingsThreads
  readonly #threads: readonly FindingsThread[]
  readonly #listener: PassListener
  readonly #settle = Promise.withResolvers<void>()
  /** Threads that wait until handles are right; null: they are. */
  #waiting: FindingsThread[] | null = []
  #finished = 0
  #inHand: (() => void)[] | null = null
  #ended = false

  constructor(
    pool: FindingsThreads,
    work: Pick<FindingsWork, 'today' | 'subjects'>,
    workers: number,
    listener: PassListener,
  ) {
    this.#pool = pool
    this.#listener = listener
    const taken = nothingTaken()
    this.#threads = pool.take(workers)
    for (const [worker, thread] of this.#threads.entries()) {
      thread.listen({
        said: (message) => this.#hear(thread, message, worker),
        failed: (error) => this.#settle.reject(error),
      })
      thread.tell({ type: 'work', work: { ...work, worker, taken } })
    }
    this.over = this.#untilEnd(work.subjects !== null)
  }

  async #untilEnd(isKept: boolean): Promise<void> {
    let isDone = false
    try {
      await this.#settle.promise
      isDone = true
    } finally {
      if (isDone && isKept && !this.#ended) this.#pool.giveBack(this.#threads)
      else await this.end()
    }
  }

  #hear(thread: FindingsThread, said: FromFindingsWorker, i: number): void {
    // Stored before the end: whoever shows it must hear of it.
    if (said.type === 'written') return this.#listener.written(said.changed, i)
    if (this.#ended) return
    if (said.type === 'failed') this.#settle.reject(new TandemError(said.code, said.details))
    else if (said.type === 'finished') this.#finish()
    else if (said.type === 'righted') this.#release()
    else if (said.type === 'enterprises') this.#wait(thread)
    else if (this.#inHand) this.#inHand.push(() => this.#answer(thread, said, i))
    else this.#answer(thread, said, i)
  }

  #finish(): void {
    this.#finished += 1
    if (this.#finished === this.#threads.length) this.#settle.resolve()
  }

  #wait(thread: FindingsThread): void {
    if (this.#waiting) this.#waiting.push(thread)
    else letGo(thread, null)
  }

  #release(): void {
    for (const one of this.#waiting ?? []) letGo(one, null)
    this.#waiting = null
  }

  #answer(thread: FindingsThread, said: ToStore, i: number): void {
    try {
      letGo(thread, this.#listener.letThrough(said, i))
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
    await Promise.all(this.#threads.map((thread) => thread.end()))
  }
}

const letGo = (thread: FindingsThread, passed: Passed | null) =>
  thread.tell({ type: 'store', passed })
