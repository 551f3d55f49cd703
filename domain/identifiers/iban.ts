/** International bank account numbers (ISO 13616). */
import { hash } from './hash.ts'

const FORM = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/
const BELGIAN_LENGTH = 16
/** Digits that fit a number without loss once the remainder stands before them. */
const PIECE = 7

/** Remainder of a long number of decimal digits. */
function remainder(digits: string): number {
  let rest = 0
  for (let at = 0; at < digits.length; at += PIECE) {
    rest = Number(`${rest}${digits.slice(at, at + PIECE)}`) % 97
  }
  return rest
}

const asDigits = (text: string) =>
  text.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))

/** The check digits of a country and what follows them. */
export function ibanCheckDigits(country: string, rest: string): string {
  return String(98 - remainder(asDigits(`${rest}${country}00`))).padStart(2, '0')
}

const plainOf = (raw: string) => raw.toUpperCase().replace(/[\s.-]/g, '')

/** True for what is built and as long as an account number, whatever its check digits. */
export function isIbanForm(raw: string): boolean {
  const iban = plainOf(raw)
  return FORM.test(iban) && (!iban.startsWith('BE') || iban.length === BELGIAN_LENGTH)
}

/** The account number without spaces when its check digits are right, else null. */
export function parseIban(raw: string): string | null {
  const iban = plainOf(raw)
  if (!isIbanForm(iban)) return null
  return remainder(asDigits(iban.slice(4) + iban.slice(0, 4))) === 1 ? iban : null
}

/** So many last characters are shown to whoever need not know the whole number. */
const SHOWN = 4

/** A key with the last characters of the account at its end; `account` ends with them. */
export function accountKeyOf(key: string, account: string): string {
  return `${key}-${account.slice(-SHOWN)}`
}

/**
 * The key under which an account of an extract is compared: the same for the same number. It is no
 * secret to somebody who tries all numbers there are: the gateway stores and sends one of its own in its
 * place (gateway/register-keys.ts).
 */
export function accountKey(iban: string): string {
  return accountKeyOf(hash(iban), iban)
}

/** An account as everybody who may know of it sees it. */
export function accountLabel(key: string): string {
  return `•••• ${key.slice(-SHOWN)}`
}

/** Print form in groups of four. */
export function formatIban(iban: string): string {
  return iban.replace(/(.{4})(?=.)/g, '$1 ')
}
