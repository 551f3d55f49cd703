import { queryClient, reads } from '../data/reads.ts'
import { currentRoute, onRoute } from './route.ts'

/**
 * Asks for a dossier as soon as its address is there: the host answers while the window draws what
 * stands there meanwhile. The screen then finds the same question on its way.
 */
export function askAhead(): void {
  onRoute(() => {
    const route = currentRoute()
    if (route.screen === 'dossier') void queryClient.prefetchQuery(reads.dossier(route.id))
  })
}
