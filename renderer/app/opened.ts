/** Who else has a dossier open, and telling that it is open here. */
import { useEffect, useMemo } from 'react'
import type { OpenDossiers } from '../../domain/contract/opened.ts'
import { openedAs } from '../../domain/rights/opened.ts'
import { openDossiers, workbench } from '../data/client.ts'
import { useHostState, useSession } from '../data/use-query.ts'
import { useStore } from '../data/use-store.ts'

type Open = OpenDossiers['dossiers'][number]

/** Persons who have this dossier open on another desk; null: nobody knows. Empty for who is not told. */
export function useOthersAt(dossierId: string): readonly Open[] | null {
  const { known, dossiers } = useStore(openDossiers)
  const actor = useSession()?.actor ?? null
  return useMemo(() => {
    if (!actor || openedAs(actor) === null) return []
    if (!known) return null
    const here = dossiers.filter((open) => open.dossierId === dossierId)
    // Somebody with two desks is one person.
    return [...new Map(here.map((open) => [open.person, open])).values()]
  }, [known, dossiers, dossierId, actor])
}

/** Names of who has each dossier open on another desk. */
export function useOpenedNames(): ReadonlyMap<string, string> {
  const { dossiers } = useStore(openDossiers)
  const colleagues = useSession()?.colleagues
  return useMemo(() => {
    const names = new Map<string, Set<string>>()
    for (const { dossierId, person } of dossiers) {
      const name = colleagues?.find(({ id }) => id === person)?.name ?? person
      names.set(dossierId, (names.get(dossierId) ?? new Set()).add(name))
    }
    return new Map([...names].map(([id, some]) => [id, [...some].join(', ')]))
  }, [dossiers, colleagues])
}

/** Tells colleagues that this dossier is open here, for as long as the screen shows it. */
export function useStayAt(dossierId: string): void {
  const host = useHostState()
  useEffect(() => {
    if (host !== 'CONNECTED') return
    const stop = new AbortController()
    void stayAt(dossierId, stop.signal)
    return () => stop.abort()
  }, [dossierId, host])
}

/** Ends with the screen, the host or the sign-out: each of them is shown by itself. */
async function stayAt(id: string, signal: AbortSignal): Promise<void> {
  try {
    for await (const none of await workbench.dossier.stay({ id }, { signal })) void none
  } catch {
    // The next connection tells it anew.
  }
}
