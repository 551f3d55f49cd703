import type { PDFDocumentProxy } from 'pdfjs-dist'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { IconButton } from '../design/button.tsx'
import { Loading } from '../design/states.tsx'
import { useWords } from '../findings/words.ts'
import { pdfProblemOf, type PdfProblem } from './pdf-problem.ts'
import { openPdf } from './pdf-reader.ts'

/** Points of the screen for a point of paper: sharp, and an A4 page in sight. */
const SCALE = 1.4

/**
 * Draws a PDF page by page. Scripts, forms and links of it are never run: the drawing alone is used,
 * and its text is there for screen readers.
 */
export default function PdfView({
  bytes,
  unread,
}: {
  bytes: Uint8Array<ArrayBuffer>
  /** What stands in its place when it cannot be read. */
  unread: (problem: PdfProblem) => ReactNode
}) {
  const [pdf, setPdf] = useState<PDFDocumentProxy | null>(null)
  const [failed, setFailed] = useState<{ error: unknown } | null>(null)
  const [page, setPage] = useState(1)
  useEffect(() => {
    const { pdf: opening, close } = openPdf(bytes)
    opening.then(setPdf, (error: unknown) => setFailed({ error }))
    return close
  }, [bytes])
  if (failed) return unread(pdfProblemOf(failed.error))
  if (!pdf) return <Loading lines={6} />
  return (
    <>
      {pdf.numPages > 1 && <Pages page={page} of={pdf.numPages} onGo={setPage} />}
      <Page key={page} pdf={pdf} page={page} onFail={(error) => setFailed({ error })} />
    </>
  )
}

function Pages({ page, of, onGo }: { page: number; of: number; onGo: (page: number) => void }) {
  const t = useWords()
  return (
    <p className="document-pages">
      <IconButton
        icon="chevron-left"
        label={t('dossier.documents.pageBefore')}
        disabled={page === 1}
        onClick={() => onGo(page - 1)}
      />
      <span role="status">{t('dossier.documents.page', { page, of })}</span>
      <IconButton
        icon="chevron-right"
        label={t('dossier.documents.pageAfter')}
        disabled={page === of}
        onClick={() => onGo(page + 1)}
      />
    </p>
  )
}

interface PageProps {
  pdf: PDFDocumentProxy
  page: number
  onFail: (error: unknown) => void
}

function Page({ pdf, page, onFail }: PageProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const fail = useRef(onFail)
  const [text, setText] = useState('')
  useEffect(() => {
    let left = false
    const draw = async () => {
      const sheet = await pdf.getPage(page)
      if (left || !canvas.current) return
      const viewport = sheet.getViewport({ scale: SCALE })
      canvas.current.width = viewport.width
      canvas.current.height = viewport.height
      await sheet.render({ canvas: canvas.current, viewport }).promise
      const { items } = await sheet.getTextContent()
      if (!left) setText(items.map((item) => ('str' in item ? item.str : '')).join(' '))
    }
    draw().catch((error: unknown) => !left && fail.current(error))
    return () => {
      left = true
    }
  }, [pdf, page])
  return (
    <div className="document-page" tabIndex={0} role="group">
      <canvas ref={canvas} aria-hidden="true" />
      <p className="visually-hidden">{text}</p>
    </div>
  )
}
