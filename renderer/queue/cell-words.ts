import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { LocalDate } from '../../domain/calendar/local-date.ts'
import { absenceOn } from '../../domain/dossier/absence.ts'
import { usePainted } from '../app/use-painted.ts'
import { reads } from '../data/reads.ts'
import { useSession } from '../data/use-query.ts'
import { useCodes, useFormats, type CodeWords, type Formats } from '../i18n/format.ts'

/** Words and formats for the cells of the grid, looked up once for all of them. */
export interface CellWords {
  /** A word without holes, by its key. */
  word(key: string): string
  /** Words with a count in them. */
  counted(key: string, count: number): string
  code: CodeWords
  formats: Formats
  /** Last day on which a colleague is away; null: they are there. */
  awayUntil(person: string): LocalDate | null
}

/** Makes the words; a new object only when the language changes, or more words or absences arrive. */
export function useCellWords(): CellWords {
  const { t } = useTranslation(['queue', 'app', 'rules'], { useSuspense: false })
  const code = useCodes()
  const formats = useFormats()
  // Who is away is told once the rows stand there.
  const { data: absences } = useQuery({ ...reads.absences(), enabled: usePainted() })
  const today = useSession()?.today ?? ''
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
      awayUntil: (person) => absenceOn(absences ?? [], person, today)?.to ?? null,
    }
  }, [t, code, formats, absences, today])
}
