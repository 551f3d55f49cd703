/**
 * The PDF of a letter: tagged for screen readers (PDF/UA as far as the library goes: language, title,
 * structure, reading order, embedded fonts), and the same bytes for the same letter, so that its hash
 * names it. Sizes are in points.
 */
import PDFDocument from 'pdfkit'
import type { LocalDate } from '../../domain/calendar/local-date.ts'
import { TandemError } from '../../domain/contract/errors.ts'
import type { Letter, LetterBlock } from '../../domain/letters/compose.ts'
import { fill } from '../../domain/letters/writing.ts'
import fonts from '../../resources/fonts/letter-sans.json' with { type: 'json' }

type Doc = InstanceType<typeof PDFDocument>
type Part = ReturnType<Doc['struct']>

const REGULAR = Buffer.from(fonts.regular, 'base64')
const BOLD = Buffer.from(fonts.bold, 'base64')

const MARGIN = { top: 64, bottom: 72, left: 72, right: 72 }
const SIZE = { text: 10.5, title: 13, heading: 11, small: 9 }
/** Where the address stands: in the window of the envelope. */
const ADDRESS = { x: 312, y: 132 }
const LABEL_WIDTH = 140
const LOCALE = { nl: 'nl-BE', fr: 'fr-BE', de: 'de-BE' } as const

/**
 * The bytes of a letter. `on` is the day of the letter: it stands in the file instead of the moment at
 * which this ran. Throws LETTER_CHARACTER for a character that the typeface does not know.
 */
export async function letterPdf(letter: Letter, on: LocalDate): Promise<Buffer> {
  const day = new Date(`${on}T00:00:00.000Z`)
  const doc = new PDFDocument({
    size: 'A4',
    margins: MARGIN,
    pdfVersion: '1.7',
    subset: 'PDF/UA' as never,
    tagged: true,
    lang: LOCALE[letter.language],
    displayTitle: true,
    bufferPages: true,
    font: REGULAR as never,
    info: {
      Title: letter.title,
      Author: letter.sender.join(', '),
      Creator: 'Tandem',
      Producer: 'Tandem',
      CreationDate: day,
      ModDate: day,
    },
  })
  doc.registerFont('regular', REGULAR)
  doc.registerFont('bold', BOLD)
  const parts: Buffer[] = []
  doc.on('data', (part: Buffer) => parts.push(part))
  const ended = new Promise((resolve, reject) => doc.once('end', resolve).once('error', reject))
  checkCharacters(doc, letter)
  draw(doc, letter)
  numberPages(doc, letter)
  doc.end()
  await ended
  return Buffer.concat(parts)
}

/** Every character has a drawing, or the letter would have holes that nobody sees. */
function checkCharacters(doc: Doc, letter: Letter): void {
  const { font } = (doc.font('regular') as unknown as { _font: { font: Font } })._font
  for (const text of textsOf(letter)) {
    for (const character of text) {
      const code = character.codePointAt(0)!
      if (!font.hasGlyphForCodePoint(code)) throw new TandemError('LETTER_CHARACTER', { character })
    }
  }
}

interface Font {
  hasGlyphForCodePoint(code: number): boolean
}

function textsOf(letter: Letter): string[] {
  const { sender, addressee, rows, blocks, copies, subject, signer, title } = letter
  const ofBlock = (block: LetterBlock) => (block.kind === 'list' ? block.items : [block.text])
  return [
    title,
    subject,
    signer,
    ...sender,
    ...addressee,
    ...copies,
    ...rows.flat(),
    ...blocks.flatMap(ofBlock),
  ]
}

/** Draws within a part of the structure: what is read aloud, in this order. */
function put(doc: Doc, parent: Part, type: string, run: () => void): void {
  parent.add(doc.struct(type, {}, run))
}

function draw(doc: Doc, letter: Letter): void {
  const root = doc.struct('Document')
  doc.addStructure(root)
  head(doc, root, letter)
  put(doc, root, 'H1', () => {
    doc.font('bold').fontSize(SIZE.title).text(letter.subject)
  })
  doc.moveDown(0.8)
  table(doc, root, letter)
  doc.font('regular').fontSize(SIZE.text)
  paragraph(doc, root, letter.salutation)
  for (const block of letter.blocks) drawBlock(doc, root, block)
  paragraph(doc, root, letter.closing)
  doc.moveDown(1.2)
  paragraph(doc, root, letter.signer)
  if (letter.copies.length > 0) {
    paragraph(doc, root, `${letter.copyLabel} ${letter.copies.join('; ')}`)
  }
  root.end()
}

