/** What a thread that stores a snapshot and the thread that pulls and reads it say to each other. */
import type { ErrorCode, ErrorDetails } from '../../domain/contract/errors.ts'
import type { PageRows } from '../../db/page-rows.ts'
import type { AskedToken, TokenAnswer } from './worker-tokens.ts'

export interface SnapshotWork {
  gatewayUrl: string
  gatewayId: string
  /** Cursor of the first page; null: from the start. */
  after: string | null
}

export type FromSnapshotWorker =
  | AskedToken
  | { type: 'page'; page: PageRows }
  | { type: 'end' }
  | { type: 'failed'; code: ErrorCode; details: ErrorDetails }

export type ToSnapshotWorker =
  | TokenAnswer
  | { type: 'read'; work: SnapshotWork }
  /** One page was stored. */
  | { type: 'stored' }
