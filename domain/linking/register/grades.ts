/**
 * How two identities agree, field by field. Linking, learning, "why" and "why not" all read this one
 * comparison.
 */
import { DATE_LEVELS, dateLevel } from '../dates.ts'
import { latin } from '../latin.ts'
import { NAME_LEVELS, nameLevel } from '../name-levels.ts'
import { edits } from '../similarity.ts'
import type { Graded } from '../table/model.ts'
import { type Identity, wordsOf } from './identity.ts'

export const FIELDS = [
  'given',
  'family',
  'birth',
  'sex',
  'nationality',
  'identifier',
  'employer',
  'place',
] as const
export type Field = (typeof FIELDS)[number]

/** The fields as the model grades them; their order is that of a row of levels. */
export const GRADED: readonly Graded[] = [
  { key: 'given', kind: 'given', exact: NAME_LEVELS.exact },
  { key: 'family', kind: 'family', exact: NAME_LEVELS.exact },
  { key: 'birth', kind: 'date', exact: DATE_LEVELS.exact },
  { key: 'sex', kind: 'category', exact: 5 },
  { key: 'nationality', kind: 'category', exact: 5 },
  { key: 'identifier', kind: 'code', exact: 5 },
  { key: 'employer', kind: 'category', exact: 5 },
  { key: 'place', kind: 'category', exact: 5 },
]
export const WIDTH = GRADED.length
const [GIVEN, FAMILY, BIRTH, SEX, NATIONALITY, IDENTIFIER, EMPLOYER, PLACE] = [
  0, 1, 2, 3, 4, 5, 6, 7,
] as const

/** Levels of a place: the same municipality, one of the same district, another district. */
export const PLACE_LEVELS = { exact: 5, near: 4, different: 1 } as const

/** Names and dates are prepared once per distinct text, and pairs of names compared once. */
export class Names {
  readonly #numbers = new Map<string, number>()
  readonly #typed = new Map<string, number>()
  readonly texts: string[] = []
  readonly #levels = [new Map<number, number>(), new Map<number, number>()] as const

  /** Number of a name; 0 when nothing is left of it. */
  number(typed: string): number {
    let number = this.#typed.get(typed)
    if (number === undefined) {
      const text = latin(typed)
      number = this.#numbers.get(text)
      if (number === undefined) {
        if (this.texts.length === 0) this.texts.push('')
        number = text === '' ? 0 : this.texts.length
        if (number > 0) this.texts.push(text)
        this.#numbers.set(text, number)
      }
      this.#typed.set(typed, number)
    }
    return number
  }

  /** Level of two names by number; 0 when one is missing. */
  level(a: number, b: number, isGiven: boolean): number {
    if (a === 0 || b === 0) return 0
    if (a === b) return NAME_LEVELS.exact
    const key = a < b ? a * 33_554_432 + b : b * 33_554_432 + a
    const levels = this.#levels[isGiven ? 1 : 0]
    let level = levels.get(key)
    if (level === undefined) {
      level = nameLevel(this.texts[a]!, this.texts[b]!, isGiven)
      levels.set(key, level)
    }
    return level
  }
}

/** An identity made comparable. */
export interface Prepared {
  given: number
  family: number
  /** `YYYYMMDD` or empty. */
  birth: string
  sex: string
  nationality: string
  identifiers: readonly string[]
  damaged: string | null
  employers: string
  places: string
}

/** Makes an identity comparable. */
export function prepare(names: Names, who: Identity): Prepared {
  return {
    given: names.number(who.givenNames),
    family: names.number(who.familyName),
    birth: who.birthDate === null ? '' : who.birthDate.replaceAll('-', ''),
    sex: who.sex,
    nationality: who.nationality,
    identifiers: who.identifiers,
    damaged: who.damaged,
    employers: who.employers,
    places: who.places,
  }
}

const UNKNOWN_COUNTRIES = new Set(['ZZ', 'XX', ''])

