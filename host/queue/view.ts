/** The rows of one filter in one order, cut from the whole order as far as somebody looked. */
import type { Scope } from './scopes.ts'

export class View {
  readonly total: number
  readonly #failures: Uint16Array
  readonly #scope: Scope
  readonly #permutation: Uint32Array
  readonly #rows: Uint32Array
  #count = 0
  #next = 0

  /** `failures` is 0 for the `total` places that match; `permutation` orders all places. */
  constructor(failures: Uint16Array, total: number, scope: Scope, permutation: Uint32Array) {
    this.#failures = failures
    this.#scope = scope
    this.total = total
    this.#permutation = permutation
    this.#rows = new Uint32Array(total)
  }

  /** Rows `offset` to `offset + limit`. */
  slice(offset: number, limit: number): number[] {
    this.#cut(offset + limit)
    return Array.from(this.#rows.subarray(offset, offset + limit))
  }

  /** Place of a row; -1 when it is not in the view. */
  indexOf(row: number): number {
    const place = this.#scope.places[row] ?? -1
    if (place === -1 || this.#failures[place] !== 0) return -1
    this.#cut(this.total)
    return this.#rows.indexOf(row)
  }

  #cut(wanted: number): void {
    const end = Math.min(wanted, this.total)
    const failures = this.#failures
    const permutation = this.#permutation
    const rows = this.#rows
    const rowOf = this.#scope.rows
    let count = this.#count
    let next = this.#next
    while (count < end) {
      const place = permutation[next]!
      next += 1
      if (failures[place] === 0) {
        rows[count] = rowOf[place]!
        count += 1
      }
    }
    this.#count = count
    this.#next = next
  }
}
