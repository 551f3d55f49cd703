/**
 * The references of all dossiers as bytes at fixed distances: looking for a word in 250,000 of them
 * takes a few milliseconds, however many hold it. A full-text index is quicker for a rare word and
 * several times slower for the common ones that everybody types first (`FL-2026`).
 */

/** Bytes per reference; the last one is always 0, so that no word runs into the next reference. */
const STRIDE = 24

export class References {
  #bytes = new Uint8Array(0)
  /** Length of the longest reference that fits: no word begins later in any. */
  #longest = 0
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

  /** Marks with 1 the rows whose reference holds the word. */
  mark(word: string, found: Uint8Array): void {
    for (const [row, reference] of this.#long) if (reference.includes(word)) found[row] = 1
    if (!fits(word) || word.length === 0) return
    const bytes = this.#bytes
    const codes = Uint8Array.from(word, (letter) => letter.charCodeAt(0))
    const { length } = codes
    const first = codes[0]!
    const rows = Math.min(found.length, bytes.length / STRIDE)
    const starts = this.#longest - length + 1
    for (let row = 0; row < rows; row += 1) {
      const start = row * STRIDE
      for (let at = start; at < start + starts; at += 1) {
        if (bytes[at] !== first) continue
        let i = 1
        while (i < length && bytes[at + i] === codes[i]) i += 1
        if (i < length) continue
        found[row] = 1
        break
      }
    }
  }
}

function fits(text: string): boolean {
  if (text.length >= STRIDE) return false
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) > 127) return false
  return true
}
