/**
 * Whose turn it is to write while host and worker write into the same cache: one at a time, and
 * the host first, so that a person's act waits for one short transaction of the worker at most.
 */
const CELLS = { owner: 0, hostWaits: 1 } as const
/** Longest wait, in milliseconds: after it the file's own lock decides. */
const PATIENCE_MS = 2_000

export class Turn {
  /** Hand it to the other thread. */
  readonly shared: SharedArrayBuffer
  readonly #cells: Int32Array
  readonly #patienceMs: number

  constructor(
    shared = new SharedArrayBuffer(Object.keys(CELLS).length * Int32Array.BYTES_PER_ELEMENT),
    patienceMs = PATIENCE_MS,
  ) {
    this.shared = shared
    this.#patienceMs = patienceMs
    this.#cells = new Int32Array(shared)
  }

  /** On the host's thread. */
  host<T>(act: () => T): T {
    Atomics.store(this.#cells, CELLS.hostWaits, 1)
    try {
      return this.#take(act)
    } finally {
      this.#clear(CELLS.hostWaits)
    }
  }

  /** On the worker's thread. */
  worker<T>(act: () => T): T {
    if (Atomics.load(this.#cells, CELLS.hostWaits) === 1) {
      Atomics.wait(this.#cells, CELLS.hostWaits, 1, this.#patienceMs)
    }
    return this.#take(act)
  }

  #take<T>(act: () => T): T {
    const end = performance.now() + this.#patienceMs
    while (Atomics.compareExchange(this.#cells, CELLS.owner, 0, 1) === 1) {
      const left = end - performance.now()
      if (left <= 0) break
      Atomics.wait(this.#cells, CELLS.owner, 1, left)
    }
    try {
      return act()
    } finally {
      this.#clear(CELLS.owner)
    }
  }

  #clear(cell: number): void {
    Atomics.store(this.#cells, cell, 0)
    Atomics.notify(this.#cells, cell)
  }
}
