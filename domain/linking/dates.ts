/**
 * Birth dates as people type them. A column of dates has one order of day, month and year, which is
 * found by reading the whole column; a single date is then eight digits `YYYYMMDD`, with zeros for
 * what is unknown. Digits that make no date are kept: two clerks may have copied the same error.
 */
import { latin } from './latin.ts'
import { edits } from './similarity.ts'

export type DateOrder = 'YMD' | 'DMY' | 'MDY' | 'YDM'
/** In doubt the first of those that fit equally well. */
const ORDERS: readonly DateOrder[] = ['DMY', 'MDY', 'YMD', 'YDM']

const MONTHS: readonly (readonly string[])[] = [
  ['JAN'],
  ['FEB', 'FEV'],
  ['MAR', 'MRT', 'MAE', 'MRZ'],
  ['APR', 'AVR'],
  ['MAY', 'MEI', 'MAI'],
  ['JUN', 'JUIN'],
  ['JUL', 'JUIL'],
  ['AUG', 'AOU'],
  ['SEP'],
  ['OCT', 'OKT'],
  ['NOV'],
  ['DEC', 'DEZ'],
]

function monthOf(word: string): number {
  const at = MONTHS.findIndex((names) => names.some((name) => word.startsWith(name)))
  return at + 1
}

/** Letters that a scan or a hurried clerk puts for digits. */
const LOOKALIKES: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1', S: '5', B: '8' }

/** The parts of a typed date in their order: numbers, and months as `M` and two digits. */
function partsOf(typed: string): string[] {
  const plain = latin(typed.replace(/[T ]\d{1,2}:\d{2}.*$/, ''))
  const parts: string[] = []
  for (const part of plain.match(/[A-Z]+(?![0-9])|[0-9OILSB]+|[A-Z]+/g) ?? []) {
    if (/\d/.test(part)) parts.push(part.replace(/[OILSB]/g, (c) => LOOKALIKES[c]!))
    else {
      const month = part.length >= 3 ? monthOf(part) : 0
      if (month > 0) parts.push(`M${String(month).padStart(2, '0')}`)
    }
  }
  return parts
}

const two = (text: string) => text.padStart(2, '0')
/** Two digits of a year: nobody who works was born after 2029. */
const fullYear = (text: string) =>
  text.length === 2 ? (Number(text) < 30 ? `20${text}` : `19${text}`) : text.padStart(4, '0')

/** Cuts digits without separators by the order. */
function cut(digits: string, order: DateOrder): string[] {
  const year = digits.length - 4
  switch (order) {
    case 'YMD':
    case 'YDM':
      return [digits.slice(0, year), digits.slice(year, year + 2), digits.slice(year + 2)]
    case 'DMY':
    case 'MDY':
      return [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)]
  }
}

function arranged(parts: readonly string[], order: DateOrder): string {
  const named = parts.findIndex((part) => part.startsWith('M'))
  if (named !== -1) {
    const month = parts[named]!.slice(1)
    const [a, b] = parts.filter((_, i) => i !== named)
    if (a === undefined) return ''
    if (b === undefined) return `${fullYear(a)}${month}00`
    return a.length >= 3 ? `${a}${month}${two(b)}` : `${fullYear(b)}${month}${two(a)}`
  }
  const [a, b, c] = parts
  if (a!.length >= 3 || order[0] === 'Y') {
    const isYdm = order === 'YDM'
    return fullYear(a!) + two(isYdm ? c! : b!) + two(isYdm ? b! : c!)
  }
  const isMdy = order === 'MDY'
  return fullYear(c!) + two(isMdy ? a! : b!) + two(isMdy ? b! : a!)
}

function fromParts(parts: readonly string[], order: DateOrder): string {
  const [a, b, c] = parts
  if (a === undefined) return ''
  if (c !== undefined || parts.some((part) => part.startsWith('M'))) return arranged(parts, order)
  if (b !== undefined) {
    return a.length === 4 ? `${a}${two(b)}00` : b.length === 4 ? `${b}${two(a)}00` : ''
  }
  if (a.length === 4) return `${a}0000`
  return a.length === 8 || a.length === 6 ? arranged(cut(a, order), order) : ''
}

