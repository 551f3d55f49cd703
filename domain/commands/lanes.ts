/**
 * Lanes: the acts of one officer on one dossier stand on each other. An act that was made on the
 * belief that the one before it stood must not slip through after that one was refused. Other
 * lanes go on.
 */
import { refuse, type Refusal } from './command.ts'

/**
 * Name under which a desk uses up the number of a command that the gateway will never take. No
 * command is called so: the gateway refuses it, and with it what stood on that command.
 */
export const WITHDRAWN = 'withdrawn'

/** A command on its way, as far as the next one of its lane needs to know. */
export interface InLane {
  n: number
  lane: string | null
  /** It has an effect on what the officer sees. */
  stands: boolean
}

/**
 * The number of the command that a new one of this lane stands on: the last on its way whose effect
 * the officer saw. Null when there is none; what has no lane stands on nothing.
 */
export function standsOn(lane: string | null, onTheirWay: Iterable<InLane>): number | null {
  if (lane === null) return null
  let last: number | null = null
  for (const one of onTheirWay) {
    if (one.lane === lane && one.stands && (last === null || one.n > last)) last = one.n
  }
  return last
}

/** HELD_BACK {after} for a command whose predecessor does not stand; null: it may be decided. */
export function heldBack(
  after: number | null | undefined,
  stands: (n: number) => boolean,
): Refusal | null {
  return after === null || after === undefined || stands(after)
    ? null
    : refuse('HELD_BACK', { after })
}
