/** Rows that a search finds: every word must occur in the dossier, its person or its employer. */
import type { QueueSource } from '../../db/index.ts'
import type { Columns } from './columns.ts'
import { Kept } from './kept.ts'

/** Words kept ready: someone who types goes back and forth. */
const KEPT_WORDS = 24

/** One byte per row number, 1 where it is in the list. */
function marked(rows: readonly number[]): Uint8Array {
  let highest = 0
  for (const row of rows) if (row > highest) highest = row
  const marks = new Uint8Array(highest + 1)
  for (const row of rows) marks[row] = 1
  return marks
}

export class Found {
  readonly #columns: Columns
  readonly #source: QueueSource
  readonly #words = new Kept<Uint8Array>(KEPT_WORDS)

  constructor(columns: Columns, source: QueueSource) {
    this.#columns = columns
    this.#source = source
  }

  /** One byte per row, 1 where every word occurs; null when there is nothing to search for. */
  rows(search: string): Uint8Array | null {
    const [first, ...others] = this.#source.words(search)
    if (first === undefined) return null
    const found = this.#word(first).slice()
    for (const word of others) {
      const also = this.#word(word)
      for (let row = 0; row < found.length; row += 1) found[row]! &= also[row]!
    }
    return found
  }

  #word(word: string): Uint8Array {
    return this.#words.get(word, () => {
      const { dossiers, persons, enterprises } = this.#source.rowsWith(word)
      const { size, personRow, employerRow } = this.#columns
      const found = new Uint8Array(size)
      const person = marked(persons)
      const employer = marked(enterprises)
      if (persons.length > 0 || enterprises.length > 0) {
        for (let row = 0; row < size; row += 1) {
          const p = personRow[row]!
          const e = employerRow[row]!
          if (
            (p < person.length && person[p] === 1) ||
            (e < employer.length && employer[e] === 1)
          ) {
            found[row] = 1
          }
        }
      }
      for (const row of dossiers) if (row < size) found[row] = 1
      return found
    })
  }

  /** Texts or rows changed. */
  forget(): void {
    this.#words.clear()
  }
}
