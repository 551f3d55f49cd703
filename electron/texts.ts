/** Texts of the shell outside the page: menu and messages before or instead of a window. */
import type { UiLanguage } from '../domain/contract/codes.ts'
import de from '../resources/i18n/de/shell.json' with { type: 'json' }
import en from '../resources/i18n/en/shell.json' with { type: 'json' }
import fr from '../resources/i18n/fr/shell.json' with { type: 'json' }
import nl from '../resources/i18n/nl/shell.json' with { type: 'json' }

const TEXTS = { nl, fr, de, en }
export type ShellTexts = (typeof en)['shell']

/** Texts in the first of the person's languages that the product speaks, else in English. */
export function shellTexts(preferred: readonly string[]): ShellTexts {
  const languages = preferred.map((one) => one.toLowerCase().split(/[-_]/)[0])
  const language = languages.find((one) => one !== undefined && Object.hasOwn(TEXTS, one))
  return TEXTS[(language ?? 'en') as UiLanguage].shell
}
