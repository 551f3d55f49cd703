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
  type OverallClock,
} from '../contract/codes.ts'
import { clockTerm, lawfulTerm, overallClockIn } from '../reference/clocks.ts'
import { NO_TABLES, type OwnTables } from '../reference/own-rows.ts'
import { usualDurations, type Assumed } from '../reference/usual-durations.ts'
import { endOfTerm } from './clocks.ts'
import type { LineItem } from './line.ts'
import { endsOf } from './simulate.ts'

export interface StockRow {
  row: number
  region: number
  procedure: number
  workState: number
  residenceState: number
  /** 1: closed. */
  closed: number
  holder: number
  /** The leading clock; null: none runs. */
  clock: number | null
  clockStart: DayNumber | null
  /** Null also while it is suspended. */
  clockDue: DayNumber | null
  submittedOn: DayNumber
}

/** One way of handling over the whole stock. */
export interface StockHandling {
  missed: number
  daysLate: number
  idleDays: number
}

export interface StockSimulation {
  /** Open dossiers whose residence is not decided. */
  simulated: number
  /** Of these, suspended ones: the row does not hold their last day, so that they cannot miss it. */
  suspended: number
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

const C2 = CLOCK_IDS.indexOf('C2')
const SINGLE_PERMIT = PROCEDURES.indexOf('SINGLE_PERMIT')
const INFO_REQUESTED = {
  work: WORK_STATES.indexOf('INFO_REQUESTED'),
  residence: RESIDENCE_STATES.indexOf('INFO_REQUESTED'),
}
const AWAITING_COMPLETION = WORK_STATES.indexOf('AWAITING_COMPLETION')
const NOT_TRANSMITTED = RESIDENCE_STATES.indexOf('NOT_TRANSMITTED')
const INTAKE: ReadonlySet<number> = new Set([CLOCK_IDS.indexOf('C1'), C2])
const OVERALL: ReadonlySet<number> = new Set([CLOCK_IDS.indexOf('C3A'), CLOCK_IDS.indexOf('C3B')])

const isSuspended = ({ clock, clockDue }: StockRow): boolean => clock !== null && clockDue === null

/** What overall clocks come to by region and day: most dossiers share one with others. */
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
    endOf(region: number, clock: OverallClock, start: DayNumber): DayNumber {
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
 * Last day of the overall clock, also before it starts: C3B is dated back to the submission, C3A
 * starts with C2, or on `admission` where that is to come. Infinity after it was stopped (an appeal).
 */
function overallDue(
  row: StockRow,
  admission: DayNumber,
  overall: ReturnType<typeof overallEnds>,
): DayNumber {
  if (row.clock !== null && OVERALL.has(row.clock)) return row.clockDue!
  if (row.clock !== null && !INTAKE.has(row.clock)) return Infinity
  const clock = overall.clockOf(row.region, row.submittedOn)
  if (clock === 'C3B') return overall.endOf(row.region, clock, row.submittedOn)
  return overall.endOf(row.region, clock, row.clock === C2 ? row.clockStart! : admission)
}

const handling = (): StockHandling => ({ missed: 0, daysLate: 0, idleDays: 0 })

/** Both ways of handling every open dossier with two tracks, as usual, from today on. */
export function simulateStock(
  rows: Iterable<StockRow>,
  today: LocalDate,
  assumed: Assumed = {},
  tables: OwnTables = NO_TABLES,
): StockSimulation {
  const lengths = lengthsBy(today, assumed, tables)
  const overall = overallEnds(tables)
  const now = toDay(today)
  const sum = {
    simulated: 0,
    suspended: 0,
    serial: handling(),
    parallel: handling(),
    savedDays: 0,
  }
  for (const row of rows) {
    const usual = lengths[row.region]!
    const residenceDays = usual.residence[row.residenceState]!
    if (row.closed === 1 || residenceDays === null) continue
    const wait = (asked: boolean) => (asked ? usual.answer : 0)
    const start = now + wait(row.workState === AWAITING_COMPLETION)
    const handOver = row.residenceState === NOT_TRANSMITTED ? start : now
    const work = usual.work[row.workState]! + wait(row.workState === INFO_REQUESTED.work)
    const residence = residenceDays + wait(row.residenceState === INFO_REQUESTED.residence)
    const serial = endsOf(true, start, handOver, work, residence)
    const parallel = endsOf(false, start, handOver, work, residence)
    const suspended = isSuspended(row)
    const due = suspended ? Infinity : overallDue(row, start, overall)
    sum.simulated += 1
    if (suspended) sum.suspended += 1
    sum.savedDays += serial.end - parallel.end
    count(sum.serial, serial, due)
    count(sum.parallel, parallel, due)
  }
  return sum
}

function count(
  sum: StockHandling,
  { end, idleDays }: ReturnType<typeof endsOf>,
  due: number,
): void {
  sum.idleDays += idleDays
  if (end <= due) return
  sum.missed += 1
  sum.daysLate += end - due
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
  const holder = HOLDERS.indexOf(service)
  const items: LineItem[] = []
  for (const row of rows) {
    if (row.closed === 1 || row.holder !== holder || isSuspended(row)) continue
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
