import { useState } from 'react'
import { DOCUMENT_STATUSES } from '../../domain/contract/codes.ts'
import type { DocumentFile, DossierDocument } from '../../domain/contract/records.ts'
import type { DossierPage } from '../../domain/contract/workbench.ts'
import { isLocked } from '../../domain/documents/lock.ts'
import { requiredDocuments } from '../../domain/reference/required-documents.ts'
import { Icon, type IconName } from '../design/icon.tsx'
import type { Tone } from '../design/mark.tsx'
import { Table, type TableColumn } from '../design/table.tsx'
import { DateText } from '../design/time.tsx'
import { useWords } from '../findings/words.ts'
import { useCodes, useFormats } from '../i18n/format.ts'
import { DocumentDialog } from './document-dialog.tsx'
import { Dotted, Section } from './section.tsx'

type Status = DossierDocument['status']

const SHAPES: Readonly<Record<Status, { icon: IconName; tone: Tone }>> = {
  MISSING: { icon: 'close', tone: 'orange' },
  REQUESTED: { icon: 'waiting', tone: 'paused' },
  RECEIVED: { icon: 'down', tone: 'accent' },
  ACCEPTED: { icon: 'check', tone: 'calm' },
}

/** The documents of a dossier: what is missing stands first. */
export function Documents({ page }: { page: DossierPage }) {
  const t = useWords()
  const code = useCodes()
  const [shown, setShown] = useState<Filed | null>(null)
  const { id: dossierId, body } = page.dossier
  const { documents } = body
  const required = new Set<string>(requiredDocuments(body).map(({ type }) => type))
  const ordered = documents.toSorted((a, b) => rank(a) - rank(b))
  const present = documents.filter(({ status }) => status === 'RECEIVED' || status === 'ACCEPTED')
  const columns: TableColumn<DossierDocument>[] = [
    {
      key: 'type',
      title: t('dossier.documents.document'),
      cell: (document) => (
        <>
          {isFiled(document) ? (
            <button type="button" className="link" onClick={() => setShown(document)}>
              {code('documentType', document.type)}
            </button>
          ) : (
            code('documentType', document.type)
          )}{' '}
          <span className="muted">
            <Dotted
              parts={[
                required.has(document.type) ? t('dossier.documents.required') : null,
                isFiled(document) ? <FileWords key="file" document={document} page={page} /> : null,
              ]}
            />
          </span>
        </>
      ),
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
      {shown && (
        <DocumentDialog dossierId={dossierId} document={shown} onClose={() => setShown(null)} />
      )}
    </Section>
  )
}

type Filed = DossierDocument & { file: DocumentFile }
const isFiled = (document: DossierDocument): document is Filed => document.file !== undefined

/** Version and size of a content, and whether it may still be replaced. */
function FileWords({ document, page }: { document: Filed; page: DossierPage }) {
  const t = useWords()
  const { number } = useFormats()
  const { version, bytes } = document.file
  return (
    <>
      {t('dossier.documents.version', { version })} ·{' '}
      {t('dossier.documents.size', { kb: number(Math.max(1, Math.round(bytes / 1024))) })}
      {isLocked(page.dossier.body, document) && (
        <>
          {' '}
          <Icon name="lock" size={12} /> {t('dossier.documents.locked')}
        </>
      )}
    </>
  )
}

const rank = ({ status }: DossierDocument) => DOCUMENT_STATUSES.indexOf(status)
