import { addDays, isLocalDate, type LocalDate } from '../../domain/calendar/local-date.ts'
import type { QueueFilter } from '../../domain/contract/workbench.ts'

export type Due = QueueFilter['due']

const TYPED = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/

/** A date as officers type it (`1/3/2026`, `01.03.2026`); null when it is none. */
export function parseTypedDate(text: string): LocalDate | null {
  const match = TYPED.exec(text.trim())
  if (!match) return null
  const [, day = '', month = '', year = ''] = match
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isLocalDate(date) ? date : null
}

/** Ready spans for a clock's end, counted from today. */
export const DUE_SPANS = {
  overdue: (today: LocalDate): Due => ({ from: null, to: addDays(today, -1) }),
  week: (today: LocalDate): Due => ({ from: today, to: addDays(today, 7) }),
  month: (today: LocalDate): Due => ({ from: today, to: addDays(today, 30) }),
} as const
export type DueSpan = keyof typeof DUE_SPANS

/** True when two spans are the same. */
export function sameDue(a: Due, b: Due): boolean {
  return a?.from === b?.from && a?.to === b?.to
}
