/**
 * Who is one and the same worker on several declarations, where no register decides: whoever shares a
 * national number, a passport, or name and birth date with another form. A worker with a national number on
 * one form and a passport on the next is one, not two who take turns.
 */
import type { DeclarationBody } from '../contract/records.ts'
import { declarationIdentifiers, identifierOf } from '../linking/exact.ts'
import { fold } from '../linking/names.ts'

type Named = Pick<DeclarationBody, 'worker'>

const nameOf = ({ worker: { familyName, givenNames, birthDate } }: Named): string =>
  [fold(familyName), fold(givenNames), birthDate ?? ''].join('|')

/** One name of two who have each a national number of their own. */
function areNamesakes(a: Named, b: Named): boolean {
  const [mine, theirs] = [identifierOf(a, 'INSZ'), identifierOf(b, 'INSZ')]
  return mine !== null && theirs !== null && mine !== theirs
}

/** Each of a list with the number of its worker: those of one worker have the same. */
export function byWorker<T>(list: readonly T[], bodyOf: (one: T) => Named): Map<T, number> {
  const bodies = list.map(bodyOf)
  const worker = list.map((_, i) => i)
  const join = (one: number, other: number) => {
    const [to, from] = [worker[one]!, worker[other]!]
    if (to !== from) for (const [i, at] of worker.entries()) if (at === from) worker[i] = to
  }
  const numbers = new Map<string, number>()
  const names = new Map<string, number[]>()
  for (const [i, body] of bodies.entries()) {
    for (const { type, value } of declarationIdentifiers(body)) {
      const key = `${type} ${value}`
      const known = numbers.get(key)
      if (known === undefined) numbers.set(key, i)
      else join(known, i)
    }
    const name = nameOf(body)
    const same = names.get(name) ?? []
    for (const other of same) if (!areNamesakes(bodies[other]!, body)) join(other, i)
    names.set(name, [...same, i])
  }
  return new Map(list.map((one, i) => [one, worker[i]!]))
}

/** How many workers there are on declarations. */
export const workersOn = (list: readonly { body: Named }[]): number =>
  new Set(byWorker(list, ({ body }) => body).values()).size
