/**
 * Where the law gives a clock more than one last day (domain facts 1.6): months that can be counted in two
 * ways, and against a decision on residence the shorter ways of extreme urgency. The clock itself runs
 * by one of them; whoever looks at it sees them all.
 */
import { daysBetween, type LocalDate } from '../calendar/local-date.ts'
import type { ClockId, Reading } from '../contract/codes.ts'
import type { ClockEvent, DossierBody } from '../contract/records.ts'
import { readOtherwise, URGENT_WAYS, urgentTerm, type Term } from '../reference/clocks.ts'
import type { OwnTables } from '../reference/own-rows.ts'
import { clockViews, endOfTerm } from './clocks.ts'
import { termOf } from './tracks.ts'

/** Another last day of a clock than the one by which it runs. */
export interface OtherEnd {
  clock: ClockId
  reading: Reading
  due: LocalDate
}

type File = Pick<DossierBody, 'region' | 'procedure' | 'heldSince' | 'clockEvents'>

/** The other last days of the clocks that still run or lapsed, with what suspended or extended them. */
export function otherEnds(file: File, tables: OwnTables, today: LocalDate): OtherEnd[] {
  return clockViews(file.clockEvents, today).flatMap(({ id, startedOn, due, stopped }) => {
    if (stopped || due === null) return []
    return readingsOf(file, id, startedOn, tables).flatMap(([reading, term]) => {
      const other = endBy(file, id, startedOn, term, today)
      return other === null || other === due ? [] : [{ clock: id, reading, due: other }]
    })
  })
}

function readingsOf(
  file: File,
  clock: ClockId,
  on: LocalDate,
  tables: OwnTables,
): (readonly [Reading, Term])[] {
  if (clock === 'C6') {
    return URGENT_WAYS.map((way) => [way, urgentTerm(tables, way, on).term] as const)
  }
  const { term, isDoubtful } = termOf(file, clock, on, tables)
  return isDoubtful ? [['MONTHS_OTHERWISE', readOtherwise(term)]] : []
}

/** The last day of a clock if it had started with this term. */
function endBy(
  { clockEvents }: File,
  clock: ClockId,
  on: LocalDate,
  term: Term,
  today: LocalDate,
): LocalDate | null {
  const isStart = (event: ClockEvent) =>
    event.clock === clock && event.kind === 'START' && event.at === on
  const days = daysBetween(on, endOfTerm(on, term))
  const read = clockEvents.map((event) => (isStart(event) ? { ...event, days } : event))
  return clockViews(read, today).find(({ id }) => id === clock)?.due ?? null
}
