/** How two dossiers of one person stand to each other, as far as they say so themselves. Pure. */
import type { DossierRelation, WorkState } from '../contract/codes.ts'
import type { DossierBody } from '../contract/records.ts'
import { isContested, isWorkPending } from './tracks.ts'

type Follower = Pick<
  DossierBody,
  'personId' | 'procedure' | 'applicationType' | 'submittedOn' | 'work'
>
type Followed = Pick<DossierBody, 'personId' | 'procedure' | 'submittedOn'>

/** A renewal or change of the same person by the same procedure, asked for later. */
const follows = (next: Follower, { personId, procedure, submittedOn }: Followed): boolean =>
  next.personId === personId &&
  next.procedure === procedure &&
  next.applicationType !== 'FIRST' &&
  next.submittedOn > submittedOn

/** True when another dossier is a renewal or change of this authorisation that may still replace it. */
export const renews = (next: Follower, before: Followed): boolean =>
  follows(next, before) &&
  (isWorkPending(next.work) || isContested(next.work.state) || next.work.state === 'GRANTED')

/** True when one dossier may take the place of another: its renewal or change was granted. */
export const replaces = (next: Follower, before: Followed): boolean =>
  follows(next, before) && next.work.state === 'GRANTED'

/** What of a dossier tells how it stands to another. */
export interface Kin {
  id: string
  body: Follower & Pick<DossierBody, 'employerId' | 'successorId'>
}

/** States to which only an authorisation comes that was granted once. */
const ONCE_GRANTED: ReadonlySet<WorkState> = new Set<WorkState>([
  'GRANTED',
  'WITHDRAWN',
  'EXPIRED',
  'SUPERSEDED',
])

/**
 * How another dossier of the same person stands to this one. Which took the place of which was noted
 * (W21). A renewal names no dossier: it is one of the authorisation before it, of the same employer,
 * with none between. A change may be one of anything: it is told as no more than of the same person.
 */
export function relationOf(other: Kin, own: Kin, all: readonly Kin[]): DossierRelation {
  if (own.body.successorId === other.id) return 'SUCCESSOR'
  if (other.body.successorId === own.id) return 'PREDECESSOR'
  if (renewedBy(other, all) === own.id) return 'RENEWAL'
  return renewedBy(own, all) === other.id ? 'RENEWED' : 'SAME_PERSON'
}

/** The dossier whose authorisation a renewal is to prolong; null: it is none, or none is known. */
function renewedBy({ body: next }: Kin, all: readonly Kin[]): string | null {
  if (next.applicationType !== 'RENEWAL') return null
  const before = all
    .filter(
      ({ body }) =>
        follows(next, body) &&
        body.employerId === next.employerId &&
        ONCE_GRANTED.has(body.work.state),
    )
    .toSorted((a, b) => (a.body.submittedOn < b.body.submittedOn ? 1 : -1))
  const [last, other] = before
  const isOne = other?.body.submittedOn !== last?.body.submittedOn
  return last && isOne ? last.id : null
}
