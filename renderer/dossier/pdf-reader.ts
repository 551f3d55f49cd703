import { getDocument, PDFWorker, type PDFDocumentProxy } from 'pdfjs-dist'
import { pdfProblemOf, type PdfProblem } from './pdf-problem.ts'

/** Most points of an image inside a PDF that is drawn. */
const IMAGE_POINTS_MAX = 30_000_000
/** So long, in milliseconds, is waited for a PDF to say what is wrong with it. */
const PATIENCE = 5000

/** Opens a PDF in a thread of its own; `pdf` fails when it cannot be read. Close it in any case. */
export function openPdf(bytes: Uint8Array): { pdf: Promise<PDFDocumentProxy>; close: () => void } {
  const thread = new Worker(new URL('./pdf-worker.ts', import.meta.url), { type: 'module' })
  const worker = PDFWorker.create({ port: thread })
  const loading = getDocument({
    worker,
    // The worker takes the bytes away.
    data: bytes.slice(),
    enableXfa: false,
    useWasm: false,
    useWorkerFetch: false,
    maxImageSize: IMAGE_POINTS_MAX,
    stopAtErrors: true,
  })
  const close = () => {
    void loading.destroy()
    worker.destroy()
    thread.terminate()
  }
  return { pdf: loading.promise, close }
}

/** Why a PDF will not be shown, as far as opening it tells; null: nothing, or it takes too long. */
export async function problemOfPdf(bytes: Uint8Array): Promise<PdfProblem | null> {
  const { pdf, close } = openPdf(bytes)
  const told = pdf.then(() => null, pdfProblemOf)
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE))
  return Promise.race([told, late]).finally(close)
}
