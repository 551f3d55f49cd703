/** What the rules about enterprises read from their facts. */
import type { LocalDate } from '../calendar/local-date.ts'
import type { TandemRecord } from '../contract/records.ts'
import { numberKeys } from '../linking/enterprise-keys.ts'
import { intermediariesOn } from '../reference/intermediaries.ts'
import type { EnterpriseFacts, Lodger, SharedHandle } from './enterprise-facts.ts'
import { isSentBy } from '../linking/mentions.ts'

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

/** Handles that are not those of a known intermediary on that day. */
export function unlisted(
  handles: readonly SharedHandle[],
  today: LocalDate,
): readonly SharedHandle[] {
  if (handles.length === 0) return handles
  const isListed = intermediariesOn(today)
  return handles.filter(({ value }) => !isListed([value]))
}
