/** Whether a document of a dossier may still be replaced. */
import type { LocalDate } from '../calendar/local-date.ts'
import { brusselsToday } from '../calendar/local-date.ts'
import type { DocumentType, Track } from '../contract/codes.ts'
import type { DossierBody, DossierDocument } from '../contract/records.ts'
import { isClosed, isThrough, isWorkPending } from '../dossier/tracks.ts'
import { checklist } from '../dossier/checklist.ts'

/** Why a document is locked: a letter that was filed, a decision that rests on it, somebody's hand. */
export type LockReason = 'LETTER' | 'DECIDED' | 'CLOSED' | 'BY_HAND'

export interface Lock {
  why: LockReason
  /** Who decided, filed or locked; null: not known. */
  by: string | null
  on: LocalDate | null
  /** What somebody who locked by hand said of it. */
  reason: string | null
}

/** The service that examines documents of this type on this dossier. */
export function trackOfDocument(body: DossierBody, type: DocumentType): Track {
  return checklist(body).find((item) => item.type === type)?.track ?? 'WORK'
}

/**
 * A decision rests on the documents as they were: those of the work part are locked once work is
 * decided, those of the residence part once the dossier is closed. One that came later, on an
 * authorisation that stands, is locked by the next step. A letter that was filed is locked from the
 * first day: a corrected letter is a version of its own. Null: it may be replaced.
 */
export function lockOf(
  body: DossierBody,
  { type, filed, locked }: Pick<DossierDocument, 'type' | 'filed' | 'locked'>,
): Lock | null {
  if (type === 'LETTER') return { why: 'LETTER', ...signed(filed), reason: null }
  const decided = decidedBy(body, type)
  if (decided && !cameAfter(body, filed, decided.track)) {
    const { by, on } = lastStep(body, decided.track)
    return { why: decided.why, by, on, reason: null }
  }
  return locked ? { why: 'BY_HAND', ...signed(locked), reason: locked.reason } : null
}

/** What has locked the documents of a type, and on which track; null track: on either. */
function decidedBy(
  body: DossierBody,
  type: DocumentType,
): { why: 'CLOSED' | 'DECIDED'; track: Track | null } | null {
  if (isClosed(body)) return { why: 'CLOSED', track: null }
  const isOfWork = trackOfDocument(body, type) === 'WORK' && !isWorkPending(body.work)
  return isOfWork ? { why: 'DECIDED', track: 'WORK' } : null
}

/** True when it was filed after the last step: what was decided does not rest on it. */
function cameAfter(body: DossierBody, filed: DossierDocument['filed'], track: Track | null) {
  if (!filed || isThrough(body)) return false
  const last = lastStep(body, track)
  return last.at === null ? signed(filed).on! > last.on : filed.at > last.at
}

/** True when a document may not be replaced. */
export function isLocked(
  body: DossierBody,
  document: Pick<DossierDocument, 'type' | 'filed' | 'locked'>,
): boolean {
  return lockOf(body, document) !== null
}

const signed = (mark: { by: string; at: string } | undefined) => ({
  by: mark?.by ?? null,
  on: mark ? brusselsToday(new Date(mark.at)) : null,
})

/** Who took the step that brought a track where it stands; `at` null: the timeline does not tell. */
function lastStep({ events, work }: DossierBody, track: Track | null) {
  const event = events.findLast(({ step }) => step && (track === null || step.track === track))
  return event?.step
    ? { by: event.by, on: event.step.on, at: event.at }
    : { by: null, on: work.since, at: null }
}
