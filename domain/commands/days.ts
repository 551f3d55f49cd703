/** Whether a day that somebody gives is one that anybody can mean. */
import { addMonths, type LocalDate } from '../calendar/local-date.ts'
import { refuse, type Refusal } from './command.ts'

/** Years ahead for which anybody sets a term or a first day: further away is a slip of the hand. */
const YEARS_AHEAD = 3

/** Refuses a day to come that nobody can mean. */
export function checkAhead(
  date: LocalDate,
  on: LocalDate,
  years: number = YEARS_AHEAD,
): Refusal | null {
  const latest = addMonths(on, 12 * years)
  return date > latest ? refuse('DATE_TOO_FAR', { date, latest }) : null
}

/** Refuses a day that lies further back than anybody can mean. */
export function checkNotBefore(date: LocalDate, earliest: LocalDate): Refusal | null {
  return date < earliest ? refuse('DATE_TOO_EARLY', { date, earliest }) : null
}

/** Years that a paper, a stay or what somebody tells may reach from today: a life is hardly longer. */
const YEARS_OF_A_LIFE = 100

/** Refuses a day that is further away, before or after, than a paper or a memory reaches. */
export function checkWithinLife(date: LocalDate, today: LocalDate): Refusal | null {
  const earliest = addMonths(today, -12 * YEARS_OF_A_LIFE)
  return checkNotBefore(date, earliest) ?? checkAhead(date, today, YEARS_OF_A_LIFE)
}

/** The same for both ends of a period; one that is open or unknown is none. */
export function checkPeriodWithinLife(
  period: { from: LocalDate; to: LocalDate | null } | null,
  today: LocalDate,
): Refusal | null {
  if (period === null) return null
  return (
    checkWithinLife(period.from, today) ??
    (period.to === null ? null : checkWithinLife(period.to, today))
  )
}

/** Refuses the last day for an answer that lies before tomorrow or beyond any term. */
export function checkDeadline(deadline: LocalDate, on: LocalDate): Refusal | null {
  if (deadline <= on) return refuse('DEADLINE_TOO_EARLY', { date: deadline, after: on })
  return checkAhead(deadline, on)
}
