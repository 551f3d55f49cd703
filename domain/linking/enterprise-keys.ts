/** Keys by which an enterprise is known, however clerks write its numbers. */
import { parseEnterpriseNumber } from '../identifiers/enterprise-number.ts'
import { parseVatNumber } from '../identifiers/vat-number.ts'

/** A number of an enterprise as one key, whatever dots and spaces it was written with. */
export function enterpriseKey(number: string): string {
  return number.toUpperCase().replace(/[^A-Z0-9]/g, '')
}

/** One key for each number: Greece writes EL for GR, Switzerland names the tax behind it. */
function oneForm(key: string): string {
  if (/^BE\d{9,10}$/.test(key)) return key.slice(2).padStart(10, '0')
  if (/^GR\d{9}$/.test(key)) return `EL${key.slice(2)}`
  return /^CHE\d{9}[A-Z]/.test(key) ? key.slice(0, 12) : key
}

/**
 * The keys under which an enterprise is known: a Belgian VAT number is its enterprise number with
 * BE before it, so both give the same key.
 */
export function enterpriseKeys(numbers: readonly (string | null)[]): string[] {
  const keys = new Set<string>()
  for (const number of numbers) {
    const key = number === null ? '' : oneForm(enterpriseKey(number))
    if (key !== '') keys.add(key)
  }
  return [...keys]
}

/** The numbers of an enterprise as a record names it. */
export interface Numbered {
  country: string
  enterpriseNumber: string | null
  vatNumber: string | null
}

/** Letters before a VAT number, where they are not those of the country. */
const PREFIXES: Readonly<Record<string, string>> = { GR: 'EL', CH: 'CHE' }

/** A VAT number with the letters of its country before it, where they were left out. */
function prefixed({ country, vatNumber }: Numbered): string | null {
  if (vatNumber === null) return null
  const key = enterpriseKey(vatNumber)
  const prefix = PREFIXES[country] ?? country
  const isBare = /^(?:\d|U\d)/.test(key) || /^[A-Z]?\d{7,8}[A-Z0-9]{1,3}$/.test(key)
  // Ten digits may be a Belgian number, which whoever works here from abroad has too.
  if (!isBare || parseEnterpriseNumber(key) !== null) return key
  const whole = `${prefix}${key}`
  return parseVatNumber(whole) === null ? key : whole
}

/** The keys under which a record names an enterprise; a foreign VAT number may lack its country. */
export const numberKeys = (of: Numbered): string[] =>
  enterpriseKeys([of.enterpriseNumber, prefixed(of)])

/** Whether a key is a number that its state may have given: what fails its check says nothing. */
export function isSound(key: string): boolean {
  if (/^\d+$/.test(key)) return parseEnterpriseNumber(key) !== null
  return /\d{2}/.test(key) && parseVatNumber(key) !== null
}

const known = new Map<string, readonly string[]>()
/** Thrown away when full: numbers repeat, so it fills slowly. */
const KNOWN_MAX = 50_000

/** The keys of numbers that may be right. */
export function soundKeys(of: Numbered): readonly string[] {
  const text = `${of.country} ${of.enterpriseNumber} ${of.vatNumber}`
  let keys = known.get(text)
  if (keys === undefined) {
    keys = numberKeys(of).filter(isSound)
    if (known.size >= KNOWN_MAX) known.clear()
    known.set(text, keys)
  }
  return keys
}

/** Of which state a number is: two of one kind that differ contradict each other, others do not. */
export const schemeOf = (key: string): string => /^(?:CHE|[A-Z]{2})/.exec(key)?.[0] ?? 'BE'