/** Sender, addressee in the window of the envelope, day. */
function head(doc: Doc, root: Part, letter: Letter): void {
  put(doc, root, 'P', () => {
    const [name, ...rest] = letter.sender
    doc.font('bold').fontSize(SIZE.text).text(name!)
    doc.font('regular').fontSize(SIZE.small)
    if (rest.length > 0) doc.text(rest.join('\n'))
  })
  put(doc, root, 'P', () => {
    doc.fontSize(SIZE.text).text(letter.addressee.join('\n'), ADDRESS.x, ADDRESS.y)
  })
  put(doc, root, 'P', () => {
    doc.text(letter.date, MARGIN.left, Math.max(doc.y + 28, 230))
  })
  doc.moveDown(1.2)
}

/** What it is about: label and value, each label the header of its row. */
function table(doc: Doc, root: Part, { rows }: Letter): void {
  const part = doc.struct('Table')
  root.add(part)
  const width = doc.page.width - MARGIN.left - MARGIN.right - LABEL_WIDTH
  for (const [label, value] of rows) {
    const row = doc.struct('TR')
    part.add(row)
    doc.font('bold').fontSize(SIZE.small)
    const high = doc.heightOfString(label, { width: LABEL_WIDTH - 8 })
    doc.font('regular')
    const height = Math.max(high, doc.heightOfString(value, { width }))
    if (doc.y + height > doc.page.height - MARGIN.bottom) doc.addPage()
    const { y } = doc
    const header = doc.struct('TH', { title: label }, () => {
      doc.font('bold').text(label, MARGIN.left, y, { width: LABEL_WIDTH - 8 })
    })
    // A header of its row: readers say it before the value.
    ;(header as unknown as { dictionary: { data: Record<string, unknown> } }).dictionary.data['A'] =
      {
        O: 'Table',
        Scope: 'Row',
      }
    row.add(header)
    put(doc, row, 'TD', () => {
      doc.font('regular').text(value, MARGIN.left + LABEL_WIDTH, y, { width })
    })
    row.end()
    doc.y = y + height + 3
  }
  part.end()
  doc.x = MARGIN.left
  doc.moveDown(1)
}

function paragraph(doc: Doc, root: Part, text: string): void {
  put(doc, root, 'P', () => {
    doc.text(text, MARGIN.left, doc.y)
  })
  doc.moveDown(0.7)
}

function drawBlock(doc: Doc, root: Part, block: LetterBlock): void {
  switch (block.kind) {
    case 'heading':
      put(doc, root, 'H2', () => {
        doc.font('bold').fontSize(SIZE.heading).text(block.text, MARGIN.left, doc.y)
      })
      doc.font('regular').fontSize(SIZE.text).moveDown(0.4)
      return
    case 'paragraph':
    case 'own':
      if (block.text !== '') paragraph(doc, root, block.text)
      return
    case 'list':
      list(doc, root, block.items)
  }
}

function list(doc: Doc, root: Part, items: readonly string[]): void {
  const part = doc.struct('L')
  root.add(part)
  const width = doc.page.width - MARGIN.left - MARGIN.right - 16
  for (const item of items) {
    const entry = doc.struct('LI')
    part.add(entry)
    if (doc.y + doc.heightOfString(item, { width }) > doc.page.height - MARGIN.bottom) doc.addPage()
    const { y } = doc
    put(doc, entry, 'Lbl', () => {
      doc.text('–', MARGIN.left + 4, y, { width: 10 })
    })
    put(doc, entry, 'LBody', () => {
      doc.text(item, MARGIN.left + 16, y, { width })
    })
    entry.end()
    doc.moveDown(0.15)
  }
  part.end()
  doc.x = MARGIN.left
  doc.moveDown(0.6)
}

/** The number of each page: decoration to a screen reader, which tells pages itself. */
function numberPages(doc: Doc, { pageLabel }: Letter): void {
  const { start, count } = doc.bufferedPageRange()
  for (let page = start; page < start + count; page += 1) {
    doc.switchToPage(page)
    const { dictionary, margins } = doc.page as unknown as {
      dictionary: { data: Record<string, unknown> }
      margins: { bottom: number }
    }
    // The order of the keyboard is that of the structure.
    dictionary.data['Tabs'] = 'S'
    // Below the margin a text would begin a page of its own.
    margins.bottom = 0
    doc.markContent('Artifact', { type: 'Pagination' } as never)
    doc
      .font('regular')
      .fontSize(SIZE.small)
      .text(
        fill(pageLabel, { page: String(page + 1), of: String(count) }),
        MARGIN.left,
        doc.page.height - 44,
        { align: 'right', width: doc.page.width - MARGIN.left - MARGIN.right, lineBreak: false },
      )
    doc.endMarkedContent()
    margins.bottom = MARGIN.bottom
  }
}
