/** The locked texts of letters, read when the first letter of a language is looked at. */
import { useQuery } from '@tanstack/react-query'
import type { FileLanguage } from '../../../domain/contract/codes.ts'
import type { CodeWords, LetterTexts } from '../../../domain/letters/texts.ts'

interface Words {
  texts: LetterTexts
  code: CodeWords
}

type CodeLists = Readonly<Record<string, Readonly<Record<string, string>>>>

const FILES: Readonly<Record<FileLanguage, () => Promise<[LetterTexts, CodeLists]>>> = {
  nl: () =>
    Promise.all([
      import('../../../resources/letters/nl.json').then((file) => file.default as LetterTexts),
      import('../../../resources/i18n/nl/codes.json').then((file) => file.default.code),
    ]),
  fr: () =>
    Promise.all([
      import('../../../resources/letters/fr.json').then((file) => file.default as LetterTexts),
      import('../../../resources/i18n/fr/codes.json').then((file) => file.default.code),
    ]),
  de: () =>
    Promise.all([
      import('../../../resources/letters/de.json').then((file) => file.default as LetterTexts),
      import('../../../resources/i18n/de/codes.json').then((file) => file.default.code),
    ]),
}

async function read(language: FileLanguage): Promise<Words> {
  const [texts, lists] = await FILES[language]()
  return { texts, code: (list, value) => lists[list]?.[value] ?? value }
}

/** Texts and words of a language; null until they are read. */
export function useLetterWords(language: FileLanguage): Words | null {
  const { data } = useQuery({
    queryKey: ['letter.texts', language],
    queryFn: () => read(language),
    staleTime: Infinity,
  })
  return data ?? null
}
