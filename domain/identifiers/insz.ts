/**
 * INSZ / NISS: the social-security identification number, either a National Register number or a
 * BIS number. Layout `YYMMDD SSS CC` (domain facts 3.1).
 */

/** What a valid INSZ says about its holder. `month` and `day` are 0 when unknown. */
export interface Insz {
  /** The eleven digits. */
  number: string
  /** A BIS number: month raised by 20 (sex unknown at issue) or 40 (sex known). */
  bis: boolean
  year: number
  month: number
  day: number
  /** 'U' when the number does not tell. */
  sex: 'M' | 'F' | 'U'
}

const CHECK_MODULUS = 97

/** The two check digits for nine base digits; births from 2000 on are prefixed by 2. */
export function inszCheckDigits(base: string, bornFrom2000: boolean): string {
  const value = Number(bornFrom2000 ? `2${base}` : base)
  return String(CHECK_MODULUS - (value % CHECK_MODULUS)).padStart(2, '0')
}

/**
 * Reads an INSZ in any punctuation. Null when it has not eleven digits, the check digits fail, or
 * the month or day cannot exist. Century is never ambiguous: both branches cannot pass together.
 */
export function parseInsz(raw: string): Insz | null {
  const number = raw.replace(/\D/g, '')
  if (number.length !== 11) return null
  const base = number.slice(0, 9)
  const check = number.slice(9)
  const from2000 = inszCheckDigits(base, true) === check
  if (!from2000 && inszCheckDigits(base, false) !== check) return null
  const rawMonth = Number(number.slice(2, 4))
  const bis = rawMonth >= 20
  const sexKnown = !bis || rawMonth >= 40
  const month = rawMonth >= 40 ? rawMonth - 40 : bis ? rawMonth - 20 : rawMonth
  const day = Number(number.slice(4, 6))
  if (month > 12 || day > 31) return null
  const odd = Number(number.slice(6, 9)) % 2 === 1
  return {
    number,
    bis,
    year: (from2000 ? 2000 : 1900) + Number(number.slice(0, 2)),
    month,
    day,
    sex: sexKnown ? (odd ? 'M' : 'F') : 'U',
  }
}

/** Print form `YY.MM.DD-SSS.CC`; the text itself when it has not eleven digits. */
export function formatInsz(raw: string): string {
  const n = raw.replace(/\D/g, '')
  if (n.length !== 11) return raw
  return `${n.slice(0, 2)}.${n.slice(2, 4)}.${n.slice(4, 6)}-${n.slice(6, 9)}.${n.slice(9)}`
}
