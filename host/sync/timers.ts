/** Waiting, as a value: whoever drives the sync decides how time passes. */
export interface Timers {
  /** Milliseconds since any moment; never goes back. */
  now(): number
  /** Calls `act` once after `ms` milliseconds. Gives what calls that off. */
  after(ms: number, act: () => void): () => void
}

/** Time as it passes. */
export const CLOCK_TIMERS: Timers = {
  now: () => performance.now(),
  after(ms, act) {
    const timer = setTimeout(act, ms)
    return () => clearTimeout(timer)
  },
}
