/** Which pieces of a value the other side does not have: what the eye must find at once. */
import type { PairField } from '../../domain/contract/links.ts'
import { nameTokens, type NameToken } from '../comparison/side-by-side.ts'

/** Piece by piece at the same place; `shown` may be longer than what is compared. */
function atTheSamePlace(pieces: readonly string[], others: readonly string[]): NameToken[] {
  return pieces.map((text, at) => ({
    text,
    shared: !/[\p{L}\p{N}]/u.test(text) || text === others[at],
  }))
}

/** A date as it is read, cut at its day, month and year. */
export function dateTokens(shown: string, other: string | null): NameToken[] {
  if (other === null) return [{ text: shown, shared: true }]
  const cut = (text: string) => text.split(/(\D+)/)
  return atTheSamePlace(cut(shown), cut(other))
}

const characters = (text: string): string[] => Array.from(text)

/** A number, character by character beside the one that is nearest to it. */
export function numberTokens(shown: string, others: readonly string[]): NameToken[] {
  if (others.length === 0 || others.includes(shown)) return [{ text: shown, shared: true }]
  const nearest = others
    .filter((other) => other.length === shown.length)
    .map((other) => ({ other, same: characters(shown).filter((c, at) => c === other[at]).length }))
    .toSorted((a, b) => b.same - a.same)[0]
  // Hardly a digit in common: it is another number altogether.
  if (!nearest || nearest.same < shown.length / 2) return [{ text: shown, shared: false }]
  return atTheSamePlace(characters(shown), characters(nearest.other))
}

/** The pieces of one side of a field of names; swapped names are read against the other field. */
export function tokensOfName(value: string, other: string | undefined): NameToken[] {
  return other === undefined ? [{ text: value, shared: true }] : nameTokens(value, other)
}

/** What a name is held against: the other side's same field, or its other one when they are swapped. */
export function otherName(
  fields: readonly PairField[],
  { field, agreement }: PairField,
  side: 'left' | 'right',
): string | undefined {
  const against = side === 'left' ? 'right' : 'left'
  const wanted = agreement === 'SWAPPED' ? (field === 'given' ? 'family' : 'given') : field
  return fields.find((one) => one.field === wanted)?.[against][0]
}
