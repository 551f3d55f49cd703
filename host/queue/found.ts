/** Rows that a search finds: every word must occur in the dossier, its person or its employer. */
import { FINDING_CODES } from '../../domain/contract/codes.ts'
import type { QueueSource, WordRows } from '../../db/index.ts'
import type { Columns } from './columns.ts'
import { findingCell } from './facets.ts'
import { Kept } from './kept.ts'

/** Words kept ready: someone who types goes back and forth. */
const KEPT_WORDS = 24
/** From this length on a word is found inside others; a shorter one only at their beginning. */
const SUBSTRING_LENGTH = 3

/** One byte per row number, 1 where it is in the list. */
function marked(rows: readonly number[]): Uint8Array {
  let highest = 0
  for (const row of rows) if (row > highest) highest = row
  const marks = new Uint8Array(highest + 1)
  for (const row of rows) marks[row] = 1
  return marks
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
    if (persons.length === 0 && enterprises.length === 0) return
    const { personRow, employerRow } = this.#columns
    const person = marked(persons)
    const employer = marked(enterprises)
    for (let row = 0; row < found.length; row += 1) {
      const p = personRow[row]!
      const e = employerRow[row]!
      if ((p < person.length && person[p] === 1) || (e < employer.length && employer[e] === 1)) {
        found[row] = 1
      }
    }
  }

  #markFindings(code: string, found: Uint8Array): void {
    const { findings } = this.#columns
    const wanted = findingCell([code])
    for (let row = 0; row < found.length; row += 1) if (findings[row]! & wanted) found[row] = 1
  }

  #markTitles(spellings: readonly string[], found: Uint8Array): void {
    const hits = this.#source
      .titles()
      .filter(({ text }) => spellings.some((form) => holds(text, form)))
    if (hits.length === 0) return
    const title = marked(hits.map(({ row }) => row))
    const { titleRow } = this.#columns
    for (let row = 0; row < found.length; row += 1) {
      const t = titleRow[row]!
      if (t < title.length && title[t] === 1) found[row] = 1
    }
  }

  /** Texts or rows changed. */
  forget(): void {
    this.#words.clear()
  }
}
