/** What the host and the worker of the workshop say to each other. */
import type { LocalDate } from '../../domain/calendar/local-date.ts'
import type { ErrorValue } from '../../domain/contract/call.ts'
import type { FindingCode } from '../../domain/contract/codes.ts'
import type { Drawn, Fairness, ReplayShown } from '../../domain/contract/workshop.ts'

/** What is asked; `place`: of the draft among the versions of the rule. */
export type Asked =
  | { type: 'replay'; code: FindingCode; place: number }
  | { type: 'fairness'; code: FindingCode }
  | { type: 'draw'; seed: string; wanted: number }

export interface WorkshopWork {
  file: string
  key: Uint8Array
  today: LocalDate
  asked: Asked
}

export interface Answers {
  replay: ReplayShown
  fairness: Fairness
  draw: Drawn
}

export type FromWorkshop =
  | { type: 'progress'; done: number; total: number }
  | { type: 'done'; answer: Answers[keyof Answers] }
  | { type: 'failed'; error: ErrorValue }
