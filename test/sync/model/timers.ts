import type { Timers } from '../../../host/sync/timers.ts'

/** Time that passes when the run says so: nothing sleeps. */
export class VirtualTimers implements Timers {
  #now = 0
  readonly #waiting = new Set<{ at: number; act: () => void }>()

  now(): number {
    return this.#now
  }

  after(ms: number, act: () => void): () => void {
    const timer = { at: this.#now + ms, act }
    this.#waiting.add(timer)
    return () => this.#waiting.delete(timer)
  }

  get waiting(): boolean {
    return this.#waiting.size > 0
  }

  /** Lets time pass until the next thing is due. */
  pass(): void {
    const next = [...this.#waiting].toSorted((a, b) => a.at - b.at)[0]
    if (!next) return
    this.#waiting.delete(next)
    this.#now = next.at
    next.act()
  }
}
