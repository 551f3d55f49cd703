import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useCodes, useFormats, type CodeWords, type Formats } from '../i18n/format.ts'

/** Words and formats for the cells of the grid, looked up once for all of them. */
export interface CellWords {
  /** A word without holes, by its key. */
  word(key: string): string
  /** Words with a count in them. */
  counted(key: string, count: number): string
  code: CodeWords
  formats: Formats
}

/** Makes the words; a new object only when the language changes or more words arrive. */
export function useCellWords(): CellWords {
  const { t } = useTranslation(['queue', 'app', 'rules'], { useSuspense: false })
  const code = useCodes()
  const formats = useFormats()
  return useMemo(() => {
    const known = new Map<string, string>()
    const remember = (name: string, look: () => string) => {
      const found = known.get(name) ?? look()
      known.set(name, found)
      return found
    }
    return {
      word: (key) => remember(key, () => t(key, '')),
      counted: (key, count) => remember(`${key} ${count}`, () => t(key, { count })),
      code,
      formats,
    }
  }, [t, code, formats])
}
