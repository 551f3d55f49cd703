/** What the host and the worker of a full pass of the rules say to each other. */
import type { LocalDate } from '../../domain/calendar/local-date.ts'
import type { ErrorCode, ErrorDetails } from '../../domain/contract/errors.ts'
import type { Finding } from '../../domain/contract/findings.ts'

export interface FindingsWork {
  file: string
  key: Uint8Array
  today: LocalDate
  /** Whom to judge; null: everybody. */
  persons: readonly string[] | null
}

export interface PersonFindings {
  personId: string
  findings: Finding[]
}

export type FromFindingsWorker =
  /** Findings that differ from what is stored; `done` of `total` persons have been judged. */
  | { type: 'batch'; entries: PersonFindings[]; done: number; total: number }
  | { type: 'finished' }
  | { type: 'failed'; code: ErrorCode; details: ErrorDetails }

/** The host has stored a batch: the next one may come. */
export interface ToFindingsWorker {
  type: 'stored'
}
