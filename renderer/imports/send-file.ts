/** Hands a file over to the desk, piece by piece; it is never read whole. */
import type { ImportBegin, ImportProgress } from '../../domain/contract/imports.ts'
import { IMPORT_PIECE_BYTES } from '../../domain/contract/imports.ts'
import { workbench } from '../data/client.ts'
import { toBase64 } from '../dossier/upload.ts'

/** The bytes of a part of a file, as the contract carries them. */
export async function pieceOf(file: Blob, offset: number): Promise<string> {
  const buffer = await file.slice(offset, offset + IMPORT_PIECE_BYTES).arrayBuffer()
  return toBase64(new Uint8Array(buffer))
}

/** The fields that say which file this is, for going on where it stopped. */
export const identityOf = ({
  size,
  lastModified,
}: File): Pick<ImportBegin, 'size' | 'modified'> => ({
  size,
  modified: lastModified,
})

export interface Told {
  /** Bytes of the file that were read. */
  done: number
  progress: ImportProgress
}

/** Runs an import to its end or until it is stopped; `tell` hears each piece. Throws TandemError. */
export async function sendFile(
  file: File,
  begin: Omit<ImportBegin, 'id' | 'size' | 'modified'>,
  tell: (told: Told) => void,
  signal: AbortSignal,
): Promise<{ before: number; stopped: boolean }> {
  const id = crypto.randomUUID()
  const { before } = await workbench.imports.begin({ ...begin, ...identityOf(file), id })
  for (let offset = 0; offset < file.size; offset += IMPORT_PIECE_BYTES) {
    if (signal.aborted) {
      await workbench.imports.cancel()
      return { before, stopped: true }
    }
    const progress = await workbench.imports.push({ id, bytes: await pieceOf(file, offset) })
    tell({ done: Math.min(file.size, offset + IMPORT_PIECE_BYTES), progress })
  }
  tell({ done: file.size, progress: await workbench.imports.end({ id }) })
  return { before, stopped: false }
}
