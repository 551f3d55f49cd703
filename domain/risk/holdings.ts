/**
 * Which days of a source a desk holds. An empty list of A1 forms says "there is none" only of days and
 * regions of which somebody said that all of them are here (kind `holding`); of others nothing is said.
 */
import type { LocalDate } from '../calendar/local-date.ts'
import { holds, type Span } from '../calendar/spans.ts'
import { EXTRACT_SOURCES, type ExtractSource, type OutsideSource } from '../contract/codes.ts'
import type { Region } from '../contract/codes.ts'
import type { FindingFact } from '../contract/findings.ts'
import type { DeclarationBody, TandemRecord } from '../contract/records.ts'
import { regionOfMunicipality } from '../reference/municipalities.ts'
import { type Clear, clear, fact, type NOTHING, periodValue } from './rule.ts'

export type Holding = TandemRecord<'holding'>

/** What a desk holds; absent: nothing was read. */
export interface Held {
  holdings?: readonly Holding[]
}

const NONE: readonly Holding[] = []

/** True for a source whose lines are records. */
export function isExtract(source: OutsideSource): source is ExtractSource {
  return (EXTRACT_SOURCES as readonly string[]).includes(source)
}

/**
 * What is held of a source for work in one of these regions; for work of which no region is known,
 * what is held anywhere.
 */
export function heldOf(
  { holdings = NONE }: Held,
  source: ExtractSource,
  regions: readonly Region[],
): Holding[] {
  return holdings.filter(
    ({ body }) => body.source === source && (regions.length === 0 || regions.includes(body.region)),
  )
}

/** The days of a holding. */
export const heldDays = ({ body: { from, asOf } }: Holding): Span => ({ from, to: asOf })

/** True when one of them holds the day. */
export function isHeldOn(held: readonly Holding[], day: LocalDate): boolean {
  return held.some((holding) => holds(heldDays(holding), day))
}

/** How many rows of what is held could not be read, as a fact: the paper may be among them. Null for none. */
export function unreadFact([holding]: readonly Holding[]): FindingFact | null {
  const refused = holding?.body.refused ?? 0
  return refused > 0 ? fact('unreadRows', 'number', refused, holding!, 'refused') : null
}

/** The days up to which one of them speaks, as a fact; null when there is none. */
export function heldFact([holding]: readonly Holding[]): FindingFact | null {
  return holding
    ? fact('heldPeriod', 'period', periodValue(heldDays(holding)), holding, 'asOf')
    : null
}

/** Says that the days that were asked about are not among those that the desk holds. */
export function notHeld(
  context: { why: Clear[] | null },
  held: readonly Holding[],
): typeof NOTHING {
  return clear(context, 'NOT_HELD', () => heldFact(held))
}

/** The region of a place; none when it is not known. */
export function regionsAt(municipality: string | null): Region[] {
  const region = municipality === null ? null : regionOfMunicipality(municipality)
  return region === null ? [] : [region]
}

/** The regions in which a declaration says that somebody works. */
export function regionsOf({ places }: DeclarationBody): Region[] {
  return places.flatMap(({ address }) => regionsAt(address?.municipality ?? null))
}
