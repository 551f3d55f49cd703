/**
 * Who sends, among the declarations of one worker: a form may give the sender by its number at home, the next
 * by its number in Belgium or by its name alone, and it is one sender.
 */
import type { TandemRecord } from '../contract/records.ts'
import { soundKeys } from '../linking/enterprise-keys.ts'
import { ENTERPRISE_NAME_LEVELS, enterpriseNameLevel } from '../linking/enterprise-names.ts'
import type { Party } from '../linking/mentions.ts'

type Declaration = TandemRecord<'declaration'>
type Employer = NonNullable<Declaration['body']['employer']>

type Named = Pick<Employer, 'name' | 'country'>

const bearsName = (a: Named, b: Named): boolean =>
  a.country === b.country && enterpriseNameLevel(a.name, b.name) === ENTERPRISE_NAME_LEVELS.same

/**
 * Whether two records name one sender: by a number that both tell, or by name and country where not both tell
 * one of Belgium.
 */
export function isOneSender(a: Party, b: Party): boolean {
  const theirs = soundKeys(b)
  if (soundKeys(a).some((key) => theirs.includes(key))) return true
  return (a.enterpriseNumber === null || b.enterpriseNumber === null) && bearsName(a, b)
}

/** Gives the sender of each of some declarations, told alike for one sender; null: nobody sends. */
export function sendersOf(
  declarations: readonly Declaration[],
): (declaration: Declaration) => string | null {
  const senders = new Map<string, string>()
  const told = declarations.flatMap(({ body: { employer } }) => employer ?? [])
  const known = new Map(told.map((employer) => [employer, soundKeys(employer)]))
  const keysOf = (employer: Employer) => known.get(employer) ?? soundKeys(employer)
  // Those that give most numbers first: they tell that two numbers are of one.
  const numbered = told
    .map((employer) => ({ employer, keys: keysOf(employer) }))
    .filter(({ keys }) => keys.length > 0)
    .toSorted((a, b) => b.keys.length - a.keys.length)
  for (const { keys } of numbered) {
    const sender = keys.map((key) => senders.get(key)).find((one) => one !== undefined) ?? keys[0]!
    for (const key of keys) if (!senders.has(key)) senders.set(key, sender)
  }
  const byNumber = (keys: readonly string[]) => senders.get(keys[0]!) ?? keys[0]!
  return ({ body: { employer } }) => {
    if (employer === null) return null
    const keys = keysOf(employer)
    if (keys.length > 0) return byNumber(keys)
    const bearers = numbered.filter((one) => bearsName(one.employer, employer))
    const [only, another] = new Set(bearers.map((one) => byNumber(one.keys)))
    if (only !== undefined && another === undefined) return only
    // Nobody who is told by a number, or several: those of one name among themselves.
    const first = told.find((one) => keysOf(one).length === 0 && bearsName(one, employer))
    return `${employer.country} ${(first ?? employer).name}`
  }
}
