/**
 * The sound of a name: a key of consonants that comes out alike for the spellings that English,
 * French, German and Slavic clerks give one name (Yushchuk, Iouchtchouk, Juschtschuk). It is coarse
 * on purpose: it finds candidates, and says "similar" at most.
 */
import { words } from './latin.ts'

/** Longest first: each is read from the left. */
const GROUPS: readonly (readonly [string, string])[] = [
  ['SCHTSCH', 'S'],
  ['CHTCH', 'S'],
  ['SHTCH', 'S'],
  ['SHCH', 'S'],
  ['SZCZ', 'S'],
  ['TSCH', 'S'],
  ['DSCH', 'S'],
  ['TCH', 'S'],
  ['DZH', 'S'],
  ['DZ', 'S'],
  ['DJ', 'S'],
  ['SCH', 'S'],
  ['SH', 'S'],
  ['SZ', 'S'],
  ['CZ', 'S'],
  ['CS', 'S'],
  ['CH', 'S'],
  ['ZH', 'S'],
  ['TZ', 'S'],
  ['TS', 'S'],
  ['PH', 'F'],
  ['TH', 'T'],
  ['DH', 'D'],
  ['KH', ''],
  ['GH', 'G'],
  ['CK', 'K'],
  ['QU', 'K'],
  ['KS', 'KS'],
  ['X', 'KS'],
  ['CE', 'S'],
  ['CI', 'S'],
  ['CY', 'S'],
  ['C', 'K'],
  ['Q', 'K'],
  ['W', 'V'],
  ['Z', 'S'],
  ['J', ''],
  ['H', ''],
]

const VOWELS = /[AEIOUY]/

function groupAt(word: string, at: number): readonly [string, string] | undefined {
  for (const group of GROUPS) if (word.startsWith(group[0], at)) return group
  return undefined
}

function soundOfWord(word: string): string {
  let out = ''
  for (let i = 0; i < word.length;) {
    const group = groupAt(word, i)
    const letter = group ? group[1] : word[i]!
    i += group ? group[0].length : 1
    if (VOWELS.test(letter)) continue
    if (letter !== '' && !out.endsWith(letter)) out += letter
  }
  const first = groupAt(word, 0)
  const startsSoft = first ? first[1] === '' : VOWELS.test(word[0]!)
  return startsSoft ? `A${out}` : out
}

const kept = new Map<string, string>()
/** The cache is thrown away when it is full: names repeat, so it fills slowly. */
const KEPT_MAX = 200_000

/** Sound of a text, its words one after the other; empty when it has no letters. */
export function soundOf(text: string): string {
  const known = kept.get(text)
  if (known !== undefined) return known
  const sound = words(text).map(soundOfWord).join('')
  if (kept.size >= KEPT_MAX) kept.clear()
  kept.set(text, sound)
  return sound
}
