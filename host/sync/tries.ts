/** How often what does not go through by itself is tried before it stands in the way of nothing any more. */
import type { ErrorCode } from '../../domain/contract/errors.ts'

/**
 * What may lie in one of many: fewer go out at once, down to the one. Beside each the tries of that one
 * by itself, a wait between them, before it counts as one that never goes through. A failure of the gateway
 * or of something before it lasts longer than what the one itself brings on.
 */
const TRIES: Partial<Record<ErrorCode, number>> = {
  TOO_LARGE: 1,
  BAD_REQUEST: 3,
  GATEWAY_SLOW: 6,
  GATEWAY_BAD_ANSWER: 20,
}

/** True when one of many may be what brings on this error. */
export const isOfOne = (code: ErrorCode): boolean => TRIES[code] !== undefined

/** The code under which what never goes through is kept: what makes no sense to us is a failure over there. */
export const keptCode = (code: ErrorCode): ErrorCode =>
  code === 'GATEWAY_BAD_ANSWER' ? 'INTERNAL' : code

/** Counts the tries of the one that is in the way. */
export class Tries {
  #of: string | null = null
  #count = 0

  /** It failed by itself with this code. True: it was tried often enough, and is counted no more. */
  isEnough(one: string, code: ErrorCode): boolean {
    this.#count = this.#of === one ? this.#count + 1 : 1
    this.#of = one
    if (this.#count < (TRIES[code] ?? Infinity)) return false
    this.#of = null
    return true
  }
}
