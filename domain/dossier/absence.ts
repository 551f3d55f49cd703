/** Who is away: said wherever work is given to somebody or lies with them, and never in the way of it. */
import type { LocalDate } from '../calendar/local-date.ts'
import type { AbsenceBody } from '../contract/records.ts'

/** The absence of a person that runs on a day, of several the one that ends last; null: they are there. */
export function absenceOn(
  absences: readonly { body: AbsenceBody }[],
  person: string | null,
  day: LocalDate,
): AbsenceBody | null {
  const running = absences
    .map(({ body }) => body)
    .filter((one) => one.person === person && !one.removed && one.from <= day && day <= one.to)
  return running.toSorted((a, b) => (a.to < b.to ? 1 : -1))[0] ?? null
}
