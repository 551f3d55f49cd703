import { useEffect } from 'react'
import type { Actor } from '../../domain/contract/actor.ts'
import { currentRoute, DEFAULT_VIEW, formatRoute, navigate, type QueueView } from './route.ts'

/** What a person sees first: at the immigration office, what waits for that office. */
export function firstView(role: Actor['role']): QueueView {
  return role === 'DVZ_CLERK' ? { ...DEFAULT_VIEW, facets: { holder: ['DVZ'] } } : DEFAULT_VIEW
}

/** Opens on the person's own first view when the address asks for nothing else. */
export function useFirstView(role: Actor['role'] | undefined): void {
  useEffect(() => {
    const plain = formatRoute({ screen: 'queue', view: DEFAULT_VIEW })
    if (!role || formatRoute(currentRoute()) !== plain) return
    navigate({ screen: 'queue', view: firstView(role) }, { replace: true })
  }, [role])
}
