/**
 * Names that are like a word that was typed: spelt otherwise by another transliteration, or with a
 * slip of the finger. Only for words that find nothing as they are.
 */
import type { ReadDb } from './sqlite.ts'

/** Shorter words are like too many others. */
const SHORTEST = 4
/** Slips allowed in a word of up to `SHORT` sounds, and in a longer one. */
const SHORT = 5
const SLIPS_SHORT = 1
const SLIPS_LONG = 2
/** Names that one word may stand for. */
const NAMES_MAX = 12

/** Spellings of one sound; the first that fits wins, so longer ones stand first. */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/TSCH|TCH|SCH|CH|CZ|SZ|SH|ZH/g, 'C'],
  [/TS|TZ/g, 'C'],
  [/KH/g, 'H'],
  [/KS/g, 'X'],
  [/PH/g, 'F'],
  [/OU|OE/g, 'U'],
  [/DJ|DZ|J|Y/g, 'I'],
  [/W/g, 'V'],
  [/(.)\1+/gu, '$1'],
]

/** A folded word by its sounds: `KLIMOVITCH`, `KLIMOVICH` and `KLIMOVIC` are one. */
export function soundsOf(word: string): string {
  return SOUNDS.reduce((text, [spelling, sound]) => text.replace(spelling, sound), word)
}

/**
 * Damerau-Levenshtein distance (letters added, left out, replaced, or two neighbours swapped);
 * `limit + 1` as soon as it is more than `limit`.
 */
export function slipsBetween(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      let least = Math.min(replaced, last[j]! + 1, row[j - 1]! + 1)
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (swapped) least = Math.min(least, beforeLast[j - 2]! + 1)
      row.push(least)
    }
    if (Math.min(...row) > limit) return limit + 1
    beforeLast = last
    last = row
  }
  return Math.min(last[b.length]!, limit + 1)
}

/** The names nearest to a word, by their sounds; empty when none is near enough. */
export function nearest(word: string, names: ReadonlyMap<string, string>): string[] {
  const sounds = soundsOf(word)
  let limit = sounds.length <= SHORT ? SLIPS_SHORT : SLIPS_LONG
  let near: string[] = []
  for (const [name, own] of names) {
    const slips = slipsBetween(sounds, own, limit)
    if (slips > limit) continue
    if (slips < limit) {
      limit = slips
      near = []
    }
    near.push(name)
  }
  return near.slice(0, NAMES_MAX)
}

const NAMES = 'SELECT DISTINCT sortKey FROM person UNION SELECT sortKey FROM enterprise'

export class SimilarNames {
  readonly #db: ReadDb
  /** Sounds of every single word of a name; null until a word is looked for. */
  #names: ReadonlyMap<string, string> | null = null

  constructor(db: ReadDb) {
    this.#db = db
  }

  /** Names (single folded words) of persons and enterprises that are most like a word. */
  namesLike(word: string): string[] {
    if (word.length < SHORTEST || /[^\p{L}]/u.test(word)) return []
    this.#names ??= this.#read()
    return nearest(word, this.#names)
  }

  /** Names changed, came or went. */
  forget(): void {
    this.#names = null
  }

  #read(): ReadonlyMap<string, string> {
    const words = new Set<string>()
    for (const text of this.#db.column<string>(NAMES)) {
      for (const word of text.split(/[^\p{L}]+/u)) if (word.length >= SHORTEST) words.add(word)
    }
    return new Map([...words].map((word) => [word, soundsOf(word)]))
  }
}
