import type { QueueRow } from '../../domain/contract/workbench.ts'
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

function useColumns(): TableColumn<QueueRow>[] {
  const t = useWords()
  const code = useCodes()
  return [
    {
      key: 'reference',
      title: t('dossier.list.reference'),
      cell: ({ id, reference, pending }) => (
        <span className="reference">
          <RouteLink to={{ screen: 'dossier', id }}>{reference}</RouteLink>
          {pending && <PendingMark />}
        </span>
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
      key: 'work',
      title: t('dossier.list.work'),
      cell: ({ workState }) => (
        <span className="mark-word">
          <TrackMark track="work" state={workState} />
          {code('workState', workState)}
        </span>
      ),
    },
    {
      key: 'residence',
      title: t('dossier.list.residence'),
      cell: ({ residenceState }) => (
        <span className="mark-word">
          <TrackMark track="residence" state={residenceState} />
          {code('residenceState', residenceState)}
        </span>
      ),
    },
    {
      key: 'clock',
      title: t('dossier.list.clock'),
      cell: ({ clock }) => <ClockBadge clock={clock} short />,
    },
    {
      key: 'risk',
      title: t('dossier.list.risk'),
      cell: ({ risk }) =>
        risk.severity && (
          <span className="risk">
            <SeverityBadge severity={risk.severity} />
            <span className="muted mono">{risk.codes.join(' ')}</span>
          </span>
        ),
    },
    {
      key: 'submitted',
      title: t('dossier.list.submitted'),
      cell: ({ submittedOn }) => <DateText date={submittedOn} />,
    },
  ]
}
