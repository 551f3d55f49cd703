import { useTranslation } from 'react-i18next'
import type { Region } from '../../domain/contract/codes.ts'
import type { Intermediary } from '../../domain/contract/records.ts'
import { formatEnterpriseNumber } from '../../domain/identifiers/enterprise-number.ts'
import { Button } from '../design/button.tsx'
import { Panel } from '../design/panel.tsx'
import { EmptyState } from '../design/states.tsx'
import { Table, type TableColumn } from '../design/table.tsx'
import { useCodes, useFormats } from '../i18n/format.ts'
import { NormVersion } from './norm-version.tsx'
import { seriesId, type RowInForce, type Series, type SeriesKey } from './series.ts'

interface PanelProps {
  series: readonly Series[]
  region: Region
  onHistory: (series: Series) => void
  /** Null: this person proposes none here. */
  onPropose: ((key: SeriesKey) => void) | null
}

/** What is shown of an entry: what holds today, else what comes next, else what held last. */
const shown = ({ today, later, rows }: Series): RowInForce | null =>
  today ?? later[0] ?? rows.at(-1) ?? null

function intermediaryIn(row: RowInForce | null): Intermediary | null {
  return row && 'value' in row && 'intermediary' in row.value ? row.value.intermediary : null
}

/** Who acts for many, as a region lists them. */
export function IntermediariesPanel({ series, region, onHistory, onPropose }: PanelProps) {
  const { t } = useTranslation('norms')
  const code = useCodes()
  const columns = useColumns(onHistory, onPropose)
  const title = t('intermediary.lists', { region: code('scope', region) })
  return (
    <Panel
      title={title}
      flush
      actions={
        onPropose && (
          <Button onClick={() => onPropose({ region, table: 'INTERMEDIARIES' })}>
            {t('intermediary.add')}
          </Button>
        )
      }
    >
      <p className="muted norms-note">{t('intermediary.note')}</p>
      {series.length === 0 ? (
        <EmptyState icon="info" title={t('intermediary.nobody')} />
      ) : (
        <Table
          caption={title}
          columns={columns}
          rows={series}
          rowKey={({ key }) => seriesId(key)}
        />
      )}
    </Panel>
  )
}

function useColumns(
  onHistory: PanelProps['onHistory'],
  onPropose: PanelProps['onPropose'],
): TableColumn<Series>[] {
  const { t } = useTranslation('norms')
  const code = useCodes()
  const { date } = useFormats()
  return [
    {
      key: 'who',
      title: t('column.who'),
      cell: (one) => {
        const known = intermediaryIn(shown(one))
        if (!known) return null
        const { name, kind, enterpriseNumber } = known
        return (
          <>
            <b>{name}</b>
            <span className="line muted">
              {code('intermediaryKind', kind)}
              {enterpriseNumber !== null && ` · ${formatEnterpriseNumber(enterpriseNumber)}`}
            </span>
          </>
        )
      },
    },
    {
      key: 'handles',
      title: t('intermediary.handles'),
      cell: (one) => {
        const handles = intermediaryIn(shown(one))?.handles ?? []
        if (handles.length === 0) {
          return <span className="muted">{t('intermediary.noHandles')}</span>
        }
        return handles.map((handle) => (
          <span key={handle} className="line">
            {handle}
          </span>
        ))
      },
    },
    {
      key: 'since',
      title: t('column.since'),
      cell: (one) => {
        const row = shown(one)
        if (!row) return null
        const from = t('from', { date: date(row.validFrom) })
        return row.validTo === null ? from : `${from} ${t('to', { date: date(row.validTo) })}`
      },
    },
    {
      key: 'version',
      title: t('column.version'),
      cell: (one) => {
        const row = shown(one)
        return row && <NormVersion norm={row} />
      },
    },
    {
      key: 'acts',
      title: t('column.acts'),
      cell: (one) => {
        const name = intermediaryIn(shown(one))?.name ?? ''
        return (
          <span className="entry-buttons">
            <Button
              kind="quiet"
              aria-label={t('actOf', { act: t('history'), name })}
              onClick={() => onHistory(one)}
            >
              {t('history')}
            </Button>
            {onPropose && (
              <Button
                kind="quiet"
                aria-label={t('actOf', { act: t('newRow'), name })}
                onClick={() => onPropose(one.key)}
              >
                {t('newRow')}
              </Button>
            )}
          </span>
        )
      },
    },
  ]
}
