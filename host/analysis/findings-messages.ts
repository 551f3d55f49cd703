/** What the host and the worker of a full pass of the rules say to each other. */
import type { LocalDate } from '../../domain/calendar/local-date.ts'
import type { ErrorCode, ErrorDetails } from '../../domain/contract/errors.ts'
import type { HandleRow } from '../../db/index.ts'
import type { Judged, Subject } from './subjects.ts'

export interface FindingsWork {
  file: string
  key: Uint8Array
  today: LocalDate
  /** Whom to judge; null: everybody. */
  subjects: readonly Subject[] | null
}

export type FromFindingsWorker =
  /** Handles that are not stored as the records tell them: enterprises are judged by what is stored. */
  | { type: 'handles'; added: HandleRow[]; gone: HandleRow[] }
  /** Findings that differ from what is stored; `done` of `total` persons and enterprises are judged. */
  | { type: 'batch'; entries: Judged[]; done: number; total: number }
  | { type: 'finished' }
  | { type: 'failed'; code: ErrorCode; details: ErrorDetails }

/** The host has stored a batch: the next one may come. */
export interface ToFindingsWorker {
  type: 'stored'
}
