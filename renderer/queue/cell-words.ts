import { createContext, useContext, useMemo } from 'react'
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

const Context = createContext<CellWords | null>(null)
export const CellWordsProvider = Context.Provider

/** Makes the words; a new object only when the language changes or more words arrive. */
export function useNewCellWords(): CellWords {
  const { t } = useTranslation(['queue', 'app', 'rules'], { useSuspense: false })
  const code = useCodes()
  const formats = useFormats()
  return useMemo(() => {
    const known = new Map<string, string>()
    const word = (key: string) => {
      const found = known.get(key) ?? t(key, '')
      known.set(key, found)
      return found
    }
    return { word, counted: (key, count) => t(key, { count }), code, formats }
  }, [t, code, formats])
}

/** The words, inside a cell. */
export function useCellWords(): CellWords {
  const words = useContext(Context)
  if (!words) throw new Error('a cell stands outside the grid')
  return words
}
