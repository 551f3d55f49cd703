/** What the host and the workers of a pass of the rules say to each other. */
import type { LocalDate } from '../../domain/calendar/local-date.ts'
import type { ErrorCode, ErrorDetails } from '../../domain/contract/errors.ts'
import type { Changed } from '../../db/index.ts'
import type { Passed } from './breaker.ts'
import type { Judged, Subject } from './subjects.ts'

export interface FindingsData {
  file: string
  key: Uint8Array
}

export interface FindingsWork {
  today: LocalDate
  /** Whom to judge, together with the other workers; null: everybody. */
  subjects: readonly Subject[] | null
  /** Which of the workers it is, from 0. */
  worker: number
  /** What of it is taken (./untaken.ts). */
  taken: SharedArrayBuffer
}

export type FromFindingsWorker =
  /** Handles are to be put right first: enterprises are judged by what is stored. */
  | { type: 'handles' }
  /** Findings that differ from what is stored of so many persons or enterprises that were `judged`. */
  | { type: 'batch'; entries: Judged[]; judged: number }
  /** Handles are right: from the first worker. */
  | { type: 'righted' }
  /** May it judge enterprises? When handles are right. */
  | { type: 'enterprises' }
  /** What the host let it store is stored. */
  | { type: 'written'; changed: Changed }
  | { type: 'finished' }
  | { type: 'failed'; code: ErrorCode; details: ErrorDetails }

export type ToFindingsWorker =
  /** A pass begins; the one before has finished. */
  | { type: 'work'; work: FindingsWork }
  /** The worker may go on: of a batch, this is to be stored; null: nothing. */
  | { type: 'store'; passed: Passed | null }
