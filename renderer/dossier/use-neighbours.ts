import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { QueueWindow } from '../../domain/contract/workbench.ts'
import { workbench } from '../data/client.ts'
import { queryClient, type QueueWindowInput } from '../data/reads.ts'

/** The dossiers around one in the view of the queue that the officer came from. */
export interface Neighbours {
  /** Position in the view, from 0; null when the officer did not come from a view. */
  position: number | null
  total: number
  previous: string | null
  next: string | null
}

type View = Pick<QueueWindowInput, 'filter' | 'order'>

const NONE: Neighbours = { position: null, total: 0, previous: null, next: null }

/** The view last seen with the dossier in it; kept while the officer walks from dossier to dossier. */
let lastView: View | null = null
let lastPosition = 0

/** Neighbours of a dossier. One that left the view keeps its place, so that `next` still works. */
export function useNeighbours(id: string): Neighbours {
  const view = useMemo(() => viewFor(id), [id])
  const { data } = useQuery({
    queryKey: ['queue.neighbours', id, view],
    queryFn: () => neighboursOf(id, view!),
    enabled: view !== null,
  })
  return data ?? NONE
}

/** The view that the officer came from: remembered, so that the next dossier has it too. */
function viewFor(id: string): View | null {
  lastView = viewWith(id) ?? lastView
  return lastView
}

/** The view of the newest page of the queue that holds the dossier. */
function viewWith(id: string): View | null {
  const pages = queryClient.getQueryCache().findAll({ queryKey: ['queue.window'] })
  const holding = pages.filter(({ state }) =>
    (state.data as QueueWindow | undefined)?.rows.some((row) => row.id === id),
  )
  const newest = holding.toSorted((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt)[0]
  if (!newest) return null
  const { filter, order } = newest.queryKey[1] as QueueWindowInput
  return { filter, order }
}

async function neighboursOf(id: string, view: View): Promise<Neighbours> {
  const position = await workbench.queue.position({ ...view, id })
  const at = position ?? lastPosition
  lastPosition = at
  const offset = Math.max(0, at - 1)
  const { rows, total } = await workbench.queue.window({ ...view, offset, limit: 3 })
  const idAt = (index: number) => rows[index - offset]?.id ?? null
  return {
    position: position === null ? null : at,
    total,
    previous: at > 0 ? idAt(at - 1) : null,
    next: idAt(position === null ? at : at + 1),
  }
}
