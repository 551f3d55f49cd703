/**
 * A track as a sequence of steps: what was reached and when (from the dossier's events), where it
 * is, the usual way still ahead, and what the transition table allows next. Pure.
 */
import type {
  ClockId,
  DossierEventType,
  ResidenceState,
  WorkState,
} from '../../domain/contract/codes.ts'
import type { ClockView } from '../../domain/contract/workbench.ts'
import type { DossierBody } from '../../domain/contract/records.ts'
import {
  RESIDENCE_TRANSITIONS,
  WORK_TRANSITIONS,
  type Transition,
} from '../../domain/dossier/tracks.ts'
import { brusselsToday, type LocalDate } from '../../domain/calendar/local-date.ts'

export interface TrackSteps<State extends string> {
  done: { state: State; on: LocalDate }[]
  current: { state: State; since: LocalDate }
  ahead: State[]
  /** What may come directly after the current state; empty when the track has ended. */
  next: State[]
}

type Reached<State> = { readonly [E in DossierEventType]?: State }

const REACHED_WORK: Reached<WorkState> = {
  SUBMITTED: 'RECEIVED',
  EXAM_STARTED: 'IN_EXAM',
  CHECK_OPENED: 'COMPLETENESS_CHECK',
  ITEMS_ASKED: 'AWAITING_COMPLETION',
  DECLARED_ADMISSIBLE: 'ADMISSIBLE',
  DECLARED_INADMISSIBLE: 'INADMISSIBLE',
  TRANSMITTED: 'IN_EXAM',
  DECISION_PROPOSED: 'DRAFT_DECISION',
  WORK_GRANTED: 'GRANTED',
  WORK_REFUSED: 'REFUSED',
  WITHDRAWN: 'WITHDRAWN',
}

const REACHED_RESIDENCE: Reached<ResidenceState> = {
  TRANSMITTED: 'TRANSMITTED',
  PRE_ASSESSMENT_STARTED: 'PRE_ASSESSMENT',
  RESIDENCE_GRANTED: 'GRANTED',
  RESIDENCE_REFUSED: 'REFUSED',
  VISA_REQUESTED: 'VISA_PENDING',
  REGISTERED: 'REGISTRATION_PENDING',
  CARD_ISSUED: 'CARD_ISSUED',
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
 * What the terms to appeal say: over when each was used or ran out. Without any known term an
 * appeal may still come.
 */
export function appealTerm(
  clocks: readonly ClockView[],
  terms: readonly ('C5' | 'C6' | 'C7')[],
): AppealTerm {
  const own = clocks.filter(({ id }) => (terms as readonly ClockId[]).includes(id))
  const over = own.length > 0 && own.every(({ stopped, level }) => stopped || level === 'NONE')
  const lapsed = own.findLast(({ stopped, level }) => !stopped && level === 'NONE')
  return { over, lapsedOn: over ? (lapsed?.due ?? null) : null }
}

type Tracks = Pick<DossierBody, 'procedure' | 'work' | 'residence' | 'events'>

/** The work track of a dossier. */
export function workSteps({ procedure, work, events }: Tracks): TrackSteps<WorkState> {
  const table = WORK_TRANSITIONS.filter(({ procedures }) => procedures.includes(procedure))
  return stepsOf(table, REACHED_WORK, work, events, 'GRANTED')
}

/** The residence track of a dossier; null where the procedure has none. */
export function residenceSteps({ residence, events }: Tracks): TrackSteps<ResidenceState> | null {
  if (residence.state === 'NO_TRACK') return null
  return stepsOf(RESIDENCE_TRANSITIONS, REACHED_RESIDENCE, residence, events, 'CARD_ISSUED')
}

function stepsOf<State extends string>(
  table: readonly Transition<State>[],
  reachedBy: Reached<State>,
  current: { state: State; since: LocalDate },
  events: DossierBody['events'],
  goal: State,
): TrackSteps<State> {
  const done = new Map<State, LocalDate>()
  for (const { type, at } of events) {
    const state = reachedBy[type]
    if (state && state !== current.state && !done.has(state)) {
      done.set(state, brusselsToday(new Date(at)))
    }
  }
  const ahead = usualWay(table, current.state, goal).filter(
    (state) => !done.has(state) && !state.startsWith('READY_'),
  )
  return {
    done: [...done].map(([state, on]) => ({ state, on })),
    current,
    ahead,
    next: nextStates(table, current.state),
  }
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
