/** Whether a document of a dossier may still be replaced. */
import type { DossierBody, DossierDocument } from '../contract/records.ts'
import { isClosed, isWorkPending } from '../dossier/tracks.ts'
import { checklist } from '../dossier/checklist.ts'

/**
 * A decision rests on the documents as they were: those of the work part are locked once work is
 * decided, those of the residence part once the dossier is closed. A letter that was filed is locked
 * from the first day.
 */
export function isLocked(body: DossierBody, { type }: Pick<DossierDocument, 'type'>): boolean {
  if (type === 'LETTER' || isClosed(body)) return true
  const track = checklist(body).find((item) => item.type === type)?.track ?? 'WORK'
  return track === 'WORK' && !isWorkPending(body.work)
}
