/**
 * Weeks of the workers of one enterprise: what was declared, what was authorised, who was seen. Pure.
 * A week says the worst of its days: work that nothing covers goes before work that something does.
 * What covers a declaration is what the comparison counted for it: a permit of another employer, place or
 * job (M4) covers nothing.
 */
import { addDays, type LocalDate, weekday } from '../calendar/local-date.ts'
import { coverWhole, intersection, OPEN_END, type Span } from '../calendar/spans.ts'
import { workSpans } from '../dossier/authorised.ts'
import type { PersonFacts } from '../risk/person-facts.ts'
import type { Comparison } from './compare.ts'

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
  cover: readonly Span[]
}

export interface WorkerWeeks {
  /** One code per week. */
  codes: string
  /** `1` where the worker was seen at work that week, else `0`. */
  seen: string
}

/** Days that cover a declaration; none where the permits are for other work. */
const coverOf = ({ verdict, cover }: Comparison): readonly Span[] =>
  verdict.differs.every((element) => element === 'PERIOD') ? cover : []

/** The weeks of one worker with one employer; `isTheirs` tells the declarations of that employer. */
export function weeksOf(
  facts: PersonFacts,
  comparisons: readonly Comparison[],
  weeks: readonly LocalDate[],
  isTheirs: (declaration: PersonFacts['declarations'][number]['record']) => boolean,
  isSeenThere: (presence: PersonFacts['presences'][number]) => boolean,
): WorkerWeeks {
  const { unlimitedAccess } = facts.person.body
  const card = unlimitedAccess
    ? [{ from: unlimitedAccess.from, to: unlimitedAccess.to ?? OPEN_END }]
    : []
  const permits = [...facts.dossiers.flatMap(({ body }) => workSpans(body)), ...card]
  const found = new Map(comparisons.map((one) => [one.verdict.declarationId, one]))
  const declared: Declared[] = facts.declarations
    .filter(({ record }) => record.body.status === 'ACTIVE' && isTheirs(record))
    .map(({ record }) => {
      const comparison = found.get(record.id)
      return {
        span: record.body.period,
        isFree: (comparison?.verdict.requirement ?? 'NONE') === 'NONE',
        cover: [...(comparison ? coverOf(comparison) : []), ...card],
      }
    })
  const seen = Map.groupBy(
    facts.presences.filter(isSeenThere).map(({ body }) => body.date),
    mondayOf,
  )
  const codes = weeks.map((from) =>
    codeOf({ from, to: addDays(from, 6) }, declared, permits, seen.get(from) ?? []),
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
  seen: readonly LocalDate[],
): WeekCode {
  const parts = declared.flatMap((one) => {
    const part = intersection(one.span, week)
    return part ? [{ ...one, part }] : []
  })
  if (parts.some(({ part, isFree, cover }) => !isFree && !coverWhole(cover, part))) return '!'
  if (seen.some((day) => !parts.some(({ part }) => part.from <= day && day <= part.to))) return 'S'
  if (parts.some(({ isFree }) => !isFree)) return 'D'
  if (parts.length > 0) return 'F'
  return permits.some((permit) => intersection(permit, week)) ? 'P' : '.'
}
