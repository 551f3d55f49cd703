/** Names as they are shown, compared and searched. */
import type { PersonBody } from '../contract/records.ts'

/** Letters that Unicode does not split into a base letter and a mark. */
const UNSPLIT: Readonly<Record<string, string>> = {
  ß: 'SS',
  ẞ: 'SS',
  æ: 'AE',
  Æ: 'AE',
  œ: 'OE',
  Œ: 'OE',
  ø: 'O',
  Ø: 'O',
  đ: 'D',
  Đ: 'D',
  ð: 'D',
  Ð: 'D',
  þ: 'TH',
  Þ: 'TH',
  ł: 'L',
  Ł: 'L',
  ħ: 'H',
  Ħ: 'H',
  ı: 'I',
  ŋ: 'N',
  Ŋ: 'N',
  '’': "'",
}

const MARKS = /\p{M}/gu
const UNSPLIT_LETTERS = new RegExp(`[${Object.keys(UNSPLIT).join('')}]`, 'g')

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) > 127) return false
  return true
}

/** Folds diacritics and case: `Łukasz Müller-Đorđević` becomes `LUKASZ MULLER-DORDEVIC`. */
export function fold(text: string): string {
  if (isAscii(text)) return text.toUpperCase()
  return text
    .normalize('NFD')
    .replace(MARKS, '')
    .replace(UNSPLIT_LETTERS, (letter) => UNSPLIT[letter]!)
    .toUpperCase()
}

/** The same but for diacritics and case. */
export function sameWords(a: string, b: string): boolean {
  if (a.length !== b.length && isAscii(a) && isAscii(b)) return false
  return fold(a) === fold(b)
}

/** A person as shown everywhere: `FAMILY Given`. */
export function displayName(person: Pick<PersonBody, 'familyName' | 'givenNames'>): string {
  return `${person.familyName.toUpperCase()} ${person.givenNames}`.trim()
}

/** Text to index for search: the given parts, folded, one space between; absent parts are left out. */
export function searchText(...parts: readonly (string | null | undefined)[]): string {
  return fold(parts.filter((part) => part).join(' '))
}

/** True when there is a letter or a digit to search for: punctuation alone finds nothing. */
export function isSearchable(typed: string): boolean {
  return /[\p{L}\p{N}]/u.test(typed)
}

/** Folded words of what a person typed; every word must occur. */
export function searchWords(typed: string): string[] {
  return fold(typed)
    .split(/\s+/)
    .filter((word) => word !== '')
}
