/** Rows that a search finds: every word must occur in the dossier, its person or its employer. */
import { FINDING_CODES } from '../../domain/contract/codes.ts'
import type { QueueSource, WordRows } from '../../db/index.ts'
import type { Columns } from './columns.ts'
import { Kept } from './kept.ts'

/** Words kept ready: someone who types goes back and forth. */
const KEPT_WORDS = 24
/** From this length on a word is found inside others; a shorter one only at their beginning. */
const SUBSTRING_LENGTH = 3

/** Marks the dossiers of which a row (their person's, employer's or title's) is in a list. */
function markRows(
  found: Uint8Array,
  rowOf: Int32Array,
  highest: number,
  wanted: readonly number[],
): void {
  if (wanted.length === 0) return
  const marks = new Uint8Array(highest + 1)
  for (const row of wanted) if (row <= highest) marks[row] = 1
  marks[0] = 0 // row 0 is nobody
  for (let row = 0; row < found.length; row += 1) found[row]! |= marks[rowOf[row]!]!
}

function holds(text: string, form: string): boolean {
  if (form.length >= SUBSTRING_LENGTH) return text.includes(form)
  return text.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(form))
}

/** Who types the code of a finding means it: names that begin with it would only be in the way. */
const isFindingCode = (word: string): boolean => (FINDING_CODES as readonly string[]).includes(word)

/** What a search finds. */
export interface Hits {
  /** One byte per row number, 1 where it is found. */
  rows: Uint8Array
  /** No dossier holds the words themselves: these hold words that are alike. */
  approximate: boolean
}

export class Found {
  readonly #columns: Columns
  readonly #source: QueueSource
  readonly #words = new Kept<Uint8Array>(KEPT_WORDS)

  constructor(columns: Columns, source: QueueSource) {
    this.#columns = columns
    this.#source = source
  }

  /**
   * Rows in which every word occurs; null for a blank search. When there are none: those in which
   * every word or one that is alike occurs. A search without a letter or digit finds nothing.
   */
  hits(search: string): Hits | null {
    if (search.trim() === '') return null
    const words = this.#source.words(search)
    const exact = this.#every(words, (word) => this.#word(word))
    if (words.length === 0 || exact.includes(1)) return { rows: exact, approximate: false }
    const rows = this.#every(words, (word) => this.#alike(word))
    return { rows, approximate: rows.includes(1) }
  }

  /** Rows with one of the numbers, and the numbers that no row has. */
  numbers(numbers: readonly string[]): { rows: Uint8Array; missing: string[] } {
    const rows = new Uint8Array(this.#columns.size)
    const missing = numbers.filter((number) => {
      const found = this.#source.rowsOfNumber(number).filter((row) => row < rows.length)
      for (const row of found) rows[row] = 1
      return found.length === 0
    })
    return { rows, missing }
  }

  /** Rows that each word marks; none without words. */
  #every(words: readonly string[], mark: (word: string) => Uint8Array): Uint8Array {
    const [first, ...others] = words
    if (first === undefined) return new Uint8Array(this.#columns.size)
    const found = mark(first).slice()
    for (const word of others) {
      const also = mark(word)
      for (let row = 0; row < found.length; row += 1) found[row]! &= also[row]!
    }
    return found
  }

  /** Rows with the word, or with the names that are most like it. */
  #alike(word: string): Uint8Array {
    const found = this.#word(word).slice()
    for (const name of this.#source.namesLike(word))
      this.#markParties(this.#source.rowsWith(name), found)
    return found
  }

  #word(word: string): Uint8Array {
    return this.#words.get(word, () => {
      const found = new Uint8Array(this.#columns.size)
      if (isFindingCode(word)) {
        this.#markFindings(word, found)
        return found
      }
      const spellings = this.#source.spellings(word)
      this.#markParties(this.#partiesWith(word), found)
      this.#markTitles(spellings, found)
      for (const form of spellings) {
        if (form.length >= SUBSTRING_LENGTH) this.#columns.references.mark(form, found)
      }
      return found
    })
  }

  /** A declaration's number finds the dossiers of the person it belongs to. */
  #partiesWith(word: string): WordRows {
    const { persons, enterprises } = this.#source.rowsWith(word)
    return { persons: [...persons, ...this.#source.personsDeclaredAs(word)], enterprises }
  }

  #markParties({ persons, enterprises }: WordRows, found: Uint8Array): void {
    const { personRow, employerRow, highest } = this.#columns
    markRows(found, personRow, highest.person, persons)
    markRows(found, employerRow, highest.employer, enterprises)
  }

  #markFindings(code: string, found: Uint8Array): void {
    const { findings, findingSets } = this.#columns
    const wanted = findingSets.holding([code])
    for (let row = 0; row < found.length; row += 1) found[row]! |= wanted[findings[row]!]!
  }

  #markTitles(spellings: readonly string[], found: Uint8Array): void {
    const hits = this.#source
      .titles()
      .filter(({ text }) => spellings.some((form) => holds(text, form)))
    const { titleRow, highest } = this.#columns
    const rows = hits.map(({ row }) => row)
    markRows(found, titleRow, highest.title, rows)
  }

  /** Texts or rows changed. */
  forget(): void {
    this.#words.clear()
  }
}
