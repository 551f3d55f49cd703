/**
 * Statutory clocks from their events (domain facts 1.6). Events are appended and never rewritten;
 * a clock's end is start + length + suspended days + extensions, and its last day moves to a
 * working day where the dated table says so. A clock never ends while it stands still, and once its
 * last day is over no question and no extension moves it. Two services write to one clock, so that
 * an event may be appended after one of a later day: the days count. Days are calendar days in
 * Brussels; the day of the event is not counted.
 */
import {
  addDays,
  addMonths,
  fromDay,
  toDay,
  type DayNumber,
  type LocalDate,
} from '../calendar/local-date.ts'
import { toWorkingDay } from '../calendar/holidays.ts'
import { CLOCK_IDS, OVERALL_CLOCKS, type ClockId, type ClockLevel } from '../contract/codes.ts'
import type { ClockEvent, DossierBody } from '../contract/records.ts'
import type { ClockView } from '../contract/workbench.ts'
import {
  clockTerm,
  CLOCK_WARNINGS,
  dayAhead,
  renewalAhead,
  type Term,
  type TermFile,
} from '../reference/clocks.ts'
import type { OwnTables } from '../reference/own-rows.ts'
import { rowOn } from '../reference/dated.ts'

/**
 * A clock as integers (day numbers), from which its level follows on any later day. `due` and the
 * three warning days are null while it is suspended and nobody knows until when.
 */
export interface ClockColumns {
  clock: ClockId
  start: DayNumber
  due: DayNumber | null
  amber: DayNumber | null
  orange: DayNumber | null
  red: DayNumber | null
  /** The last day on which it stands still for an answer; null: it stands still for none with a last day. */
  stillUntil: DayNumber | null
}

/** The last run of one clock: what its events add up to. */
interface Run {
  clock: ClockId
  start: DayNumber
  /** Last day by length alone: neither suspensions, extensions nor working days. */
  plainEnd: DayNumber
  movesToWorkingDay: boolean
  suspendedDays: number
  extendedDays: number
  openSuspensions: number
  suspendedSince: DayNumber
  /** The day on which it last ran again; the start when it never stood still. */
  resumedOn: DayNumber
  stoppedOn: DayNumber | null
}

/** Last calendar day of a term that starts on a date, before any move to a working day. */
export function endOfTerm(start: LocalDate, term: Term): LocalDate {
  if (term.unit === 'DAYS') return addDays(start, term.length)
  const sameDate = addMonths(start, term.length)
  return term.counting === 'SAME_DATE' ? sameDate : addDays(sameDate, -1)
}

function applyEvent(run: Run, event: ClockEvent): void {
  const day = toDay(event.at)
  switch (event.kind) {
    case 'SUSPEND':
      if (isOver(run, day)) return
      if (run.openSuspensions === 0) run.suspendedSince = day
      run.openSuspensions += 1
      return
    case 'RESUME':
      if (run.openSuspensions === 0) return
      run.openSuspensions -= 1
      if (run.openSuspensions > 0) return
      run.suspendedDays += Math.max(0, day - run.suspendedSince)
      run.resumedOn = Math.max(day, run.suspendedSince)
      return
    case 'EXTEND':
      if (!isOver(run, day)) run.extendedDays += event.days ?? 0
      return
    case 'STOP':
      run.stoppedOn = day
      return
    case 'START':
      return
  }
}

function startRun(event: ClockEvent): Run {
  const { term, movesToWorkingDay } = clockTerm(event.clock, event.at)
  const start = toDay(event.at)
  return {
    clock: event.clock,
    start,
    // A START may carry the exact length for its file, in calendar days.
    plainEnd: event.days === undefined ? toDay(endOfTerm(event.at, term)) : start + event.days,
    movesToWorkingDay,
    suspendedDays: 0,
    extendedDays: 0,
    openSuspensions: 0,
    suspendedSince: 0,
    resumedOn: start,
    stoppedOn: null,
  }
}

/** The last day by length, suspensions and extensions, before any move to a working day. */
const countedEnd = (run: Run): DayNumber => run.plainEnd + run.suspendedDays + run.extendedDays

/**
 * The last day. One who asks on a last day that was moved past a weekend has no day of the term
 * left: it ends when the clock runs again, not in the pause.
 */
