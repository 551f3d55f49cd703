/**
 * Calls back when what is drawn now has been painted and the page has nothing else to do; returns
 * the way to stop. What the officer does not see yet must not delay what the officer waits for.
 */
export function whenPainted(act: () => void): () => void {
  let idle = 0
  const frame = requestAnimationFrame(() => {
    idle = requestIdleCallback(act, { timeout: LONGEST_MS })
  })
  return () => {
    cancelAnimationFrame(frame)
    cancelIdleCallback(idle)
  }
}

/** A page that is never at rest calls back all the same. */
const LONGEST_MS = 1000
