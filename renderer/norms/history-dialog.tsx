import { useTranslation } from 'react-i18next'
import { Button } from '../design/button.tsx'
import { Dialog } from '../design/dialog.tsx'
import { Table, type TableColumn } from '../design/table.tsx'
import { DateText } from '../design/time.tsx'
import { useFormats } from '../i18n/format.ts'
import { NormVersion } from './norm-version.tsx'
import { TwoPeople } from './second-look.tsx'
import {
  useRowWords,
  useSeriesName,
  type ProposedRow,
  type RowInForce,
  type Series,
} from './series.ts'

/** All rows of a series, the last first, and everything that people did to it. */
export function HistoryDialog({ series, onClose }: { series: Series; onClose: () => void }) {
  const { t } = useTranslation(['norms', 'app'])
  const nameOf = useSeriesName()
  const words = useRowWords()
  const { acts } = series
  const basis: TableColumn<RowInForce> = {
    key: 'basis',
    title: t('norms:column.basis'),
    cell: (row) => 'basis' in row && t(`norms:basis.${row.basis}`),
  }
  return (
    <Dialog
      title={`${t('norms:history')} · ${nameOf(series.key)}`}
      wide
      onClose={onClose}
      actions={<Button onClick={onClose}>{t('app:close')}</Button>}
    >
      <Table
        caption={t('norms:rows')}
        columns={[
          {
            key: 'from',
            title: t('norms:column.since'),
            cell: (row) => <DateText date={row.validFrom} />,
          },
          {
            key: 'to',
            title: t('norms:column.until'),
            cell: (row) => (row.validTo ? <DateText date={row.validTo} /> : t('norms:open')),
          },
          {
            key: 'amount',
            title: t('norms:column.amount'),
            number: true,
            cell: (row) => words(row),
          },
          ...('category' in series.key ? [basis] : []),
          {
            key: 'version',
            title: t('norms:column.version'),
            cell: (row) => <NormVersion norm={row} />,
          },
        ]}
        rows={series.rows.toReversed()}
        rowKey={(row) => row.validFrom}
      />
      <h3>{t('norms:acts')}</h3>
      {acts.length === 0 && <p className="muted">{t('norms:noActs')}</p>}
      <ol className="norms-acts">
        {acts.toReversed().map((row) => (
          <li key={row.at}>
            <Act row={row} />
          </li>
        ))}
      </ol>
    </Dialog>
  )
}

/** Who proposed a row, what became of it and why. */
function Act({ row }: { row: ProposedRow }) {
  const { t } = useTranslation('norms')
  const { date } = useFormats()
  const words = useRowWords()
  return (
    <>
      <b>
        {words(row)}, {t('from', { date: date(row.validFrom) })}
        {row.validTo && ` ${t('to', { date: date(row.validTo) })}`}
      </b>{' '}
      {t(`state.${row.state}`)}
      {'endedBy' in row && row.endedBy && ` · ${t('endedByLaw', { law: row.endedBy })}`}
      <TwoPeople row={row} />
    </>
  )
}
