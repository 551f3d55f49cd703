/** From where to where a report goes, and what is said of it in passing. */
import type { ReportBody } from '../contract/records.ts'
import type { ReportEvent, ReportStatus } from './codes.ts'

/** Triage comes first; a closed report may be taken up again. */
const MOVES: Readonly<Record<ReportStatus, readonly ReportStatus[]>> = {
  RECEIVED: [],
  TRIAGED: ['IN_HAND', 'REFERRED', 'CLOSED'],
  IN_HAND: ['REFERRED', 'CLOSED'],
  REFERRED: ['IN_HAND', 'CLOSED'],
  CLOSED: ['IN_HAND'],
}

/** Where a report may go from a status, other than by triage. */
export function movesFrom(status: ReportStatus): readonly ReportStatus[] {
  return MOVES[status]
}

/** The number that the reporter gets: of the year and the record's own id, of nobody. */
export function reportReference(id: string, receivedOn: string): string {
  const letters = id.replace(/[^A-Za-z0-9]/g, '').toUpperCase()
  return `M-${receivedOn.slice(0, 4)}-${letters.slice(-6).padStart(6, '0')}`
}

/** The report with one more line of its history. */
export function withEvent(
  body: ReportBody,
  type: ReportEvent,
  { actor, at }: { actor: { id: string; name: string }; at: string },
  said: { value?: string | null; text?: string | null } = {},
): ReportBody {
  const { value = null, text = null } = said
  const event = { type, at, by: actor.id, byName: actor.name, value, text }
  return { ...body, events: [...body.events, event] }
}
