/** How often a stopped host may be started again, and after which pause. */
const RESTARTS_MAX = 3
const WINDOW_MS = 5 * 60_000
const PAUSE_MS = 500

/**
 * Counts the stops of the host. `stopped` says how many milliseconds to wait before the next start,
 * growing with each stop, or null when it has stopped too often within five minutes.
 */
export class RestartCounter {
  private stops: number[] = []

  stopped(now: number): number | null {
    this.stops = [...this.stops.filter((at) => now - at < WINDOW_MS), now]
    return this.stops.length > RESTARTS_MAX ? null : PAUSE_MS * 2 ** (this.stops.length - 1)
  }
}
