/**
 * A track as a sequence of steps: the way to where it is with the day of each step, the usual way
 * still ahead, and what the transition table allows next. Pure.
 */
import type { ClockId, ResidenceState, WorkState } from '../../domain/contract/codes.ts'
import type { ClockView } from '../../domain/contract/workbench.ts'
import type { ClockEvent, DossierBody } from '../../domain/contract/records.ts'
import {
  RESIDENCE_TRANSITIONS,
  notifiedOn,
  WORK_TRANSITIONS,
  type Transition,
} from '../../domain/dossier/tracks.ts'
import type { LocalDate } from '../../domain/calendar/local-date.ts'
import {
  residenceHistory,
  withoutDetours,
  workHistory,
  type Reached,
} from '../../domain/dossier/track-history.ts'

export interface TrackSteps<State extends string> {
  done: Reached<State>[]
  current: { state: State; since: LocalDate }
  ahead: State[]
  /** What may come directly after the current state; empty when the track has ended. */
  next: State[]
}

/** States that the usual way does not pass; they show only when the track is or was there. */
const UNUSUAL: ReadonlySet<string> = new Set([
  'AWAITING_COMPLETION',
  'APPEAL_PENDING',
  'ECONOMIC_ADVICE',
  'AWAITING_WORK',
  'READY_NEGATIVE',
  'REFUSED',
  'WITHDRAWN',
])

/** Whether an appeal may still come; `lapsedOn` is the last day of a term that was not used. */
export interface AppealTerm {
  over: boolean
  lapsedOn: LocalDate | null
}

/**
 * What the terms to appeal say: over when each was used or ran out since the parties were told. Without
 * any known term an appeal may still come.
 */
export function appealTerm(
  clocks: readonly ClockView[],
  events: readonly ClockEvent[],
  terms: readonly ('C5' | 'C6' | 'C7')[],
): AppealTerm {
  const own = clocks.filter(({ id }) => (terms as readonly ClockId[]).includes(id))
  const hasLapsed = ({ id, stopped, level }: ClockView) =>
    !stopped && level === 'NONE' && notifiedOn(events, id) !== null
  const over = own.length > 0 && own.every((one) => one.stopped || hasLapsed(one))
  const lapsed = own.findLast(hasLapsed)
  return { over, lapsedOn: over ? (lapsed?.due ?? null) : null }
}

type Tracks = Pick<DossierBody, 'procedure' | 'submittedOn' | 'work' | 'residence' | 'events'>

/** The work track of a dossier. */
export function workSteps(body: Tracks): TrackSteps<WorkState> {
  const table = WORK_TRANSITIONS.filter(({ procedures }) => procedures.includes(body.procedure))
  return stepsOf(table, workHistory(body), body.work, 'GRANTED')
}

/** The residence track of a dossier; null where the procedure has none. */
export function residenceSteps(body: Tracks): TrackSteps<ResidenceState> | null {
  if (body.residence.state === 'NO_TRACK') return null
  // That the copy had not come yet is no step of anybody.
  const history = residenceHistory(body).slice(1)
  return stepsOf(RESIDENCE_TRANSITIONS, history, body.residence, 'CARD_ISSUED')
}

function stepsOf<State extends string>(
  table: readonly Transition<State>[],
  history: readonly Reached<State>[],
  current: { state: State; since: LocalDate },
  goal: State,
): TrackSteps<State> {
  const way = withoutDetours([...history, { state: current.state, on: current.since }])
  const done = way.slice(0, -1)
  const passed = new Set(done.map(({ state }) => state))
  const ahead = usualWay(table, current.state, goal).filter(
    (state) => !passed.has(state) && !state.startsWith('READY_'),
  )
  return { done, current, ahead, next: nextStates(table, current.state) }
}

function nextStates<State extends string>(
  table: readonly Transition<State>[],
  from: State,
): State[] {
  const next = table.filter((step) => step.from.includes(from)).flatMap(({ to }) => to)
  return [...new Set(next)].filter((state) => state !== from)
}

/**
 * The shortest way past usual states only, without the start: to the decision, and after it to the
 * goal; empty when there is none.
 */
function usualWay<State extends string>(
  table: readonly Transition<State>[],
  from: State,
  goal: State,
): State[] {
  const cameFrom = new Map<State, State | null>([[from, null]])
  const open = [from]
  for (let state = open.shift(); state !== undefined; state = open.shift()) {
    if (state === 'GRANTED' && state !== from) return wayBack(cameFrom, state)
    if (state === goal) return wayBack(cameFrom, goal)
    for (const next of nextStates(table, state)) {
      if (cameFrom.has(next) || UNUSUAL.has(next)) continue
      cameFrom.set(next, state)
      open.push(next)
    }
  }
  return []
}

function wayBack<State>(cameFrom: ReadonlyMap<State, State | null>, goal: State): State[] {
  const way: State[] = []
  for (let at: State | null = goal; at !== null; at = cameFrom.get(at) ?? null) way.unshift(at)
  return way.slice(1)
}
