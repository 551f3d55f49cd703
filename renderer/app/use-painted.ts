import { useEffect, useState } from 'react'
import { whenPainted } from './at-rest.ts'

/** False until what is drawn first has been painted and the page is at rest. `arrived`: it is there. */
export function usePainted(arrived = true): boolean {
  const [painted, setPainted] = useState(false)
  useEffect(() => (arrived ? whenPainted(() => setPainted(true)) : undefined), [arrived])
  return painted
}

/**
 * How many of a long list are drawn: the first ones at once, and `step` more each time the page is at
 * rest, so that no key and no click waits for what nobody sees yet.
 */
export function useGrowing(total: number, first: number, step: number): number {
  const [drawn, setDrawn] = useState(first)
  useEffect(
    () => (drawn < total ? whenPainted(() => setDrawn((n) => n + step)) : undefined),
    [drawn, total, step],
  )
  return Math.min(drawn, total)
}
