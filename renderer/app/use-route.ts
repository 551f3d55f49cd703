import { useSyncExternalStore } from 'react'
import { currentRoute, historyText, onRoute, type Route } from './route.ts'

/** The route now, followed by the component. */
export function useRoute(): Route {
  return useSyncExternalStore(onRoute, currentRoute)
}

/** The text kept in this history entry's state, followed by the component. */
export function useHistoryText(name: string): string {
  return useSyncExternalStore(onRoute, () => historyText(name))
}
