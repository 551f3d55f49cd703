import { useTranslation } from 'react-i18next'
import type { AccessFilter, LabelledOutlier } from '../../domain/contract/access.ts'
import { Button } from '../design/button.tsx'
import { Table, type TableColumn } from '../design/table.tsx'
import { DateText } from '../design/time.tsx'
import { useFormats } from '../i18n/format.ts'
import { Looker } from './looker.tsx'

interface OutlierTableProps {
  rows: readonly LabelledOutlier[]
  onShow: (change: Partial<AccessFilter>) => void
}

/** Days that stand out, each with the measure that it exceeds: a hint to ask, never a verdict. */
export function OutlierTable({ rows, onShow }: OutlierTableProps) {
  const { t } = useTranslation('access')
  const columns = useColumns(onShow)
  return (
    <Table
      caption={t('part.outliers')}
      columns={columns}
      rows={rows}
      rowKey={({ code, userId, day }) => `${code} ${userId} ${day}`}
    />
  )
}

function useColumns(onShow: OutlierTableProps['onShow']): TableColumn<LabelledOutlier>[] {
  const { t } = useTranslation('access')
  const { number } = useFormats()
  const usual = (value: number | null) => (value === null ? '–' : number(value))
  return [
    { key: 'day', title: t('column.day'), cell: ({ day }) => <DateText date={day} /> },
    {
      key: 'who',
      title: t('column.who'),
      cell: ({ userName, userId, role, region }) => (
        <Looker userName={userName} userId={userId} role={role} region={region} />
      ),
    },
    {
      key: 'what',
      title: t('column.outlier'),
      cell: (row) => (
        <>
          <b>{t(`outlier.code.${row.code}`)}</b>
          <span className="line muted">{t(`outlier.why.${row.code}`)}</span>
          {row.labels.some(Boolean) && (
            <span className="line">{row.labels.filter(Boolean).join(', ')}</span>
          )}
        </>
      ),
    },
    {
      key: 'count',
      title: t('column.seen'),
      number: true,
      cell: ({ count }) => number(count),
    },
    {
      key: 'own',
      title: t('column.own'),
      number: true,
      cell: ({ own }) => usual(own),
    },
    {
      key: 'peers',
      title: t('column.peers'),
      number: true,
      cell: ({ peers }) => usual(peers),
    },
    {
      key: 'show',
      title: t('column.entries'),
      cell: ({ userId, day }) => (
        <Button kind="quiet" icon="filter" onClick={() => onShow({ userId, from: day, to: day })}>
          {t('outlier.show')}
        </Button>
      ),
    },
  ]
}
