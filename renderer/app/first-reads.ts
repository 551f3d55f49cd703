import { connect } from '../data/client.ts'
import { followChanges } from '../data/follow-changes.ts'
import type { Way } from '../data/way.ts'
import { prefetchQueue, SEARCH_STATE } from '../queue/reads.ts'
import { currentRoute, historyText } from './route.ts'

/** Keeps the way to the host, and asks for the first rows before anything is drawn. */
export function startReading(way: Promise<Way>): void {
  followChanges()
  void connect(way)
  const route = currentRoute()
  if (route.screen === 'queue') prefetchQueue(route.view, historyText(SEARCH_STATE))
}
