import { useEffect } from 'react'
import type { DossierPage } from '../../domain/contract/workbench.ts'
import { subject } from '../app/subject.ts'

/**
 * Makes a dossier the subject of the window's keys from the moment its screen stands: the queue
 * lets go of its own subject only when it leaves the page, which may be after the data arrived.
 */
export function useSubject(dossier: DossierPage['dossier'] | null): void {
  useEffect(() => {
    if (!dossier) return
    const { reference, personId, assignee } = dossier.body
    subject.set({ dossierId: dossier.id, reference, personId, assignee })
  }, [dossier])
}
