/**
 * The sets of codes of open findings that dossiers have, as small numbers ("cells"). There are far
 * fewer sets than dossiers: each gets a number when it first occurs.
 */
import { FINDING_CODES, type FindingCode } from '../../domain/contract/codes.ts'

/** A cell fits two bytes. */
const MOST_SETS = 0xffff

export class FindingSets {
  /** Codes of each cell, in the order of their list; cell 0 is no finding, then each code alone. */
  readonly #sets: (readonly FindingCode[])[] = [[], ...FINDING_CODES.map((code) => [code])]
  readonly #cells = new Map<string, number>(this.#sets.map((set, cell) => [set.join(' '), cell]))
  readonly #most: number

  constructor(most = MOST_SETS) {
    this.#most = most
  }

  /** Number of cells so far. */
  get size(): number {
    return this.#sets.length
  }

  /** The codes of a cell. */
  codesIn(cell: number): readonly FindingCode[] {
    return this.#sets[cell]!
  }

  /** Cell of a list of codes, strongest first, separated by spaces. */
  cellOf(codes: string | null): number {
    if (codes === null) return 0
    let cell = this.#cells.get(codes)
    if (cell === undefined) {
      cell = this.#cellOfSet(codes.split(' '))
      this.#cells.set(codes, cell)
    }
    return cell
  }

  #cellOfSet(codes: readonly string[]): number {
    const set = FINDING_CODES.filter((code) => codes.includes(code))
    const name = set.join(' ')
    const known = this.#cells.get(name)
    if (known !== undefined) return known
    // No number left: the strongest code stands for the set, rather than none.
    if (this.#sets.length > this.#most) return this.#cells.get(codes[0]!) ?? 0
    const cell = this.#sets.push(set) - 1
    this.#cells.set(name, cell)
    return cell
  }

  /** One byte per cell, 1 where a set holds one of the codes. */
  holding(codes: readonly string[]): Uint8Array {
    return Uint8Array.from(this.#sets, (set) => (set.some((code) => codes.includes(code)) ? 1 : 0))
  }
}