/** Writes the levels of two identities to `levels` from `at` on. Symmetric. */
export function gradeInto(
  names: Names,
  a: Prepared,
  b: Prepared,
  levels: Uint8Array,
  at: number,
): void {
  levels[at + GIVEN] = names.level(a.given, b.given, true)
  levels[at + FAMILY] = names.level(a.family, b.family, false)
  crossNames(names, a, b, levels, at)
  levels[at + BIRTH] = a.birth === '' || b.birth === '' ? 0 : dateLevel(a.birth, b.birth)
  levels[at + SEX] = a.sex === 'U' || b.sex === 'U' ? 0 : a.sex === b.sex ? 5 : 1
  const unknown = UNKNOWN_COUNTRIES.has(a.nationality) || UNKNOWN_COUNTRIES.has(b.nationality)
  levels[at + NATIONALITY] = unknown ? 0 : a.nationality === b.nationality ? 5 : 1
  levels[at + IDENTIFIER] = identifierLevel(a, b)
  levels[at + EMPLOYER] = employerLevel(a.employers, b.employers)
  levels[at + PLACE] = placeLevel(a.places, b.places)
}

/** People change employers and have several: one in common is enough. */
function employerLevel(a: string, b: string): number {
  if (a === '' || b === '') return 0
  const others = wordsOf(b)
  return wordsOf(a).some((one) => others.includes(one)) ? 5 : 1
}

/** The first two digits of a REFNIS code are those of the district. */
const districtOf = (code: string) => code.slice(0, 2)

function placeLevel(a: string, b: string): number {
  if (a === '' || b === '') return 0
  const others = wordsOf(b)
  let level: number = PLACE_LEVELS.different
  for (const one of wordsOf(a)) {
    for (const other of others) {
      if (one === other) return PLACE_LEVELS.exact
      if (districtOf(one) === districtOf(other)) level = PLACE_LEVELS.near
    }
  }
  return level
}

function crossNames(names: Names, a: Prepared, b: Prepared, levels: Uint8Array, at: number): void {
  if (levels[at + GIVEN]! >= NAME_LEVELS.similar || levels[at + FAMILY]! >= NAME_LEVELS.similar) {
    return
  }
  const one = names.level(a.given, b.family, true)
  const other = names.level(a.family, b.given, true)
  if (one < NAME_LEVELS.similar || other < NAME_LEVELS.similar) return
  levels[at + GIVEN] = NAME_LEVELS.crossed
  levels[at + FAMILY] = 0
}

/** Whether an identifier is a passport: `COUNTRY:NUMBER`. */
export const isPassport = (value: string) => value.charCodeAt(2) === 58
const LOOKALIKES: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1', S: '5', B: '8' }
/** A passport number without what a scan confuses. */
export const readable = (value: string) => value.replace(/[OILSB]/g, (c) => LOOKALIKES[c]!)

/**
 * 5: a valid identifier in common. 4: one wrong digit, or letters that look alike. 1: two of one kind
 * that differ. 0: nothing to compare. An old number of the same person differs from the new one: that
 * two numbers differ says little when a third is shared.
 */
function identifierLevel(a: Prepared, b: Prepared): number {
  let level = 0
  for (const x of a.identifiers) {
    for (const y of b.identifiers) {
      if (x === y) return 5
      if (isPassport(x) !== isPassport(y)) continue
      level = Math.max(level, isSlip(x, y) ? 4 : 1)
    }
  }
  return Math.max(
    level,
    damagedLevel(a.damaged, b.identifiers),
    damagedLevel(b.damaged, a.identifiers),
  )
}

function isSlip(x: string, y: string): boolean {
  if (!isPassport(x)) return false
  if (x.slice(0, 2) !== y.slice(0, 2)) return false
  return readable(x.slice(3)) === readable(y.slice(3)) || edits(x, y, 1) === 1
}

function damagedLevel(damaged: string | null, identifiers: readonly string[]): number {
  if (damaged === null) return 0
  const inszs = identifiers.filter((value) => !isPassport(value))
  if (inszs.length === 0) return 0
  return inszs.some((value) => edits(damaged, value, 1) === 1) ? 4 : 1
}

/** May an identifier in common be trusted: do two of given name, family name and birth date agree? */
export function isConfirmed(levels: Uint8Array, at: number): boolean {
  if (levels[at + GIVEN] === NAME_LEVELS.crossed) return true
  const agree = (place: number, from: number) => (levels[at + place]! >= from ? 1 : 0)
  const names = agree(GIVEN, NAME_LEVELS.similar) + agree(FAMILY, NAME_LEVELS.similar)
  return names + agree(BIRTH, DATE_LEVELS.slip) >= 2
}
