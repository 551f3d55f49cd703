import { useTranslation } from 'react-i18next'
import type { AccessFilter, LabelledAccessRow } from '../../domain/contract/access.ts'
import { LEGAL_BASES } from '../../domain/reference/legal-bases.ts'
import { Button } from '../design/button.tsx'
import { Table, type TableColumn } from '../design/table.tsx'
import { InstantText } from '../design/time.tsx'
import { RouteLink } from '../findings/link.tsx'
import { useFormats } from '../i18n/format.ts'
import { Looker } from './looker.tsx'

type Row = LabelledAccessRow
type Subject = NonNullable<AccessFilter['subject']>

interface LogTableProps {
  rows: readonly Row[]
  /** Shows every look at one subject. */
  onSubject: (subject: Subject) => void
}

/** Entries of the log, newest first. */
export function LogTable({ rows, onSubject }: LogTableProps) {
  const { t } = useTranslation('access')
  const columns = useColumns(onSubject)
  return (
    <Table
      caption={t('part.entries')}
      columns={columns}
      rows={rows}
      rowKey={({ seq }) => `${seq}`}
    />
  )
}

function useColumns(onSubject: (subject: Subject) => void): TableColumn<Row>[] {
  const { t } = useTranslation('access')
  const { number } = useFormats()
  const basis = (name: string) =>
    LEGAL_BASES.some((row) => row.code === name) ? t(`basis.${name}`) : name
  return [
    {
      key: 'at',
      title: t('column.at'),
      cell: ({ at, seq }) => (
        <>
          <InstantText instant={at} />
          <span className="line muted">{t('number', { n: number(seq) })}</span>
        </>
      ),
    },
    {
      key: 'who',
      title: t('column.who'),
      cell: (row) => <Looker {...row} />,
    },
    {
      key: 'what',
      title: t('column.what'),
      cell: (row) => (
        <>
          <b>{t(`action.${row.action}`)}</b> {t(`subject.${row.subject.kind}`)}
          <span className="line">
            <SubjectWords row={row} onSubject={onSubject} />
          </span>
        </>
      ),
    },
    {
      key: 'why',
      title: t('column.why'),
      cell: ({ purpose, reason, dossierId, dossierReference }) => (
        <>
          {t(`purposes.${purpose}`)}
          {dossierId && (
            <span className="line">
              <RouteLink to={{ screen: 'dossier', id: dossierId }}>
                {dossierReference ?? t('subject.dossier')}
              </RouteLink>
            </span>
          )}
          {reason && <span className="line muted">“{reason}”</span>}
        </>
      ),
    },
    { key: 'basis', title: t('column.basis'), cell: ({ legalBasis }) => basis(legalBasis) },
    {
      key: 'fields',
      title: t('column.fields'),
      cell: ({ fields, sources }) => (
        <>
          {fields.map((field) => t(`field.${field}`)).join(', ')}
          <span className="line muted">
            {sources.map((source) => t(`source.${source}`)).join(', ')}
          </span>
        </>
      ),
    },
    {
      key: 'count',
      title: t('column.count'),
      number: true,
      cell: ({ count }) => number(count),
    },
  ]
}

function SubjectWords({ row, onSubject }: { row: Row; onSubject: (subject: Subject) => void }) {
  const { t } = useTranslation('access')
  const { kind, id } = row.subject
  if (id === null || !isFilter(kind)) return null
  // A key stands for itself where no desk has a name for it: the entry says whom it is about.
  const unnamed = kind === 'network' ? id : t('noLabel')
  return (
    <Button kind="quiet" icon="filter" onClick={() => onSubject({ kind, id })}>
      {row.label ?? unnamed}
    </Button>
  )
}

const FILTERS: readonly string[] = [
  'person',
  'enterprise',
  'dossier',
  'network',
] satisfies Subject['kind'][]
const isFilter = (kind: string): kind is Subject['kind'] => FILTERS.includes(kind)
