import { useEffect, useState } from 'react'
import { whenPainted } from './at-rest.ts'

/** False until what is drawn first has been painted and the page is at rest. `arrived`: it is there. */
export function usePainted(arrived = true): boolean {
  const [painted, setPainted] = useState(false)
  useEffect(() => (arrived ? whenPainted(() => setPainted(true)) : undefined), [arrived])
  return painted
}
