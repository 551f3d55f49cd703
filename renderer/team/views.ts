/** The officer's saved views, and which of them comes first. */
import { useQuery } from '@tanstack/react-query'
import type { SavedView } from '../../domain/contract/workbench.ts'
import { navigate } from '../app/route.ts'
import { session } from '../data/client.ts'
import { queryClient, reads } from '../data/reads.ts'
import { useFormats } from '../i18n/format.ts'
import { routeOfSaved } from './saved-query.ts'

const NONE: readonly SavedView[] = []

/** Own and shared views by name; none before they are read. */
export function useViews(): readonly SavedView[] {
  const { compare } = useFormats()
  const { data } = useQuery(reads.views())
  return data?.toSorted((a, b) => compare(a.body.name, b.body.name)) ?? NONE
}

/** The views that were read, for what is no component. */
export function knownViews(): readonly SavedView[] {
  return queryClient.getQueryData(reads.views().queryKey) ?? NONE
}

/** Shows a saved view as it stands today. */
export function openView({ body }: SavedView, how: { replace?: boolean } = {}): void {
  const today = session.get()?.today
  if (today) navigate(routeOfSaved(body.query, today), how)
}

const keyOf = (actor: string): string => `tandem.queue.first.${actor}`

/** Id of the view that a person sees first on this computer; null: the usual one. */
export function firstViewOf(actor: string): string | null {
  return localStorage.getItem(keyOf(actor))
}

/** Makes a view the first one that a person sees here; null: the usual one again. */
export function setFirstView(actor: string, viewId: string | null): void {
  if (viewId === null) localStorage.removeItem(keyOf(actor))
  else localStorage.setItem(keyOf(actor), viewId)
}
