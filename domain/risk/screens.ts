/** Screens that several rules share, and what their numbers have in common. */
import { toDay } from '../calendar/local-date.ts'
import type { ExtractSource } from '../contract/codes.ts'
import type { Held, Holding } from './holdings.ts'
import type { Screen } from './rule.ts'

/** A measure of nothing where more lets a rule fire: less than any limit. */
export const LEAST = -0x80000000
/** A measure of nothing where less lets a rule fire: more than any limit. */
export const MOST = 0x7fffffff

/** A screen of what a rule would speak of at any limit: it sees nothing where there is none of it. */
export const anyOf = (measure: Screen['measure']): Screen => ({
  measure,
  mayFire: (count) => count > 0,
})

/** The largest of what a list gives; LEAST of an empty one. */
export const largest = <T>(list: readonly T[], numberOf: (one: T) => number): number =>
  list.reduce((most, one) => Math.max(most, numberOf(one)), LEAST)

/** The smallest of what a list gives; MOST of an empty one. */
export const smallest = <T>(list: readonly T[], numberOf: (one: T) => number): number =>
  list.reduce((least, one) => Math.min(least, numberOf(one)), MOST)

/**
 * Declared periods with which no permit agrees, of those that need one. Work that waits for its first
 * day and for an answer counts: what it is follows from the day.
 */
export const UNCOVERED = anyOf(
  ({ cases }) => cases.filter(({ verdict }) => verdict.code !== 'M0').length,
)

/** Others who carry a passport of the person: what others carry is looked up at each pass. */
export const SHARES_PASSPORT: Screen = {
  measure: () => 0,
  mayFire: (_measure, _values, { facts }) => facts.samePassport.length > 0,
}

const NONE_HELD: readonly Holding[] = []
/** Of the holdings of a pass, which are the same for everybody. */
const known = new WeakMap<readonly Holding[], Map<ExtractSource, number>>()

/** Earliest first day of what a desk holds of a source, as a number of days; MOST when it holds nothing. */
export function heldSince(
  { facts: { holdings = NONE_HELD } }: { facts: Held },
  source: ExtractSource,
): number {
  let days = known.get(holdings)
  if (!days) known.set(holdings, (days = new Map()))
  let since = days.get(source)
  if (since === undefined) {
    since = smallest(holdings, ({ body }) => (body.source === source ? toDay(body.from) : MOST))
    days.set(source, since)
  }
  return since
}
