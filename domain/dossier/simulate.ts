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
import { clockEventsOn, clockViews } from './clocks.ts'
import { awaitedUntil } from './requests.ts'
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

/** Which tracks wait for an answer on a day: one whose last day is over is waited for no longer. */
function waitsOn(body: DossierBody, today: LocalDate): Record<'work' | 'residence', boolean> {
  const until = awaitedUntil(body)
  const waits = (state: string, last: LocalDate | null) =>
    state === 'INFO_REQUESTED' && (last === null || today <= last)
  return {
    work: waits(body.work.state, until.work),
    residence: waits(body.residence.state, until.residence),
  }
}

/** Days until the answer that a plan of this dossier reckons with; 0: it waits for none. */
export function answerDaysOf(plan: HandlingPlan, body: DossierBody, today: LocalDate): number {
  if (body.work.state === 'AWAITING_COMPLETION') return plan.start - toDay(today)
  return Math.max(plan.work.answerDays, plan.residence.answerDays)
}

/**
 * The plan with other days until the answer: on each track that waits for one, before the examination
 * where items are missing, and for a question on work where nobody waits.
 */
export function withAnswer(
  plan: HandlingPlan,
  body: DossierBody,
  today: LocalDate,
  days: number,
): HandlingPlan {
  if (body.work.state === 'AWAITING_COMPLETION') {
    const start = toDay(today) + days
    return { ...plan, start, handOver: plan.handOver + start - plan.start }
  }
  const waits = waitsOn(body, today)
  const answered = (examination: Examination, isTheirs: boolean): Examination =>
    isTheirs ? { ...examination, answerDays: days } : examination
  return {
    ...plan,
    work: answered(plan.work, waits.work || !waits.residence),
    residence: answered(plan.residence, waits.residence),
  }
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
  const waits = waitsOn(body, today)
  const examination = (days: number, waiting: boolean): Examination => ({
    days: Math.ceil(days),
    askAfter: 0,
    answerDays: waiting ? usual.answer[pace] : 0,
  })
  const completes = work.state === 'AWAITING_COMPLETION' ? usual.answer[pace] : 0
  const start = toDay(today) + completes
  const workDays = usual.work[pace] * (usual.workLeft[work.state] ?? 0)
  const residenceDays = usual.residence[pace] * (usual.residenceLeft[residence.state] ?? 0)
  return {
    start,
    handOver: residence.state === 'NOT_TRANSMITTED' ? start : toDay(today),
    work: examination(workDays, waits.work),
    residence: examination(residenceDays, waits.residence),
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
function startedEvents(
  body: DossierBody,
  plan: HandlingPlan,
  today: LocalDate,
  tables: OwnTables,
): ClockEvent[] {
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
  return [...clockEventsOn(body, today), ...missing]
}

function questionEvents(
  clock: ClockId,
  start: DayNumber,
  { askAfter, answerDays }: Examination,
  isOpen: boolean,
): ClockEvent[] {
  if (answerDays === 0 && !isOpen) return []
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
  today: LocalDate,
  tables: OwnTables,
): Handling {
  const { start, handOver, work, residence } = plan
  const workDays = work.days + work.answerDays
  const residenceDays = residence.days + residence.answerDays
  const ends = endsOf(serial, start, handOver, workDays, residenceDays)
  const overall = overallOf(body, tables)
  const waits = waitsOn(body, today)
  const events = [
    ...startedEvents(body, plan, today, tables),
    ...questionEvents(overall, start, work, waits.work),
    ...questionEvents(overall, ends.residenceStart, residence, waits.residence),
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
  const serial = handlingOf(body, plan, true, today, tables)
  const parallel = handlingOf(body, plan, false, today, tables)
  return { plan, serial, parallel, savedDays: toDay(serial.end) - toDay(parallel.end) }
}
