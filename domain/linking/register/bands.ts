/** The three bands: what is linked, what a person is asked about, what is left alone. */
import { DATE_LEVELS } from '../dates.ts'

export const BANDS = ['LINKED', 'PROPOSED', 'NONE'] as const
export type Band = (typeof BANDS)[number]

/** Probability from which a link counts without a person's word, and from which one is asked. */
export const LINKED_FROM = 0.97
export const PROPOSED_FROM = 0.3

/**
 * A number that differs from another of the same kind, or a birth date that has nothing in common, is
 * never overruled by the rest: a person looks.
 */
export const contradicts = (levels: Uint8Array): boolean =>
  levels[5] === 1 || (levels[2]! > 0 && levels[2]! <= DATE_LEVELS.year)

/** Band of a probability. */
export function bandOf(probability: number, levels: Uint8Array): Band {
  if (probability < PROPOSED_FROM) return 'NONE'
  return probability >= LINKED_FROM && !contradicts(levels) ? 'LINKED' : 'PROPOSED'
}
