import { fromDay, toDay, weekday, type LocalDate } from './local-date.ts'

const MS_PER_DAY = 86_400_000

/** Gregorian Easter Sunday (anonymous Meeus/Jones/Butcher computation). */
export function easterSunday(year: number): LocalDate {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = Math.floor(b / 4)
  const e = b % 4
  const f = Math.floor((b + 8) / 25)
  const g = Math.floor((b - f + 1) / 3)
  const h = (19 * a + b - d - g + 15) % 30
  const i = Math.floor(c / 4)
  const k = c % 4
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const month = Math.floor((h + l - 7 * m + 114) / 31)
  const day = ((h + l - 7 * m + 114) % 31) + 1
  return fromDay(Date.UTC(year, month - 1, day) / MS_PER_DAY)
}

const FIXED_HOLIDAYS = ['01-01', '05-01', '07-21', '08-15', '11-01', '11-11', '12-25']
const DAYS_AFTER_EASTER = [1, 39, 50] // Easter Monday, Ascension, Whit Monday

const holidaysByYear = new Map<number, ReadonlySet<LocalDate>>()

/**
 * The ten legal public holidays of Belgium in a year (domain facts 1.6; confidence: general
 * knowledge, law of 4 January 1974 and RD of 18 April 1974).
 */
export function publicHolidays(year: number): ReadonlySet<LocalDate> {
  let holidays = holidaysByYear.get(year)
  if (!holidays) {
    const easter = toDay(easterSunday(year))
    holidays = new Set([
      ...FIXED_HOLIDAYS.map((monthDay) => `${year}-${monthDay}`),
      ...DAYS_AFTER_EASTER.map((offset) => fromDay(easter + offset)),
    ])
    holidaysByYear.set(year, holidays)
  }
  return holidays
}

/** True on Monday to Friday outside public holidays. */
export function isWorkingDay(date: LocalDate): boolean {
  return weekday(date) <= 5 && !publicHolidays(Number(date.slice(0, 4))).has(date)
}

/** The date itself when it is a working day, else the next one (Judicial Code art. 53 logic). */
export function toWorkingDay(date: LocalDate): LocalDate {
  let day = toDay(date)
  while (!isWorkingDay(fromDay(day))) day += 1
  return fromDay(day)
}

/** The date so many working days later: 1 is the first working day after it. */
export function addWorkingDays(date: LocalDate, workingDays: number): LocalDate {
  let day = toDay(date)
  for (let left = workingDays; left > 0;) {
    day += 1
    if (isWorkingDay(fromDay(day))) left -= 1
  }
  return fromDay(day)
}