function lastDay(run: Run): DayNumber {
  const end = Math.max(countedEnd(run), run.resumedOn)
  return run.movesToWorkingDay ? toDay(toWorkingDay(fromDay(end))) : end
}

function isOver(run: Run, day: DayNumber): boolean {
  return run.openSuspensions === 0 && day > countedEnd(run) && day > lastDay(run)
}

/**
 * Events in the order of their days, except that a START and a STOP stay between what was appended
 * before and after them; events of one day keep their order.
 */
function byDay(events: readonly ClockEvent[]): readonly ClockEvent[] {
  if (!events.some((event, i) => i > 0 && mayMove(event) && event.at < events[i - 1]!.at)) {
    return events
  }
  const ordered: ClockEvent[] = []
  for (const event of events) {
    let at = ordered.length
    if (mayMove(event)) while (at > 0 && movesBefore(event, ordered[at - 1]!)) at -= 1
    ordered.splice(at, 0, event)
  }
  return ordered
}

const mayMove = ({ kind }: ClockEvent): boolean => kind !== 'START' && kind !== 'STOP'

function movesBefore(event: ClockEvent, other: ClockEvent): boolean {
  return other.clock !== event.clock || (mayMove(other) && other.at > event.at)
}

/** The last run of every clock that ever started, in order of first start. A stopped run is over. */
function runsOf(events: readonly ClockEvent[]): Run[] {
  const runs: Run[] = []
  for (const event of byDay(events)) {
    const index = runs.findIndex(({ clock }) => clock === event.clock)
    if (event.kind === 'START') {
      if (index === -1) runs.push(startRun(event))
      else runs[index] = startRun(event)
    } else if (index !== -1 && runs[index]!.stoppedOn === null) {
      applyEvent(runs[index]!, event)
    }
  }
  return runs
}

function columnsOf(run: Run): ClockColumns {
  const { clock, start } = run
  if (run.openSuspensions > 0) {
    return { clock, start, due: null, amber: null, orange: null, red: null, stillUntil: null }
  }
  const due = lastDay(run)
  const length = countedEnd(run) - start - run.suspendedDays
  const warn = rowOn(CLOCK_WARNINGS, fromDay(start))!
  const dayAt = (share: number) => start + run.suspendedDays + Math.ceil(length * share)
  const red = Math.min(dayAt(warn.redShare), due - warn.redDaysLeft)
  const orange = Math.min(dayAt(warn.orangeShare), red)
  const amber = Math.min(dayAt(warn.amberShare), orange)
  return { clock, start, due, amber, orange, red, stillUntil: null }
}

/**
 * Level of a clock on a day. NONE without a clock, before a window opens, and after the last day of a clock that lapses
 * (a remedy that was not used is nobody's delay).
 */
export function levelOn(columns: ClockColumns | null, day: DayNumber): ClockLevel {
  if (columns === null) return 'NONE'
  if (standsStill(columns, day)) return 'SUSPENDED'
  if (day < columns.start) return 'NONE'
  if (day > columns.due!) return lapses(columns) ? 'NONE' : 'OVERDUE'
  if (day >= columns.red!) return 'RED'
  if (day >= columns.orange!) return 'ORANGE'
  if (day >= columns.amber!) return 'AMBER'
  return 'ON_TRACK'
}

/** True while it is suspended: until an answer comes, or its last day is over. */
export function standsStill(
  { due, stillUntil }: Pick<ClockColumns, 'due' | 'stillUntil'>,
  day: DayNumber,
): boolean {
  return due === null || (stillUntil !== null && day <= stillUntil)
}

function lapses({ clock, start }: ClockColumns): boolean {
  return clockTerm(clock, fromDay(start)).onExpiry === 'LAPSES'
}

/** Calendar days from a day to the last day of a clock: negative when overdue, null while suspended. */
export function daysLeft(columns: ClockColumns | null, day: DayNumber): number | null {
  return columns === null || standsStill(columns, day) ? null : columns.due! - day
}

type Asked = Pick<DossierBody, 'clockEvents'> & Partial<Pick<DossierBody, 'infoRequests'>>

/** The first day after the last one for an answer: from then on the clock runs again (domain facts W9). */
export const runsAgainOn = (deadline: LocalDate): LocalDate => addDays(deadline, 1)

