/** Rows that a search finds: every word must occur in the dossier, its person or its employer. */
import type { QueueSource } from '../../db/index.ts'
import type { Columns } from './columns.ts'
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
      const found = new Uint8Array(this.#columns.size)
      const spellings = this.#source.spellings(word)
      this.#markParties(word, found)
      this.#markTitles(spellings, found)
      for (const form of spellings) {
        if (form.length >= SUBSTRING_LENGTH) this.#columns.references.mark(form, found)
      }
      return found
    })
  }

  #markParties(word: string, found: Uint8Array): void {
    const { persons, enterprises } = this.#source.rowsWith(word)
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
