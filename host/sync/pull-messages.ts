/** What the host and the worker of a long pull say to each other. */
import type { MessagePort } from 'node:worker_threads'
import type { Touched } from '../../db/index.ts'
import type { ErrorCode, ErrorDetails } from '../../domain/contract/errors.ts'
import type { ChangePage } from '../../domain/contract/sync.ts'
import type { AskedToken, TokenAnswer } from './worker-tokens.ts'

export interface PullWork {
  file: string
  key: Uint8Array
  gatewayUrl: string
  clientId: string
  first: ChangePage | null
  sliceChanges: number
  /** Memory of the turn to write. */
  turn: SharedArrayBuffer
  /** Takes a `Slice` for each transaction, before its turn ends. */
  slices: MessagePort
}

export type FromPullWorker =
  | AskedToken
  /** Pages are in: the host takes over what changed, answers, and lets go of the log. */
  | { type: 'written'; touched: Touched }
  /** Writing is about to begin: the host holds still and answers. */
  | { type: 'ready' }
  /** Nothing more is written; the log is yet to be moved into the file. */
  | { type: 'finished'; inStep: boolean }
  /** The log is empty. */
  | { type: 'cleared' }
  | { type: 'failed'; code: ErrorCode; details: ErrorDetails }

export type ToPullWorker = TokenAnswer | { type: 'goOn' }
