import type { QueueRow, RelatedRow } from '../../domain/contract/workbench.ts'
import { ClockBadge, PendingMark, SeverityBadge } from '../design/badge.tsx'
import { TrackMark } from '../design/mark.tsx'
import { Table, type TableColumn } from '../design/table.tsx'
import { DateText } from '../design/time.tsx'
import { RouteLink } from '../findings/link.tsx'
import { useWords } from '../findings/words.ts'
import { useCodes } from '../i18n/format.ts'

interface DossierTableProps {
  caption: string
  rows: readonly QueueRow[]
  /** The person is known from the screen's title, or the employer is. */
  without?: 'person' | 'employer'
}

/** Dossiers as in the queue, in a plain table. */
export function DossierTable({ caption, rows, without }: DossierTableProps) {
  const columns = useColumns()
  const shown = columns.filter(({ key }) => key !== without)
  return <Table caption={caption} columns={shown} rows={rows} rowKey={({ id }) => id} />
}

/** Other dossiers of the person of a dossier, and what each is to it. */
export function RelatedTable({ caption, rows }: { caption: string; rows: readonly RelatedRow[] }) {
  const t = useWords()
  const code = useCodes()
  const [reference, ...rest] = useColumns().filter(({ key }) => key !== 'person')
  const relation: TableColumn<RelatedRow> = {
    key: 'relation',
    title: t('dossier.list.relation'),
    cell: ({ relation: is }) => code('dossierRelation', is),
  }
  return (
    <Table
      caption={caption}
      columns={[reference!, relation, ...rest]}
      rows={rows}
      rowKey={({ id }) => id}
    />
  )
}

function useColumns(): TableColumn<QueueRow>[] {
  const t = useWords()
  const code = useCodes()
  return [
    {
      key: 'reference',
      title: t('dossier.list.reference'),
      cell: ({ id, reference, submittedOn, pending }) => (
        <>
          <span className="reference">
            <RouteLink to={{ screen: 'dossier', id }}>{reference}</RouteLink>
            {pending && <PendingMark />}
          </span>
          <span className="line muted">
            <DateText date={submittedOn} />
          </span>
        </>
      ),
    },
    {
      key: 'person',
      title: t('dossier.list.person'),
      cell: ({ personId, personName }) => (
        <RouteLink to={{ screen: 'person', id: personId }}>{personName}</RouteLink>
      ),
    },
    {
      key: 'employer',
      title: t('dossier.list.employer'),
      cell: ({ employerId, employerName }) =>
        employerId && employerName ? (
          <RouteLink to={{ screen: 'enterprise', id: employerId }}>{employerName}</RouteLink>
        ) : (
          <span className="muted">{t('dossier.selfEmployed')}</span>
        ),
    },
    {
      key: 'category',
      title: t('dossier.list.category'),
      cell: ({ procedure, category, applicationType }) => (
        <>
          {code('category', category)}
          <span className="line muted">
            {code('procedure', procedure)} · {code('applicationType', applicationType)}
          </span>
        </>
      ),
    },
    {
      key: 'tracks',
      title: `${t('dossier.list.work')} · ${t('dossier.list.residence')}`,
      cell: ({ workState, residenceState }) => (
        <>
          <span className="mark-word line">
            <TrackMark track="work" state={workState} />
            <span>
              <span className="visually-hidden">{t('dossier.list.work')}: </span>
              {code('workState', workState)}
            </span>
          </span>
          <span className="mark-word line">
            <TrackMark track="residence" state={residenceState} />
            <span>
              <span className="visually-hidden">{t('dossier.list.residence')}: </span>
              {code('residenceState', residenceState)}
            </span>
          </span>
        </>
      ),
    },
    {
      key: 'clock',
      title: t('dossier.list.clock'),
      cell: ({ clock }) => <ClockBadge clock={clock?.level === 'NONE' ? null : clock} short />,
    },
    {
      key: 'risk',
      title: t('dossier.list.risk'),
      cell: ({ risk }) =>
        risk.severity ? (
          <>
            <SeverityBadge severity={risk.severity} />
            <span className="line muted mono">{risk.codes.join(' ')}</span>
          </>
        ) : (
          <span className="muted">–</span>
        ),
    },
  ]
}
