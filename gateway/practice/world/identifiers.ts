/** Valid synthetic identifiers. Each is a one-to-one function of an index, so none repeats. */
import { enterpriseCheckDigits } from '../../../domain/identifiers/enterprise-number.ts'
import { inszCheckDigits } from '../../../domain/identifiers/insz.ts'
import { dayText } from './days.ts'
import type { Random } from './random.ts'

/** RN: register number; BIS_KNOWN and BIS_UNKNOWN: month + 40 and + 20. */
export type InszKind = 'RN' | 'BIS_KNOWN' | 'BIS_UNKNOWN'
const MONTH_OFFSET: Readonly<Record<InszKind, number>> = { RN: 0, BIS_KNOWN: 40, BIS_UNKNOWN: 20 }

/** Highest serial per birth date and parity (domain facts 3.1). */
export const SERIALS_PER_DAY = 498

/** An INSZ for a birth day; `serial` counts from 0 per birth day, sex and kind. */
export function makeInsz(
  birthDay: number,
  sex: 'M' | 'F' | 'U',
  kind: InszKind,
  serial: number,
): string {
  const date = dayText(birthDay)
  const month = String(Number(date.slice(5, 7)) + MONTH_OFFSET[kind]).padStart(2, '0')
  const number = String(serial * 2 + (sex === 'F' ? 2 : 1)).padStart(3, '0')
  const base = date.slice(2, 4) + month + date.slice(8, 10) + number
  return base + inszCheckDigits(base, Number(date.slice(0, 4)) >= 2000)
}

/** Spreads consecutive indexes over a range without repeating any (`stride` prime to `range`). */
function spread(index: number, range: number, stride: number): number {
  return (index * stride + 12_345) % range
}

/** A KBO number: `0` for enterprises of before 2023, `1` for recent ones. */
export function makeEnterpriseNumber(index: number, recent: boolean): string {
  const base = recent
    ? `10${String(spread(index, 999_983, 7_919)).padStart(6, '0')}`
    : `0${String(2_000_000 + spread(index, 7_999_993, 104_729)).padStart(7, '0')}`
  return base + enterpriseCheckDigits(base)
}

/** An establishment-unit number; `unit` counts from 0 within its enterprise, below 8. */
export function makeEstablishmentNumber(index: number, unit: number): string {
  const base = `2${String(1_000_000 + spread(index * 8 + unit, 8_999_993, 104_729)).padStart(7, '0')}`
  return base + enterpriseCheckDigits(base)
}

/** VAT numbers as each country writes them: `9` a digit, `A` a letter. */
const VAT_PATTERNS: Readonly<Record<string, string>> = {
  AT: 'ATU99999999',
  BG: 'BG999999999',
  CH: 'CHE999999999',
  CY: 'CY99999999A',
  CZ: 'CZ99999999',
  DE: 'DE999999999',
  DK: 'DK99999999',
  EE: 'EE999999999',
  ES: 'ESB99999999',
  FI: 'FI99999999',
  FR: 'FR99999999999',
  GB: 'GB999999999',
  GR: 'EL999999999',
  HR: 'HR99999999999',
  HU: 'HU99999999',
  IE: 'IE9999999AA',
  IN: '99AAAAA9999A9Z9',
  IT: 'IT99999999999',
  LT: 'LT999999999999',
  LU: 'LU99999999',
  LV: 'LV99999999999',
  MT: 'MT99999999',
  NL: 'NL999999999B99',
  PL: 'PL9999999999',
  PT: 'PT999999999',
  RO: 'RO99999999',
  RS: 'RS999999999',
  SE: 'SE999999999901',
  SI: 'SI99999999',
  SK: 'SK9999999999',
  TR: 'TR9999999999',
  UA: 'UA999999999999',
}

/** The weights of the check digit where a country's rule is a plain weighted sum modulo 11. */
const WEIGHTED_CHECKS: Readonly<Record<string, readonly number[]>> = {
  PL: [6, 5, 7, 2, 3, 4, 5, 6, 7],
  PT: [9, 8, 7, 6, 5, 4, 3, 2],
}

function withCheckDigit(country: string, digits: string): string {
  const weights = WEIGHTED_CHECKS[country]
  if (!weights) return digits
  const sum = weights.reduce((total, weight, i) => total + weight * Number(digits[i]), 0)
  const check = country === 'PT' ? (11 - (sum % 11)) % 11 : sum % 11
  // Ten has no digit: the issuing office skips that number, so do we.
  return check === 10
    ? withCheckDigit(country, digits.slice(0, -2) + String((Number(digits.at(-2)) + 1) % 10) + '0')
    : digits.slice(0, weights.length) + String(check)
}

/** A VAT number in the form of its country; null for a country without a known form. */
export function makeVatNumber(country: string, index: number): string | null {
  const pattern = VAT_PATTERNS[country]
  if (!pattern) return null
  const wanted = pattern.split('9').length - 1
  const unique = String(1_000_000 + spread(index, 8_999_993, 104_729))
  const body = unique.padEnd(wanted, '7').slice(0, wanted)
  let digits = withCheckDigit(country, body)
  let text = ''
  for (const c of pattern) {
    if (c === '9') {
      text += digits[0] ?? '0'
      digits = digits.slice(1)
    } else text += c === 'A' && text.length > 2 ? 'K' : c
  }
  return text
}

/** Passport number in one of the usual forms; `index` makes it unique within a country. */
export function makePassportNumber(random: Random, index: number): string {
  const letters = 'ABCEFGHJKLMNPRSTUVWXYZ'
  const letter = () => letters[random.below(letters.length)] as string
  const number = String(1_000_000 + spread(index, 8_999_993, 104_729))
  switch (random.below(3)) {
    case 0:
      return letter() + letter() + number
    case 1:
      return letter() + number + String(random.below(10))
    default:
      return number + letter() + String(random.below(10))
  }
}
