/** The rows of one filter in one order, cut from the whole order as far as somebody looked. */
export class View {
  readonly total: number
  readonly #failures: Uint16Array
  readonly #permutation: Uint32Array
  readonly #rows: Uint32Array
  #count = 0
  #next = 0

  /** `failures` is 0 for the `total` rows that match. */
  constructor(failures: Uint16Array, total: number, permutation: Uint32Array) {
    this.#failures = failures
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
    if (this.#failures[row] !== 0) return -1
    this.#cut(this.total)
    return this.#rows.indexOf(row)
  }

  #cut(wanted: number): void {
    const end = Math.min(wanted, this.total)
    const failures = this.#failures
    const permutation = this.#permutation
    const rows = this.#rows
    let count = this.#count
    let next = this.#next
    while (count < end) {
      const row = permutation[next]!
      next += 1
      if (failures[row] === 0) {
        rows[count] = row
        count += 1
      }
    }
    this.#count = count
    this.#next = next
  }
}
