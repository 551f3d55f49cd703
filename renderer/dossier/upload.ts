/** Files that an officer chooses for a dossier: what they are by their bytes, and their way to the desk. */
import { isErrorCode } from '../../domain/contract/errors.ts'
import { UPLOAD_PIECE_MAX } from '../../domain/contract/workbench.ts'
import {
  claimOf,
  examine,
  kindOf,
  notTaken,
  type ContentKind,
  type DocumentClaim,
  type DocumentProblem,
} from '../../domain/documents/content.ts'
import type { CommandArgs } from '../../domain/commands/index.ts'
import { workbench } from '../data/client.ts'
import { toTandemError } from '../data/errors.ts'
import type { CommandProblem } from '../data/use-command.ts'

/** A chosen file once its bytes were read. */
export interface Chosen {
  key: string
  /** Name on the officer's disk: shown while choosing, kept nowhere. */
  name: string
  /** In bytes. */
  size: number
  /** Empty for one that is not taken: it may be larger than the memory, and is not read. */
  bytes: Uint8Array
  hash: string
  kind: ContentKind
  claims: DocumentClaim
  /** Why it is not taken at all. */
  refused: ReturnType<typeof notTaken>
  /** What is wrong with it, although it is kept. */
  problem: DocumentProblem | null
  /** The name says something else than the bytes. */
  misnamed: boolean
}

const ENDINGS: Readonly<Record<string, ContentKind>> = {
  pdf: 'PDF',
  png: 'PNG',
  jpg: 'JPEG',
  jpeg: 'JPEG',
  gif: 'GIF',
  tif: 'TIFF',
  tiff: 'TIFF',
}

/** True when the ending of a name promises another kind than the bytes are. */
export function isMisnamed(name: string, kind: ContentKind): boolean {
  const promised = ENDINGS[name.split('.').at(-1)?.toLowerCase() ?? '']
  return promised !== undefined && promised !== kind
}

const toBase64Url = (bytes: Uint8Array): string =>
  toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

export function toBase64(bytes: Uint8Array): string {
  let text = ''
  // In slices: a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  }
  return btoa(text)
}

/** The name of a content: SHA-256 of its bytes. */
export async function hashOf(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes.slice())
  return toBase64Url(new Uint8Array(digest))
}

/** What is wrong with a content: as its bytes say, and of a PDF as its reader does. */
async function problemOf(
  claims: DocumentClaim,
  bytes: Uint8Array,
): Promise<DocumentProblem | null> {
  const { problem, shownAs } = examine(claims, bytes)
  if (shownAs !== 'PDF') return problem
  const { problemOfPdf } = await import('./pdf-reader.ts')
  return problemOfPdf(bytes)
}

/** Reads a chosen file and looks what it is. */
export async function readChosen(file: File): Promise<Chosen> {
  const refused = notTaken(file.size)
  const bytes = refused ? new Uint8Array() : new Uint8Array(await file.arrayBuffer())
  const kind = kindOf(bytes)
  const claims = claimOf(bytes)
  return {
    key: crypto.randomUUID(),
    name: file.name,
    size: file.size,
    bytes,
    hash: await hashOf(bytes),
    kind,
    claims,
    refused,
    problem: await problemOf(claims, bytes),
    misnamed: isMisnamed(file.name, kind),
  }
}

/** Bytes of one piece: its base64 fits into a call. */
const PIECE_BYTES = Math.floor(UPLOAD_PIECE_MAX / 4) * 3

/** Brings a content to the desk and runs its act: its number when both are stored. */
export async function fileUpload(
  bytes: Uint8Array,
  args: CommandArgs<'fileDocument'>,
): Promise<{ n: number } | CommandProblem> {
  const upload = crypto.randomUUID()
  try {
    for (let offset = 0; offset === 0 || offset < bytes.length; offset += PIECE_BYTES) {
      const piece = toBase64(bytes.subarray(offset, offset + PIECE_BYTES))
      await workbench.dossier.piece({ upload, offset, piece })
    }
    const result = await workbench.dossier.fileUpload({ upload, args })
    if (result.outcome === 'QUEUED') return { n: result.n }
    return { code: isErrorCode(result.code) ? result.code : 'INTERNAL', details: result.details }
  } catch (error) {
    const { code, details } = toTandemError(error)
    return { code, details }
  }
}
