import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { QueueFilter } from '../../domain/contract/workbench.ts'
import { reads } from '../data/reads.ts'
import { Button } from '../design/button.tsx'
import { useCodes } from '../i18n/format.ts'
import { Notice } from '../design/states.tsx'

/** Says that a pasted list narrows the queue, and which of its numbers are not known here. */
export function ListNotice({ filter, onClear }: { filter: QueueFilter; onClear: () => void }) {
  const { t } = useTranslation('team')
  const code = useCodes()
  const { numbers } = filter
  const { data } = useQuery({ ...reads.queueSummary({ filter }), enabled: numbers !== undefined })
  const { data: left = [] } = useQuery({ ...reads.departures(), enabled: numbers !== undefined })
  if (!numbers) return null
  const missing = data?.notFound ?? []
  /** A number that is not here, with the region to which its dossier went. */
  const where = (number: string) => {
    const departure = left.findLast(({ reference }) => reference === number)
    return departure ? `${number} → ${code('region', departure.to)}` : number
  }
  return (
    <Notice
      icon="filter"
      tone={missing.length > 0 ? 'amber' : 'plain'}
      actions={<Button onClick={onClear}>{t('numbers.clear')}</Button>}
    >
      {t('numbers.shown', { count: numbers.length })}{' '}
      {missing.length > 0 && t('numbers.missing', { list: missing.map(where).join(', ') })}
    </Notice>
  )
}
