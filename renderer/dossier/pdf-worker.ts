/** The thread that reads PDFs: a file that is slow or hostile never holds the window up. */
import 'pdfjs-dist/build/pdf.worker.min.mjs'
