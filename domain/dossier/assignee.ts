/**
 * Who handles a dossier: somebody at the region for work, somebody at the Immigration Office for
 * residence. Each service gives its own part out and neither takes the other's (domain facts 1.11: each
 * opens its own sub-file).
 */
import type { Track } from '../contract/codes.ts'
import type { DossierBody } from '../contract/records.ts'

type Assigned = Pick<DossierBody, 'assignee' | 'assigneeDvz'>

/** Who handles it for this track's service; for who decides on none, whom the region gave it. Null: nobody. */
export function assigneeOf(body: Assigned, track: Track | null): string | null {
  return track === 'RESIDENCE' ? (body.assigneeDvz ?? null) : body.assignee
}

/** The same dossier, given to a person of this track's service, or to nobody. */
export function assigned<B extends Assigned>(body: B, track: Track, person: string | null): B {
  return track === 'RESIDENCE' ? { ...body, assigneeDvz: person } : { ...body, assignee: person }
}
