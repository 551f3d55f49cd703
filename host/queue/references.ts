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
  /** 1 for each letter that some reference had at a place: references are much alike. */
  readonly #seen = new Uint8Array(STRIDE * LETTERS)
  /** References that do not fit, by row. */
  readonly #long = new Map<number, string>()

  /** Takes over the reference of a row, folded. */
  set(row: number, reference: string): void {
    this.#grow(row)
    this.remove(row)
    if (fits(reference)) {
      for (let i = 0; i < reference.length; i += 1) {
        const letter = reference.charCodeAt(i)
        this.#bytes[row * STRIDE + i] = letter
        this.#seen[i * LETTERS + letter] = 1
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

  /** Places at which the word may begin in a reference: none for most names. */
  #placesOf(codes: Uint8Array): number[] {
    const places = Array.from({ length: STRIDE - codes.length }, (_, place) => place)
    return places.filter((place) =>
      codes.every((code, i) => this.#seen[(place + i) * LETTERS + code] === 1),
    )
  }

  /** Marks with 1 the rows whose reference holds the word. */
  mark(word: string, found: Uint8Array): void {
    for (const [row, reference] of this.#long) if (reference.includes(word)) found[row] = 1
    if (!fits(word) || word.length === 0) return
    const bytes = this.#bytes
    const codes = Uint8Array.from(word, (letter) => letter.charCodeAt(0))
    const { length } = codes
    const last = codes[length - 1]!
    const rows = Math.min(found.length, bytes.length / STRIDE)
    for (const place of this.#placesOf(codes)) {
      for (let row = 0; row < rows; row += 1) {
        const at = row * STRIDE + place
        // The last letter that was typed rules out most references.
        if (bytes[at + length - 1] !== last) continue
        let i = 0
        while (i < length && bytes[at + i] === codes[i]) i += 1
        if (i === length) found[row] = 1
      }
    }
  }
}

function fits(text: string): boolean {
  if (text.length >= STRIDE) return false
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) >= LETTERS) return false
  return true
}
