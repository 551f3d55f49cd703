/**
 * The references of all dossiers as bytes at fixed distances: looking for a word in 250,000 of them
 * takes a few milliseconds, however many hold it. A full-text index is quicker for a rare word and
 * several times slower for the common ones that everybody types first (`FL-2026`).
 */

/** Bytes per reference; the last one is always 0, so that no word runs into the next reference. */
const STRIDE = 24
/** Letters that can be stored: ASCII. */
const LETTERS = 128

export class References {
  #bytes = new Uint8Array(0)
  /** Length of the longest reference that fits: no word begins later in any. */
  #longest = 0
  /** 1 for each pair of neighbouring letters that some reference had: most names have others. */
  readonly #pairs = new Uint8Array(LETTERS * LETTERS)
  /** References that do not fit, by row. */
  readonly #long = new Map<number, string>()

  /** Takes over the reference of a row, folded. */
  set(row: number, reference: string): void {
    this.#grow(row)
    this.remove(row)
    if (fits(reference)) {
      this.#longest = Math.max(this.#longest, reference.length)
      for (let i = 0; i < reference.length; i += 1) {
        this.#bytes[row * STRIDE + i] = reference.charCodeAt(i)
        if (i > 0) this.#pairs[pairAt(reference, i)] = 1
      }
    } else {
      this.#long.set(row, reference)
    }
  }

  remove(row: number): void {
    this.#bytes.fill(0, row * STRIDE, (row + 1) * STRIDE)
    this.#long.delete(row)
  }

  #grow(row: number): void {
    const needed = (row + 1) * STRIDE
    if (needed <= this.#bytes.length) return
    const grown = new Uint8Array(Math.max(needed, Math.ceil(this.#bytes.length * 1.5)))
    grown.set(this.#bytes)
    this.#bytes = grown
  }

  /** False when some pair of letters of the word never was in a reference. */
  #mayHold(word: string): boolean {
    if (!fits(word) || word.length === 0) return false
    for (let i = 1; i < word.length; i += 1) if (this.#pairs[pairAt(word, i)] === 0) return false
    return true
  }

  /** Marks with 1 the rows whose reference holds the word. */
  mark(word: string, found: Uint8Array): void {
    for (const [row, reference] of this.#long) if (reference.includes(word)) found[row] = 1
    if (!this.#mayHold(word)) return
    const bytes = this.#bytes
    const codes = Uint8Array.from(word, (letter) => letter.charCodeAt(0))
    const { length } = codes
    const first = codes[0]!
    const last = codes[length - 1]!
    const rows = Math.min(found.length, bytes.length / STRIDE)
    const starts = this.#longest - length + 1
    for (let row = 0; row < rows; row += 1) {
      const start = row * STRIDE
      for (let at = start; at < start + starts; at += 1) {
        // The last letter that was typed rules out most places.
        if (bytes[at + length - 1] !== last || bytes[at] !== first) continue
        let i = 1
        while (i < length && bytes[at + i] === codes[i]) i += 1
        if (i < length) continue
        found[row] = 1
        break
      }
    }
  }
}

/** Place of the pair that ends at a letter. */
function pairAt(text: string, i: number): number {
  return text.charCodeAt(i - 1) * LETTERS + text.charCodeAt(i)
}

function fits(text: string): boolean {
  if (text.length >= STRIDE) return false
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) >= LETTERS) return false
  return true
}
