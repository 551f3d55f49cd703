/** A pasted list of numbers: of dossiers, persons and enterprises, one per line or between commas. */
import { parseInsz } from '../identifiers/insz.ts'

/** Most numbers in one list. */
export const NUMBERS_MAX = 500
/** Longest number, in characters. */
export const NUMBER_MAX_LENGTH = 40

/** The numbers of a text, each once, in their order. What is too long to be a number is cut. */
export function numbersIn(text: string): string[] {
  const parts = text.split(/[\n\r,;\t]+/).map((part) => part.trim().toUpperCase())
  const numbers = parts
    .filter((part) => part !== '')
    .map((part) => part.slice(0, NUMBER_MAX_LENGTH))
  return [...new Set(numbers)].slice(0, NUMBERS_MAX)
}

/** True when a number in the list is a person's: that is looking for a person, and asks why. */
export function namesPersons(numbers: readonly string[]): boolean {
  return numbers.some((number) => parseInsz(number) !== null)
}
