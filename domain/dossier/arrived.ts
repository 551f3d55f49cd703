/** Whose worker is in the country: work was granted, and the stay is being registered or has its card. */
import type { ResidenceState, WorkState } from '../contract/codes.ts'
import type { DossierBody } from '../contract/records.ts'

/** State of the work track of whoever arrived. */
export const ARRIVED_WORK: WorkState = 'GRANTED'
/** States of the residence track of whoever arrived. */
export const ARRIVED_STAY: readonly ResidenceState[] = ['REGISTRATION_PENDING', 'CARD_ISSUED']

/** True while the worker of a dossier is in the country on it. */
export const isArrived = ({ work, residence }: Pick<DossierBody, 'work' | 'residence'>): boolean =>
  work.state === ARRIVED_WORK && ARRIVED_STAY.includes(residence.state)
