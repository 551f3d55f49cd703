/**
 * Which permit covers a declared period, and which mismatch there is when none does (M0 to M4 of
 * domain facts 4.8). Works on numbers, so that one person on a screen and a million declarations in
 * columns go through the same lines. Periods are closed intervals of day numbers; cover is the union
 * of all authorised periods and of the days that an annex gives, not one permit at a time.
 */
import type { DayNumber } from '../calendar/local-date.ts'

/**
 * How long after its end, in calendar days, a permit or a refusal still has to do with a new
 * declaration. A choice of design: beyond it the declaration stands alone (M1).
 */
export const RELATED_DAYS = 365

export interface DaySpan {
  from: DayNumber
  to: DayNumber
}

/** What counts of one dossier, whatever it is compared with. */
export interface Permit {
  submitted: DayNumber
  /** Day on which the work track came into its state. */
  since: DayNumber
  /** Work, or a first stay without which nobody may work, is not decided. */
  pending: boolean
  /** Work or the stay was refused, work withdrawn, or in appeal against that. */
  refused: boolean
  /** Days on which it allows work. */
  spans: readonly DaySpan[]
}

/** A permit beside one declaration. `differs` has a bit for each element that differs; 0: none. */
export interface Candidate {
  permit: Permit
  differs: number
}

export interface Match {
  code: 'M0' | 'M1' | 'M2' | 'M3' | 'M4'
  /** Index of the candidate that speaks, with M1 of what was asked for other work; -1: there is none. */
  chosen: number
  /** M4: days of the declared period are not covered. */
  period: boolean
  /** Days that were counted as cover: of the permits without difference, else of all. */
  cover: readonly DaySpan[]
}

const touches = (a: DaySpan, b: DaySpan) => a.from <= b.to && b.from <= a.to

/** The first days that a permit shares with a period; null when there are none. */
function firstShared({ spans }: Permit, period: DaySpan): DaySpan | null {
  for (const span of spans) {
    if (touches(span, period)) {
      return { from: Math.max(span.from, period.from), to: Math.min(span.to, period.to) }
    }
  }
  return null
}

/** True when the spans together hold every day of the period; adjoining spans leave no gap. */
export function coversWhole(spans: readonly DaySpan[], period: DaySpan): boolean {
  let next = period.from
  for (;;) {
    let reach = next
    for (const { from, to } of spans) if (from <= next && to >= reach) reach = to + 1
    if (reach > period.to) return true
    if (reach === next) return false
    next = reach
  }
}

const isSame = ({ differs }: Candidate) => differs === 0

function spansOf(candidates: readonly Candidate[]): DaySpan[] {
  const spans: DaySpan[] = []
  for (const { permit } of candidates) spans.push(...permit.spans)
  return spans
}

/** Later dossiers first; of those of one day, the first in the order given. */
const later = (a: Permit, b: Permit) => b.submitted - a.submitted

function bits(mask: number): number {
  let count = 0
  for (let rest = mask; rest !== 0; rest &= rest - 1) count += 1
  return count
}

/** Fewer differences first, then shared days that start earlier and end later, then the later dossier. */
function closer(a: Candidate, b: Candidate, period: DaySpan): number {
  const difference = bits(a.differs) - bits(b.differs)
  if (difference !== 0) return difference
  const x = firstShared(a.permit, period)
  const y = firstShared(b.permit, period)
  const from = (x?.from ?? period.to + 1) - (y?.from ?? period.to + 1)
  if (from !== 0) return from
  const to = (y?.to ?? period.to + 1) - (x?.to ?? period.to + 1)
  return to !== 0 ? to : later(a.permit, b.permit)
}

/** Submitted before the declared work ends, and not over for longer than RELATED_DAYS before it starts. */
function isRelated({ submitted, since, pending, spans }: Permit, period: DaySpan): boolean {
  if (submitted > period.to) return false
  if (pending) return true
  let end = since
  for (const { to } of spans) if (to > end) end = to
  return end >= period.from - RELATED_DAYS
}

