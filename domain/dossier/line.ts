/**
 * Forecast of a line of dossiers: in this order so many terms are missed. A service does `officers` x
 * `unitsPerDay` units of work on each working day; a dossier is whole numbers of units and has a last
 * day, or none.
 *
 * What is certain: for one officer, and for dossiers of equal effort of which a day holds a whole number,
 * no order misses fewer terms than `fewestMissed` (Moore and Hodgson 1968, 1||ΣU). For several
 * officers with unequal dossiers the question is NP-hard: the order found is a good one, never
 * worse than earliest-term-first, and `missedAtLeast` says what no order can beat. A minimum of missed
 * terms puts those that are lost at the end: a forecast for whoever leads, not an instruction.
 */
import { isWorkingDay } from '../calendar/holidays.ts'
import { fromDay, type DayNumber } from '../calendar/local-date.ts'

/** One dossier in the line. */
export interface LineItem {
  /** What the caller knows it by: row number, position. */
  key: number
  /** Work left, whole units of at least 1. */
  units: number
  /** Last day; null when no term runs. */
  due: DayNumber | null
}

export interface Capacity {
  officers: number
  /** Whole units of one officer on a working day. */
  unitsPerDay: number
}

/** A dossier that is done after its last day. */
export interface Late {
  key: number
  /** Calendar days after it. */
  days: number
}

export interface LineOutcome {
  order: readonly LineItem[]
  /** Dossiers that are done after their last day. */
  missed: number
  /** Calendar days by which they are, together. */
  daysLate: number
  /** Working days until the line is empty. */
  workingDays: number
  /** The dossiers that are done too late, in the order of the work. */
  late: readonly Late[]
}

export interface LineForecast {
  present: LineOutcome
  earliestFirst: LineOutcome
  fewestMissed: LineOutcome
  /** No order misses fewer. */
  missedAtLeast: number
}

/** Working days from a first one on, found as they are asked for. */
class WorkingDays {
  readonly #days: DayNumber[] = []
  /** Working days up to and with each calendar day from the first on. */
  readonly #upTo: number[] = []
  readonly #first: DayNumber

  constructor(first: DayNumber) {
    this.#first = first
  }

