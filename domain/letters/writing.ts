/** Dates, amounts, periods and addresses, each written the way of its language. */
import type { LocalDate } from '../calendar/local-date.ts'
import type { FileLanguage } from '../contract/codes.ts'
import type { Address } from '../contract/records.ts'
import { municipality } from '../reference/municipalities.ts'
import type { LetterTexts } from './texts.ts'

/** A space that does not break the line. */
const NBSP = '\u00a0'

/** `text` with each `{name}` replaced; throws for a name that has no value. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/gu, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new TypeError(`the text names ${name}, which has no value`)
    return value
  })
}

/** Names that a text shows. */
export function namesIn(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name!)
}

/** 5 juni 2026; 1er juin 2026; 5. Juni 2026. */
export function dateIn(language: FileLanguage, { months }: LetterTexts, date: LocalDate): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const name = months[month - 1]!
  const ordinal = { nl: `${day}`, fr: day === 1 ? '1er' : `${day}`, de: `${day}.` }[language]
  return `${ordinal}${NBSP}${name}${NBSP}${year}`
}

/** € 45.000,00; 45 000,00 €; 45.000,00 €. Whole cents in. */
export function moneyIn(language: FileLanguage, cents: number): string {
  const whole = String(Math.trunc(cents / 100))
  const mark = language === 'fr' ? NBSP : '.'
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/gu, mark)
  const amount = `${grouped},${String(cents % 100).padStart(2, '0')}`
  return language === 'nl' ? `€${NBSP}${amount}` : `${amount}${NBSP}€`
}

/** 2e kwartaal van 2026; 1er trimestre 2026; 2. Quartal 2026. */
export function quarterIn(language: FileLanguage, texts: LetterTexts, quarter: string): string {
  const [year, n] = [quarter.slice(0, 4), quarter.slice(6)]
  const said = fill(texts.quarter, { n, year })
  return language === 'fr' && n === '1' ? said.replace('1e', '1er') : said
}

/** A period in words; without an end it is of indefinite length. */
export function periodIn(
  language: FileLanguage,
  texts: LetterTexts,
  { from, to }: { from: LocalDate; to: LocalDate | null },
): string {
  const date = (day: LocalDate) => dateIn(language, texts, day)
  return to === null
    ? fill(texts.periodOpen, { from: date(from) })
    : fill(texts.period, { from: date(from), to: date(to) })
}

/** Name of a municipality in a language, else in one that is official there; null: unknown. */
export function placeIn(language: FileLanguage, code: string): string | null {
  const names = municipality(code)?.names
  return names ? (names[language] ?? names.nl ?? names.fr ?? names.de) : null
}

/** The lines of a postal address; null when no letter would arrive there. */
export function addressIn(language: FileLanguage, address: Address | null): string[] | null {
  if (!address?.street) return null
  const place = address.place ?? (address.municipality && placeIn(language, address.municipality))
  if (!place) return null
  const country =
    address.country === 'BE'
      ? []
      : [new Intl.DisplayNames(language, { type: 'region' }).of(address.country) ?? address.country]
  return [address.street, [address.postalCode, place].filter(Boolean).join(' '), ...country]
}
