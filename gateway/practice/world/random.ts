/**
 * Deterministic randomness: every entity draws from its own stream, named by the seed, a stream
 * number and the entity's index. So entity `i` is a pure function of seed and `i`, whatever was
 * made before it.
 */

const GOLDEN = 0x9e3779b9

/** A well-mixed 32-bit hash of up to four integers. */
export function mix(a: number, b: number, c = 0, d = 0): number {
  let h = Math.imul(a ^ GOLDEN, 0x85ebca6b) ^ Math.imul(b + 0x165667b1, 0xc2b2ae35)
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d) ^ Math.imul(c + 0x27d4eb2f, 0x297a2d39)
  h = Math.imul(h ^ (h >>> 13), 0x85ebca6b) ^ Math.imul(d + GOLDEN, 0x165667b1)
  h = Math.imul(h ^ (h >>> 16), 0x21f0aaad)
  h = Math.imul(h ^ (h >>> 15), 0x735a2d97)
  return (h ^ (h >>> 15)) >>> 0
}

/** A stream of numbers (splitmix32). */
export class Random {
  #state: number

  constructor(seed: number, stream: number, index: number) {
    this.#state = mix(seed, stream, index)
  }

  /** 32 random bits. */
  bits(): number {
    this.#state = (this.#state + GOLDEN) | 0
    let z = this.#state
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return (z ^ (z >>> 15)) >>> 0
  }

  /** In [0, 1). */
  next(): number {
    return this.bits() / 4294967296
  }

  /** Whole number in [0, below). */
  below(below: number): number {
    return Math.floor(this.next() * below)
  }

  /** Whole number in [from, to], both included. */
  between(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1))
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)] as T
  }

  /** Digits, the first of which is not zero. */
  digits(count: number): string {
    let text = String(1 + this.below(9))
    while (text.length < count) text += String(this.below(10))
    return text
  }
}

/** A choice among values with weights, drawn in constant memory. */
export interface Weighted<T> {
  values: readonly T[]
  cumulative: readonly number[]
}

/** Prepares a weighted choice; weights need not add up to anything. */
export function weighted<T>(entries: readonly (readonly [T, number])[]): Weighted<T> {
  let sum = 0
  const cumulative = entries.map(([, weight]) => (sum += weight))
  return { values: entries.map(([value]) => value), cumulative: cumulative.map((c) => c / sum) }
}

/** One value of a weighted choice. */
export function draw<T>(random: Random, choice: Weighted<T>): T {
  const x = random.next()
  let i = 0
  while (i < choice.cumulative.length - 1 && x >= (choice.cumulative[i] as number)) i += 1
  return choice.values[i] as T
}
