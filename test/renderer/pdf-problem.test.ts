/** What stands in the place of a PDF that cannot be shown, as the reader of the window finds it. */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import PDFDocument from 'pdfkit'
import { describe, expect, it } from 'vitest'
import { examine } from '../../domain/documents/content.ts'
import { ODD_SPECIMENS } from '../../gateway/practice/specimens.ts'
import { pdfProblemOf } from '../../renderer/dossier/pdf-problem.ts'

/** A PDF with one line, under the protection that is given. */
function written(options: PDFKit.PDFDocumentOptions): Promise<Buffer> {
  const pdf = new PDFDocument(options)
  const pieces: Buffer[] = []
  pdf.on('data', (piece: Buffer) => pieces.push(piece))
  pdf.text('Diploma')
  pdf.end()
  return new Promise((resolve) => pdf.on('end', () => resolve(Buffer.concat(pieces))))
}

/** Its text, or what is wrong with it. */
async function read(bytes: Uint8Array): Promise<string> {
  const loading = getDocument({ data: Uint8Array.from(bytes), verbosity: 0 })
  try {
    const page = await (await loading.promise).getPage(1)
    const { items } = await page.getTextContent()
    return items.map((item) => ('str' in item ? item.str : '')).join('')
  } catch (error) {
    return pdfProblemOf(error)
  } finally {
    await loading.destroy()
  }
}

describe.each(['1.3', '1.6', '1.7ext3'] as const)('a protected PDF of version %s', (pdfVersion) => {
  it('is shown when it only restricts printing and copying: it opens without a password', async () => {
    const permissions = { copying: false }
    const bytes = await written({ pdfVersion, ownerPassword: 'secret', permissions })
    expect(bytes.toString('latin1'), 'it is encrypted').toContain('/Encrypt')
    expect(examine('PDF', bytes)).toEqual({ kind: 'PDF', problem: null, shownAs: 'PDF' })
    expect(await read(bytes)).toBe('Diploma')
  })

  it('is told as locked when it asks for one', async () => {
    expect(await read(await written({ pdfVersion, userPassword: 'secret' }))).toBe('ENCRYPTED')
  })
})

it('the locked document of the practice world is told as locked, a damaged one as broken', async () => {
  const [, locked, cut] = ODD_SPECIMENS
  expect(await read(locked!.bytes)).toBe('ENCRYPTED')
  expect(await read(cut!.bytes.subarray(0, 200))).toBe('BROKEN')
})
