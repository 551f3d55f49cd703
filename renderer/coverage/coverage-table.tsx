import type { CoverageRow } from '../../domain/contract/coverage.ts'
import { SeverityBadge } from '../design/badge.tsx'
import { Table, type TableColumn } from '../design/table.tsx'
import { RouteLink } from '../findings/link.tsx'
import { CountryText, ValueText } from '../findings/values.tsx'
import { useWords } from '../findings/words.ts'
import { useCodes } from '../i18n/format.ts'

interface TableProps {
  rows: readonly CoverageRow[]
  ids: ReadonlySet<string>
  mayChoose: (row: CoverageRow) => boolean
  onChoose: (ids: ReadonlySet<string>) => void
}

/** The mismatches, each with a choice where this service may judge it. */
export function CoverageTable({ rows, ids, mayChoose, onChoose }: TableProps) {
  const t = useWords()
  const columns = useRecordColumns()
  const toggle = (id: string) => {
    const next = new Set(ids)
    if (!next.delete(id)) next.add(id)
    onChoose(next)
  }
  const choose: TableColumn<CoverageRow> = {
    key: 'choose',
    title: t('coverage.column.choose'),
    cell: (row) =>
      mayChoose(row) && (
        <input
          type="checkbox"
          aria-label={t('coverage.chooseRow', { name: `${row.code} ${row.personName}` })}
          checked={ids.has(row.findingId)}
          onChange={() => toggle(row.findingId)}
        />
      ),
  }
  return (
    <Table
      caption={t('coverage.title')}
      columns={[choose, ...columns]}
      rows={rows}
      rowKey={({ findingId }) => findingId}
    />
  )
}

function useRecordColumns(): TableColumn<CoverageRow>[] {
  const t = useWords()
  const code = useCodes()
  return [
    {
      key: 'mismatch',
      title: t('coverage.column.mismatch'),
      cell: (row) => (
        <>
          <span className="mono muted">{row.code}</span> {t(`rule.${row.code}.title`)}
          <span className="line">
            <SeverityBadge severity={row.severity} />
          </span>
        </>
      ),
    },
    {
      key: 'worker',
      title: t('coverage.column.worker'),
      cell: ({ personId, personName, nationality, dossierId }) => (
        <>
          <RouteLink to={{ screen: 'comparison', personId, dossierId }}>{personName}</RouteLink>
          {nationality && (
            <span className="line muted">
              <CountryText code={nationality} />
            </span>
          )}
        </>
      ),
    },
    {
      key: 'employer',
      title: t('coverage.column.employer'),
      cell: ({ employerName, employerCountry }) => (
        <>
          <bdi>{employerName}</bdi>
          {employerCountry && (
            <span className="line muted">
              <CountryText code={employerCountry} />
            </span>
          )}
        </>
      ),
    },
    {
      key: 'period',
      title: t('coverage.column.period'),
      cell: ({ period, l1Number }) => (
        <>
          {period !== null && <ValueText type="period" value={period} />}
          {l1Number && <span className="line muted mono">{l1Number}</span>}
        </>
      ),
    },
    {
      key: 'dossier',
      title: t('coverage.column.dossier'),
      cell: ({ dossierId, reference }) =>
        dossierId &&
        reference && <RouteLink to={{ screen: 'dossier', id: dossierId }}>{reference}</RouteLink>,
    },
    {
      key: 'status',
      title: t('coverage.column.status'),
      cell: ({ status, reason, byName }) => (
        <>
          {code('findingStatus', status)}
          {byName && <span className="line muted">{byName}</span>}
          {reason && <span className="line muted">{reason}</span>}
        </>
      ),
    },
  ]
}
