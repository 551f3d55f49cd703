/** What the rules about enterprises read from their facts. */
import type { LocalDate } from '../calendar/local-date.ts'
import { holds, toSpan } from '../calendar/spans.ts'
import type { TandemRecord } from '../contract/records.ts'
import { numberKeys } from '../linking/enterprise-keys.ts'
import { intermediariesOn } from '../reference/intermediaries.ts'
import type { Directed, EnterpriseFacts, Lodger, SharedHandle } from './enterprise-facts.ts'
import { isSentBy } from '../linking/mentions.ts'
import { normsOf } from './outside-facts.ts'

type Declaration = TandemRecord<'declaration'>

/** The keys under which an enterprise is known. */
export const knownAs = ({ enterprise, knownAs: keys }: EnterpriseFacts): readonly string[] =>
  keys ?? numberKeys(enterprise.body)

/** The first declaration by which the enterprise sends somebody; undefined when there is none. */
export function firstPosting(facts: EnterpriseFacts): Declaration | undefined {
  const keys = new Set(knownAs(facts))
  return facts.declarations
    .filter(({ body }) => body.status === 'ACTIVE' && isSentBy(keys, body))
    .toSorted((a, b) => (a.body.period.from < b.body.period.from ? -1 : 1))[0]
}

/** Workers who live here on a day: who left before has made room. */
export const lodgersOn = (
  { lodgers }: Pick<EnterpriseFacts, 'lodgers'>,
  day: LocalDate,
): readonly Lodger[] =>
  lodgers.length === 0 ? lodgers : lodgers.filter(({ until }) => until >= day)

/** Handles that are not those of a known intermediary on that day, and that none gives as its own. */
export function unlisted(facts: EnterpriseFacts, today: LocalDate): readonly SharedHandle[] {
  const { handles } = facts
  if (handles.length === 0) return handles
  const isListed = intermediariesOn(normsOf(facts), today)
  return handles.filter(({ value, enterprises }) => !isListed([value]) && !isListed(enterprises))
}

const NOBODY: readonly Directed[] = []

/**
 * How many of those who give a handle stand apart on a day: enterprises with a director in common are one
 * group, and count once.
 */
export function unrelatedBy(
  { enterprises, directed = NOBODY }: SharedHandle,
  day: LocalDate,
): number {
  const current = directed.filter(({ period }) => holds(toSpan(period), day))
  if (current.length === 0) return enterprises.length
  const groups = new Map(enterprises.map((one) => [one, one]))
  const headOf = (one: string): string => {
    let head = one
    for (let next = groups.get(head)!; next !== head; next = groups.get(head)!) head = next
    return head
  }
  for (const theirs of Map.groupBy(current, ({ director }) => director).values()) {
    const heads = theirs.map(({ enterprise }) => headOf(enterprise))
    for (const head of heads) groups.set(head, heads[0]!)
  }
  return enterprises.filter((one) => groups.get(one) === one).length
}
