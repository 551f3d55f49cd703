/** KBO/BCE enterprise and establishment-unit numbers (domain facts 3.2). */

const CHECK_MODULUS = 97

/** The two check digits for the first eight digits of either number. */
export function enterpriseCheckDigits(base: string): string {
  return String(CHECK_MODULUS - (Number(base) % CHECK_MODULUS)).padStart(2, '0')
}

function parse(raw: string, firstDigit: RegExp): string | null {
  const digits = raw.replace(/^\s*BE/i, '').replace(/[\s.-]/g, '')
  const number = digits.length === 9 ? `0${digits}` : digits
  if (!/^\d{10}$/.test(number) || !firstDigit.test(number)) return null
  return enterpriseCheckDigits(number.slice(0, 8)) === number.slice(8) ? number : null
}

/** The ten digits of a valid enterprise number (first digit 0 or 1; `BE` and dots allowed), else null. */
export function parseEnterpriseNumber(raw: string): string | null {
  return parse(raw, /^[01]/)
}

/** The ten digits of a valid establishment-unit number (first digit 2 to 8), else null. */
export function parseEstablishmentNumber(raw: string): string | null {
  return parse(raw, /^[2-8]/)
}

/** Print form `0xxx.xxx.xxx` (or `2.xxx.xxx.xxx` for an establishment unit); another number as it is. */
export function formatEnterpriseNumber(number: string): string {
  if (!/^\d{10}$/.test(number)) return number
  return /^[01]/.test(number)
    ? `${number.slice(0, 4)}.${number.slice(4, 7)}.${number.slice(7)}`
    : `${number.slice(0, 1)}.${number.slice(1, 4)}.${number.slice(4, 7)}.${number.slice(7)}`
}
