/**
 * Who handles a dossier: somebody at the region for work, somebody at the Immigration Office for
 * residence. Each service gives its own part out and neither takes the other's (domain facts 1.11: each
 * opens its own sub-file).
 */
import type { Track } from '../contract/codes.ts'
import type { DossierBody } from '../contract/records.ts'
import { isClosed, isThrough } from './tracks.ts'

type Assigned = Pick<DossierBody, 'assignee' | 'assigneeDvz'>

/** Who handles it for this track's service; for who decides on none, whom the region gave it. Null: nobody. */
export function assigneeOf(body: Assigned, track: Track | null): string | null {
  return track === 'RESIDENCE' ? (body.assigneeDvz ?? null) : body.assignee
}

/** The same dossier, given to a person of this track's service, or to nobody. */
export function assigned<B extends Assigned>(body: B, track: Track, person: string | null): B {
  return track === 'RESIDENCE' ? { ...body, assigneeDvz: person } : { ...body, assignee: person }
}

/**
 * True where somebody of this track's service was given an authorisation that stands, after nobody had to
 * act any more: to work on it, before a withdrawal say. Whoever had it while it was decided keeps their
 * name on it and has nothing to do.
 */
export function isGivenAnew(
  body: Pick<DossierBody, 'work' | 'residence' | 'events'> & Assigned,
  track: Track,
): boolean {
  const person = assigneeOf(body, track)
  if (person === null || !isClosed(body) || isThrough(body)) return false
  const { events } = body
  const given = events.findLastIndex(({ type, text }) => type === 'ASSIGNED' && text === person)
  return given > events.findLastIndex(({ step }) => step && (step.other || step.from !== step.to))
}
