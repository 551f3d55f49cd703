/** What the host and the worker of the workshop say to each other. */
import type { LocalDate } from '../../domain/calendar/local-date.ts'
import type { ErrorValue } from '../../domain/contract/call.ts'
import type { FindingCode } from '../../domain/contract/codes.ts'
import type { ErrorCode } from '../../domain/contract/errors.ts'
import type { LinkScore } from '../../domain/contract/link-score.ts'
import type { Edges } from '../../domain/linking/scorecard.ts'
import type { Drawn, Fairness, ReplayShown } from '../../domain/contract/workshop.ts'

/** What is asked; `place`: of the draft among the versions of the rule. */
export type Asked =
  | { type: 'replay'; code: FindingCode; place: number }
  | { type: 'fairness'; code: FindingCode }
  | { type: 'draw'; seed: string; wanted: number }
  | { type: 'score'; planted: Planted }

export interface WorkshopWork {
  file: string
  key: Uint8Array
  today: LocalDate
  asked: Asked
}

/** Pages of `record person`, whose each really is; or why there are none (null: nobody would know). */
export type Planted = { pages: string[] } | { missing: ErrorCode | null }

/** How good the links are, and the pairs next to any limit. */
export interface Scored {
  score: LinkScore
  edges: Edges
}

export interface Answers {
  score: Scored
  replay: ReplayShown
  fairness: Fairness
  draw: Drawn
}

export type FromWorkshop =
  | { type: 'progress'; done: number; total: number }
  | { type: 'done'; answer: Answers[keyof Answers] }
  | { type: 'failed'; error: ErrorValue }
