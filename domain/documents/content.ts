/**
 * What a filed document is, by its own bytes and not by what it says it is. A document that lies about
 * its kind, is locked with a password, broken or too large is kept and told as such; nothing of it is
 * ever run. Pure: the same answer on the desk, at the gateway and in a test.
 */

/** What a document says it is: the ending under which it was filed. */
export const DOCUMENT_CLAIMS = ['PDF', 'PNG', 'JPEG', 'OTHER'] as const
export type DocumentClaim = (typeof DOCUMENT_CLAIMS)[number]

/** What its first bytes say. */
export type ContentKind =
  | 'PDF'
  | 'PNG'
  | 'JPEG'
  | 'GIF'
  | 'TIFF'
  | 'OFFICE'
  | 'PROGRAM'
  | 'PAGE'
  | 'EMPTY'
  | 'UNKNOWN'

export const DOCUMENT_PROBLEMS = [
  'LIES',
  'ENCRYPTED',
  'BROKEN',
  'EMPTY',
  'TOO_LARGE',
  'NOT_SHOWN',
] as const
export type DocumentProblem = (typeof DOCUMENT_PROBLEMS)[number]

export interface Examined {
  kind: ContentKind
  /** Null: nothing is wrong with it. */
  problem: DocumentProblem | null
  /** How it is shown; null: it is not. */
  shownAs: 'PDF' | 'IMAGE' | null
}

const MB = 1024 * 1024
/** Largest document that is taken in and kept, in MB of 1,048,576 bytes. */
export const DOCUMENT_MB_MAX = 32
/** The same in bytes. */
export const DOCUMENT_BYTES_MAX = DOCUMENT_MB_MAX * MB
/** Largest document that travels to a desk and is shown, in MB. */
export const SHOWN_MB_MAX = 8
/** The same in bytes. */
export const SHOWN_BYTES_MAX = SHOWN_MB_MAX * MB
/** Most points of an image that is shown: a small file can unfold into any size. */
const IMAGE_POINTS_MAX = 50_000_000
/** The head of a PDF may stand behind this many bytes of something else. */
const PDF_HEAD = 1024
/** Where the end of a PDF is looked for. */
const PDF_TAIL = 2048

const starts = (bytes: Uint8Array, ...head: number[]): boolean =>
  head.every((byte, at) => bytes[at] === byte)

function textOf(bytes: Uint8Array, from: number, to: number): string {
  let text = ''
  for (const byte of bytes.subarray(Math.max(0, from), to)) text += String.fromCharCode(byte)
  return text
}

