/** What the host and the worker of a first fill say to each other. */
import type { ErrorCode, ErrorDetails } from '../../domain/contract/errors.ts'
import type { SyncStatus } from '../../domain/contract/workbench.ts'
import type { Contact } from '../../domain/rights/offline-age.ts'
import type { FillFor } from '../../db/index.ts'
import type { AskedToken, TokenAnswer } from './worker-tokens.ts'

export interface FillWork {
  file: string
  key: Uint8Array
  gatewayUrl: string
  fillFor: FillFor
  /** The gateway's word that the person has these rights. */
  contact: Contact
  /** A person expects that the new cache holds less than the old one. */
  acceptDeletions: boolean
}

export type FillProgress = NonNullable<SyncStatus['fill']>

export type FromFillWorker =
  | AskedToken
  | { type: 'progress'; fill: FillProgress }
  /** Complete and indexed: the host closes its handles on the old cache and says `finish`. */
  | { type: 'complete' }
  | { type: 'finished'; rejected: number }
  | { type: 'failed'; code: ErrorCode; details: ErrorDetails }

export type ToFillWorker = { type: 'work'; work: FillWork } | TokenAnswer | { type: 'finish' }
