import type { ReactNode } from 'react'
import { formatRoute, type Route } from '../app/route.ts'

/** A link inside the window: a real address, so that it can be copied and opened beside. */
export function RouteLink({ to, children }: { to: Route; children: ReactNode }) {
  return <a href={formatRoute(to)}>{children}</a>
}
