/** The queue in memory: one entry per row number of the cache, integers only. */
import type { DayNumber } from '../../domain/calendar/local-date.ts'
import { CLOCK_IDS, CLOCK_LEVELS, type ClockLevel } from '../../domain/contract/codes.ts'
import { levelOn, standsStill, type ClockColumns } from '../../domain/dossier/clocks.ts'
import { holderAt } from '../../domain/dossier/holder.ts'
import { isOverallOver } from '../../domain/dossier/outcome.ts'
import type { QueueNumbers } from '../../db/index.ts'
import { fold } from '../../domain/linking/names.ts'
import { NOT_SNOOZED, UNTIL_EVENT, isOutOfSight } from '../../domain/dossier/snooze.ts'
import {
  endsUnnoted,
  fileCell,
  onOtherDay,
  statesInCell,
  trackCell,
  turnsOnAuthorisation,
  urgencyCell,
  withTerm,
} from './facets.ts'
import { FindingSets } from './finding-sets.ts'
import { References } from './references.ts'

/** No date: later than every date, so that it sorts last. */
export const NO_DAY = 0x7fffffff
/** No clock runs. */
const NO_CLOCK = 255
/** A row number that no dossier has. */
export const NO_DESK = 0
/** Where the viewer works; null: on neither side. */
export type Side = 'REGION' | 'DVZ' | null
const DESKS_PER_ASSIGNEE = 2
/** Rows for which there is room beyond those that are there: a long pull brings thousands. */
const SPARE = 16_384

const levelPosition = new Map(CLOCK_LEVELS.map((level, i) => [level, i]))
const NO_LEVEL = levelPosition.get('NONE')!

export class Columns {
  /** One more than the highest row number. */
  size = 0
  file = new Uint16Array(0)
  tracks = new Uint16Array(0)
  urgency = new Uint16Array(0)
  /** Set of the codes of the open findings: a cell of `findingSets`. */
  readonly findingSets = new FindingSets()
  findings = new Uint16Array(0)
  /** Set of its tags. */
  tags = new Uint16Array(0)
  /** 1: it changed since its person last looked at it. */
  changed = new Uint8Array(0)
  /** Day on which it comes back for the viewer's side; NOT_SNOOZED. */
  until = new Int32Array(0)
  /** NO_DESK for a row without dossier, else 2 x (position of the assignee + 1) + closed. */
  desk = new Uint16Array(0)
  /** Row of person and employer; 0 when not in the cache. */
  personRow = new Int32Array(0)
  employerRow = new Int32Array(0)
  titleRow = new Int32Array(0)
  /** Highest row that any dossier had of these. */
  highest = { person: 0, employer: 0, title: 0 }
  readonly references = new References()
  /** Last day of the clock; NO_DAY without one, while it is suspended and after it lapsed. */
  due = new Int32Array(0)
  risk = new Int32Array(0)
  submitted = new Int32Array(0)
  /** Ids of assignees by position; position 0 is nobody. */
  readonly assignees: string[] = ['']
  readonly #assigneePosition = new Map<string, number>([['', 0]])
  #clock = new Uint8Array(0)
  #start = new Int32Array(0)
  /** Last day of the clock whether or not it lapsed since. */
  #end = new Int32Array(0)
  #amber = new Int32Array(0)
  #orange = new Int32Array(0)
  #red = new Int32Array(0)
  /** The last day on which the clock stands still for an answer; NO_DAY: for none. */
  #still = new Int32Array(0)
  /** Last days for what each track waits for; NO_DAY: it waits for nothing. */
  #workWaits = new Int32Array(0)
  #residenceWaits = new Int32Array(0)
  /** Last authorised day; NO_DAY: none, or without end. */
  #authorisedTo = new Int32Array(0)
  /** 1: the viewer's side gave it out as an authorisation that stands. */
  #given = new Uint8Array(0)
  #today: DayNumber
  readonly #side: Side

  /** `side` is where the viewer works: each side gives dossiers out and puts them aside for itself. */
  constructor(today: DayNumber, maxRow: number, side: Side) {
    this.#today = today
    this.#side = side
    this.#grow(maxRow)
  }

