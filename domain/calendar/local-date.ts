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

const DAYS_PER_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Digits of a text from `start` to `end` as a number; NaN when one of them is none. */
function digits(text: string, start: number, end: number): number {
  let value = 0
  for (let i = start; i < end; i += 1) {
    const digit = text.charCodeAt(i) - 48
    if (digit < 0 || digit > 9) return Number.NaN
    value = value * 10 + digit
  }
  return value
}

/** True when the text is a date that exists in the calendar (`2026-02-30` is not). */
export function isLocalDate(text: string): boolean {
  if (text.length !== 10 || text[4] !== '-' || text[7] !== '-') return false
  return isDay(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10))
}

/** A NaN is no part of any day. */
const isDay = (year: number, month: number, day: number): boolean =>
  year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

/** Number of days in a month; `month` counts from 1. */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : DAYS_PER_MONTH[month - 1]!
}

// Years are counted from 1 March, in eras of 400 years: the leap day is then the last of its year
// (days_from_civil and civil_from_days of H. Hinnant, "chrono-compatible low-level date algorithms").
const DAYS_PER_ERA = 146_097
const EPOCH = 719_468

function dayOf(year: number, month: number, day: number): DayNumber {
  const marchYear = month <= 2 ? year - 1 : year
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100)
  return era * DAYS_PER_ERA + yearOfEra * 365 + leapDays + dayOfYear - EPOCH
}

function dateText(year: number, month: number, day: number): LocalDate {
  const y = year < 1000 ? String(year).padStart(4, '0') : year
  return `${y}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`
}

/** Day number of a local date. Throws `RangeError` for a date that does not exist. */
export function toDay(date: LocalDate): DayNumber {
  const year = digits(date, 0, 4)
  const month = digits(date, 5, 7)
  const day = digits(date, 8, 10)
  const is = date.length === 10 && date[4] === '-' && date[7] === '-' && isDay(year, month, day)
  if (!is) throw new RangeError(`not a calendar date: ${date}`)
  return dayOf(year, month, day)
}

/** Local date of a day number. */
export function fromDay(day: DayNumber): LocalDate {
  const shifted = day + EPOCH
  const era = Math.floor(shifted / DAYS_PER_ERA)
  const dayOfEra = shifted - era * DAYS_PER_ERA
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const beforeYear = 365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100)
  const dayOfYear = dayOfEra - beforeYear
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return dateText(year, month, dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1)
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
  const index = digits(date, 0, 4) * 12 + digits(date, 5, 7) - 1 + months
  const year = Math.floor(index / 12)
  const month = index - year * 12 + 1
  return dateText(year, month, Math.min(digits(date, 8, 10), daysInMonth(year, month)))
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

let brusselsDate: Intl.DateTimeFormat | null = null

/** The calendar date in Brussels at an instant. */
export function brusselsToday(now: Date): LocalDate {
  // Made when first asked for: it costs milliseconds, and a page that only counts days needs none.
  brusselsDate ??= new Intl.DateTimeFormat('en-CA', {
    timeZone: 'Europe/Brussels',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  return brusselsDate.format(now)
}

/** Hour in UTC before which it is the same day in Brussels, in summer and in winter. */
const SAME_DAY_UNTIL = '22'

/** The calendar date in Brussels at an instant that is written as ISO-8601 in UTC. */
export function brusselsDay(instant: string): LocalDate {
  const isSameDay = instant.endsWith('Z') && instant.slice(11, 13) < SAME_DAY_UNTIL
  return isSameDay ? instant.slice(0, 10) : brusselsToday(new Date(instant))
}

/** The instant at which a date begins in Brussels: UTC+2 in summer, UTC+1 in winter. */
export function brusselsMidnight(date: LocalDate): Date {
  const summer = new Date(`${date}T00:00:00+02:00`)
  return brusselsToday(summer) === date ? summer : new Date(`${date}T00:00:00+01:00`)
}

/** Offsets from UTC that clocks in Brussels have, in hours, the one of summer first. */
const OFFSETS = [2, 1]
const HOUR_MS = 3_600_000
const DATES_KEPT = 5000
const offsets = new Map<LocalDate, number | null>()

/** Hours by which a whole date in Brussels is ahead of UTC; null for a date on which clocks change. */
function offsetOf(date: LocalDate): number | null {
  const known = offsets.get(date)
  if (known !== undefined) return known
  const hours = (on: LocalDate) =>
    (Date.parse(`${on}T00:00:00Z`) - brusselsMidnight(on).getTime()) / HOUR_MS
  const [first, next] = [hours(date), hours(addDays(date, 1))]
  const offset = first === next ? first : null
  if (offsets.size < DATES_KEPT) offsets.set(date, offset)
  return offset
}

let brusselsTime: Intl.DateTimeFormat | null = null

/** True when clocks in Brussels show this time at an instant. */
function shows(instant: number, time: string): boolean {
  brusselsTime ??= new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/Brussels',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  return brusselsTime.format(instant) === time
}

/**
 * The instant at which clocks in Brussels show a time (`HH:MM:SS`) on a date, in milliseconds. In the hour
 * that they show twice in October it is the first; null for an hour that they skip in March.
 */
export function brusselsInstant(date: LocalDate, time: string): number | null {
  const shown = Date.parse(`${date}T${time}Z`)
  const offset = offsetOf(date)
  if (offset !== null) return shown - offset * HOUR_MS
  const instants = OFFSETS.map((hours) => shown - hours * HOUR_MS)
  return instants.find((instant) => shows(instant, time)) ?? null
}
