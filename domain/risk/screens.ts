/** Screens that several rules share, and what their numbers have in common. */
import { type LocalDate, toDay } from '../calendar/local-date.ts'
import type { ExtractSource } from '../contract/codes.ts'
import type { Held, Holding } from './holdings.ts'
import type { Values } from './parameters.ts'
import type { EnterpriseContext, Screen } from './rule.ts'

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

/** Others on a task of the person, for long enough: who they are is looked up at each pass. */
export const SHARES_TASK: Screen = {
  measure: () => 0,
  mayFire: (_measure, _values, { facts }) => (facts.sameTask?.length ?? 0) > 0,
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

const HALF_BITS = 16
const HALF = 0x7fff
const half = (count: number): number => Math.min(HALF, Math.max(0, Math.ceil(count)))

/** Two counts as one number, where a rule needs both: each as far as fifteen bits go. */
export const both = (one: number, other: number): number => (half(one) << HALF_BITS) | half(other)

/** The two counts; of LEAST, where there is nothing to count, none. */
export const bothOf = (measure: number): readonly [number, number] =>
  measure < 0 ? [-1, -1] : [measure >>> HALF_BITS, measure & HALF]

/** A screen of an enterprise by a day that may be too long ago; LEAST: there is none. */
export const lastDay = <P extends string>(
  measure: Screen<P, EnterpriseContext>['measure'],
  since: (values: Values<P>, today: LocalDate) => LocalDate,
): Screen<P, EnterpriseContext> => ({
  measure,
  mayFire: (day, values, { today }) => day !== LEAST && day >= toDay(since(values, today)),
})

/** How many enterprises give the handle of one that most give. */
export const sharersOf = ({ facts }: Pick<EnterpriseContext, 'facts'>): number =>
  facts.sharers ?? largest(facts.handles, ({ enterprises }) => enterprises.length)
