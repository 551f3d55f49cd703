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

/**
 * Who has to act now. Until work is decided the work track leads (both services examine at once,
 * but the region's decision comes first); after a grant the residence track does.
 */
export function holderOf(body: DossierBody): Holder {
  if (isClosed(body)) return 'NOBODY'
  return HOLDER_OF_WORK[body.work.state] ?? HOLDER_OF_RESIDENCE[body.residence.state] ?? 'NOBODY'
}
