/** The locked texts of letters and the words of their codes, by language. */
import type { FileLanguage } from '../../domain/contract/codes.ts'
import type { CodeWords, LetterTexts } from '../../domain/letters/texts.ts'
import codesDe from '../../resources/i18n/de/codes.json' with { type: 'json' }
import codesFr from '../../resources/i18n/fr/codes.json' with { type: 'json' }
import codesNl from '../../resources/i18n/nl/codes.json' with { type: 'json' }
import de from '../../resources/letters/de.json' with { type: 'json' }
import fr from '../../resources/letters/fr.json' with { type: 'json' }
import nl from '../../resources/letters/nl.json' with { type: 'json' }

export const LETTER_TEXTS: Readonly<Record<FileLanguage, LetterTexts>> = { nl, fr, de }

const CODES: Readonly<
  Record<FileLanguage, Readonly<Record<string, Readonly<Record<string, string>>>>>
> = { nl: codesNl.code, fr: codesFr.code, de: codesDe.code }

/** The words of codes in a language, as the screens show them. Throws for a code without words. */
export function codeWords(language: FileLanguage): CodeWords {
  return (list, value) => {
    const words = CODES[language][list]?.[value]
    if (words === undefined) throw new TypeError(`no words for ${list}.${value}`)
    return words
  }
}
