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

/** Refuses the last day for an answer that lies before tomorrow or beyond any term. */
export function checkDeadline(deadline: LocalDate, on: LocalDate): Refusal | null {
  if (deadline <= on) return refuse('DEADLINE_TOO_EARLY', { date: deadline, after: on })
  return checkAhead(deadline, on)
}
