/** Day numbers to text and back, from a table: a world needs tens of millions of them. */
import {
  fromDay,
  toDay,
  type DayNumber,
  type LocalDate,
} from '../../../domain/calendar/local-date.ts'

const FIRST = toDay('1940-01-01')
const LAST = toDay('2049-12-31')
const TEXTS: readonly LocalDate[] = Array.from({ length: LAST - FIRST + 1 }, (_, i) =>
  fromDay(FIRST + i),
)

/** The local date of a day number between 1940 and 2049. */
export function dayText(day: DayNumber): LocalDate {
  return TEXTS[day - FIRST] ?? fromDay(day)
}

/** A closed period in day numbers. */
export interface DayPeriod {
  from: DayNumber
  to: DayNumber
}

/** A period as records carry it. */
export function periodText(period: DayPeriod): { from: LocalDate; to: LocalDate } {
  return { from: dayText(period.from), to: dayText(period.to) }
}

const two = (n: number) => (n < 10 ? `0${n}` : String(n))

/** An instant in office hours of a day; `minute` counts from 07:00 UTC. */
export function instantText(day: DayNumber, minute: number): string {
  const m = Math.max(0, Math.min(minute, 779))
  return `${dayText(day)}T${two(7 + Math.floor(m / 60))}:${two(m % 60)}:00.000Z`
}