/** Index of the best of the candidates that a test lets through; -1 when there is none. */
function best(
  candidates: readonly Candidate[],
  test: (candidate: Candidate) => boolean,
  order: (a: Candidate, b: Candidate) => number,
): number {
  let found = -1
  for (let i = 0; i < candidates.length; i += 1) {
    if (!test(candidates[i]!)) continue
    if (found === -1 || order(candidates[i]!, candidates[found]!) < 0) found = i
  }
  return found
}

/** M0 or M4 against the permits that allow work on days of the declared period; null when none does. */
function matchAuthorised(candidates: readonly Candidate[], period: DaySpan): Match | null {
  const matching = spansOf(candidates.filter(isSame))
  const whole = matching.length > 0 && coversWhole(matching, period)
  const stands = ({ permit }: Candidate) =>
    (whole || !permit.refused) && permit.spans.some((span) => touches(span, period))
  const chosen = best(candidates, stands, (a, b) => closer(a, b, period))
  if (chosen === -1) return null
  const same = candidates.filter((one) => isSame(one) && stands(one))
  const cover = spansOf(same.length > 0 ? same : candidates)
  const covered = coversWhole(cover, period)
  if (same.length > 0 && covered) return { code: 'M0', chosen, period: false, cover }
  return { code: 'M4', chosen, period: !covered, cover }
}

const NOTHING_ASKED: Match = { code: 'M1', chosen: -1, period: false, cover: [] }

/** M4 against the permits that allowed work, on days before or until they were withdrawn; null: none did. */
function matchPast(candidates: readonly Candidate[], period: DaySpan): Match | null {
  const given = (one: Candidate) => one.permit.spans.length > 0 && isRelated(one.permit, period)
  const chosen = best(candidates, given, (a, b) => closer(a, b, period))
  if (chosen === -1) return null
  const mask = candidates[chosen]!.differs
  const cover = spansOf(candidates.filter((one) => given(one) && (mask !== 0 || isSame(one))))
  return { code: 'M4', chosen, period: !coversWhole(cover, period), cover }
}

/**
 * Compares a declared period that needs an authorisation with the permits of the worker, given in
 * the order of their ids. What is pending or was refused concerns the declaration only where it
 * does not differ from it: an application for another employer, place or job asks nothing for the
 * declared work, and its refusal forbids that to nobody. `today` decides whether work that waits for
 * an answer may have begun.
 */
export function matchPermits(
  candidates: readonly Candidate[],
  period: DaySpan,
  today: DayNumber,
): Match {
  if (candidates.length === 0) return NOTHING_ASKED
  const authorised = matchAuthorised(candidates, period)
  if (authorised) return authorised
  const related = ({ permit }: Candidate) => isRelated(permit, period)
  const byDate = (a: Candidate, b: Candidate) => later(a.permit, b.permit)
  const cover = spansOf(candidates)
  const isPending = (one: Candidate) => one.permit.pending && related(one)
  const pending = best(candidates, (one) => isSame(one) && isPending(one), byDate)
  if (pending !== -1) {
    // Asked in time: work that has not begun cannot have begun too early.
    const code = period.from > today ? 'M0' : 'M2'
    return { code, chosen: pending, period: false, cover }
  }
  const isRefused = (one: Candidate) => one.permit.refused && related(one)
  const refused = best(candidates, (one) => isSame(one) && isRefused(one), byDate)
  if (refused !== -1) return { code: 'M3', chosen: refused, period: false, cover }
  const past = matchPast(candidates, period)
  if (past) return past
  const nearest = (a: Candidate, b: Candidate) => closer(a, b, period)
  const asked = best(candidates, isPending, nearest)
  const other = asked === -1 ? best(candidates, isRefused, nearest) : asked
  return { ...NOTHING_ASKED, chosen: other, cover }
}
