import { useTranslation } from 'react-i18next'
import type { QueueForecast } from '../../domain/contract/workbench.ts'
import { formatRoute } from '../app/route.ts'
import { Table } from '../design/table.tsx'
import { useFormats } from '../i18n/format.ts'

interface LateDossiersProps {
  late: QueueForecast['latest']['serial']
  /** How many there are, told or not. */
  missed: number
  onOpen: () => void
}

/** The dossiers that come too late, each with its last day and by how much. */
export function LateDossiers({ late, missed, onOpen }: LateDossiersProps) {
  const { t } = useTranslation('simulate')
  const { date, number } = useFormats()
  if (missed === 0) return <p className="muted">{t('queue.noneLate')}</p>
  return (
    <>
      {late.length < missed && (
        <p className="muted">
          {t('queue.first', { n: number(late.length), total: number(missed) })}
        </p>
      )}
      <div className="late-dossiers">
        <Table
          caption={t('queue.lateDossiers')}
          rows={late}
          rowKey={({ row }) => row.id}
          columns={[
            {
              key: 'reference',
              title: t('queue.reference'),
              cell: ({ row }) => (
                <a href={formatRoute({ screen: 'dossier', id: row.id })} onClick={onOpen}>
                  {row.reference}
                </a>
              ),
            },
            { key: 'person', title: t('queue.person'), cell: ({ row }) => row.personName },
            {
              key: 'due',
              title: t('queue.due'),
              cell: ({ row }) => (row.clock?.due ? date(row.clock.due) : '–'),
            },
            {
              key: 'days',
              title: t('queue.daysAfter'),
              number: true,
              cell: ({ days }) => number(days),
            },
          ]}
        />
      </div>
    </>
  )
}
