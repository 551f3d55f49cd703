import type { LocalDate } from '../../domain/calendar/local-date.ts'
import { useFormats } from '../i18n/format.ts'

/** A date of law, `dd/mm/yyyy`; a dash when there is none. */
export function DateText({ date }: { date: LocalDate | null }) {
  const { date: format } = useFormats()
  if (date === null) return <span className="muted">–</span>
  return <time dateTime={date}>{format(date)}</time>
}

/** An instant as date and time in Brussels. */
export function InstantText({ instant }: { instant: string }) {
  const { dateTime } = useFormats()
  return <time dateTime={instant}>{dateTime(instant)}</time>
}
