/** Contents that desks put on dossiers: a few, so that two of them put the same one somewhere. */
import { createHash } from 'node:crypto'
import { claimOf } from '../../../domain/documents/content.ts'

const CONTENTS = 24

const made = Array.from({ length: CONTENTS }, (_, n) => {
  const bytes = Buffer.from(`%PDF-1.7\nStuk ${n}\nstartxref\n0\n%%EOF`)
  const hash = createHash('sha256').update(bytes).digest('base64url')
  return { bytes, file: { hash, bytes: bytes.length, claims: claimOf(bytes) } }
})

/** A content as a command names it. */
export const fileOf = (n: number) => made[n % CONTENTS]!.file

/** The bytes of a content of this list; null: of another one. */
export function bytesOf(hash: string): Buffer | null {
  return made.find(({ file }) => file.hash === hash)?.bytes ?? null
}
