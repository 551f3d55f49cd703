/**
 * Workers whom one sender lets replace each other on one task at one place: the days of all are added up
 * (domain facts 4.4; Directive 96/71/EC art. 3(1a)). Who works beside another replaces nobody: a crew of several
 * is as many rows.
 */
import { daysBetween, type LocalDate } from '../calendar/local-date.ts'
import { intersection, type Span } from '../calendar/spans.ts'
import type { TandemRecord } from '../contract/records.ts'
import { POSTING_DURATION } from '../reference/limosa.ts'
import { sendersOf } from '../risk/senders.ts'
import { type Counted, countedDays, islands, lengthOf } from './counting.ts'
import { taskKeys, type OnTask } from './same-task.ts'
import { byWorker } from './same-worker.ts'

type Declaration = TandemRecord<'declaration'>

/** When one stay goes on, and when one who comes replaces one who leaves. */
export interface Turns {
  /** A gap of this many days or more is a new posting. */
  maxGap: number
  /** So many days one who leaves and one who comes may work side by side. */
  maxOverlap: number
}

/** As the limits of 12 and 18 months are counted. */
export const TURNS: Turns = {
  maxGap: POSTING_DURATION.interruptionDays,
  maxOverlap: POSTING_DURATION.handoverDays,
}

/** What one worker was declared for without a gap that begins anew. */
export interface Stay extends Span {
  /** Tells the workers of one task apart. */
  worker: number
  days: number
  /** In the order of their first days. */
  of: OnTask[]
}

/** Stays of workers of whom each replaced the one before. */
export type Row = readonly Stay[]

const spanOf = ({ record }: OnTask): Span => record.body.period

const byStart = <T>(list: readonly T[], startOf: (one: T) => LocalDate): T[] =>
  list.toSorted((a, b) => (startOf(a) < startOf(b) ? -1 : startOf(a) > startOf(b) ? 1 : 0))

/** Days between the end of one and the start of the next; less than nothing when they share days. */
const gapTo = (from: LocalDate, before: Stay): number => daysBetween(before.to, from) - 1

/** The stays of each worker on one task, in the order of their starts. */
export function staysOf(onTask: readonly OnTask[], maxGap: number): Stay[] {
  const workers = byWorker(
    onTask,
    ({ record }) => record.body,
    ({ personId }) => personId,
  )
  const stays: Stay[] = []
  const open = new Map<number, Stay>()
  for (const one of byStart(onTask, (each) => spanOf(each).from)) {
    const { from, to } = spanOf(one)
    const worker = workers.get(one)!
    const known = open.get(worker)
    if (known && gapTo(from, known) < maxGap) {
      known.of.push(one)
      if (to > known.to) known.to = to
    } else {
      const stay = { worker, from, to, days: 0, of: [one] }
      open.set(worker, stay)
      stays.push(stay)
    }
  }
  for (const stay of stays) {
    stay.days = islands(stay.of.map(spanOf)).reduce((sum, span) => sum + lengthOf(span), 0)
  }
  return stays
}

/**
 * Stays in rows: each joins the one that ended last before it began and that it outlasts, of another
 * worker; who replaces nobody begins a row.
 */
export function rowsOf(stays: readonly Stay[], { maxGap, maxOverlap }: Turns): Stay[][] {
  const rows: Stay[][] = []
  for (const stay of byStart(stays, ({ from }) => from)) {
    const follows = (row: Row) => {
      const before = row.at(-1)!
      const gap = gapTo(stay.from, before)
      const isNext = gap < maxGap && -gap <= maxOverlap && stay.to > before.to
      return isNext && before.worker !== stay.worker
    }
    const row = rows
      .filter(follows)
      .reduce<Stay[] | null>(
        (last, one) => (last && last.at(-1)!.to >= one.at(-1)!.to ? last : one),
        null,
      )
    if (row) row.push(stay)
    else rows.push([stay])
  }
  return rows
}

/** Those on one task at one place together, of whoever sends them. A declaration of several tasks stands in several. */
export function eachTask(all: readonly OnTask[]): (readonly OnTask[])[] {
  const tasks = new Map<string, OnTask[]>()
  for (const one of all) {
    for (const key of taskKeys(one.record.body)) {
      const known = tasks.get(key)
      if (known) known.push(one)
      else tasks.set(key, [one])
    }
  }
  return [...tasks.values()]
}

/** The same of each sender apart: an undertaking answers for whom it replaces itself. */
export function eachTaskOfSender(all: readonly OnTask[]): (readonly OnTask[])[] {
  const senderOf = sendersOf(all.map(({ record }) => record))
  return eachTask(all).flatMap((onTask) => {
    const bySender = Map.groupBy(onTask, ({ record }) => senderOf(record))
    bySender.delete(null)
    return [...bySender.values()]
  })
}

/** The days of a row, up to a day where one is told. */
export function daysOf(row: Row, until?: LocalDate): Counted {
  const spans = row.flatMap(({ of }) => of.map(spanOf))
  if (until === undefined) return countedDays(spans)
  const known = { from: '0000-01-01', to: until }
  return countedDays(spans.flatMap((span) => intersection(span, known) ?? []))
}

/** How many people are in a row. */
export const workersIn = (row: Row): number => new Set(row.map(({ worker }) => worker)).size

/** How many stays of a row there are when its days are first more than so many months; null: they never are. */
export function passesWith(row: Row, months: number): number | null {
  for (let count = 1; count <= row.length; count += 1) {
    if (daysOf(row.slice(0, count)).longerThan(months)) return count
  }
  return null
}

/** The stays up to the one that a declaration is part of; null where it is part of none. */
function upTo(row: Row, { id }: Declaration): Row | null {
  const at = row.findIndex(({ of }) => of.some(({ record }) => record.id === id))
  return at === -1 ? null : row.slice(0, at + 1)
}

export interface PostingLine {
  /** First day of the line. */
  from: LocalDate
  /** Days on which somebody was posted, until the end of the declared period. */
  days: number
  /** How many people followed each other. */
  workers: number
  /** Last day of month 12 and of month 18 as the days count; null while the line is shorter. */
  monthTwelveEnds: LocalDate | null
  monthEighteenEnds: LocalDate | null
}

/**
 * The longest line of postings that a declaration is the last of so far: of its worker, and of those whom its
 * sender let replace each other before on the same task at the same place. Null when it names no task.
 */
export function postingLine(all: readonly OnTask[], asked: Declaration): PostingLine | null {
  const until = asked.body.period.to
  const lines = eachTaskOfSender(all).flatMap((onTask) => {
    const begun = onTask.filter((one) => spanOf(one).from <= until)
    return rowsOf(staysOf(begun, TURNS.maxGap), TURNS).flatMap((row) => {
      const line = upTo(row, asked)
      return line ? [{ line, counted: daysOf(line, until) }] : []
    })
  })
  if (lines.length === 0) return null
  const { line, counted } = lines.reduce((a, b) => (b.counted.days > a.counted.days ? b : a))
  const { from, days } = counted
  return {
    from,
    days,
    workers: workersIn(line),
    monthTwelveEnds: counted.fullOn(POSTING_DURATION.months),
    monthEighteenEnds: counted.fullOn(POSTING_DURATION.extendedMonths),
  }
}
