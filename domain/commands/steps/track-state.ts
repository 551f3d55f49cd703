import type { LocalDate } from '../../calendar/local-date.ts'
import type { ResidenceState, Track, WorkState } from '../../contract/codes.ts'
import type { DossierBody } from '../../contract/records.ts'

/** Where a track stands. */
export const stateOf = (body: DossierBody, track: Track): WorkState | ResidenceState =>
  track === 'WORK' ? body.work.state : body.residence.state

/** Since which day a track stands where it stands. */
export const sinceOf = (body: DossierBody, track: Track): LocalDate =>
  track === 'WORK' ? body.work.since : body.residence.since
