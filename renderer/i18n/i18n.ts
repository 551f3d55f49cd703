/** Words of the window: one JSON file per area and language, read when an area is first shown. */
import i18next, { type BackendModule } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { UiLanguage } from '../../domain/contract/codes.ts'
import {
  FIRST_AREAS,
  firstLanguage,
  isUiLanguage,
  keepLanguage,
  readFirstWords,
  type Words,
} from './first-words.ts'

/** Areas of other screens, one file each. */
const OTHERS = import.meta.glob<Words>(
  '../../resources/i18n/*/{dossier,comparison,links,imports,rules,access,team,norms,tracks,simulate,reports,watch,workshop,network,controls}.json',
  {
    import: 'default',
  },
)
const OTHER_AREAS = [
  'dossier',
  'comparison',
  'links',
  'imports',
  'rules',
  'access',
  'team',
  'norms',
  'tracks',
  'simulate',
  'reports',
  'watch',
  'workshop',
  'network',
]

/** The tag for Intl and for the page: Belgian Dutch, French and German. */
export const LOCALES: Readonly<Record<UiLanguage, string>> = {
  nl: 'nl-BE',
  fr: 'fr-BE',
  de: 'de-BE',
  en: 'en-GB',
}

/** The name of each language in itself. */
export const LANGUAGE_NAMES: Readonly<Record<UiLanguage, string>> = {
  nl: 'Nederlands',
  fr: 'Français',
  de: 'Deutsch',
  en: 'English',
}

const backend: BackendModule = {
  type: 'backend',
  init: () => undefined,
  // Without a callback i18next waits for the promise.
  read: readWords as unknown as BackendModule['read'],
}

async function readWords(language: UiLanguage, area: string): Promise<Words> {
  if (FIRST_AREAS.includes(area)) return (await readFirstWords(language))[area] ?? {}
  return (await OTHERS[`../../resources/i18n/${language}/${area}.json`]?.()) ?? {}
}

/** The language of the screen now. */
export function currentLanguage(): UiLanguage {
  return isUiLanguage(i18next.language) ? i18next.language : 'nl'
}

/** Loads the words of the first screen. Called once, before React starts. */
export async function startWords(): Promise<void> {
  i18next.on('languageChanged', (language: UiLanguage) => {
    document.documentElement.lang = LOCALES[language]
  })
  await i18next
    .use(backend)
    .use(initReactI18next)
    .init({
      // At once: the words are asked for before anything else is read.
      initAsync: false,
      lng: firstLanguage(),
      fallbackLng: false,
      load: 'languageOnly',
      // A copy: i18next adds the areas it reads later to the list it was given.
      ns: [...FIRST_AREAS],
      defaultNS: 'app',
      interpolation: { escapeValue: false },
      returnNull: false,
    })
}

/** Reads the areas that the first screen did not need, when the page is at rest. */
export function loadOtherWords(): void {
  void i18next.loadNamespaces(OTHER_AREAS)
}

/** Switches the language of the screen at once and keeps the choice on this computer. */
export async function switchLanguage(language: UiLanguage): Promise<void> {
  keepLanguage(language)
  await i18next.changeLanguage(language)
}
