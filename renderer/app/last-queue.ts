import { currentRoute, DEFAULT_VIEW, formatRoute, type Route } from './route.ts'

let last: Route = { screen: 'queue', view: DEFAULT_VIEW }

/** The address of the queue as it was last seen: its tab, filters and order. */
export function queueAddress(): string {
  const now = currentRoute()
  if (now.screen === 'queue') last = now
  return formatRoute(last)
}
