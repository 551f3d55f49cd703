/**
 * Serial or parallel handling, looked at in advance (domain facts 1.11). Serial: the Immigration
 * Office begins when work is decided; parallel: when it has the copy. A dossier ends when both have
 * decided, since residence is signed after work. Lengths are calendar days; those that nobody gives
 * come from the table of usual durations, which is weak: a forecast, never a term.
 */
import { fromDay, toDay, type DayNumber, type LocalDate } from '../calendar/local-date.ts'
import type { ClockEventKind, ClockId } from '../contract/codes.ts'
import type { ClockEvent, DossierBody } from '../contract/records.ts'
import { NO_TABLES, type OwnTables } from '../reference/own-rows.ts'
import { usualDurations, type HandOver, type Range } from '../reference/usual-durations.ts'
import { clockViews } from './clocks.ts'
import { isClosed, overallOf, ownStartDays } from './tracks.ts'

/** What is left of an examination, and one question on the way: the clock stands still meanwhile. */
export interface Examination {
  /** Days of examination, without the wait. */
  days: number
  /** Days of examination before the question. */
  askAfter: number
  /** Days until the answer; 0: no question. */
  answerDays: number
}

export interface HandlingPlan {
  /** From when the region examines. */
  start: DayNumber
  /** When the copy reaches the Immigration Office. */
  handOver: DayNumber
  work: Examination
  residence: Examination
}

export interface Breach {
  clock: ClockId
  due: LocalDate
  /** Calendar days after the last day. */
  days: number
}

export interface Handling {
  workEnd: LocalDate
  residenceEnd: LocalDate
  /** Both are decided. */
  end: LocalDate
  /** Days on which the file lies at the Immigration Office and waits for the region. */
  idleDays: number
  suspendedDays: number
  breaches: readonly Breach[]
}

export interface Simulation {
  plan: HandlingPlan
  serial: Handling
  parallel: Handling
  savedDays: number
}

interface Ends {
  workEnd: DayNumber
  residenceStart: DayNumber
  residenceEnd: DayNumber
  end: DayNumber
  idleDays: number
}

/** The ends of both examinations; `workDays` and `residenceDays` hold the waits for answers. */
export function endsOf(
  serial: boolean,
  start: DayNumber,
  handOver: DayNumber,
  workDays: number,
  residenceDays: number,
): Ends {
  const workEnd = start + workDays
  const residenceStart = Math.max(serial ? workEnd : start, handOver)
  const residenceEnd = residenceStart + residenceDays
  const idleDays = Math.max(0, workEnd - (serial ? handOver : residenceEnd))
  return { workEnd, residenceStart, residenceEnd, end: Math.max(workEnd, residenceEnd), idleDays }
}

/** Nobody supposes a copy later than this many days after the file is complete: a slip of the hand. */
const HAND_OVER_MAX = 1095

/** When the copy goes that has not gone yet: never before the file is complete. */
export function handOverOn(start: DayNumber, supposed: HandOver | undefined): DayNumber {
  if (supposed === undefined) return start
  const days = 'on' in supposed ? toDay(supposed.on) - start : supposed.afterDays
  return start + Math.min(HAND_OVER_MAX, Math.max(0, days))
}

/** True while the Immigration Office has not decided and the region did not end the dossier. */
function hasTwoTracks(body: DossierBody, today: LocalDate): boolean {
  const { residenceLeft } = usualDurations(body.region, today)
  return !isClosed(body) && residenceLeft[body.residence.state] !== undefined
}

/** What is left of a dossier as it stands, at the usual pace or at an end of the range. */
export function usualPlan(
  body: DossierBody,
  today: LocalDate,
  pace: keyof Range = 'usual',
  tables: OwnTables = NO_TABLES,
): HandlingPlan {
  const usual = usualDurations(body.region, today, {}, tables)
  const { work, residence } = body
  const waits = (state: string) => (state === 'INFO_REQUESTED' ? usual.answer[pace] : 0)
  const examination = (days: number, state: string): Examination => ({
    days: Math.ceil(days),
    askAfter: 0,
    answerDays: waits(state),
  })
  const completes = work.state === 'AWAITING_COMPLETION' ? usual.answer[pace] : 0
  const start = toDay(today) + completes
  const workDays = usual.work[pace] * (usual.workLeft[work.state] ?? 0)
  const residenceDays = usual.residence[pace] * (usual.residenceLeft[residence.state] ?? 0)
  return {
    start,
    handOver: residence.state === 'NOT_TRANSMITTED' ? start : toDay(today),
    work: examination(workDays, work.state),
    residence: examination(residenceDays, residence.state),
  }
}

