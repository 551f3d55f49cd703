/** Facts of letters about advice, appeals, the visa and the end of a stay. */
import type { LocalDate } from '../calendar/local-date.ts'
import type { Adviser, ClockId, DossierEventType, Track } from '../contract/codes.ts'
import type { AdviceRequest, DossierBody, DossierEvent, VisaHold } from '../contract/records.ts'
import { clockViews } from '../dossier/clocks.ts'

/** The question that was put to an adviser on the day of the step. */
export function adviceOf(body: DossierBody, event: DossierEvent | null): AdviceRequest | null {
  return body.adviceRequests?.findLast(({ askedOn }) => askedOn === event?.step?.on) ?? null
}

/** Who was asked for advice in the event of a letter. */
export const adviserOf = (body: DossierBody, event: DossierEvent | null): Adviser | null =>
  adviceOf(body, event)?.adviser ?? null

/** The hold that the post noted on the day of the step. */
export function holdOf(body: DossierBody, event: DossierEvent | null): VisaHold | null {
  return body.visaHolds?.findLast(({ on }) => on === event?.step?.on) ?? null
}

const CONTESTED: Readonly<Record<Track, readonly DossierEventType[]>> = {
  WORK: ['WORK_REFUSED', 'WITHDRAWN'],
  RESIDENCE: ['RESIDENCE_REFUSED', 'RESIDENCE_ENDED'],
}

/** The day of the decision that an appeal of this event is about; null: it is not in the timeline. */
export function contestedOn(
  { events }: DossierBody,
  track: Track,
  appeal: DossierEvent | null,
): LocalDate | null {
  const before = appeal ? events.slice(0, events.indexOf(appeal)) : events
  // A stay also ends with the withdrawal of work, which the region notes.
  const types = track === 'WORK' ? CONTESTED.WORK : [...CONTESTED.RESIDENCE, 'WITHDRAWN']
  return before.findLast(({ type, step }) => step && types.includes(type))?.step?.on ?? null
}

/** The day on which a clock of the dossier last started. */
export const startOf = (
  { clockEvents }: DossierBody,
  clock: ClockId,
  on: LocalDate,
): LocalDate | null => clockViews(clockEvents, on).find(({ id }) => id === clock)?.startedOn ?? null

/** What the minister's silence on an appeal brought about on a day; null: somebody decided it. */
export function silenceOn(
  { clockEvents }: DossierBody,
  on: LocalDate,
): 'GRANTS' | 'REFUSES' | null {
  const ended = clockEvents.findLast(
    ({ clock, kind, at }) => clock === 'P4' && kind === 'STOP' && at === on,
  )
  if (ended?.reason === 'SILENCE_GRANTS') return 'GRANTS'
  return ended?.reason === 'SILENCE_REFUSES' ? 'REFUSES' : null
}

/** The last day of a clock of the dossier, also of one that was stopped. */
export function lastDayOf(
  { clockEvents }: DossierBody,
  clock: ClockId,
  on: LocalDate,
): LocalDate | null {
  return clockViews(clockEvents, on).find(({ id }) => id === clock)?.due ?? null
}