function isPlausible(date: string): boolean {
  const month = Number(date.slice(4, 6))
  const day = Number(date.slice(6, 8))
  const year = Number(date.slice(0, 4))
  return date.length === 8 && month <= 12 && day <= 31 && year > 1850 && year < 2100
}

/** Dates that are read to learn the order of a column. */
const SAMPLE = 5_000

/** The order in which most dates of a column make sense; in doubt day, month, year. */
export function dateOrder(column: readonly string[]): DateOrder {
  const sample = column.filter((text) => text !== '').slice(0, SAMPLE)
  let best: DateOrder = 'DMY'
  let most = -1
  for (const order of ORDERS) {
    const fits = sample.filter((text) => isPlausible(dateDigits(text, order))).length
    if (fits > most) [best, most] = [order, fits]
  }
  return best
}

/**
 * A typed date as `YYYYMMDD`, zeros for what is unknown; empty when it holds no date at all. Seven or
 * nine digits in a row, a date with a slip of the finger, stay as they are.
 */
export function dateDigits(typed: string, order: DateOrder): string {
  const parts = partsOf(typed)
  const only = parts.length === 1 ? parts[0]! : ''
  const digits = only.length === 7 || only.length === 9 ? only : fromParts(parts, order)
  return digits.length >= 7 && digits.length <= 9 && !/^0+$/.test(digits) ? digits : ''
}

/** How two dates agree; higher is closer. */
export const DATE_LEVELS = { different: 1, year: 2, parts: 3, slip: 4, exact: 5 } as const

/** Day and month exchanged; the date itself when one of them is unknown. */
export function swapped(date: string): string {
  return date.slice(0, 4) + date.slice(6, 8) + date.slice(4, 6)
}

function edited(a: string, b: string): number {
  let different = 0
  let first = -1
  let last = -1
  for (let i = 0; i < 8; i += 1) {
    if (a.charCodeAt(i) === b.charCodeAt(i)) continue
    different += 1
    if (first === -1) first = i
    last = i
  }
  const isExchange =
    different === 2 && last === first + 1 && a[first] === b[last] && a[last] === b[first]
  return isExchange ? 1 : different
}

/** Level of two dates of eight digits. Unknown parts (zeros) neither agree nor contradict. */
export function dateLevel(a: string, b: string): number {
  if (a === b) return a.endsWith('00') ? DATE_LEVELS.parts : DATE_LEVELS.exact
  if (a.length !== 8 || b.length !== 8) return unevenLevel(a, b)
  const isPartial = a.endsWith('00') || b.endsWith('00')
  const sameYear = a.slice(0, 4) === b.slice(0, 4)
  if (isPartial) return partialLevel(a, b, sameYear)
  const wrong = edited(a, b)
  if (wrong === 1 || swapped(a) === b) return DATE_LEVELS.slip
  const sameMonth = a.slice(4, 6) === b.slice(4, 6)
  const sameDay = a.slice(6) === b.slice(6)
  const same = (sameYear ? 1 : 0) + (sameMonth ? 1 : 0) + (sameDay ? 1 : 0)
  if (same === 2 || wrong === 2) return DATE_LEVELS.parts
  return sameYear ? DATE_LEVELS.year : DATE_LEVELS.different
}

function unevenLevel(a: string, b: string): number {
  const wrong = edits(a, b, 2)
  if (wrong === 1) return DATE_LEVELS.slip
  return wrong === 2 ? DATE_LEVELS.parts : DATE_LEVELS.different
}

function partialLevel(a: string, b: string, sameYear: boolean): number {
  const months = [a.slice(4, 6), b.slice(4, 6)]
  const monthFits = months.includes('00') || months[0] === months[1]
  if (sameYear) return monthFits ? DATE_LEVELS.parts : DATE_LEVELS.year
  return DATE_LEVELS.different
}
