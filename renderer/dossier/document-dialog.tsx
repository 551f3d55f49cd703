import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { DocumentFile, DossierDocument } from '../../domain/contract/records.ts'
import { DOCUMENT_BYTES_MAX, examine, type Examined } from '../../domain/documents/content.ts'
import { workbench } from '../data/client.ts'
import { toTandemError } from '../data/errors.ts'
import { part } from '../app/part.ts'
import { Button } from '../design/button.tsx'
import { Dialog } from '../design/dialog.tsx'
import { EmptyState, ErrorState, Loading } from '../design/states.tsx'
import { useWords } from '../findings/words.ts'
import { useCodes } from '../i18n/format.ts'
import { Suspense } from 'react'
import { ImageView } from './image-view.tsx'

const PdfView = part(() => import('./pdf-view.tsx'))

interface DocumentDialogProps {
  dossierId: string
  document: DossierDocument & { file: DocumentFile }
  onClose: () => void
}

/** The content of a document, drawn in the window; what cannot be shown says why. Nothing is run. */
export function DocumentDialog({ dossierId, document, onClose }: DocumentDialogProps) {
  const t = useWords()
  const code = useCodes()
  return (
    <Dialog
      title={code('documentType', document.type)}
      wide
      onClose={onClose}
      actions={
        <Button kind="primary" onClick={onClose}>
          {t('close')}
        </Button>
      }
    >
      <Content dossierId={dossierId} document={document} />
    </Dialog>
  )
}

function Content({ dossierId, document }: Omit<DocumentDialogProps, 'onClose'>) {
  const { id, file } = document
  const { hash, bytes: size, claims } = file
  const large = size > DOCUMENT_BYTES_MAX
  const { data, error, refetch } = useQuery({
    queryKey: ['dossier.document', dossierId, id, hash],
    queryFn: ({ signal }) => workbench.dossier.document({ dossierId, documentId: id }, { signal }),
    enabled: !large,
    // Bytes stay in the cache of the desk, not in the memory of the window.
    gcTime: 0,
  })
  const bytes = useMemo(() => (data ? bytesOf(data.content) : null), [data])
  const t = useWords()
  if (large) return <Problem examined={{ kind: 'UNKNOWN', problem: 'TOO_LARGE', shownAs: null }} />
  if (error) {
    return (
      <ErrorState
        error={toTandemError(error)}
        actions={<Button onClick={() => void refetch()}>{t('retry')}</Button>}
      />
    )
  }
  if (!bytes) return <Loading lines={6} />
  const examined = examine(claims, bytes)
  switch (examined.shownAs) {
    case 'PDF':
      return (
        <Suspense fallback={<Loading lines={6} />}>
          <PdfView bytes={bytes} broken={<Broken />} />
        </Suspense>
      )
    case 'IMAGE':
      return <ImageView bytes={bytes} broken={<Broken />} />
    case null:
      return <Problem examined={examined} />
  }
}

function Broken() {
  return <Problem examined={{ kind: 'UNKNOWN', problem: 'BROKEN', shownAs: null }} />
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
