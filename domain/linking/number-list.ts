/** A pasted list of numbers: of dossiers, persons and enterprises, one per line or between commas or spaces. */
import { parseInsz } from '../identifiers/insz.ts'

/** Most numbers in one list. */
export const NUMBERS_MAX = 500
/** Longest number, in characters. */
export const NUMBER_MAX_LENGTH = 40

/** A number that holds no space: a reference, or so many digits that it is not a part of one. */
const WHOLE = /^([A-Z]{2,3}-\d{4}-\d+|[\d.]{10,})$/

/** Numbers copied from a running text stand between spaces; a number may hold spaces itself. */
function spaced(part: string): string[] {
  const pieces = part.split(/\s+/)
  return pieces.every((piece) => WHOLE.test(piece)) ? pieces : [part]
}

/** The numbers of a text, each once, in their order. What is too long to be a number is cut. */
export function numbersIn(text: string): string[] {
  const parts = text.split(/[\n\r,;\t]+/).map((part) => part.trim().toUpperCase())
  const numbers = parts
    .filter((part) => part !== '')
    .flatMap(spaced)
    .map((part) => part.slice(0, NUMBER_MAX_LENGTH))
  return [...new Set(numbers)].slice(0, NUMBERS_MAX)
}

/** True when a number in the list is a person's: that is looking for a person, and asks why. */
export function namesPersons(numbers: readonly string[]): boolean {
  return numbers.some((number) => parseInsz(number) !== null)
}
