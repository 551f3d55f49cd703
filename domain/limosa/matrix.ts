/**
 * Weeks of the workers of one enterprise: what was declared, what was authorised, who was seen. Pure.
 * A week says the worst of its days: work that nothing covers goes before work that something does.
 * Days alone are held against each other; employer, place and job are the comparison's (M4).
 */
import { addDays, type LocalDate, weekday } from '../calendar/local-date.ts'
import { coverWhole, intersection, OPEN_END, type Span } from '../calendar/spans.ts'
import type { DeclarationVerdict } from '../contract/workbench.ts'
import { workSpans } from '../dossier/authorised.ts'
import type { PersonFacts } from '../risk/person-facts.ts'

/**
 * `!` declared, an authorisation is or may be needed and does not cover every day. `S` seen at work, not
 * declared. `D` declared and covered. `F` declared, no authorisation needed. `P` authorised, not
 * declared. `.` nothing.
 */
export const WEEK_CODES = ['!', 'S', 'D', 'F', 'P', '.'] as const
export type WeekCode = (typeof WEEK_CODES)[number]

/** The Monday of a week. */
export const mondayOf = (day: LocalDate): LocalDate => addDays(day, 1 - weekday(day))

/** The first days of so many weeks. */
export const weeksFrom = (monday: LocalDate, count: number): LocalDate[] =>
  Array.from({ length: count }, (_, n) => addDays(monday, 7 * n))

interface Declared {
  span: Span
  isFree: boolean
}

export interface WorkerWeeks {
  /** One code per week. */
  codes: string
  /** `1` where the worker was seen at work that week, else `0`. */
  seen: string
}

/** The weeks of one worker with one employer; `isTheirs` tells the declarations of that employer. */
export function weeksOf(
  facts: PersonFacts,
  verdicts: readonly DeclarationVerdict[],
  weeks: readonly LocalDate[],
  isTheirs: (declaration: PersonFacts['declarations'][number]['record']) => boolean,
  isSeenThere: (presence: PersonFacts['presences'][number]) => boolean,
): WorkerWeeks {
  const { unlimitedAccess } = facts.person.body
  const permits = facts.dossiers.flatMap(({ body }) => [...workSpans(body)])
  if (unlimitedAccess) {
    permits.push({ from: unlimitedAccess.from, to: unlimitedAccess.to ?? OPEN_END })
  }
  const needs = new Map(verdicts.map((one) => [one.declarationId, one.requirement]))
  const declared: Declared[] = facts.declarations
    .filter(({ record }) => record.body.status === 'ACTIVE' && isTheirs(record))
    .map(({ record }) => ({
      span: record.body.period,
      isFree: (needs.get(record.id) ?? 'NONE') === 'NONE',
    }))
  const seen = new Set(facts.presences.filter(isSeenThere).map(({ body }) => mondayOf(body.date)))
  const codes = weeks.map((from) =>
    codeOf({ from, to: addDays(from, 6) }, declared, permits, seen.has(from)),
  )
  return {
    codes: codes.join(''),
    seen: weeks.map((monday) => (seen.has(monday) ? '1' : '0')).join(''),
  }
}

function codeOf(
  week: Span,
  declared: readonly Declared[],
  permits: readonly Span[],
  isSeen: boolean,
): WeekCode {
  const parts = declared.flatMap(({ span, isFree }) => {
    const part = intersection(span, week)
    return part ? [{ part, isFree }] : []
  })
  if (parts.some(({ part, isFree }) => !isFree && !coverWhole(permits, part))) return '!'
  if (parts.length === 0 && isSeen) return 'S'
  if (parts.some(({ isFree }) => !isFree)) return 'D'
  if (parts.length > 0) return 'F'
  return permits.some((permit) => intersection(permit, week)) ? 'P' : '.'
}
