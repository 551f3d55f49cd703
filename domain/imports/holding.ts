/**
 * How far an extract reaches: whoever imports it says of which days it holds everything. Without that
 * its rows go in and no rule concludes from what is not among them.
 */
import { addDays, type LocalDate } from '../calendar/local-date.ts'
import type { ExtractSource } from '../contract/codes.ts'
import type { ImportKind } from './fields.ts'
import { isRegisterImport, REGISTER_IMPORTS } from './register-rows.ts'
import { isWorkerImport, WORKER_IMPORTS } from './worker-rows.ts'

export interface Reach {
  /** Both included. */
  from: LocalDate
  asOf: LocalDate
}

/** How far an extract reached, once its rows were read. */
export interface ReadReach extends Reach {
  /** Rows of these days that could not be read: each may be the one that is missed. */
  refused: number
}

/** The source whose days an import of this kind may tell; null for records that are no extract of one. */
export function sourceOfKind(kind: ImportKind): ExtractSource | null {
  if (isRegisterImport(kind)) return REGISTER_IMPORTS[kind]
  if (isWorkerImport(kind)) return WORKER_IMPORTS[kind]
  return kind === 'declaration' ? null : SOURCES[kind]
}

const SOURCES = { a1: 'A1', employment: 'DIMONA', presence: 'PRESENCES' } as const

/** True for days that can be said on that day: nobody knows of tomorrow. */
export function isReach({ from, asOf }: Reach, today: LocalDate): boolean {
  return from <= asOf && asOf <= today
}

/**
 * What is held with a later extract of the same name: the days join, else the later
 * ones alone count. What could not be read of days that were told before counts until they are told anew.
 */
export function joinedReach(before: ReadReach | null, told: ReadReach): ReadReach {
  if (before === null || told.asOf < before.asOf || told.from > addDays(before.asOf, 1)) {
    return { ...told }
  }
  if (told.from <= before.from) return { ...told }
  const isAfter = told.from > before.asOf
  const refused = isAfter ? before.refused + told.refused : Math.max(before.refused, told.refused)
  return { from: before.from, asOf: told.asOf, refused }
}
