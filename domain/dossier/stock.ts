/**
 * The simulation and the line of work over all dossiers, from the integers that the queue keeps:
 * positions of codes in their lists and day numbers. The cache's rows of the queue are such rows.
 */
import { toWorkingDay } from '../calendar/holidays.ts'
import { fromDay, toDay, type DayNumber, type LocalDate } from '../calendar/local-date.ts'
import {
  CLOCK_IDS,
  HOLDERS,
  PROCEDURES,
  REGIONS,
  RESIDENCE_STATES,
  WORK_STATES,
  type ClockId,
  type OverallClock,
} from '../contract/codes.ts'
import { clockTerm, lawfulTerm, overallClockIn } from '../reference/clocks.ts'
import { NO_TABLES, type OwnTables } from '../reference/own-rows.ts'
import { usualDurations, type Assumed } from '../reference/usual-durations.ts'
import { holderAt, isHeldBy } from './holder.ts'
import { endOfTerm, standsStill } from './clocks.ts'
import type { Late, LineItem } from './line.ts'
import { endsOf, handOverOn } from './simulate.ts'

export interface StockRow {
  row: number
  region: number
  procedure: number
  workState: number
  residenceState: number
  /** 1: closed. */
  closed: number
  /** Last days for the answer or the advice that each track waits for; null: it waits for none. */
  workWaits: DayNumber | null
  residenceWaits: DayNumber | null
  /** The leading clock; null: none runs. */
  clock: number | null
  clockStart: DayNumber | null
  /** Null also while it is suspended and nobody knows until when. */
  clockDue: DayNumber | null
  /** The last day on which it stands still for an answer. */
  clockStill: DayNumber | null
  submittedOn: DayNumber
}

/** One way of handling over the whole stock. */
export interface StockHandling {
  /** Dossiers that miss their overall clock, and the calendar days by which they do. */
  missed: number
  daysLate: number
  idleDays: number
  /** Calendar days from today to the end of each dossier, together. */
  endDays: number
  /** The day on which the last dossier ends; null: none was simulated. */
  lastEnd: DayNumber | null
  /** Those that miss it by most days, the latest first; at most LATEST_TOLD. */
  latest: readonly Late[]
}

/** Copies that have not gone to the Immigration Office yet, the same in both ways of handling. */
export interface StockCopies {
  toSend: number
  /** Of these, those that go after the last day of C2, where the row or the law tells that day. */
  missed: number
  daysLate: number
}

export interface StockSimulation {
  /** Open dossiers whose residence is not decided. */
  simulated: number
  /** Of these, suspended ones: the row does not hold their last day, so that they cannot miss it. */
  suspended: number
  copies: StockCopies
  serial: StockHandling
  parallel: StockHandling
  savedDays: number
}

/** What is usual, by position of the codes. */
function lengthsBy(today: LocalDate, assumed: Assumed, tables: OwnTables) {
  return REGIONS.map((region) => {
    const usual = usualDurations(region, today, assumed, tables)
    return {
      answer: usual.answer.usual,
      work: WORK_STATES.map((state) => Math.ceil(usual.work.usual * (usual.workLeft[state] ?? 0))),
      residence: RESIDENCE_STATES.map((state) => {
        const share = usual.residenceLeft[state]
        return share === undefined ? null : Math.ceil(usual.residence.usual * share)
      }),
      workShare: WORK_STATES.map((state) => usual.workLeft[state] ?? 0),
      residenceShare: RESIDENCE_STATES.map((state) => usual.residenceLeft[state] ?? 0),
      effort: PROCEDURES.map((procedure) => usual.effort[procedure]),
    }
  })
}

/** Dossiers told one by one in each way of handling. */
export const LATEST_TOLD = 100

const C2 = CLOCK_IDS.indexOf('C2')
const SINGLE_PERMIT = PROCEDURES.indexOf('SINGLE_PERMIT')
const INFO_REQUESTED = {
  work: WORK_STATES.indexOf('INFO_REQUESTED'),
  residence: RESIDENCE_STATES.indexOf('INFO_REQUESTED'),
}
const ADMISSIBLE = WORK_STATES.indexOf('ADMISSIBLE')
const AWAITING_COMPLETION = WORK_STATES.indexOf('AWAITING_COMPLETION')
const NOT_TRANSMITTED = RESIDENCE_STATES.indexOf('NOT_TRANSMITTED')
const INTAKE: ReadonlySet<number> = new Set([CLOCK_IDS.indexOf('C1'), C2])
const OVERALL: ReadonlySet<number> = new Set([CLOCK_IDS.indexOf('C3A'), CLOCK_IDS.indexOf('C3B')])

