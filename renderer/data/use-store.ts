import { useSyncExternalStore } from 'react'
import type { Store } from './store.ts'

/** The store's value, followed by the component. */
export function useStore<T>(store: Store<T>): T {
  return useSyncExternalStore(store.subscribe, store.get, store.get)
}
