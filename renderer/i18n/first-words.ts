/**
 * The words of the first screen, and in which language: known and asked for before what shows them
 * is read. Nothing large is imported here.
 */
import { UI_LANGUAGES, type UiLanguage } from '../../domain/contract/codes.ts'

export type Words = Record<string, unknown>

/** Areas that the first screen needs, one file per language. */
const FIRST: Readonly<Record<UiLanguage, () => Promise<{ default: Record<string, Words> }>>> = {
  nl: () => import('./first/nl.ts'),
  fr: () => import('./first/fr.ts'),
  de: () => import('./first/de.ts'),
  en: () => import('./first/en.ts'),
}
export const FIRST_AREAS = ['app', 'queue', 'codes', 'errors']

/** The words of the first screen by area. */
export async function readFirstWords(language: UiLanguage): Promise<Record<string, Words>> {
  return (await FIRST[language]()).default
}

const KEPT_AS = 'tandem.language'

/** The language kept from last time, else the browser's, else Dutch. */
export function firstLanguage(): UiLanguage {
  const wanted = [
    localStorage.getItem(KEPT_AS),
    ...navigator.languages.map((tag) => tag.slice(0, 2)),
  ]
  return wanted.find((name): name is UiLanguage => isUiLanguage(name)) ?? 'nl'
}

/** Keeps the choice on this computer. */
export function keepLanguage(language: UiLanguage): void {
  localStorage.setItem(KEPT_AS, language)
}

/** True for one of the languages of the screen. */
export function isUiLanguage(text: string | null): text is UiLanguage {
  return UI_LANGUAGES.some((language) => language === text)
}