const supposed = (clock: ClockId, kind: ClockEventKind, day: DayNumber): ClockEvent => ({
  clock,
  kind,
  at: fromDay(day),
  reason: null,
  by: null,
})

/** The clocks that would have started by then, C3B dated back where nothing was missing. */
function startedEvents(body: DossierBody, plan: HandlingPlan, tables: OwnTables): ClockEvent[] {
  const overall = overallOf(body, tables)
  const known = new Set(body.clockEvents.map(({ clock }) => clock))
  const isDatedBack = overall === 'C3B' && body.work.state !== 'AWAITING_COMPLETION'
  const from = isDatedBack ? toDay(body.submittedOn) : plan.start
  const start = (clock: ClockId, day: DayNumber): ClockEvent => ({
    ...supposed(clock, 'START', day),
    ...ownStartDays(body, clock, fromDay(day), tables),
  })
  const missing = [
    ...(known.has('C2') ? [] : [start('C2', plan.start)]),
    ...(known.has(overall) ? [] : [start(overall, from)]),
  ]
  return [...body.clockEvents, ...missing]
}

function questionEvents(
  clock: ClockId,
  start: DayNumber,
  { askAfter, answerDays }: Examination,
  isOpen: boolean,
): ClockEvent[] {
  if (answerDays === 0) return []
  const asked = start + askAfter
  const resume = supposed(clock, 'RESUME', asked + answerDays)
  return isOpen ? [resume] : [supposed(clock, 'SUSPEND', asked), resume]
}

function breachesOf(
  events: readonly ClockEvent[],
  ends: readonly (readonly [ClockId, DayNumber])[],
): Breach[] {
  return clockViews(events, fromDay(Math.max(...ends.map(([, day]) => day)))).flatMap((view) => {
    const end = ends.find(([clock]) => clock === view.id)
    if (!end || view.stopped || view.due === null) return []
    const days = end[1] - toDay(view.due)
    return days > 0 ? [{ clock: view.id, due: view.due, days }] : []
  })
}

function handlingOf(
  body: DossierBody,
  plan: HandlingPlan,
  serial: boolean,
  tables: OwnTables,
): Handling {
  const { start, handOver, work, residence } = plan
  const workDays = work.days + work.answerDays
  const residenceDays = residence.days + residence.answerDays
  const ends = endsOf(serial, start, handOver, workDays, residenceDays)
  const overall = overallOf(body, tables)
  const isAsked = (state: string) => state === 'INFO_REQUESTED'
  const events = [
    ...startedEvents(body, plan, tables),
    ...questionEvents(overall, start, work, isAsked(body.work.state)),
    ...questionEvents(overall, ends.residenceStart, residence, isAsked(body.residence.state)),
  ]
  const clock = clockViews(events, fromDay(ends.end)).find(({ id }) => id === overall)
  return {
    workEnd: fromDay(ends.workEnd),
    residenceEnd: fromDay(ends.residenceEnd),
    end: fromDay(ends.end),
    idleDays: ends.idleDays,
    suspendedDays: clock?.suspendedDays ?? 0,
    breaches: breachesOf(events, [
      ['C2', handOver],
      [overall, ends.end],
    ]),
  }
}

/**
 * Both ways of handling a dossier from today on. What `changes` leaves out is as usual; moving the
 * hand-over is `changes.handOver`. Null without a residence track or when it is decided.
 */
export function simulateDossier(
  body: DossierBody,
  today: LocalDate,
  changes: Partial<HandlingPlan> = {},
  tables: OwnTables = NO_TABLES,
): Simulation | null {
  if (!hasTwoTracks(body, today)) return null
  const plan = { ...usualPlan(body, today, 'usual', tables), ...changes }
  const serial = handlingOf(body, plan, true, tables)
  const parallel = handlingOf(body, plan, false, tables)
  return { plan, serial, parallel, savedDays: toDay(serial.end) - toDay(parallel.end) }
}
