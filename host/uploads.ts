/**
 * Contents on their way from the window to the desk, piece by piece: a frame of the door is smaller
 * than a document. They are in memory only until their act is stored.
 */
import { TandemError } from '../domain/contract/errors.ts'
import { DOCUMENT_BYTES_MAX, DOCUMENT_MB_MAX } from '../domain/documents/content.ts'

/** Uploads that may be under way at once; the oldest gives way. A window sends one after the other. */
const UPLOADS_MAX = 4

export class Uploads {
  readonly #pieces = new Map<string, { parts: Buffer[]; bytes: number }>()

  /** The next piece, which begins at `offset`. Throws BAD_REQUEST at a hole, DOCUMENT_TOO_LARGE. */
  add(upload: string, offset: number, piece: Buffer): void {
    const known = offset === 0 ? { parts: [], bytes: 0 } : this.#pieces.get(upload)
    if (!known || known.bytes !== offset) throw new TandemError('BAD_REQUEST')
    const bytes = offset + piece.length
    if (bytes > DOCUMENT_BYTES_MAX) {
      this.#pieces.delete(upload)
      throw new TandemError('DOCUMENT_TOO_LARGE', { mb: DOCUMENT_MB_MAX })
    }
    this.#pieces.delete(upload)
    this.#pieces.set(upload, { parts: [...known.parts, piece], bytes })
    for (const [oldest] of this.#pieces) {
      if (this.#pieces.size <= UPLOADS_MAX) break
      this.#pieces.delete(oldest)
    }
  }

  /** The whole content, which leaves. Throws NOT_FOUND. */
  take(upload: string): Buffer {
    const known = this.#pieces.get(upload)
    if (!known) throw new TandemError('NOT_FOUND')
    this.#pieces.delete(upload)
    return Buffer.concat(known.parts, known.bytes)
  }
}