  #walk(): void {
    const day = this.#first + this.#upTo.length
    if (isWorkingDay(fromDay(day))) this.#days.push(day)
    this.#upTo.push(this.#days.length)
  }

  /** The nth working day, from 1. */
  nth(n: number): DayNumber {
    while (this.#days.length < n) this.#walk()
    return this.#days[n - 1]!
  }

  /** Working days from the first day to a day, both included, as far as `limit` of them matter. */
  until(day: DayNumber, limit: number): number {
    if (day < this.#first) return 0
    while (this.#upTo.length <= day - this.#first) {
      if (this.#days.length >= limit) return limit
      this.#walk()
    }
    return Math.min(limit, this.#upTo[day - this.#first]!)
  }
}

const byDue = (a: LineItem, b: LineItem): number =>
  (a.due ?? Infinity) === (b.due ?? Infinity) ? 0 : (a.due ?? Infinity) - (b.due ?? Infinity)

/** What comes of an order: each next dossier goes to the officer who is free first. */
function outcomeOf(
  order: readonly LineItem[],
  { officers, unitsPerDay }: Capacity,
  days: WorkingDays,
): LineOutcome {
  const free = new Heap(officers)
  const lateItems: Late[] = []
  let [missed, daysLate, last] = [0, 0, 0]
  for (const { key, units, due } of order) {
    const begun = free.size < officers ? 0 : free.pop()
    const done = begun + units
    free.push(done)
    const workingDay = Math.ceil(done / unitsPerDay)
    last = Math.max(last, workingDay)
    if (due === null) continue
    const late = days.nth(workingDay) - due
    if (late <= 0) continue
    missed += 1
    daysLate += late
    lateItems.push({ key, days: late })
  }
  return { order, missed, daysLate, workingDays: last, late: lateItems }
}

/**
 * Moore and Hodgson on one line that works for all officers together: by last day, and whenever one
 * would be late the longest so far is given up. What is given up comes last, the shortest first.
 * Several officers cannot do more in a day than such a line, so that it bounds theirs.
 */
function mooreHodgson(
  byLastDay: readonly LineItem[],
  { officers, unitsPerDay }: Capacity,
  days: WorkingDays,
): { order: LineItem[]; missed: number } {
  const perDay = officers * unitsPerDay
  const total = byLastDay.reduce((sum, { units }) => sum + units, 0)
  const limit = Math.ceil(total / perDay)
  const longest = new Heap(byLastDay.length)
  const givenUp = new Uint8Array(byLastDay.length)
  let work = 0
  let missed = 0
  for (let i = 0; i < byLastDay.length; i += 1) {
    const { units, due } = byLastDay[i]!
    if (due === null) break
    work += units
    // Longest first; of equal ones the first that was taken.
    longest.push(-units, i)
    const fits = work <= days.until(due, limit) * perDay
    if (fits) continue
    const drop = longest.popItem()
    givenUp[drop] = 1
    missed += 1
    work -= byLastDay[drop]!.units
  }
  const lost = byLastDay.filter((_, i) => givenUp[i]).sort((a, b) => a.units - b.units)
  const kept = byLastDay.filter((_, i) => !givenUp[i])
  const open = kept.findIndex(({ due }) => due === null)
  const dated = open === -1 ? kept : kept.slice(0, open)
  return { order: [...dated, ...lost, ...kept.slice(dated.length)], missed }
}

/** Fewer missed terms are better, then fewer days late. */
const better = (a: LineOutcome, b: LineOutcome): LineOutcome =>
  b.missed < a.missed || (b.missed === a.missed && b.daysLate < a.daysLate) ? b : a

/**
 * The three orders of a line that starts on `today`. `present` is the order of the items. Throws a
 * `RangeError` for a capacity or an effort that is not a whole number from 1.
 */
export function forecastLine(
  items: readonly LineItem[],
  capacity: Capacity,
  today: DayNumber,
): LineForecast {
  const numbers = [capacity.officers, capacity.unitsPerDay, ...new Set(items.map((i) => i.units))]
  if (!numbers.every((n) => Number.isSafeInteger(n) && n >= 1)) {
    throw new RangeError('officers, units a day and units left are whole numbers from 1')
  }
  const days = new WorkingDays(today)
  const byLastDay = items.toSorted(byDue)
  const found = mooreHodgson(byLastDay, capacity, days)
  const present = outcomeOf(items, capacity, days)
  const earliestFirst = outcomeOf(byLastDay, capacity, days)
  const best = outcomeOf(found.order, capacity, days)
  const fewestMissed = better(better(best, earliestFirst), present)
  return { present, earliestFirst, fewestMissed, missedAtLeast: found.missed }
}

/** Smallest key first; equal keys by the smaller item. */
class Heap {
  size = 0
  readonly #keys: Float64Array
  readonly #items: Int32Array

  constructor(capacity: number) {
    this.#keys = new Float64Array(capacity)
    this.#items = new Int32Array(capacity)
  }

  #less(a: number, b: number): boolean {
    const difference = this.#keys[a]! - this.#keys[b]!
    return difference < 0 || (difference === 0 && this.#items[a]! < this.#items[b]!)
  }

  #swap(a: number, b: number): void {
    const [key, item] = [this.#keys[a]!, this.#items[a]!]
    this.#keys[a] = this.#keys[b]!
    this.#items[a] = this.#items[b]!
    this.#keys[b] = key
    this.#items[b] = item
  }

  push(key: number, item = 0): void {
    let at = this.size
    this.size += 1
    this.#keys[at] = key
    this.#items[at] = item
    while (at > 0 && this.#less(at, (at - 1) >> 1)) {
      this.#swap(at, (at - 1) >> 1)
      at = (at - 1) >> 1
    }
  }

  #removeFirst(): void {
    this.size -= 1
    this.#keys[0] = this.#keys[this.size]!
    this.#items[0] = this.#items[this.size]!
    let at = 0
    for (;;) {
      let least = at
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < this.size && this.#less(child, least)) least = child
      }
      if (least === at) return
      this.#swap(at, least)
      at = least
    }
  }

  pop(): number {
    const key = this.#keys[0]!
    this.#removeFirst()
    return key
  }

  popItem(): number {
    const item = this.#items[0]!
    this.#removeFirst()
    return item
  }
}
