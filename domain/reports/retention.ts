/** How long a report is kept, and what stays of it afterwards. */
import { addMonths, brusselsToday, type LocalDate } from '../calendar/local-date.ts'
import type { ReportBody } from '../contract/records.ts'
import { reportMonthsOn } from '../reference/report-retention.ts'
import { withEvent } from './moves.ts'

/** The day on which it was closed; null: it is open. */
function closedOn({ status, events }: ReportBody): LocalDate | null {
  if (status !== 'CLOSED') return null
  const last = events.findLast(({ type, value }) => type === 'MOVED' && value === 'CLOSED')
  return last ? brusselsToday(new Date(last.at)) : null
}

/** What is counted: nothing of whom it was about, who told it, or in which words. */
function withoutPersons(body: ReportBody): ReportBody {
  return {
    ...body,
    language: 'und',
    text: '',
    happened: null,
    worker: null,
    enterprise: null,
    place: null,
    reporter: 'ANONYMOUS',
    links: [],
    answers: [],
    events: body.events.map((event) => ({ ...event, text: null })),
  }
}

/** True when its words were erased. */
export const isErased = ({ events }: Pick<ReportBody, 'events'>): boolean =>
  events.some(({ type }) => type === 'ERASED')

/**
 * The report as it is kept from this day on, when its time is over: the length of the inquiry and what
 * domain/reference/report-retention.ts says after it. Null: nothing is due, or nothing is left to erase.
 */
export function erasedWhenDue(body: ReportBody, at: string): ReportBody | null {
  const closed = closedOn(body)
  if (closed === null) return null
  const today = brusselsToday(new Date(at))
  if (addMonths(closed, reportMonthsOn(closed)) > today) return null
  const next = withoutPersons(body)
  if (JSON.stringify(next) === JSON.stringify(body)) return null
  return withEvent(next, 'ERASED', { actor: { id: 'gateway', name: 'Tandem' }, at })
}
