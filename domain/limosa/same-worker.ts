/**
 * Who is one and the same worker on several declarations. The register decides first: those whom linking leads
 * to one person are one, to two persons two. Whom it does not know is one with whoever shares a national number,
 * a passport, or name and birth date: a worker with a national number on one form and a passport on the next is
 * one, not two who take turns. Nothing follows from a name that is masked.
 */
import type { DeclarationBody } from '../contract/records.ts'
import { identifierOf } from '../linking/exact.ts'
import { fold } from '../linking/names.ts'
import { MASKED } from '../rights/view.ts'

type Named = Pick<DeclarationBody, 'worker'>

/** Who a worker is by the register; null: nobody of it, or nobody looked. */
type PersonOf<T> = (one: T) => string | null

const nobody = () => null

const nameOf = ({ worker: { familyName, givenNames, birthDate } }: Named): string | null =>
  familyName === MASKED ? null : [fold(familyName), fold(givenNames), birthDate ?? ''].join('|')

/** Forms in groups of one worker each, as far as they were found to be one; the first of a group is its head. */
class Groups {
  readonly #heads: number[]
  /** Of each head. */
  readonly #persons: (string | null)[]
  readonly #inszs: Set<string>[]

  constructor(bodies: readonly Named[], persons: readonly (string | null)[]) {
    this.#heads = bodies.map((_, i) => i)
    this.#persons = [...persons]
    this.#inszs = bodies.map((body) => {
      const insz = identifierOf(body, 'INSZ')
      return new Set(insz === null ? [] : [insz])
    })
  }

  headOf(i: number): number {
    let head = i
    while (this.#heads[head] !== head) head = this.#heads[head]!
    return (this.#heads[i] = head)
  }

  /** One name of two who have each a national number of their own. */
  areNamesakes(a: number, b: number): boolean {
    const [mine, theirs] = [this.#inszs[this.headOf(a)]!, this.#inszs[this.headOf(b)]!]
    return mine.size > 0 && theirs.size > 0 && ![...mine].some((insz) => theirs.has(insz))
  }

  /** Takes two for one, unless the register knows them as two; whether they are one now. */
  join(a: number, b: number): boolean {
    const [x, y] = [this.headOf(a), this.headOf(b)]
    if (x === y) return true
    const [person, other] = [this.#persons[x]!, this.#persons[y]!]
    if (person !== null && other !== null && person !== other) return false
    const [to, from] = x < y ? [x, y] : [y, x]
    this.#heads[from] = to
    this.#persons[to] = person ?? other
    for (const insz of this.#inszs[from]!) this.#inszs[to]!.add(insz)
    return true
  }
}

/** Joins each to the first group that shares a key with it and that it may be one with, in the order of the list. */
function joinSharing(
  keys: readonly (string | null)[],
  join: (a: number, b: number) => boolean,
): void {
  const known = new Map<string, number[]>()
  for (const [i, key] of keys.entries()) {
    if (key === null) continue
    const groups = known.get(key) ?? []
    if (groups.some((other) => join(other, i))) continue
    groups.push(i)
    known.set(key, groups)
  }
}

function byRegisterAndNumbers<T>(
  list: readonly T[],
  bodies: readonly Named[],
  personOf: PersonOf<T>,
): Groups {
  const persons = list.map(personOf)
  const groups = new Groups(bodies, persons)
  const join = (a: number, b: number): boolean => groups.join(a, b)
  joinSharing(persons, join)
  for (const type of ['INSZ', 'PASSPORT'] as const) {
    joinSharing(
      bodies.map((body) => identifierOf(body, type)),
      join,
    )
  }
  return groups
}

const numbered = <T>(list: readonly T[], groups: Groups): Map<T, number> =>
  new Map(list.map((one, i) => [one, groups.headOf(i)]))

/** Each of a list with the number of its worker, told by the register and by numbers alone: by no name. */
export function byNumbers<T>(
  list: readonly T[],
  bodyOf: (one: T) => Named,
  personOf: PersonOf<T> = nobody,
): Map<T, number> {
  return numbered(list, byRegisterAndNumbers(list, list.map(bodyOf), personOf))
}

/** Each of a list with the number of its worker: those of one worker have the same. */
export function byWorker<T>(
  list: readonly T[],
  bodyOf: (one: T) => Named,
  personOf: PersonOf<T> = nobody,
): Map<T, number> {
  const bodies = list.map(bodyOf)
  const groups = byRegisterAndNumbers(list, bodies, personOf)
  joinSharing(bodies.map(nameOf), (a, b) => !groups.areNamesakes(a, b) && groups.join(a, b))
  return numbered(list, groups)
}

/** How many workers there are on declarations. */
export const workersOn = (list: readonly { body: Named }[]): number =>
  new Set(byWorker(list, ({ body }) => body).values()).size
