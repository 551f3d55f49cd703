import { useEffect } from 'react'
import type { Actor } from '../../domain/contract/actor.ts'
import { queryClient, reads } from '../data/reads.ts'
import { firstViewOf, openView } from '../team/views.ts'
import { currentRoute, DEFAULT_VIEW, formatRoute, navigate, type QueueView } from './route.ts'

/** What a person sees first: at the immigration office, what waits for that office. */
export function firstView(role: Actor['role']): QueueView {
  return role === 'DVZ_CLERK' ? { ...DEFAULT_VIEW, facets: { holder: ['DVZ'] } } : DEFAULT_VIEW
}

const PLAIN = formatRoute({ screen: 'queue', view: DEFAULT_VIEW })
const isPlain = (): boolean => formatRoute(currentRoute()) === PLAIN

/** Opens on the person's own first view when the address asks for nothing else. */
export function useFirstView(actor: Actor | null): void {
  const { id, role } = actor ?? {}
  useEffect(() => {
    if (!id || !role || !isPlain()) return
    const chosen = firstViewOf(id)
    if (chosen === null) {
      return navigate({ screen: 'queue', view: firstView(role) }, { replace: true })
    }
    void queryClient.fetchQuery(reads.views()).then(
      (views) => {
        const view = views.find((one) => one.id === chosen)
        // Whoever went elsewhere meanwhile stays there.
        if (view && isPlain()) openView(view, { replace: true })
      },
      () => undefined,
    )
  }, [id, role])
}
