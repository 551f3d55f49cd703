/**
 * Where each track of a dossier has been, from its timeline: a step says from where to where and on
 * which day of law; what another system noted before has a kind and a moment alone.
 */
import { brusselsToday, type LocalDate } from '../calendar/local-date.ts'
import type { DossierEventType, ResidenceState, WorkState } from '../contract/codes.ts'
import type { DossierBody, DossierEvent } from '../contract/records.ts'
import { eventForResidence, residenceAfter } from './tracks.ts'

/** A state and the day on which the track came to it. */
export interface Reached<State extends string> {
  state: State
  on: LocalDate
}

type Read = Pick<DossierBody, 'procedure' | 'submittedOn' | 'work' | 'residence' | 'events'>
type ReachedBy<State> = { readonly [E in DossierEventType]?: State }

/** Of an event without a step: the state that its kind tells beyond doubt. */
const WORK_BY_KIND: ReachedBy<WorkState> = {
  FORWARDED: 'RECEIVED',
  CHECK_OPENED: 'COMPLETENESS_CHECK',
  ITEMS_ASKED: 'AWAITING_COMPLETION',
  ITEMS_RECEIVED: 'ADMISSIBLE',
  DECLARED_ADMISSIBLE: 'ADMISSIBLE',
  DECLARED_INADMISSIBLE: 'INADMISSIBLE',
  TRANSMITTED: 'IN_EXAM',
  EXAM_STARTED: 'IN_EXAM',
  DECISION_PROPOSED: 'DRAFT_DECISION',
  WORK_GRANTED: 'GRANTED',
  WORK_REFUSED: 'REFUSED',
  DESISTED: 'DESISTED',
  WITHDRAWN: 'WITHDRAWN',
  SUPERSEDED: 'SUPERSEDED',
}
const RESIDENCE_BY_KIND: ReachedBy<ResidenceState> = {
  TRANSMITTED: 'TRANSMITTED',
  PRE_ASSESSMENT_STARTED: 'PRE_ASSESSMENT',
  WAITING_FOR_WORK: 'AWAITING_WORK',
  RESIDENCE_GRANTED: 'GRANTED',
  RESIDENCE_REFUSED: 'REFUSED',
  VISA_REQUESTED: 'VISA_PENDING',
  VISA_HELD: 'VISA_HELD',
  VISA_RELEASED: 'VISA_PENDING',
  ENTERED: 'REGISTRATION_PENDING',
  CARD_ISSUED: 'CARD_ISSUED',
  RESIDENCE_ENDED: 'ENDED',
}

/** A fact that changes may hold from an earlier day; the track moves on the day of the act. */
const dayOf = ({ at, type, step }: DossierEvent): LocalDate =>
  step && type !== 'FACTS_CHANGED' ? step.on : brusselsToday(new Date(at))

function history<State extends string>(
  { events, submittedOn }: Read,
  begin: State,
  stateAfter: (event: DossierEvent, state: State) => State | null | undefined,
): Reached<State>[] {
  const reached: Reached<State>[] = [{ state: begin, on: submittedOn }]
  for (const event of events) {
    const last = reached.at(-1)!
    const state = stateAfter(event, last.state)
    if (!state || state === last.state) continue
    const on = dayOf(event)
    reached.push({ state, on: on < last.on ? last.on : on })
  }
  return reached
}

/** Every state of the work track in order, the one of now last. */
export function workHistory(body: Read): Reached<WorkState>[] {
  const atCounter =
    body.work.state === 'AT_COUNTER' || body.events.some(({ type }) => type === 'FORWARDED')
  return history<WorkState>(body, atCounter ? 'AT_COUNTER' : 'RECEIVED', ({ type, step }) =>
    step ? (step.track === 'WORK' ? (step.to as WorkState) : null) : WORK_BY_KIND[type],
  )
}

/** The same of the residence track, which steps of the region move too; empty where there is none. */
export function residenceHistory(body: Read): Reached<ResidenceState>[] {
  if (body.residence.state === 'NO_TRACK') return []
  return history<ResidenceState>(body, 'NOT_TRANSMITTED', ({ type, step }, state) => {
    if (!step) return RESIDENCE_BY_KIND[type]
    if (step.track === 'RESIDENCE') return step.to as ResidenceState
    if (step.other) return step.other.to as ResidenceState
    // Steps did not always say what they did to the other track.
    const event = eventForResidence(body.procedure, step.from as WorkState, step.to as WorkState)
    return event === null ? null : residenceAfter(body.procedure, state, event)
  })
}

/** The way without its detours: a state that the track came back to is where it went on from. */
export function withoutDetours<State extends string>(
  history: readonly Reached<State>[],
): Reached<State>[] {
  const way: Reached<State>[] = []
  for (const one of history) {
    const before = way.findIndex(({ state }) => state === one.state)
    if (before === -1) way.push(one)
    else way.length = before + 1
  }
  return way
}
