/** Places of work as linking sees them: when two that people typed are one site. */
import type { Address } from '../contract/records.ts'
import { fold } from './names.ts'
import { jaroWinkler } from './similarity.ts'

interface Place {
  name: string | null
  address: Address | null
}

const words = (text: string): string =>
  fold(text)
    .replace(/[^A-Z0-9]+/g, ' ')
    .trim()

/** An address as one writes it: street and number, a comma, postal code and place, as far as they are known. */
export const addressLine = ({ street, postalCode, place }: Address): string =>
  `${street ?? ''}, ${[postalCode, place].filter(Boolean).join(' ')}`

/** The municipality, else the postal code: without either there is no place. */
function areaOf(address: Address | null): string {
  return address?.municipality ?? words(address?.postalCode ?? '')
}

/** Words of streets as people shorten them; at the end of a word where they are part of it. */
const SHORTENED: Readonly<Record<string, string>> = {
  AV: 'AVENUE',
  AVE: 'AVENUE',
  BD: 'BOULEVARD',
  BLD: 'BOULEVARD',
  BLVD: 'BOULEVARD',
  BTE: 'BUS',
  BOITE: 'BUS',
  CHEE: 'CHAUSSEE',
  LN: 'LAAN',
  STR: 'STRAAT',
  STRASSE: 'STRAAT',
  STW: 'STEENWEG',
  STWG: 'STEENWEG',
}
const SHORT_ENDS = /(?<=[A-Z]{3})(STRASSE|STR|STWG|STW|LN)$/
const startsWithDigit = (word: string): boolean => /^\d/.test(word)
/** What stands before a house number and says that it is one. */
const isMark = (word: string, next: string | undefined): boolean =>
  /^(?:N|NR|NO|NUM|NUMMER|NUMERO)$/.test(word) && next !== undefined && startsWithDigit(next)

/** A street in one form, whoever typed it: nothing shortened, the house number behind it. */
function streetWords(text: string): string {
  const all = words(text).split(' ')
  const kept = all
    .filter((word, i) => !isMark(word, all[i + 1]))
    .map((word) => SHORTENED[word] ?? word.replace(SHORT_ENDS, (end) => SHORTENED[end]!))
  const [first, ...rest] = kept
  const isTurned = startsWithDigit(first!) && rest.length > 0 && !rest.some(startsWithDigit)
  return (isTurned ? [...rest, first] : kept).join(' ')
}

/** What tells a site from others in its municipality: its street, else its name. */
function exactOf({ name, address }: Place): string {
  return words(address?.street ?? '') || words(name ?? '')
}

/**
 * A place in one line, `MUNICIPALITY STREET`, alike however its street was typed: as the key of same tasks has it
 * (domain/limosa/same-task.ts). Null when only the municipality is told.
 */
export function placeLine({ name, address }: Place): string | null {
  const area = areaOf(address)
  const exact = streetWords(address?.street ?? '') || words(name ?? '')
  return area === '' || exact === '' ? null : `${area} ${exact}`
}

/** House numbers and the other words of a line, its municipality left out. */
function partsOf(line: string): { numbers: string[]; street: string } {
  const [, ...exact] = line.split(' ')
  return {
    numbers: exact.filter(startsWithDigit),
    street: exact.filter((word) => !startsWithDigit(word)).join(' '),
  }
}

/** Streets less alike than this have different names, however they are typed. */
const ALIKE = 0.8

/**
 * True when two lines of places (`placeLine`) in one municipality cannot mean one site, however they were
 * typed: both tell a house number, none in common, and the streets have different names. A site without a
 * number may lie anywhere in its municipality.
 */
export function areApart(a: string, b: string): boolean {
  const [one, other] = [partsOf(a), partsOf(b)]
  if (one.numbers.length === 0 || other.numbers.length === 0) return false
  return (
    !one.numbers.some((number) => other.numbers.includes(number)) &&
    jaroWinkler(one.street, other.street) < ALIKE
  )
}

const LONGEST = 58

/**
 * The key of a site, fit for an id: places in one municipality with the same street, or without one
 * with the same name, are one. Null when only the municipality is told: that is no place.
 */
export function siteKey(place: Place): string | null {
  const [area, exact] = [areaOf(place.address), exactOf(place)]
  if (area === '' || exact === '') return null
  return `site-${`${area}-${exact}`.replaceAll(' ', '-').toLowerCase().slice(0, LONGEST)}`
}

/** The words of a site by which it is compared; empty where nothing tells it from others. */
export function siteWords(place: Place): { area: string; street: string; name: string } {
  return {
    area: areaOf(place.address),
    street: words(place.address?.street ?? ''),
    name: words(place.name ?? ''),
  }
}