  /** Makes room for a row number. */
  #grow(row: number): void {
    this.size = Math.max(this.size, row + 1)
    if (this.size <= this.desk.length) return
    const length = this.size + SPARE
    const grown = <A extends Uint8Array | Uint16Array | Int32Array>(old: A): A => {
      const next = new (old.constructor as new (length: number) => A)(length)
      next.set(old)
      return next
    }
    this.file = grown(this.file)
    this.tracks = grown(this.tracks)
    this.urgency = grown(this.urgency)
    this.findings = grown(this.findings)
    this.tags = grown(this.tags)
    this.changed = grown(this.changed)
    this.until = grown(this.until)
    this.desk = grown(this.desk)
    this.personRow = grown(this.personRow)
    this.employerRow = grown(this.employerRow)
    this.titleRow = grown(this.titleRow)
    this.due = grown(this.due)
    this.risk = grown(this.risk)
    this.submitted = grown(this.submitted)
    this.#clock = grown(this.#clock)
    this.#start = grown(this.#start)
    this.#end = grown(this.#end)
    this.#amber = grown(this.#amber)
    this.#orange = grown(this.#orange)
    this.#red = grown(this.#red)
    this.#still = grown(this.#still)
    this.#workWaits = grown(this.#workWaits)
    this.#residenceWaits = grown(this.#residenceWaits)
    this.#authorisedTo = grown(this.#authorisedTo)
    this.#given = grown(this.#given)
  }

  has(row: number): boolean {
    return row < this.size && this.desk[row] !== NO_DESK
  }

  /** Position of an assignee's id; -1 when nobody has it. */
  positionOf(assignee: string): number {
    return this.#assigneePosition.get(assignee) ?? -1
  }

  /**
   * Whoever has it has something to do: it is open, or an authorisation that was given out to be worked
   * on, or of which the end was not noted.
   */
  isUnderWay(row: number): boolean {
    return (this.desk[row]! & 1) === 0 || this.#given[row] === 1 || endsUnnoted(this.tracks[row]!)
  }

  assigneeOf(row: number): string | null {
    const position = (this.desk[row]! >> 1) - 1
    return position > 0 ? this.assignees[position]! : null
  }

  #intern(assignee: string | null): number {
    const id = assignee ?? ''
    let position = this.#assigneePosition.get(id)
    if (position === undefined) {
      position = this.assignees.push(id) - 1
      this.#assigneePosition.set(id, position)
    }
    return position
  }

  /** Takes a row over. */
  set(numbers: QueueNumbers): void {
    const { row } = numbers
    this.#grow(row)
    this.file[row] = fileCell(numbers.region, numbers.procedure, numbers.category)
    const assignee = this.#side === 'DVZ' ? numbers.assigneeDvz : numbers.assignee
    this.desk[row] = DESKS_PER_ASSIGNEE * (this.#intern(assignee) + 1) + numbers.closed
    this.personRow[row] = numbers.personRow ?? 0
    this.employerRow[row] = numbers.employerRow ?? 0
    this.titleRow[row] = numbers.titleRow
    this.#noteHighest(row)
    this.references.set(row, fold(numbers.reference))
    this.risk[row] = numbers.riskScore
    this.findings[row] = this.findingSets.cellOf(numbers.riskCodes)
    this.submitted[row] = numbers.submittedOn
    this.#clock[row] = numbers.clock ?? NO_CLOCK
    this.#start[row] = numbers.clockStart ?? NO_DAY
    this.#end[row] = numbers.clockDue ?? NO_DAY
    this.#amber[row] = numbers.clockAmber ?? NO_DAY
    this.#orange[row] = numbers.clockOrange ?? NO_DAY
    this.#red[row] = numbers.clockRed ?? NO_DAY
    this.#still[row] = numbers.clockStill ?? NO_DAY
    this.#workWaits[row] = numbers.workWaits ?? NO_DAY
    this.#residenceWaits[row] = numbers.residenceWaits ?? NO_DAY
    this.#authorisedTo[row] = numbers.authorisedTo ?? NO_DAY
    this.#given[row] = this.#side === 'DVZ' ? numbers.given >> 1 : numbers.given & 1
    this.tags[row] = numbers.tags
    this.changed[row] = numbers.changed
    this.until[row] = this.#untilOf(numbers)
    this.tracks[row] = trackCell(numbers.workState, numbers.residenceState, false)
    const level = this.#takeLevel(row)
    const severity = numbers.riskSeverity ?? -1
    const snooze = this.#snoozeOf(row, level)
    this.urgency[row] = urgencyCell(level, this.#holderOf(row), severity, snooze)
  }

  #untilOf({ snoozeRegion, snoozeDvz }: QueueNumbers): number {
    if (this.#side === null) return NOT_SNOOZED
    return this.#side === 'DVZ' ? snoozeDvz : snoozeRegion
  }

  /** Position in SNOOZES today. */
  #snoozeOf(row: number, level: number): number {
    const until = this.until[row]!
    if (until === NOT_SNOOZED || !isOutOfSight(until, this.#today, CLOCK_LEVELS[level]!)) return 0
    return until === UNTIL_EVENT ? 2 : 1
  }

  /** Position of who has to act today. */
  #holderOf(row: number): number {
    const [work, residence] = statesInCell(this.tracks[row]!)
    // No day is after NO_DAY.
    return holderAt(work, residence, {
      work: this.#today > this.#workWaits[row]!,
      residence: this.#today > this.#residenceWaits[row]!,
    })
  }

  #noteHighest(row: number): void {
    const { highest } = this
    highest.person = Math.max(highest.person, this.personRow[row]!)
    highest.employer = Math.max(highest.employer, this.employerRow[row]!)
    highest.title = Math.max(highest.title, this.titleRow[row]!)
  }

  /**
   * Position of the clock's level today; a clock that lapsed has no due date any more. While residence
   * waits after a grant of work no clock that binds a service runs beside the overall one: it leads.
   */
  #takeLevel(row: number): number {
    const clock = this.#startedClock(row)
    this.tracks[row] = withTerm(this.tracks[row]!, this.#isOver(row, clock))
    const level = clock === null ? NO_LEVEL : levelPosition.get(levelOn(clock, this.#today))!
    const isKnown = clock !== null && level !== NO_LEVEL && !standsStill(clock, this.#today)
    this.due[row] = isKnown ? clock.due! : NO_DAY
    return level
  }

  /** The last day that counts for the outcome is over: of the authorisation, or of the overall clock. */
  #isOver(row: number, clock: ClockColumns | null): boolean {
    if (turnsOnAuthorisation(this.tracks[row]!)) return this.#authorisedTo[row]! < this.#today
    return clock !== null && isOverallOver(clock, this.#today)
  }

  remove(row: number): void {
    if (row >= this.size) return
    this.desk[row] = NO_DESK
    this.personRow[row] = 0
    this.employerRow[row] = 0
    this.titleRow[row] = 0
    this.findings[row] = 0
    this.tags[row] = 0
    this.changed[row] = 0
    this.until[row] = NOT_SNOOZED
    this.references.remove(row)
  }

  /** The leading clock of a row as the cache knows it, lapsed or not. */
  #startedClock(row: number): ClockColumns | null {
    const clock = this.#clock[row]!
    if (clock === NO_CLOCK) return null
    const suspended = this.#end[row] === NO_DAY
    return {
      clock: CLOCK_IDS[clock]!,
      start: this.#start[row]!,
      due: suspended ? null : this.#end[row]!,
      amber: suspended ? null : this.#amber[row]!,
      orange: suspended ? null : this.#orange[row]!,
      red: suspended ? null : this.#red[row]!,
      stillUntil: this.#still[row] === NO_DAY ? null : this.#still[row]!,
    }
  }

  /** The leading clock of a row with its level; null when none runs: a lapsed one is no clock. */
  clockOf(row: number): (ClockColumns & { level: ClockLevel }) | null {
    const clock = this.#startedClock(row)
    const level = levelOn(clock, this.#today)
    return clock === null || level === 'NONE' ? null : { ...clock, level }
  }

  /** Levels, holders and due dates follow from the day: a new day renews them all. */
  setToday(today: DayNumber): void {
    this.#today = today
    for (let row = 0; row < this.size; row += 1) {
      const level = this.#takeLevel(row)
      const snooze = this.#snoozeOf(row, level)
      this.urgency[row] = onOtherDay(this.urgency[row]!, level, this.#holderOf(row), snooze)
    }
  }
}
