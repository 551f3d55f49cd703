import { DOCUMENT_STATUSES } from '../../domain/contract/codes.ts'
import type { DossierDocument } from '../../domain/contract/records.ts'
import { Icon, type IconName } from '../design/icon.tsx'
import type { Tone } from '../design/mark.tsx'
import { Table, type TableColumn } from '../design/table.tsx'
import { DateText } from '../design/time.tsx'
import { useWords } from '../findings/words.ts'
import { useCodes } from '../i18n/format.ts'
import { Section } from './section.tsx'

type Status = DossierDocument['status']

const SHAPES: Readonly<Record<Status, { icon: IconName; tone: Tone }>> = {
  MISSING: { icon: 'close', tone: 'orange' },
  REQUESTED: { icon: 'waiting', tone: 'paused' },
  RECEIVED: { icon: 'down', tone: 'accent' },
  ACCEPTED: { icon: 'check', tone: 'calm' },
}

/** The documents of a dossier: what is missing stands first. */
export function Documents({ documents }: { documents: readonly DossierDocument[] }) {
  const t = useWords()
  const code = useCodes()
  const ordered = documents.toSorted((a, b) => rank(a) - rank(b))
  const present = documents.filter(({ status }) => status === 'RECEIVED' || status === 'ACCEPTED')
  const columns: TableColumn<DossierDocument>[] = [
    {
      key: 'type',
      title: t('dossier.documents.document'),
      cell: ({ type }) => code('documentType', type),
    },
    {
      key: 'status',
      title: t('dossier.documents.status'),
      cell: ({ status }) => (
        <span className={`checked tone-${SHAPES[status].tone}`}>
          <Icon name={SHAPES[status].icon} size={14} />
          <span>{code('documentStatus', status)}</span>
        </span>
      ),
    },
    {
      key: 'receivedOn',
      title: t('dossier.documents.receivedOn'),
      cell: ({ receivedOn }) => <DateText date={receivedOn} />,
    },
  ]
  const summary = { present: present.length, total: documents.length }
  return (
    <Section
      name="documents"
      title={t('dossier.sections.documents')}
      shortcut={5}
      flush={documents.length > 0}
      actions={
        documents.length > 0 && (
          <span className="muted">{t('dossier.documents.summary', summary)}</span>
        )
      }
    >
      {documents.length === 0 ? (
        <p className="muted">{t('dossier.documents.none')}</p>
      ) : (
        <Table
          caption={t('dossier.tableOf', { name: t('dossier.sections.documents') })}
          columns={columns}
          rows={ordered}
          rowKey={({ id }) => id}
        />
      )}
    </Section>
  )
}

const rank = ({ status }: DossierDocument) => DOCUMENT_STATUSES.indexOf(status)
