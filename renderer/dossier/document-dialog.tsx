import { useQuery } from '@tanstack/react-query'
import { Suspense, useMemo, useState } from 'react'
import type { DocumentFile, DossierDocument } from '../../domain/contract/records.ts'
import type { DossierPage } from '../../domain/contract/workbench.ts'
import {
  couldRun,
  examine,
  kindOf,
  SHOWN_BYTES_MAX,
  type Examined,
} from '../../domain/documents/content.ts'
import { workbench } from '../data/client.ts'
import { toTandemError } from '../data/errors.ts'
import { part } from '../app/part.ts'
import { saveFile } from '../data/save-file.ts'
import { Button } from '../design/button.tsx'
import { SelectField } from '../design/choice-field.tsx'
import { Dialog } from '../design/dialog.tsx'
import { EmptyState, ErrorState, Loading } from '../design/states.tsx'
import { useWords } from '../findings/words.ts'
import { useCodes } from '../i18n/format.ts'
import { DocumentActs } from './document-acts.tsx'
import { useVersions, VersionFacts, type Version } from './document-versions.tsx'
import { ImageView } from './image-view.tsx'

const PdfView = part(() => import('./pdf-view.tsx'))

interface DocumentDialogProps {
  page: DossierPage
  document: DossierDocument
  /** By default the kind of the document. */
  title?: string
  /** The officer wants to put a new version in its place. */
  onReplace: () => void
  onClose: () => void
}

/**
 * A document with its versions, drawn in the window; what cannot be shown says why. Nothing is run.
 * What may be done with it stands below.
 */
export function DocumentDialog({ page, document, title, onReplace, onClose }: DocumentDialogProps) {
  const t = useWords()
  const code = useCodes()
  const versions = useVersions(document)
  const [hash, setHash] = useState<string | null>(null)
  const shown = versions.find(({ file }) => file.hash === hash) ?? versions.find(({ now }) => now)
  return (
    <Dialog
      title={title ?? code('documentType', document.type)}
      wide
      onClose={onClose}
      actions={
        <Button kind="primary" onClick={onClose}>
          {t('close')}
        </Button>
      }
    >
      <VersionFacts page={page} document={document} version={shown ?? null} />
      {(versions.length > 1 || !shown) && (
        <SelectField
          label={t('dossier.documents.versions')}
          options={[
            ...(shown ? [] : [{ value: '', label: '–' }]),
            ...versions.map(({ file, label }) => ({ value: file.hash, label })),
          ]}
          value={shown?.file.hash ?? ''}
          onChange={setHash}
        />
      )}
      <DocumentActs page={page} document={document} version={shown ?? null} onReplace={onReplace} />
      {shown ? (
        <Content
          key={shown.file.hash}
          dossierId={page.dossier.id}
          documentId={document.id}
          version={shown}
          name={`${page.dossier.body.reference}-${document.letter?.template ?? document.type}`}
        />
      ) : (
        <EmptyState icon="info" title={t('dossier.documents.nothingShown')}>
          {t('dossier.documents.nothingAdvice')}
        </EmptyState>
      )}
    </Dialog>
  )
}

interface ContentProps {
  dossierId: string
  documentId: string
  version: Pick<Version, 'file'>
}

/** The bytes of a version, from the desk or the gateway; they stay in the cache of the desk. */
export function useContent({ dossierId, documentId, version }: ContentProps) {
  const { hash, bytes } = version.file
  const { data, error, refetch } = useQuery({
    queryKey: ['dossier.document', dossierId, documentId, hash],
    queryFn: ({ signal }) =>
      workbench.dossier.document({ dossierId, documentId, hash }, { signal }),
    enabled: bytes <= SHOWN_BYTES_MAX,
    gcTime: 0,
  })
  return { content: useMemo(() => (data ? bytesOf(data.content) : null), [data]), error, refetch }
}

function Content({ name, ...props }: ContentProps & { name: string }) {
  const { file } = props.version
  const t = useWords()
  const { content, error, refetch } = useContent(props)
  if (file.bytes > SHOWN_BYTES_MAX) {
    return <Problem examined={{ kind: 'UNKNOWN', problem: 'TOO_LARGE', shownAs: null }} />
  }
  if (error) {
    return (
      <ErrorState
        error={toTandemError(error)}
        actions={<Button onClick={() => void refetch()}>{t('retry')}</Button>}
      />
    )
  }
  if (!content) return <Loading lines={6} />
  return (
    <>
      {!couldRun(kindOf(content)) && <SaveCopy {...props} name={name} bytes={content} />}
      <Drawn claims={file.claims} bytes={content} />
    </>
  )
}

function Drawn({
  claims,
  bytes,
}: Pick<DocumentFile, 'claims'> & { bytes: Uint8Array<ArrayBuffer> }) {
  const examined = examine(claims, bytes)
  switch (examined.shownAs) {
    case 'PDF':
      return (
        <Suspense fallback={<Loading lines={6} />}>
          <PdfView bytes={bytes} unread={(problem) => <Unread problem={problem} />} />
        </Suspense>
      )
    case 'IMAGE':
      return <ImageView bytes={bytes} broken={<Unread problem="BROKEN" />} />
    case null:
      return <Problem examined={examined} />
  }
}

const ENDINGS = { PDF: 'pdf', PNG: 'png', JPEG: 'jpg', OTHER: 'bin' } as const

/** Saves a copy: it leaves the desk, so the access log has it first. */
function SaveCopy({
  dossierId,
  documentId,
  version: { file },
  name,
  bytes,
}: ContentProps & { name: string; bytes: Uint8Array<ArrayBuffer> }) {
  const t = useWords()
  const [failed, setFailed] = useState<unknown>(null)
  const save = () => {
    workbench.dossier
      .saved({ dossierId, documentId })
      .then(() =>
        saveFile({
          name: `${name}-v${file.version}.${ENDINGS[file.claims]}`,
          text: new Blob([bytes]),
          type: file.claims === 'PDF' ? 'application/pdf' : 'application/octet-stream',
        }),
      )
      .catch(setFailed)
  }
  if (failed) return <ErrorState error={toTandemError(failed)} />
  return (
    <div className="line entry-buttons">
      <Button kind="quiet" icon="down" onClick={save}>
        {t('dossier.documents.save')}
      </Button>
    </div>
  )
}

/** One that its reader could not draw. */
function Unread({ problem }: Pick<Examined, 'problem'>) {
  return <Problem examined={{ kind: 'UNKNOWN', problem, shownAs: null }} />
}

/** A document that is kept but not shown. */
function Problem({ examined: { kind, problem } }: { examined: Examined }) {
  const t = useWords()
  return (
    <EmptyState icon="warning" tone="orange" title={t(`dossier.documents.problem.${problem}`)}>
      {t(`dossier.documents.advice.${problem}`, { kind: t(`dossier.documents.kind.${kind}`) })}
    </EmptyState>
  )
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64)
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i += 1) bytes[i] = text.charCodeAt(i)
  return bytes
}
