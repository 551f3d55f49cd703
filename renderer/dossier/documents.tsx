import { Suspense, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { DOCUMENT_STATUSES } from '../../domain/contract/codes.ts'
import type { DossierDocument } from '../../domain/contract/records.ts'
import type { DossierPage } from '../../domain/contract/workbench.ts'
import { APPLICANT_DOCUMENT_TYPES } from '../../domain/contract/codes.ts'
import { isThrough } from '../../domain/dossier/tracks.ts'
import { mayFileDocument } from '../../domain/rights/documents.ts'
import { isLocked } from '../../domain/documents/lock.ts'
import { checklist, type ChecklistItem } from '../../domain/dossier/checklist.ts'
import { feesOf, type Fee } from '../../domain/reference/fees.ts'
import { tablesOf } from '../../domain/reference/own-rows.ts'
import { part } from '../app/part.ts'
import { useSession } from '../data/use-query.ts'
import { Button } from '../design/button.tsx'
import { usePainted } from '../app/use-painted.ts'
import { Icon, type IconName } from '../design/icon.tsx'
import type { Tone } from '../design/mark.tsx'
import { Table, type TableColumn } from '../design/table.tsx'
import { DateText } from '../design/time.tsx'
import { useWords } from '../findings/words.ts'
import { useCodes, useFormats } from '../i18n/format.ts'
import { DateAct } from './document-acts.tsx'
import { DocumentDialog } from './document-dialog.tsx'
import { DropZone, useNoStrayDrops } from './drop-zone.tsx'
import { Letters } from './letters/letters.tsx'
import { Dotted, Section } from './section.tsx'

const UploadDialog = part(() => import('./upload-dialog.tsx'))

type Status = DossierDocument['status']

const SHAPES: Readonly<Record<Status, { icon: IconName; tone: Tone }>> = {
  MISSING: { icon: 'close', tone: 'orange' },
  REQUESTED: { icon: 'waiting', tone: 'paused' },
  RECEIVED: { icon: 'down', tone: 'accent' },
  ACCEPTED: { icon: 'check', tone: 'calm' },
}

/** As many as fit into a window. */
const FIRST_DOCUMENTS = 12

/** The documents of a dossier: what is missing stands first. */
export function Documents({ page }: { page: DossierPage }) {
  const t = useWords()
  const code = useCodes()
  const ageOf = useAge()
  useNoStrayDrops()
  const [shownId, setShown] = useState<string | null>(null)
  const [adding, setAdding] = useState<Adding | null>(null)
  const actor = useSession()?.actor ?? null
  const { body } = page.dossier
  const tables = tablesOf(page.tables)
  const documents = body.documents.filter(({ type }) => type !== 'LETTER')
  const shown = documents.find(({ id }) => id === shownId) ?? null
  const mayAdd =
    actor !== null &&
    !isThrough(body) &&
    APPLICANT_DOCUMENT_TYPES.some((type) => mayFileDocument(actor, type, body))
  const add = (first: readonly File[], target: string | null = null) => setAdding({ first, target })
  const items = new Map<string, ChecklistItem>(
    checklist(body, tables, page.person.body.birthDate).map((item) => [item.type, item]),
  )
  const known = new Set<string>(documents.map(({ type }) => type))
  // What the law asks and nobody filed stands in the list too.
  const never = [...items.values()].filter(
    ({ type, ifAny, isAsked }) => isAsked && !ifAny && !known.has(type),
  )
  const awaited = never.map(({ type, status }) => ({
    id: `never-${type}`,
    type,
    status,
    receivedOn: null,
  }))
  const ordered = [...documents, ...awaited].toSorted((a, b) => rank(a) - rank(b))
  // The first paint draws what can be in view; the rest follows it.
  const drawn = usePainted() ? ordered : ordered.slice(0, FIRST_DOCUMENTS)
  const present = documents.filter(({ status }) => status === 'RECEIVED' || status === 'ACCEPTED')
  const columns: TableColumn<DossierDocument>[] = [
    {
      key: 'type',
      title: t('dossier.documents.document'),
      cell: (document) => (
        <>
          {isFiled(document) ? (
            <button type="button" className="link" onClick={() => setShown(document.id)}>
              {code('documentType', document.type)}
            </button>
          ) : (
            code('documentType', document.type)
          )}{' '}
          <span className="muted">
            <Dotted
              parts={[
                asked(items.get(document.type), t),
                ageOf(document, items.get(document.type)),
                isFiled(document) ? <FileWords key="file" document={document} page={page} /> : null,
              ]}
            />
            {document.type === 'FEE_PROOF' && items.has('FEE_PROOF') && (
              <Fees fees={feesOf(body, tables)} />
            )}
          </span>
          {!isFiled(document) && <DateAct page={page} document={document} />}
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
  const summary = { present: present.length, total: ordered.length }
  return (
    <Section
      name="documents"
      title={t('dossier.sections.documents')}
      shortcut={5}
      flush={ordered.length > 0}
      actions={
        <>
          {ordered.length > 0 && (
            <span className="muted">{t('dossier.documents.summary', summary)}</span>
          )}
          {mayAdd && (
            <Button kind="quiet" icon="plus" onClick={() => add([])}>
              {t('dossier.documents.add')}
            </Button>
          )}
        </>
      }
    >
      <DropZone onFiles={mayAdd ? add : null}>
        {ordered.length === 0 ? (
          <p className="muted">{t('dossier.documents.none')}</p>
        ) : (
          <Table
            caption={t('dossier.tableOf', { name: t('dossier.sections.documents') })}
            columns={columns}
            rows={drawn}
            rowKey={({ id }) => id}
          />
        )}
      </DropZone>
      <Letters page={page} />
      {shown && (
        <DocumentDialog
          page={page}
          document={shown}
          onReplace={() => {
            setShown(null)
            add([], shown.id)
          }}
          onClose={() => setShown(null)}
        />
      )}
      {adding && (
        <Suspense>
          <UploadDialog page={page} {...adding} onClose={() => setAdding(null)} />
        </Suspense>
      )}
    </Section>
  )
}

/** Files that were dropped, and the document that gets a new version. */
interface Adding {
  first: readonly File[]
  target: string | null
}

/** There is something to look at: a content, or one that was taken back. */
const isFiled = ({ file, earlier }: DossierDocument): boolean =>
  file !== undefined || (earlier?.length ?? 0) > 0

/** Whether the law asks for it, always or only where there is one, and how old it may be. */
function asked(item: ChecklistItem | undefined, t: ReturnType<typeof useWords>): string | null {
  if (!item) return null
  const { ifAny, isAsked, monthsOld, fromAge } = item
  if (!isAsked) return t('dossier.documents.tooYoung', { age: fromAge! })
  return [
    t(ifAny ? 'dossier.documents.ifAny' : 'dossier.documents.required'),
    fromAge !== null && t('dossier.documents.fromAge', { age: fromAge }),
    monthsOld !== null && t('dossier.documents.monthsOld', { count: monthsOld }),
  ]
    .filter(Boolean)
    .join(', ')
}

/** The day that stands on a document that may not be old, and whether it is too old; null: any age. */
function useAge() {
  const t = useWords()
  const { date } = useFormats()
  return ({ issuedOn }: DossierDocument, item: ChecklistItem | undefined): ReactNode => {
    if (!item || item.age === null) return null
    if (issuedOn === undefined) return t('dossier.documents.age.UNKNOWN')
    const words = t('dossier.documents.age.of', { date: date(issuedOn) })
    if (item.age !== 'TOO_OLD') return words
    return (
      <span key="age" className="checked tone-orange">
        <Icon name="warning" size={12} />
        <span>
          {words}: {t('dossier.documents.age.TOO_OLD')}
        </span>
      </span>
    )
  }
}

/** What is to be paid, by the tables of the day of filing; a weak source is said to be one. */
function Fees({ fees }: { fees: readonly Fee[] }) {
  const t = useWords()
  const { t: norms } = useTranslation('norms')
  const { money } = useFormats()
  return fees.map(({ table, cents, confidence }) => (
    <span key={table} className="line">
      {t('dossier.documents.fee', { fee: norms(`tableName.${table}`), amount: money(cents) })}
      {confidence !== 'HIGH' && ` (${norms(`confidence.${confidence}`)})`}
    </span>
  ))
}

/** Version and size of a content, and whether it may still be replaced. */
function FileWords({ document, page }: { document: DossierDocument; page: DossierPage }) {
  const t = useWords()
  const { number } = useFormats()
  if (!document.file) return t('dossier.documents.withdrawn')
  const { version, bytes } = document.file
  return (
    <>
      {t('dossier.documents.version', { version })} ·{' '}
      {t('dossier.documents.size', { kb: number(Math.ceil(bytes / 1024)) })}
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
