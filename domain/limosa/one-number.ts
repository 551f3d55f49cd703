/**
 * The L1 number is the key of a declaration: what several sources tell under one number is one declaration,
 * and the latest state of it counts.
 */
import type { DeclarationBody } from '../contract/records.ts'

type State = Pick<DeclarationBody, 'submittedAt' | 'cancelledAt'>

/** When it came to stand as it does, in milliseconds; before all others where no source tells it. */
function stateAt({ submittedAt, cancelledAt }: State): number {
  const at = cancelledAt ?? submittedAt
  return at === null ? -Infinity : Date.parse(at)
}

/** Whether one tells a later state of the same declaration than the other. */
export const isLaterState = (one: State, other: State): boolean => stateAt(one) > stateAt(other)

interface Told {
  id: string
  body: Pick<DeclarationBody, 'l1Number' | 'status'> & State
}

/** Of two of one number that tell states of the same moment, one that is out of force counts, then the first by id. */
function counts(one: Told, other: Told): Told {
  if (isLaterState(one.body, other.body)) return one
  if (isLaterState(other.body, one.body)) return other
  const inForce = ({ body }: Told) => body.status === 'ACTIVE'
  if (inForce(one) !== inForce(other)) return inForce(one) ? other : one
  return one.id < other.id ? one : other
}

/** One of each number, in the order given. */
export function oneOfEachNumber<T>(all: readonly T[], told: (one: T) => Told): readonly T[] {
  if (all.length < 2) return all
  const chosen = new Map<string, Told>()
  for (const one of all) {
    const record = told(one)
    const known = chosen.get(record.body.l1Number)
    chosen.set(record.body.l1Number, known ? counts(known, record) : record)
  }
  if (chosen.size === all.length) return all
  const ids = new Set([...chosen.values()].map(({ id }) => id))
  return all.filter((one) => ids.has(told(one).id))
}