const isSuspended = ({ clock, clockDue: due, clockStill }: StockRow, now: DayNumber): boolean =>
  clock !== null && standsStill({ due, stillUntil: clockStill }, now)

const isPast = (day: DayNumber | null, now: DayNumber): boolean => day !== null && now > day

const holderOn = (row: StockRow, now: DayNumber): number =>
  holderAt(row.workState, row.residenceState, {
    work: isPast(row.workWaits, now),
    residence: isPast(row.residenceWaits, now),
  })

/** Which tracks wait for an answer: one whose last day is over is waited for no longer. */
const waitsFor = (row: StockRow, now: DayNumber): Record<'work' | 'residence', boolean> => ({
  work: row.workState === INFO_REQUESTED.work && !isPast(row.workWaits, now),
  residence: row.residenceState === INFO_REQUESTED.residence && !isPast(row.residenceWaits, now),
})

/** What shared clocks come to by region and day: most dossiers have one in common with others. */
function overallEnds(tables: OwnTables) {
  const ends = new Map<string, DayNumber>()
  const clocks = new Map<string, OverallClock>()
  return {
    /** The clock of a file that was submitted on a day. */
    clockOf(region: number, submittedOn: DayNumber): OverallClock {
      const key = `${region} ${submittedOn}`
      let clock = clocks.get(key)
      if (clock === undefined) {
        const file = { region: REGIONS[region]!, submittedOn: fromDay(submittedOn) }
        clock = overallClockIn(tables, file)
        clocks.set(key, clock)
      }
      return clock
    },
    /** Its last day when it starts on a day. */
    endOf(region: number, clock: ClockId, start: DayNumber): DayNumber {
      const key = `${region}${clock}${start}`
      let end = ends.get(key)
      if (end === undefined) {
        const startedOn = fromDay(start)
        const { movesToWorkingDay } = clockTerm(clock, startedOn)
        const file = { region: REGIONS[region]!, procedure: 'SINGLE_PERMIT' as const }
        const last = endOfTerm(startedOn, lawfulTerm(tables, file, clock, startedOn).term)
        end = toDay(movesToWorkingDay ? toWorkingDay(last) : last)
        ends.set(key, end)
      }
      return end
    },
  }
}

/**
 * Last day of the overall clock, also before it starts: C3B is dated back to the submission unless
 * items are awaited, C3A starts with C2, or on `admission` where that is to come. Behind C2 a row does
 * not tell whether items were awaited: then the earlier day counts. Infinity after it was stopped (an
 * appeal).
 */
function overallDue(
  row: StockRow,
  admission: DayNumber,
  overall: ReturnType<typeof overallEnds>,
): DayNumber {
  if (row.clock !== null && OVERALL.has(row.clock)) return row.clockDue!
  if (row.clock !== null && !INTAKE.has(row.clock)) return Infinity
  const clock = overall.clockOf(row.region, row.submittedOn)
  if (clock === 'C3B') {
    const start = row.workState === AWAITING_COMPLETION ? admission : row.submittedOn
    return overall.endOf(row.region, clock, start)
  }
  return overall.endOf(row.region, clock, row.clock === C2 ? row.clockStart! : admission)
}

/**
 * Last day of C2. Infinity where the row does not hold it: another clock leads, which ends before it.
 */
function copyDue(row: StockRow, start: DayNumber, shared: ReturnType<typeof overallEnds>): number {
  if (row.clock === C2) return row.clockDue!
  return row.workState === ADMISSIBLE ? Infinity : shared.endOf(row.region, 'C2', start)
}

const latestFirst = (a: Late, b: Late): number => b.days - a.days || a.key - b.key

/** Counts one way of handling, and keeps those that are latest without holding all. */
class Count {
  readonly #now: DayNumber
  readonly #sums = { missed: 0, daysLate: 0, idleDays: 0, endDays: 0 }
  #lastEnd: DayNumber | null = null
  #latest: Late[] = []
  /** Days by which one must be late to be told. */
  #floor = 0

  constructor(now: DayNumber) {
    this.#now = now
  }

