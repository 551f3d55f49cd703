/** Dates, numbers and codes as the officer reads them, in the language of the screen. */
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { LocalDate } from '../../domain/calendar/local-date.ts'
import { UI_LANGUAGES, type UiLanguage } from '../../domain/contract/codes.ts'
import { LOCALES } from './i18n.ts'

export interface Formats {
  /** `2026-03-09` -> `09/03/2026` in every language: dates of law are read the same way. */
  date(date: LocalDate): string
  /** An instant as date and time in Brussels. */
  dateTime(instant: string): string
  /** An instant as time in Brussels, `14:05`. */
  time(instant: string): string
  /** A whole or decimal number with the language's separators. */
  number(value: number): string
  /** Whole cents as euros. */
  money(cents: number): string
  /** The name of an ISO 3166-1 alpha-2 country. */
  country(code: string): string
  /** Texts in the alphabetical order of the language. */
  compare(a: string, b: string): number
}

/** Makes a thing when it is first asked for, and keeps it: each format costs about a millisecond. */
function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}

/** Makes the formats of one language. */
export function formatsOf(language: UiLanguage): Formats {
  const locale = LOCALES[language]
  const zone = { timeZone: 'Europe/Brussels' } as const
  const clock = { hour: '2-digit', minute: '2-digit', hour12: false } as const
  const day = { day: '2-digit', month: '2-digit', year: 'numeric' } as const
  const time = once(() => new Intl.DateTimeFormat('en-GB', { ...zone, ...clock }))
  const instantDay = once(() => new Intl.DateTimeFormat('en-GB', { ...zone, ...day }))
  const number = once(() => new Intl.NumberFormat(locale))
  const money = once(() => new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' }))
  const countries = once(() => new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' }))
  const collator = once(() => new Intl.Collator(locale, { numeric: true, sensitivity: 'base' }))
  return {
    date: (date) => date.split('-').reverse().join('/'),
    dateTime: (instant) => {
      const at = new Date(instant)
      return `${instantDay().format(at)} ${time().format(at)}`
    },
    time: (instant) => time().format(new Date(instant)),
    number: (value) => number().format(value),
    money: (cents) => money().format(cents / 100),
    country: (code) => countries().of(code) ?? code,
    compare: (a, b) => collator().compare(a, b),
  }
}

const made = new Map<UiLanguage, Formats>()

/** The formats of the language of the screen; the same object until the language changes. */
export function useFormats(): Formats {
  const { i18n } = useTranslation()
  const language = UI_LANGUAGES.find((name) => name === i18n.language) ?? 'nl'
  return useMemo(() => {
    const formats = made.get(language) ?? formatsOf(language)
    made.set(language, formats)
    return formats
  }, [language])
}

/** Translates codes of the closed lists: `code('region', 'FL')` -> `Vlaanderen`. */
export type CodeWords = (list: string, value: string) => string

/** Looks each code up once. */
function rememberingCodes(t: TFunction): CodeWords {
  const known = new Map<string, string>()
  return (list, value) => {
    const key = `code.${list}.${value}`
    const word = known.get(key) ?? t(key, { defaultValue: value })
    known.set(key, word)
    return word
  }
}

/** The words of codes in the language of the screen. */
export function useCodes(): CodeWords {
  const { t } = useTranslation('codes')
  return useMemo(() => rememberingCodes(t), [t])
}
