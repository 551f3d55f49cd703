import { addDays, type LocalDate } from '../../domain/calendar/local-date.ts'
import type { QueueFilter } from '../../domain/contract/workbench.ts'

export type Due = QueueFilter['due']

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
