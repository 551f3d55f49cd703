/** VAT numbers of enterprises in the European Union, and of those beside it that declare in Limosa. */
import { parseEnterpriseNumber } from './enterprise-number.ts'

/**
 * How the number behind the prefix is written (Council Regulation (EU) 904/2010 art. 27 and the list of the
 * Commission's VIES service). Belgium apart, check digits are left to the state that gave the number.
 */
const FORMS: Readonly<Record<string, RegExp>> = {
  AT: /^U\d{8}$/,
  BG: /^\d{9,10}$/,
  CHE: /^\d{9}(?:MWST|TVA|IVA)?$/,
  CY: /^\d{8}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^\d{9}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  EL: /^\d{9}$/,
  ES: /^[A-Z0-9]\d{7}[A-Z0-9]$/,
  FI: /^\d{8}$/,
  FR: /^[A-Z0-9]{2}\d{9}$/,
  GB: /^(?:\d{9}|\d{12}|(?:GD|HA)\d{3})$/,
  GR: /^\d{9}$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^(?:\d{7}[A-Z]{1,2}|\d[A-Z]\d{5}[A-Z])$/,
  IT: /^\d{11}$/,
  LT: /^(?:\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^\d{8}$/,
  NL: /^[A-Z0-9]{9}B\d{2}$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^\d{2,10}$/,
  SE: /^\d{12}$/,
  SI: /^\d{8}$/,
  SK: /^\d{10}$/,
  XI: /^(?:\d{9}|\d{12}|(?:GD|HA)\d{3})$/,
}

/**
 * A VAT number (a key: capitals and digits alone) as its state writes it; null when it has not the form of
 * its state, or is Belgian and has wrong check digits. A number without a known prefix stays as it is.
 */
export function parseVatNumber(key: string): string | null {
  if (/^BE\d/.test(key)) {
    const enterprise = parseEnterpriseNumber(key)
    return enterprise === null ? null : `BE${enterprise}`
  }
  const prefix = key.startsWith('CHE') ? 'CHE' : key.slice(0, 2)
  const form = FORMS[prefix]
  return form === undefined || form.test(key.slice(prefix.length)) ? key : null
}
