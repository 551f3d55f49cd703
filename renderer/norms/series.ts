/** The series of rows of a table of law as the screen shows them. */
import { useTranslation } from 'react-i18next'
import type { NormRow } from '../../domain/contract/records.ts'
import type { NormView } from '../../domain/contract/workbench.ts'
import type { NormInForce, NormKey } from '../../domain/reference/norms.ts'
import { useCodes } from '../i18n/format.ts'

/** A series of rows with what is in force today, what comes after it, and its record. */
export interface Series {
  key: NormKey
  record: NormView | null
  rows: readonly NormInForce[]
  today: NormInForce | null
  later: readonly NormInForce[]
}

/** A row that waits for a second person. */
export interface Waiting {
  key: NormKey
  row: NormRow
  place: number
}

/** Category and age of a series in words. */
export function useSeriesName(): (key: Pick<NormKey, 'category' | 'ageMax'>) => string {
  const { t } = useTranslation('norms')
  const code = useCodes()
  return ({ category, ageMax }) =>
    ageMax === null
      ? code('category', category)
      : `${code('category', category)}, ${t('upTo', { age: ageMax })}`
}
