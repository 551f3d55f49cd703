/** The slowest line over which a desk works, in bytes per second: a mobile network at its edge. */
const SLOWEST_LINE = 16 * 1024

/** How long a desk waits for the next part of a long answer, in milliseconds. */
export const ANSWER_MS = 30_000

/** Milliseconds that so many bytes may take on their way: time limits grow with what is sent. */
export function sendingMs(bytes: number): number {
  return Math.ceil((bytes / SLOWEST_LINE) * 1000)
}
