/** Declarations that take the place of others: one piece of work, declared anew. */
import type { TandemRecord } from '../contract/records.ts'
import type { PersonFacts } from './person-facts.ts'

type Declaration = TandemRecord<'declaration'>

/** A chain that is longer, or leads back to itself, is not followed further. */
const LONGEST = 20

/** A declaration and those that it replaced, the newest first. */
export function chainOf(
  { declarations }: Pick<PersonFacts, 'declarations'>,
  declaration: Declaration,
): readonly [Declaration, ...Declaration[]] {
  const chain: [Declaration, ...Declaration[]] = [declaration]
  let last = declaration
  while (last.body.replacesL1 !== null && chain.length <= LONGEST) {
    const { replacesL1 } = last.body
    const before = declarations.find(({ record }) => record.body.l1Number === replacesL1)
    if (!before || chain.includes(before.record)) break
    last = before.record
    chain.push(last)
  }
  return chain
}
