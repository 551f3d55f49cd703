/**
 * Local calendar dates in Europe/Brussels. The law counts days, not instants: a date of law is a
 * `LocalDate` string (`YYYY-MM-DD`), and inside tables and arithmetic a day number (whole days
 * since 1970-01-01). Neither carries a time or a zone.
 */

/** A calendar date as `YYYY-MM-DD`. */
export type LocalDate = string

/** Whole days since 1970-01-01. */
export type DayNumber = number

/** A calendar quarter as `YYYY-Qn`, the unit of Mahis mandates. */
export type Quarter = string

const MS_PER_DAY = 86_400_000
const LOCAL_DATE = /^(\d{4})-(\d{2})-(\d{2})$/

/** True when the text is a date that exists in the calendar (`2026-02-30` is not). */
export function isLocalDate(text: string): boolean {
  const match = LOCAL_DATE.exec(text)
  if (!match) return false
  const month = Number(match[2])
  const day = Number(match[3])
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(Number(match[1]), month)
}

/** Number of days in a month; `month` counts from 1. */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** Day number of a local date. Throws `RangeError` for a date that does not exist. */
export function toDay(date: LocalDate): DayNumber {
  if (!isLocalDate(date)) throw new RangeError(`not a calendar date: ${date}`)
  return Date.parse(`${date}T00:00:00Z`) / MS_PER_DAY
}

/** Local date of a day number. */
export function fromDay(day: DayNumber): LocalDate {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10)
}

/** The date `days` calendar days later (earlier when negative). */
export function addDays(date: LocalDate, days: number): LocalDate {
  return fromDay(toDay(date) + days)
}

/**
 * The same day `months` later, or the last day of that month where it is shorter
 * (31 January + 1 month = 28 or 29 February), as Belgian period counting does.
 */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const index = year * 12 + (month - 1) + months
  const targetYear = Math.floor(index / 12)
  const targetMonth = (index % 12) + 1
  const targetDay = Math.min(day, daysInMonth(targetYear, targetMonth))
  return fromDay(Date.UTC(targetYear, targetMonth - 1, targetDay) / MS_PER_DAY)
}

/** Calendar days from `from` to `to`; 0 when equal, negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return toDay(to) - toDay(from)
}

/** ISO weekday of a date: 1 = Monday … 7 = Sunday. */
export function weekday(date: LocalDate): number {
  return ((toDay(date) + 3) % 7) + 1
}

/** The quarter that holds a date. */
export function quarterOf(date: LocalDate): Quarter {
  return `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`
}

const brusselsDate = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Brussels',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** The calendar date in Brussels at an instant. */
export function brusselsToday(now: Date): LocalDate {
  return brusselsDate.format(now)
}
