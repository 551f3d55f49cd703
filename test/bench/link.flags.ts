/**
 * The end of linking: is a declaration flagged as not covered? What own links say beside what the true
 * links say, declaration by declaration, with the whole decision table.
 */
import type { PersonFacts } from '../../domain/risk/person-facts.ts'
import { CoverageBuilder, evaluateCoverage } from '../../domain/limosa/coverage.ts'
import type { World } from '../../gateway/practice/world/index.ts'
import { TODAY } from './queue.world.ts'

/** Persons whose declarations are evaluated together. */
const SLICE = 5_000

type Linked = PersonFacts['declarations'][number]
const isActive = ({ record }: Linked) => record.body.status === 'ACTIVE'

/** Which active declarations of these persons are not covered, in their order. */
function flagsOf(persons: readonly PersonFacts[]): boolean[] {
  const builder = new CoverageBuilder()
  for (const facts of persons) builder.add(facts)
  return [...evaluateCoverage(builder.done(), TODAY).code].map((code) => code > 0)
}

/**
 * F1 of the flag. `linkedTo` says whom a declaration counts for by own links, null for nobody: of such
 * a declaration nothing can be said.
 */
export function flagF1(
  world: World,
  persons: number,
  linkedTo: (declaration: string) => string | null,
): number {
  const numbers = new Map<string, number>()
  const strays: { to: string; declaration: Linked; isTrue: boolean }[] = []
  let hits = 0
  let found = 0
  let wanted = 0
  const count = (isTrue: boolean, isOwn: boolean) => {
    if (isTrue) wanted += 1
    if (isOwn) found += 1
    if (isTrue && isOwn) hits += 1
  }
  for (let from = 0; from < persons; from += SLICE) {
    const slice = Array.from({ length: Math.min(SLICE, persons - from) }, (_, i) =>
      world.factsOf(from + i),
    )
    const flags = flagsOf(slice)
    let at = 0
    for (const [i, { person, declarations }] of slice.entries()) {
      numbers.set(person.id, from + i)
      for (const declaration of declarations.filter(isActive)) {
        const isTrue = flags[at]!
        at += 1
        const to = linkedTo(declaration.record.id)
        if (to === person.id) count(isTrue, isTrue)
        else if (to === null) count(isTrue, false)
        else strays.push({ to, declaration, isTrue })
      }
    }
  }
  const wrong = strays.map(({ to, declaration }) => ({
    ...world.factsOf(numbers.get(to)!),
    declarations: [declaration],
  }))
  for (const [i, isOwn] of flagsOf(wrong).entries()) count(strays[i]!.isTrue, isOwn)
  return (2 * hits) / (found + wanted)
}