  add(key: number, { end, idleDays }: ReturnType<typeof endsOf>, due: number): void {
    const sums = this.#sums
    sums.idleDays += idleDays
    sums.endDays += end - this.#now
    if (this.#lastEnd === null || end > this.#lastEnd) this.#lastEnd = end
    if (end <= due) return
    const days = end - due
    sums.missed += 1
    sums.daysLate += days
    if (days < this.#floor) return
    this.#latest.push({ key, days })
    if (this.#latest.length >= 20 * LATEST_TOLD) this.#cut()
  }

  #cut(): void {
    this.#latest = this.#latest.toSorted(latestFirst).slice(0, LATEST_TOLD)
    this.#floor = this.#latest.length < LATEST_TOLD ? 0 : this.#latest.at(-1)!.days
  }

  result(): StockHandling {
    this.#cut()
    return { ...this.#sums, lastEnd: this.#lastEnd, latest: this.#latest }
  }
}

/** Both ways of handling every open dossier with two tracks, from today on. */
export function simulateStock(
  rows: Iterable<StockRow>,
  today: LocalDate,
  assumed: Assumed = {},
  tables: OwnTables = NO_TABLES,
): StockSimulation {
  const lengths = lengthsBy(today, assumed, tables)
  const overall = overallEnds(tables)
  const now = toDay(today)
  const sum = { simulated: 0, suspended: 0, savedDays: 0 }
  const copies: StockCopies = { toSend: 0, missed: 0, daysLate: 0 }
  const counts = { serial: new Count(now), parallel: new Count(now) }
  for (const row of rows) {
    const usual = lengths[row.region]!
    const residenceDays = usual.residence[row.residenceState]!
    if (row.closed === 1 || residenceDays === null) continue
    const wait = (asked: boolean) => (asked ? usual.answer : 0)
    const asks = waitsFor(row, now)
    const start = now + wait(row.workState === AWAITING_COMPLETION)
    const isToSend = row.residenceState === NOT_TRANSMITTED
    const handOver = isToSend ? handOverOn(start, assumed.handOver) : now
    if (isToSend) countCopy(copies, handOver - copyDue(row, start, overall))
    const work = usual.work[row.workState]! + wait(asks.work)
    const residence = residenceDays + wait(asks.residence)
    const serial = endsOf(true, start, handOver, work, residence)
    const parallel = endsOf(false, start, handOver, work, residence)
    const suspended = isSuspended(row, now)
    const due = suspended ? Infinity : overallDue(row, start, overall)
    sum.simulated += 1
    if (suspended) sum.suspended += 1
    sum.savedDays += serial.end - parallel.end
    counts.serial.add(row.row, serial, due)
    counts.parallel.add(row.row, parallel, due)
  }
  const { serial, parallel } = counts
  return { ...sum, copies, serial: serial.result(), parallel: parallel.result() }
}

function countCopy(copies: StockCopies, daysLate: number): void {
  copies.toSend += 1
  if (daysLate <= 0) return
  copies.missed += 1
  copies.daysLate += daysLate
}

/**
 * The dossiers that a service has to work on now, in the order of the rows: suspended ones and those
 * that wait for somebody else are not in the line. A term that only gives the applicant time is none.
 */
export function lineOf(
  rows: Iterable<StockRow>,
  service: 'REGION' | 'DVZ',
  today: LocalDate,
  assumed: Assumed = {},
  tables: OwnTables = NO_TABLES,
): LineItem[] {
  const lengths = lengthsBy(today, assumed, tables)
  const overall = overallEnds(tables)
  const now = toDay(today)
  const isTheirs = HOLDERS.map((holder) => isHeldBy(holder, service))
  const items: LineItem[] = []
  for (const row of rows) {
    if (row.closed === 1 || !isTheirs[holderOn(row, now)]! || isSuspended(row, now)) continue
    const usual = lengths[row.region]!
    const share =
      service === 'REGION'
        ? usual.workShare[row.workState]!
        : usual.residenceShare[row.residenceState]!
    const units = Math.max(1, Math.round(usual.effort[row.procedure]! * share))
    items.push({ key: row.row, units, due: dueInLine(row, share > 0, now, overall) })
  }
  return items
}

function dueInLine(
  row: StockRow,
  isUndecided: boolean,
  now: DayNumber,
  overall: ReturnType<typeof overallEnds>,
): DayNumber | null {
  const binds =
    row.clock !== null &&
    clockTerm(CLOCK_IDS[row.clock]!, fromDay(row.clockStart!)).onExpiry === 'ALARM'
  if (binds) return row.clockDue
  if (!isUndecided || row.procedure !== SINGLE_PERMIT) return null
  const due = overallDue(row, now, overall)
  return Number.isFinite(due) ? due : null
}
