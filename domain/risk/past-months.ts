/** The year over which a replay looks back. */
import { addDays, addMonths, type LocalDate } from '../calendar/local-date.ts'
import { PAST_MONTHS } from '../contract/codes.ts'

/** The last days of the twelve months before that of a day, and the day itself. */
export function pastDays(today: LocalDate): LocalDate[] {
  const first = `${today.slice(0, 7)}-01`
  const ends = Array.from({ length: PAST_MONTHS }, (_, i) =>
    addDays(addMonths(first, i + 1 - PAST_MONTHS), -1),
  )
  return [...ends, today]
}

/** The months that end on all of these days but the first, as `YYYY-MM`. */
export const pastMonths = (today: LocalDate): string[] =>
  pastDays(today)
    .slice(1)
    .map((day) => day.slice(0, 7))
