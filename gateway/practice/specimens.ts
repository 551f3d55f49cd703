/**
 * The contents of the documents of the practice world: small invented pages and pictures, one for each
 * kind of document and language, and a few that are not what they should be. Nobody's data stand in
 * them. The same bytes in every world.
 */
import { deflateSync } from 'node:zlib'
import { crc32 } from 'node:zlib'
import { DOCUMENT_TYPES, FILE_LANGUAGES } from '../../domain/contract/codes.ts'
import type { DocumentType, FileLanguage } from '../../domain/contract/codes.ts'
import type { DocumentClaim } from '../../domain/documents/content.ts'
import de from '../../resources/i18n/de/codes.json' with { type: 'json' }
import fr from '../../resources/i18n/fr/codes.json' with { type: 'json' }
import nl from '../../resources/i18n/nl/codes.json' with { type: 'json' }
import { hashOf } from '../documents.ts'

export interface Specimen {
  hash: string
  claims: DocumentClaim
  bytes: Uint8Array
}

const NAMES: Readonly<Record<FileLanguage, Readonly<Record<string, string>>>> = {
  nl: nl.code.documentType,
  fr: fr.code.documentType,
  de: de.code.documentType,
}
const INVENTED: Readonly<Record<FileLanguage, string>> = {
  nl: 'Oefenstuk: alles is verzonnen.',
  fr: 'Pièce d’exercice : tout est inventé.',
  de: 'Übungsstück: alles ist erfunden.',
}

const specimen = (claims: DocumentClaim, bytes: Uint8Array): Specimen => ({
  hash: hashOf(bytes),
  claims,
  bytes,
})

/** Text of a PDF string in WinAnsi, which covers the three languages. */
const pdfText = (text: string): string =>
  text.replaceAll('’', '\u0092').replaceAll(/[()\\]/gu, (mark) => `\\${mark}`)

/** A PDF of two pages with a heading and lines; `trailer` adds to its end. */
function pdf(title: string, lines: readonly string[], trailer = ''): Uint8Array {
  const page = (heading: string) =>
    [
      'BT /F1 20 Tf 60 770 Td',
      `(${pdfText(heading)}) Tj`,
      '/F1 11 Tf 0 -36 Td 18 TL',
      ...lines.map((line) => `(${pdfText(line)}) Tj T*`),
      'ET',
    ].join('\n')
  const stream = (text: string) => `<< /Length ${text.length} >>\nstream\n${text}\nendstream`
  const leaf = (content: number) =>
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${content} 0 R ` +
    '/Resources << /Font << /F1 7 0 R >> >> >>'
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R 5 0 R] /Count 2 >>',
    leaf(4),
    stream(page(title)),
    leaf(6),
    stream(page(`${title} (2)`)),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ]
  let text = '%PDF-1.4\n'
  const offsets = objects.map((object, i) => {
    const at = text.length
    text += `${i + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  const start = text.length
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer}>>\n`
  text += `startxref\n${start}\n%%EOF\n`
  return Buffer.from(text, 'latin1')
}

function chunk(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}

const SIZE = 240

/** A picture of stripes, as if a page had been scanned. */
function png(shade: number): Uint8Array {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(SIZE, 0)
  head.writeUInt32BE(SIZE, 4)
  head.set([8, 0, 0, 0, 0], 8)
  const lines = Buffer.alloc(SIZE * (SIZE + 1))
  for (let y = 0; y < SIZE; y += 1) {
    const line = y % 20 > 12 ? shade : 245
    lines.fill(line, y * (SIZE + 1) + 1, (y + 1) * (SIZE + 1))
  }
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(lines)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const PICTURES: ReadonlySet<DocumentType> = new Set<DocumentType>(['PASSPORT_COPY', 'FEE_PROOF'])

function made(type: DocumentType, language: FileLanguage): Specimen {
  if (PICTURES.has(type)) return specimen('PNG', png(60 + DOCUMENT_TYPES.indexOf(type) * 20))
  const title = NAMES[language][type] ?? type
  return specimen('PDF', pdf(title, [INVENTED[language], '', '1.', '2.', '3.']))
}

const GOOD = new Map(
  DOCUMENT_TYPES.flatMap((type) =>
    FILE_LANGUAGES.map((language) => [`${type} ${language}`, made(type, language)] as const),
  ),
)

const whole = pdf('Diploma', ['Practice'])
/** A password that nobody knows, by the oldest of the standard ways (ISO 32000-1, 7.6.3). */
const SECRET = '5a'.repeat(32)
const LOCKED = `/ID [<${'0c'.repeat(16)}> <${'0c'.repeat(16)}>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${SECRET}> /U <${SECRET}> >> `
/** A program under the name of a PDF, one with a password, one cut off, one of nothing, one too large. */
export const ODD_SPECIMENS: readonly Specimen[] = [
  specimen('PDF', Buffer.from('MZ\u0090\u0000 not a document, and never run', 'latin1')),
  specimen('PDF', pdf('Diploma', ['Practice'], LOCKED)),
  specimen('PDF', whole.subarray(0, whole.length - 60)),
  specimen('PDF', new Uint8Array(0)),
  specimen('PDF', Buffer.concat([whole, Buffer.alloc(9 * 1024 * 1024)])),
]

/** As many diplomas of one holder each, for those who file the diploma of another. */
const HOLDERS = 400
const DIPLOMAS = Array.from({ length: HOLDERS }, (_, i) =>
  specimen('PDF', pdf('Diploma', [INVENTED.nl, '', `Nr. ${i + 1}`])),
)

/** The diploma with a number. */
export const diplomaOf = (number: number): Specimen => DIPLOMAS[number % HOLDERS]!

/** The specimen of a document in a language. */
export const specimenOf = (type: DocumentType, language: FileLanguage): Specimen =>
  GOOD.get(`${type} ${language}`)!

/** All contents of the practice world. */
export function specimenContents(): Uint8Array[] {
  return [...GOOD.values(), ...DIPLOMAS, ...ODD_SPECIMENS].map(({ bytes }) => bytes)
}