/** The events with those that the last days of open questions bring about; of the ones before a day, if any. */
function withLastDays({ clockEvents, infoRequests = [] }: Asked, before?: LocalDate): ClockEvent[] {
  const last = infoRequests
    .filter(({ closedOn, deadline }) => !closedOn && (!before || deadline < before))
    .map(({ deadline }) => deadline)
    .toSorted()
  if (last.length === 0) return clockEvents
  const resumed = last.flatMap((deadline): ClockEvent[] =>
    OVERALL_CLOCKS.map((clock) => ({
      clock,
      kind: 'RESUME',
      at: runsAgainOn(deadline),
      reason: 'DEADLINE',
      by: null,
    })),
  )
  return [...clockEvents, ...resumed]
}

/**
 * The clock events of a dossier as they stand on a day: a question whose last day is over suspends
 * nothing any more, whether or not somebody noted it.
 */
export function clockEventsOn(body: Asked, today: LocalDate): ClockEvent[] {
  return withLastDays(body, today)
}

/** Every clock that ever started, as of `today`. A stopped one keeps its end and what was left then. */
export function clockViews(events: readonly ClockEvent[], today: LocalDate): ClockView[] {
  const day = toDay(today)
  return runsOf(events).map((run) => {
    const columns = columnsOf(run)
    const running = run.stoppedOn === null
    const openSince =
      run.openSuspensions > 0 ? Math.max(0, (run.stoppedOn ?? day) - run.suspendedSince) : 0
    return {
      id: run.clock,
      level: running ? levelOn(columns, day) : 'NONE',
      startedOn: fromDay(run.start),
      due: columns.due === null ? null : fromDay(columns.due),
      daysLeft: daysLeft(columns, run.stoppedOn ?? day),
      suspendedDays: run.suspendedDays + openSince,
      extendedDays: run.extendedDays,
      stopped: !running,
    }
  })
}

/**
 * Order of attention: running clocks of a service by end, then suspended ones, then lapsing ones, and
 * last the window of renewal, which opens long after what else runs.
 */
function attention(columns: ClockColumns): number {
  if (columns.due === null || columns.stillUntil !== null) return 1
  if (columns.clock === 'C8') return 3
  return lapses(columns) ? 2 : 0
}

/**
 * The leading clock of a dossier: of those that run or are suspended the one that ends first;
 * clocks that bind a service lead those that only give the applicant time (there the latest
 * counts, since an earlier one may have lapsed). Null when none runs. What an open question suspends
 * ends as if nobody answered it.
 */
export function clockColumns(body: Asked): ClockColumns | null {
  const events = withLastDays(body)
  const asked = events === body.clockEvents ? [] : runsOf(body.clockEvents)
  let leading: ClockColumns | null = null
  for (const run of runsOf(events)) {
    if (run.stoppedOn !== null) continue
    const isStill = asked.some((one) => one.clock === run.clock && one.openSuspensions > 0)
    const stillUntil = isStill && run.openSuspensions === 0 ? run.resumedOn - 1 : null
    const columns = { ...columnsOf(run), stillUntil }
    if (leading === null || leads(columns, leading)) leading = columns
  }
  return leading
}

function leads(a: ClockColumns, b: ClockColumns): boolean {
  const rank = attention(a)
  if (rank !== attention(b)) return rank < attention(b)
  if (rank === 0 && a.due !== b.due) return a.due! < b.due!
  if (rank === 2 && a.due !== b.due) return a.due! > b.due!
  return CLOCK_IDS.indexOf(a.clock) < CLOCK_IDS.indexOf(b.clock)
}

/**
 * First and last day on which renewal of an authorisation may be asked (C8). Null: the region has no such
 * window, the authorisation does not end, or it is shorter than the window, so that nobody renews it.
 */
export function renewalWindow(
  { region, procedure }: Pick<TermFile, 'region' | 'procedure'>,
  { from, to }: { from: LocalDate; to: LocalDate | null },
  tables: OwnTables,
): { opens: LocalDate; closes: LocalDate } | null {
  if (to === null || procedure !== 'SINGLE_PERMIT') return null
  const ahead = renewalAhead(tables, region, to)
  if (!ahead) return null
  const [opens, closes] = [dayAhead(to, ahead.opens), dayAhead(to, ahead.closes)]
  // Each end is a table of its own: a window that closes before it opens is none.
  return opens <= from || closes < opens ? null : { opens, closes }
}
