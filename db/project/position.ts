import * as codes from '../../domain/contract/codes.ts'
import { RECORD_KINDS } from '../../domain/contract/records.ts'

/** Grows with each change to a projection or to a domain function behind it (clocks, holder, names). */
const PROJECTION_VERSION = 18

/** Position of a code in its list; the lists are closed and the body was checked against them. */
export function positionIn<T extends string>(list: readonly T[]): (code: T) => number {
  const positions = new Map(list.map((code, i) => [code, i]))
  return (code) => positions.get(code)!
}

/** Changes whenever stored positions or columns would mean something else: then hot rows are renewed. */
export function projectionStamp(): string {
  return JSON.stringify([
    PROJECTION_VERSION,
    RECORD_KINDS,
    codes.REGIONS,
    codes.PROCEDURES,
    codes.CATEGORIES,
    codes.APPLICATION_TYPES,
    codes.WORK_STATES,
    codes.RESIDENCE_STATES,
    codes.CLOCK_IDS,
    codes.SEVERITIES,
    codes.TAGS,
  ])
}