/** What the first bytes say that it is. */
export function kindOf(bytes: Uint8Array): ContentKind {
  if (bytes.length === 0) return 'EMPTY'
  if (starts(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'PNG'
  if (starts(bytes, 0xff, 0xd8, 0xff)) return 'JPEG'
  if (starts(bytes, 0x47, 0x49, 0x46, 0x38)) return 'GIF'
  if (starts(bytes, 0x49, 0x49, 0x2a, 0) || starts(bytes, 0x4d, 0x4d, 0, 0x2a)) return 'TIFF'
  if (starts(bytes, 0x50, 0x4b, 3, 4) || starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return 'OFFICE'
  if (isProgram(bytes)) return 'PROGRAM'
  const head = textOf(bytes, 0, PDF_HEAD)
  if (/<(?:!doctype|html|script|svg|\?xml)/iu.test(head)) return 'PAGE'
  return head.includes('%PDF-') ? 'PDF' : 'UNKNOWN'
}

/** What a computer would run if it were handed over: it is kept, and never leaves the desk again. */
export const couldRun = (kind: ContentKind): kind is 'PROGRAM' | 'PAGE' =>
  kind === 'PROGRAM' || kind === 'PAGE'

/** Programs of Windows, Linux and macOS, and scripts. */
function isProgram(bytes: Uint8Array): boolean {
  return (
    starts(bytes, 0x4d, 0x5a) ||
    starts(bytes, 0x7f, 0x45, 0x4c, 0x46) ||
    starts(bytes, 0xcf, 0xfa, 0xed, 0xfe) ||
    starts(bytes, 0xca, 0xfe, 0xba, 0xbe) ||
    starts(bytes, 0x23, 0x21)
  )
}

/** What a document is, what is wrong with it, and how it may be shown. */
export function examine(claims: DocumentClaim, bytes: Uint8Array): Examined {
  const kind = kindOf(bytes)
  const problem = problemOf(claims, kind, bytes)
  if (problem) return { kind, problem, shownAs: null }
  return { kind, problem, shownAs: kind === 'PDF' ? 'PDF' : 'IMAGE' }
}

function problemOf(
  claims: DocumentClaim,
  kind: ContentKind,
  bytes: Uint8Array,
): DocumentProblem | null {
  if (kind === 'EMPTY') return 'EMPTY'
  if (bytes.length > SHOWN_BYTES_MAX) return 'TOO_LARGE'
  if (couldRun(kind)) return 'LIES'
  if (kind === 'UNKNOWN') return claims === 'OTHER' ? 'NOT_SHOWN' : 'BROKEN'
  if (claims !== 'OTHER' && claims !== kind) return 'LIES'
  switch (kind) {
    case 'PDF':
      return pdfProblem(bytes)
    case 'PNG':
      return pngProblem(bytes)
    case 'JPEG':
      return jpegProblem(bytes)
    case 'GIF':
    case 'TIFF':
    case 'OFFICE':
      return 'NOT_SHOWN'
  }
}

/**
 * A PDF that was cut off has no end. Whether it asks for a password only its reader can tell: one that
 * restricts printing or copying alone is encrypted too, and opens without any.
 */
function pdfProblem(bytes: Uint8Array): DocumentProblem | null {
  const tail = textOf(bytes, bytes.length - PDF_TAIL, bytes.length)
  return tail.includes('%%EOF') && tail.includes('startxref') ? null : 'BROKEN'
}

const PNG_END = [0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]

function pngProblem(bytes: Uint8Array): DocumentProblem | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 33 || textOf(bytes, 12, 16) !== 'IHDR') return 'BROKEN'
  if (!starts(bytes.subarray(-PNG_END.length), ...PNG_END)) return 'BROKEN'
  return sizeProblem(view.getUint32(16), view.getUint32(20))
}

/** What a content is filed as: what its bytes say, so that an officer's upload never lies. */
export function claimOf(bytes: Uint8Array): DocumentClaim {
  const kind = kindOf(bytes)
  return kind === 'PDF' || kind === 'PNG' || kind === 'JPEG' ? kind : 'OTHER'
}

/** Why so many bytes are not taken at all; null: they are, whatever is wrong with them. */
export function notTaken(bytes: number): 'DOCUMENT_EMPTY' | 'DOCUMENT_TOO_LARGE' | null {
  if (bytes === 0) return 'DOCUMENT_EMPTY'
  return bytes > DOCUMENT_BYTES_MAX ? 'DOCUMENT_TOO_LARGE' : null
}

/** Segments up to the one that tells the size; without it, or without an end, it is broken. */
function jpegProblem(bytes: Uint8Array): DocumentProblem | null {
  if (!starts(bytes.subarray(-2), 0xff, 0xd9)) return 'BROKEN'
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 2
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1]!
    const isSize = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isSize) return sizeProblem(view.getUint16(at + 7), view.getUint16(at + 5))
    at += 2 + view.getUint16(at + 2)
  }
  return 'BROKEN'
}

function sizeProblem(width: number, height: number): DocumentProblem | null {
  if (width === 0 || height === 0) return 'BROKEN'
  return width * height > IMAGE_POINTS_MAX ? 'TOO_LARGE' : null
}
