/** Texts compared by their words: order does not matter, rare words weigh more, a slip is forgiven. */
import { edits } from '../similarity.ts'

/** Unmatched words of a text that are tried against those of the other. */
const TRIED = 12

export class TextValues {
  /** Word numbers of each value, ascending. */
  readonly wordsOf: readonly Int32Array[]
  readonly words: readonly string[]
  /** Values (weighted by records) that hold each word. */
  readonly frequency: Int32Array
  readonly #weights: Float64Array
  readonly #totals: Float64Array
  readonly #squeezed: readonly string[]
  /** Digits of each value, in their order. */
  readonly #digits: readonly string[]
  /** Per value, the words of other values that it writes apart. */
  readonly #apart: readonly (readonly Apart[])[]

  constructor(values: readonly string[], counts: Int32Array) {
    const numbers = new Map<string, number>()
    const frequency: number[] = []
    this.wordsOf = values.map((value, id) => {
      const ids = new Set<number>()
      for (const word of value === '' ? [] : value.split(' ')) {
        let number = numbers.get(word)
        if (number === undefined) {
          number = numbers.size
          numbers.set(word, number)
          frequency.push(0)
        }
        if (!ids.has(number)) frequency[number]! += counts[id]!
        ids.add(number)
      }
      return Int32Array.from(ids).sort()
    })
    this.words = [...numbers.keys()]
    this.frequency = Int32Array.from(frequency)
    let records = 1
    for (const count of counts) records += count
    this.#weights = Float64Array.from(frequency, (seen) => 0.2 + Math.log(records / seen))
    this.#totals = Float64Array.from(this.wordsOf, (ids) =>
      ids.reduce((sum, id) => sum + this.#weights[id]!, 0),
    )
    this.#squeezed = values.map((value) => value.replaceAll(' ', ''))
    this.#digits = values.map((value) => value.replace(/\D/g, ''))
    this.#apart = values.map((value) => apartIn(value.split(' '), numbers))
  }

  /** Words of a value, and those that it writes apart. */
  heldBy(value: number): readonly number[] {
    return [...this.wordsOf[value]!, ...this.#apart[value]!.map(({ whole }) => whole)]
  }

  /** 7 equal, then by likeness down to 1. */
  level(a: number, b: number): number {
    if (this.#squeezed[a] === this.#squeezed[b]) return 7
    const alike = this.likeness(a, b)
    if (alike >= 0.9) return 6
    if (alike >= 0.75) return 5
    if (alike >= 0.6) return 4
    if (alike >= 0.45) return 3
    return alike >= 0.28 ? 2 : 1
  }

  /** 0 to 1. */
  likeness(one: number, other: number): number {
    // In one order always: pairing words greedily depends on it.
    const a = Math.min(one, other)
    const b = Math.max(one, other)
    const shared = this.#shared(a, b)
    const totalA = this.#totals[a]!
    const totalB = this.#totals[b]!
    const both = (2 * shared) / (totalA + totalB)
    const within = shared / Math.min(totalA, totalB)
    const byWords = 0.7 * both + 0.3 * within
    // Another number is another house, flat or model, however little else differs.
    if (this.#digits[a] !== this.#digits[b]) return byWords
    return Math.max(byWords, this.#spelled(this.#squeezed[a]!, this.#squeezed[b]!))
  }

  #spelled(a: string, b: string): number {
    const longer = Math.max(a.length, b.length)
    const most = Math.min(4, longer >> 2)
    const wrong = edits(a, b, most)
    return wrong > most ? 0 : 1 - wrong / longer
  }

  #shared(one: number, other: number): number {
    const [a, b] = [this.wordsOf[one]!, this.wordsOf[other]!]
    let shared = 0
    let restA: number[] | null = null
    let restB: number[] | null = null
    let i = 0
    let j = 0
    while (i < a.length || j < b.length) {
      const x = i < a.length ? a[i]! : Infinity
      const y = j < b.length ? b[j]! : Infinity
      if (x === y) {
        shared += this.#weights[x]!
        i += 1
        j += 1
      } else if (x < y) {
        ;(restA ??= []).push(x)
        i += 1
      } else {
        ;(restB ??= []).push(y)
        j += 1
      }
    }
    if (!restA || !restB) return shared
    shared += this.#joined(restA, restB, other) + this.#joined(restB, restA, one)
    return shared + this.#almost(restA, restB)
  }

  /** Words of one text that the other writes apart; what is found is taken out of both. */
  #joined(rest: number[], parts: number[], other: number): number {
    let sum = 0
    for (const { whole, of } of this.#apart[other]!) {
      const at = rest.indexOf(whole)
      if (at === -1) continue
      rest.splice(at, 1)
      sum += this.#weights[whole]! / 2
      for (const part of of) {
        const place = parts.indexOf(part)
        if (place === -1) continue
        parts.splice(place, 1)
        sum += this.#weights[part]! / 2
      }
    }
    return sum
  }

  /** Words that are not equal, each paired with the most alike of the other text. */
  #almost(a: number[], b: number[]): number {
    let sum = 0
    const taken = new Set<number>()
    for (const x of a.slice(0, TRIED)) {
      let best = 0
      let with_ = -1
      for (const y of b.slice(0, TRIED)) {
        if (taken.has(y)) continue
        const alike = wordsAlike(this.words[x]!, this.words[y]!)
        const gain = (alike * (this.#weights[x]! + this.#weights[y]!)) / 2
        if (gain > best) [best, with_] = [gain, y]
      }
      if (with_ === -1) continue
      taken.add(with_)
      sum += best
    }
    return sum
  }
}

/** A word of one value that stands in another as several. */
interface Apart {
  whole: number
  of: readonly number[]
}

/** So many words in a row may be one word elsewhere: `AB 12 C`, `AB12C`. */
const APART_MAX = 3

/** Words that are known from other values and stand here as several in a row. */
function apartIn(words: readonly string[], numbers: ReadonlyMap<string, number>): Apart[] {
  const found: Apart[] = []
  for (let from = 0; from < words.length; from += 1) {
    for (let to = from + 2; to <= Math.min(words.length, from + APART_MAX); to += 1) {
      const parts = words.slice(from, to)
      const whole = numbers.get(parts.join(''))
      if (whole !== undefined) found.push({ whole, of: parts.map((part) => numbers.get(part)!) })
    }
  }
  return found
}

const DIGIT = /\d/

/** 0 to 1: a slip, or one word cut short. Numbers must agree more than words. */
export function wordsAlike(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length)
  if (DIGIT.test(a) || DIGIT.test(b)) return shorter >= 5 && edits(a, b, 1) === 1 ? 0.5 : 0
  if (shorter >= 4) {
    const wrong = edits(a, b, 2)
    if (wrong === 1) return 0.9
    if (wrong === 2 && shorter >= 7) return 0.8
  }
  const isCut = a.startsWith(b) || b.startsWith(a)
  if (!isCut) return 0
  return shorter === 1 ? 0.4 : 0.6
}
