/** First wait after a failure, in milliseconds. */
const FIRST_MS = 500
/** Longest wait, in milliseconds. */
const LONGEST_MS = 15_000
/** Part of the wait that is left to chance, so that desks do not return all at once. */
const JITTER = 0.5

/** Waiting times that double with each failure in a row up to a limit, with jitter. */
export class Backoff {
  private failures = 0
  private readonly random: () => number

  constructor(random: () => number = Math.random) {
    this.random = random
  }

  /** The next waiting time in milliseconds. */
  next(): number {
    const whole = Math.min(FIRST_MS * 2 ** this.failures, LONGEST_MS)
    this.failures += 1
    return Math.round(whole * (1 - JITTER * this.random()))
  }

  /** After a success the next failure waits the shortest time again. */
  reset(): void {
    this.failures = 0
  }
}
