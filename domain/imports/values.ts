/** How a cell of an extract is read, in the forms that Belgian services write: text to value or a reason. */
import { brusselsInstant, isLocalDate, type LocalDate } from '../calendar/local-date.ts'
import {
  parseEnterpriseNumber,
  parseEstablishmentNumber,
} from '../identifiers/enterprise-number.ts'
import { parseInsz } from '../identifiers/insz.ts'
import { parseVatNumber } from '../identifiers/vat-number.ts'
import { enterpriseKey } from '../linking/enterprise-keys.ts'
import { fold } from '../linking/names.ts'
import { COUNTRY_WORDS } from '../reference/country-words.ts'
import { isMunicipalityCode } from '../reference/municipalities.ts'
import { isMisread } from '../tables/decode.ts'

/** Why a row was refused; translated as `import.reason.<code>`. */
export const IMPORT_REASONS = [
  'QUOTE_NOT_CLOSED',
  'ROW_TOO_LONG',
  'ROW_BROKEN',
  'COLUMN_COUNT',
  'ENCODING',
  'MISSING',
  'WHOSE_UNKNOWN',
  'NAMESAKES',
  'TOO_LONG',
  'NOT_A_DATE',
  'NOT_AN_INSTANT',
  'CHECK_DIGITS',
  'UNKNOWN_COUNTRY',
  'UNKNOWN_WORD',
  'NOT_A_CODE',
  'NOT_A_NUMBER',
  'AMBIGUOUS_NUMBER',
  'IN_THE_FUTURE',
  'ENDS_BEFORE_START',
  'TOO_MANY_PLACES',
  'NOT_IN_BELGIUM',
  'NOT_FOR_SELF_EMPLOYED',
  'DUPLICATE_KEY',
  'REFUSED',
] as const
export type ImportReason = (typeof IMPORT_REASONS)[number]

/** A value that cannot be read. */
export class Unreadable {
  readonly reason: ImportReason
  constructor(reason: ImportReason) {
    this.reason = reason
  }
}
export const unreadable = Object.fromEntries(
  IMPORT_REASONS.map((reason) => [reason, new Unreadable(reason)]),
) as Record<ImportReason, Unreadable>

export type Read<T> = T | null | Unreadable
/** Longest text of a field, as the contract has it. */
const TEXT_MAX = 400

export function readText(cell: string): Read<string> {
  const text = cell.trim()
  if (text === '') return null
  if (text.length > TEXT_MAX) return unreadable.TOO_LONG
  return isMisread(text) ? unreadable.ENCODING : text
}

const MONTHS = new Map(
  [
    'JANUARI JANVIER JANUAR JANUARY JAN',
    'FEBRUARI FEVRIER FEBRUAR FEBRUARY FEB FEVR',
    'MAART MARS MARZ MARCH MRT MAR',
    'APRIL AVRIL APR AVR',
    'MEI MAI MAY',
    'JUNI JUIN JUNE JUN',
    'JULI JUILLET JULY JUL JUIL',
    'AUGUSTUS AOUT AUGUST AUG',
    'SEPTEMBER SEPTEMBRE SEP SEPT',
    'OKTOBER OCTOBRE OCTOBER OKT OCT',
    'NOVEMBER NOVEMBRE NOV',
    'DECEMBER DECEMBRE DEZEMBER DEC DEZ',
  ].flatMap((names, i) => names.split(' ').map((name) => [name, i + 1] as const)),
)

const dateText = (year: string, month: string | number, day: string): LocalDate =>
  `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`

function dateOf(text: string): LocalDate | null {
  if (text.length === 10 && text[4] === '-') return text
  let parts = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(text)
  // The day stands first in all three languages.
  if (parts) return dateText(parts[3]!, parts[2]!, parts[1]!)
  parts = /^(\d{4})[/.]?(\d{2})[/.]?(\d{2})$/.exec(text)
  if (parts) return dateText(parts[1]!, parts[2]!, parts[3]!)
  parts = /^(\d{1,2})(?:er|\.)? +(\p{L}+)\.? +(\d{4})$/u.exec(text)
  const month = parts && MONTHS.get(fold(parts[2]!))
  return month ? dateText(parts![3]!, month, parts![1]!) : null
}

/** A date with day, month and year of four digits; a time behind it is left out. */
export function readDate(cell: string): Read<LocalDate> {
  const text = cell.trim()
  if (text === '') return null
  if (text.length === 10 && (text[2] === '/' || text[2] === '.') && text[5] === text[2]) {
    const date = `${text.slice(6)}-${text.slice(3, 5)}-${text.slice(0, 2)}`
    return isPlausible(date) ? date : unreadable.NOT_A_DATE
  }
  const date = dateOf(text.replace(TIME_BEHIND, ''))
  return date !== null && isPlausible(date) ? date : unreadable.NOT_A_DATE
}

