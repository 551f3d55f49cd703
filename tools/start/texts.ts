/** Sentences of `npm start` in the language of the person's system. */
import { UI_LANGUAGES, type UiLanguage } from '../../domain/contract/codes.ts'
import type { ErrorCode, ErrorDetails } from '../../domain/contract/errors.ts'
import deErrors from '../../resources/i18n/de/errors.json' with { type: 'json' }
import deShell from '../../resources/i18n/de/shell.json' with { type: 'json' }
import enErrors from '../../resources/i18n/en/errors.json' with { type: 'json' }
import enShell from '../../resources/i18n/en/shell.json' with { type: 'json' }
import frErrors from '../../resources/i18n/fr/errors.json' with { type: 'json' }
import frShell from '../../resources/i18n/fr/shell.json' with { type: 'json' }
import nlErrors from '../../resources/i18n/nl/errors.json' with { type: 'json' }
import nlShell from '../../resources/i18n/nl/shell.json' with { type: 'json' }

const ERRORS: Record<UiLanguage, Record<string, { title: string; advice: string }>> = {
  nl: nlErrors.error,
  fr: frErrors.error,
  de: deErrors.error,
  en: enErrors.error,
}
const START = { nl: nlShell.start, fr: frShell.start, de: deShell.start, en: enShell.start }

export type StartTexts = (typeof START)['en']

/** The language that the system asks for, by POSIX precedence; English when it is another. */
export function systemLanguage(env: Readonly<Record<string, string | undefined>>): UiLanguage {
  const wanted = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || ''
  return UI_LANGUAGES.find((language) => wanted.toLowerCase().startsWith(language)) ?? 'en'
}

/** The texts of the command. */
export function startTexts(language: UiLanguage): StartTexts {
  return START[language]
}

/** Puts values in the places of a sentence. */
export function fill(text: string, values: ErrorDetails): string {
  // A form of number that the window would use (`{{min, number}}`) is left to plain digits here.
  return text.replace(/\{\{(\w+)(?:, \w+)?\}\}/g, (place, name: string) =>
    String(values[name] ?? place),
  )
}

/** What an error of the desk means and what to do, as the window would say it. */
export function errorSentence(
  language: UiLanguage,
  code: ErrorCode,
  details: ErrorDetails = {},
): string {
  const { title, advice } = ERRORS[language][code] ?? ERRORS[language]['INTERNAL']!
  return fill(`${title}. ${advice}`, details)
}

/** Ends the start with a sentence for the person; never shown with a stack. */
export class StartFailure extends Error {}
