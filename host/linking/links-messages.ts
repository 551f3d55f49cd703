/** What the host and the worker that links say to each other. */
import type { ErrorCode, ErrorDetails } from '../../domain/contract/errors.ts'
import type { Changed } from '../../db/index.ts'

export interface LinksData {
  file: string
  key: Uint8Array
}

export type ToLinksWorker =
  /** Links everything anew and learns the model. */
  | { type: 'all' }
  /** Links what waits, with the model as it stands. */
  | { type: 'renew' }
  /** A piece may be stored. */
  | { type: 'store' }

export type FromLinksWorker =
  /** A piece is to be stored: when may it? */
  | { type: 'piece' }
  /** It is; `proposed` are new. */
  | { type: 'written'; changed: Changed; proposed: number }
  | { type: 'finished' }
  | { type: 'failed'; code: ErrorCode; details: ErrorDetails }
