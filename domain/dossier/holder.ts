import type { Holder, ResidenceState, WorkState } from '../contract/codes.ts'
import type { DossierBody } from '../contract/records.ts'
import { isClosed } from './tracks.ts'

const HOLDER_OF_WORK: { readonly [S in WorkState]?: Holder } = {
  AT_COUNTER: 'COUNTER',
  RECEIVED: 'REGION',
  COMPLETENESS_CHECK: 'REGION',
  AWAITING_COMPLETION: 'APPLICANT',
  ADMISSIBLE: 'REGION',
  IN_EXAM: 'REGION',
  INFO_REQUESTED: 'APPLICANT',
  ADVICE_REQUESTED: 'ADVISER',
  DRAFT_DECISION: 'REGION',
  APPEAL_PENDING: 'REGION',
  ECONOMIC_ADVICE: 'ADVISER',
  REOV_ADVICE: 'ADVISER',
  MINISTER_DECISION: 'MINISTER',
}

const HOLDER_OF_RESIDENCE: { readonly [S in ResidenceState]?: Holder } = {
  NOT_TRANSMITTED: 'REGION',
  TRANSMITTED: 'DVZ',
  PRE_ASSESSMENT: 'DVZ',
  INFO_REQUESTED: 'APPLICANT',
  READY_POSITIVE: 'DVZ',
  READY_NEGATIVE: 'DVZ',
  AWAITING_WORK: 'DVZ',
  GRANTED: 'APPLICANT',
  VISA_PENDING: 'POST',
  VISA_HELD: 'POST',
  REGISTRATION_PENDING: 'MUNICIPALITY',
  APPEAL_PENDING: 'DVZ',
}

/** On these the Immigration Office waits for the decision on work; on all others it goes on beside it. */
const WAITS_FOR_WORK: ReadonlySet<ResidenceState> = new Set<ResidenceState>([
  'NOT_TRANSMITTED',
  'READY_POSITIVE',
  'READY_NEGATIVE',
  'AWAITING_WORK',
])

/** Who has to act on each track; null: nobody, or it waits for the other. */
export function holdersOf(body: DossierBody): { work: Holder | null; residence: Holder | null } {
  if (isClosed(body)) return { work: null, residence: null }
  const work = HOLDER_OF_WORK[body.work.state] ?? null
  const goesOn = work === null || !WAITS_FOR_WORK.has(body.residence.state)
  return { work, residence: (goesOn && HOLDER_OF_RESIDENCE[body.residence.state]) || null }
}

/** Who acts on work, with the Immigration Office acting on residence at the same time. */
const BESIDE_DVZ: { readonly [H in Holder]?: Holder } = {
  REGION: 'BOTH',
  APPLICANT: 'APPLICANT_DVZ',
  ADVISER: 'ADVISER_DVZ',
}

/**
 * Who has to act now: whoever acts on work and the Immigration Office where each has to on its own
 * track (from the copy on both may be examined at once, SWA 2 February 2018; what the region asks or
 * waits for stops nobody there). Else the work track leads until work is decided, because the region's
 * decision comes first; after a grant the residence track does.
 */
export function holderOf(body: DossierBody): Holder {
  const { work, residence } = holdersOf(body)
  const both = work !== null && residence === 'DVZ' ? BESIDE_DVZ[work] : undefined
  return both ?? work ?? residence ?? 'NOBODY'
}

const WORK_OF_BOTH = new Map(
  Object.entries(BESIDE_DVZ).map(([work, both]) => [both, work as Holder] as const),
)

/** Under whom a dossier is found that is held so: one that two hold under each, and as such. */
export function foundUnder(holder: Holder): readonly Holder[] {
  const work = WORK_OF_BOTH.get(holder)
  return work === undefined ? [holder] : [work, 'DVZ', holder]
}

/** Whether a service has to act, alone or beside the other. */
export const isHeldBy = (holder: Holder, service: 'REGION' | 'DVZ'): boolean =>
  foundUnder(holder).includes(service)