/** A time behind a date, as databases export it. */
const TIME_BEHIND = /[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/

/** Nobody who works was born, and no paper ran, before 1900: such a year is a slip. */
const isPlausible = (date: LocalDate) => date >= '1900' && isLocalDate(date)

/** Nothing is known of the month or the day. */
const UNKNOWN_DAY =
  /^(?:\d{4}(?:[-/.]?00[-/.]?\d{2}|[-/.]?\d{2}[-/.]?00)?|\d{2}[-/.]00[-/.]\d{4}|00[-/.]\d{2}[-/.]\d{4})$/

/** A birth date; one of which the day or the month is not known is no date (domain facts 3.1). */
export function readBirthDate(cell: string): Read<LocalDate> {
  const date = readDate(cell)
  return date instanceof Unreadable && UNKNOWN_DAY.test(cell.trim()) ? null : date
}

const UTC_SECONDS = /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/

/**
 * An instant. Belgian services write the time on their clocks: without a zone it is that of Brussels, and a
 * date alone is its midnight there.
 */
export function readInstant(cell: string): Read<string> {
  const text = cell.trim()
  if (text === '') return null
  // What most extracts write, without making a Date of it.
  if (UTC_SECONDS.test(text) && isLocalDate(text.slice(0, 10))) return `${text.slice(0, 19)}.000Z`
  const parts = /^(.{8,}?)[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/.exec(
    text,
  )
  const date = readDate(parts ? parts[1]! : text)
  if (date === null || date instanceof Unreadable) return unreadable.NOT_AN_INSTANT
  const [, , hour = '00', minute = '00', second = '00', zone] = parts ?? []
  const time = instantOf(date, `${hour}:${minute}:${second}`, zone)
  return time === null ? unreadable.NOT_AN_INSTANT : new Date(time).toISOString()
}

const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/

/** Milliseconds; null for a time that no clock shows. */
function instantOf(date: LocalDate, time: string, zone: string | undefined): number | null {
  if (!CLOCK.test(time)) return null
  if (zone === undefined) return brusselsInstant(date, time)
  const instant = Date.parse(`${date}T${time}${zone.replace(/^(.\d\d)(\d\d)$/, '$1:$2')}`)
  return Number.isNaN(instant) ? null : instant
}

export function readInsz(cell: string): Read<string> {
  const text = cell.trim()
  if (text === '') return null
  const known = parseInsz(text)
  if (known) return known.number
  // A spreadsheet takes a number for one and drops the zeros before it: of those born from 2000 to 2009.
  const whole = /^\d{9,10}$/.test(text) ? parseInsz(text.padStart(11, '0')) : null
  return whole?.number ?? unreadable.CHECK_DIGITS
}

export function readEnterpriseNumber(cell: string): Read<string> {
  const text = cell.trim()
  if (text === '') return null
  return parseEnterpriseNumber(text) ?? unreadable.CHECK_DIGITS
}

export function readEstablishmentUnit(cell: string): Read<string> {
  const text = cell.trim()
  if (text === '') return null
  return parseEstablishmentNumber(text) ?? unreadable.CHECK_DIGITS
}

/**
 * A VAT number as a key; what has no digit (`-`, `n/a`) is none. One whose state is known by its prefix is
 * written as that state does; `isBelgian`: digits alone are Belgian.
 */
export function readVatNumber(isBelgian: boolean) {
  return (cell: string): Read<string> => {
    const text = readText(cell)
    if (typeof text !== 'string') return text
    const key = enterpriseKey(text)
    if (!/\d/.test(key)) return null
    const number = isBelgian && /^\d+$/.test(key) ? `BE${key}` : key
    const known = parseVatNumber(number)
    if (known !== null) return known
    return number.startsWith('BE') ? unreadable.CHECK_DIGITS : unreadable.NOT_A_CODE
  }
}

const LETTERS = Array.from({ length: 26 }, (_, i) => String.fromCharCode(65 + i))
let countries: Map<string, string> | null = null

/** Codes, names and nationalities in the languages of the extracts; made once, it takes some milliseconds. */
function countryTable(): Map<string, string> {
  const table = new Map([
    ['XX', 'XX'],
    ['ZZ', 'ZZ'],
    ['UK', 'GB'],
    ['EL', 'GR'],
  ])
  for (const language of ['nl', 'fr', 'de', 'en']) {
    const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' })
    for (const first of LETTERS) {
      for (const second of LETTERS) {
        const code = first + second
        if (/^(AA|Q[M-Z]|X[A-JL-Z]|ZZ|EU|EZ|UN|UK)$/.test(code)) continue
        const name = names.of(code)
        if (!name) continue
        table.set(code, code)
        if (!table.has(fold(name))) table.set(fold(name), code)
      }
    }
  }
  for (const { words } of COUNTRY_WORDS) {
    for (const [code, said] of Object.entries(words)) {
      for (const word of said.split('|')) if (!table.has(fold(word))) table.set(fold(word), code)
    }
  }
  return table
}

/** Spellings that are kept beside a table, so that each is folded once. */
const SPELLINGS_MAX = 5000

function lookUp<T>(table: Map<string, T>, text: string): T | undefined {
  const known = table.get(text)
  if (known !== undefined) return known
  const found = table.get(fold(text))
  if (found !== undefined && table.size < SPELLINGS_MAX) table.set(text, found)
  return found
}

/** A country or nationality by a code or by a word of it in Dutch, French, German or English. */
export function readCountry(cell: string): Read<string> {
  const text = cell.trim()
  if (text === '') return null
  countries ??= countryTable()
  return lookUp(countries, text) ?? unreadable.UNKNOWN_COUNTRY
}

/** One of some words; each value lists the folded words that mean it. */
export function readWord<T extends string>(words: Map<string, T>) {
  return (cell: string): Read<T> => {
    const text = cell.trim()
    if (text === '') return null
    return lookUp(words, text) ?? unreadable.UNKNOWN_WORD
  }
}

/** Words of a closed list, the code itself among them. */
export function wordsOf<T extends string>(list: Readonly<Record<T, string>>): Map<string, T> {
  const entries = Object.entries(list) as [T, string][]
  return new Map(
    entries.flatMap(([code, words]) =>
      [code, ...words.split('|')].map((word) => [fold(word), code] as const),
    ),
  )
}

/** Digits of a fixed length. */
export function readDigits(length: number) {
  return (cell: string): Read<string> => {
    const text = cell.trim()
    if (text === '') return null
    return text.length === length && /^\d+$/.test(text) ? text : unreadable.NOT_A_CODE
  }
}

/** A municipality by its REFNIS code: that of an arrondissement that exists, for the table is not whole. */
export function readMunicipality(cell: string): Read<string> {
  const text = cell.trim()
  if (text === '') return null
  return isMunicipalityCode(text) ? text : unreadable.NOT_A_CODE
}

/** Points between groups of three digits beyond doubt: there are several, or a comma follows. */
const GROUPED = /^[1-9]\d{0,2}(?:\.\d{3})+(?:\.\d{3}|,\d+)$/
/** One point before three digits: thousands to one writer, decimals to another. */
const LONE_POINT = /^[1-9]\d{0,2}\.\d{3}$/

/** What a lone point before three digits means: `1.500` is 1500, 1.5, or nobody knows. */
export type LonePoint = 'THOUSANDS' | 'DECIMALS' | 'UNKNOWN'

/** A number from 0 on as it is written in Belgium: `1.234,5`, `1 234,5`, or with a point for the comma. */
export function readNumber(cell: string, lonePoint: LonePoint): Read<number> {
  const text = cell.trim().replace(/[\s\u00a0\u202f]/g, '')
  if (text === '') return null
  const isLone = LONE_POINT.test(text)
  if (isLone && lonePoint === 'UNKNOWN') return unreadable.AMBIGUOUS_NUMBER
  const hasGroups = GROUPED.test(text) || (isLone && lonePoint === 'THOUSANDS')
  const plain = hasGroups ? text.replaceAll('.', '') : text
  return /^\d{1,12}(?:[.,]\d{1,20})?$/.test(plain)
    ? Number(plain.replace(',', '.'))
    : unreadable.NOT_A_NUMBER
}

const YES = new Set(['J', 'JA', 'Y', 'YES', 'O', 'OUI', 'TRUE', '1', 'WAHR', 'VRAI'])
const NO = new Set(['N', 'NEE', 'NO', 'NON', 'NEIN', 'FALSE', '0', 'FALSCH', 'FAUX'])

export function readYesNo(cell: string): Read<boolean> {
  const text = fold(cell.trim())
  if (text === '') return null
  if (YES.has(text)) return true
  return NO.has(text) ? false : unreadable.UNKNOWN_WORD
}
