/** What the host and the worker that links say to each other. */
import type { ErrorCode, ErrorDetails } from '../../domain/contract/errors.ts'
import type { LinkWork } from '../../db/index.ts'

export interface LinksData {
  file: string
  key: Uint8Array
}

export type ToLinksWorker =
  /** Links everything anew and learns the model. */
  | { type: 'all' }
  /** Links what waits, with the model as it stands. */
  | { type: 'renew' }
  /** The host has stored a batch: the next one may come. */
  | { type: 'stored' }

export type FromLinksWorker =
  | { type: 'batch'; work: LinkWork }
  | { type: 'finished' }
  | { type: 'failed'; code: ErrorCode; details: ErrorDetails }
