/** The dossier that keys and the palette act on: the focused row, or the dossier on screen. */
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { DossierBody } from '../../domain/contract/records.ts'
import type { DossierPage, QueueRow } from '../../domain/contract/workbench.ts'
import { assigneeOf } from '../../domain/dossier/assignee.ts'
import { isThrough } from '../../domain/dossier/tracks.ts'
import { trackOf } from '../../domain/rights/tracks.ts'
import { session } from '../data/client.ts'
import { createStore } from '../data/store.ts'
import { reads } from '../data/reads.ts'
import type { Route } from './route.ts'

export interface Subject {
  dossierId: string
  reference: string
  personId: string
  /** Who handles it at the person's own service. */
  assignee: string | null
  /** Nothing can happen to it any more: it is given to nobody. */
  closed: boolean
  /** Its facts, where the screen shows them: a row of the queue does not. */
  body: DossierBody | null
}

export const subject = createStore<Subject | null>(null)

/** The subject that a row of the queue is. */
export function subjectOfRow(row: QueueRow): Subject {
  const { id, reference, personId, assignee, workState, residenceState } = row
  const closed = isThrough({ work: { state: workState }, residence: { state: residenceState } })
  return { dossierId: id, reference, personId, assignee, closed, body: null }
}

/** The subject that a dossier's page is. */
export function subjectOfPage({ dossier: { id, body } }: Pick<DossierPage, 'dossier'>): Subject {
  const { reference, personId } = body
  const actor = session.get()?.actor
  const assignee = assigneeOf(body, actor ? trackOf(actor) : null)
  return { dossierId: id, reference, personId, assignee, closed: isThrough(body), body }
}

/** On a dossier's own screens the dossier is the subject; the queue sets its own. */
export function useScreenSubject(route: Route): void {
  const id =
    route.screen === 'dossier' ? route.id : route.screen === 'comparison' ? route.dossierId : null
  const { data } = useQuery({ ...reads.dossier(id ?? ''), enabled: id !== null })
  const onQueue = route.screen === 'queue'
  useEffect(() => {
    if (!onQueue) subject.set(id !== null && data ? subjectOfPage(data) : null)
  }, [onQueue, id, data])
}
