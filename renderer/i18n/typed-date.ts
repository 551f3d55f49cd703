import { isLocalDate, type LocalDate } from '../../domain/calendar/local-date.ts'

const TYPED = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/

/** A date as officers type it (`1/3/2026`, `01.03.2026`); null when it is none. */
export function parseTypedDate(text: string): LocalDate | null {
  const match = TYPED.exec(text.trim())
  if (!match) return null
  const [, day = '', month = '', year = ''] = match
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isLocalDate(date) ? date : null
}
