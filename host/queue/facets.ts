/**
 * The facets of the queue as small integers. Facets that belong together share one byte column of
 * combined values ("cell"), so that a filter is one table look-up per group and row, and a count is
 * one increment per group and row.
 */
import {
  CATEGORIES,
  CLOCK_LEVELS,
  HOLDERS,
  OUTCOMES,
  PROCEDURES,
  REGIONS,
  RESIDENCE_STATES,
  SEVERITIES,
  SNOOZES,
  TAGS,
  WORK_STATES,
} from '../../domain/contract/codes.ts'
import { foundUnder } from '../../domain/dossier/holder.ts'
import { isHeldToAuthorisation, outcomeOf } from '../../domain/dossier/outcome.ts'
import type { Tag } from '../../domain/contract/codes.ts'
import type { QueueFacet } from '../../domain/contract/workbench.ts'

/** Facet value of a dossier that has none. */
export const NONE = 'NONE' as const

/** Facets whose values are a closed list, by group; the last facet varies fastest. */
export const FACET_GROUPS = [
  ['region', 'procedure', 'category'],
  ['workState', 'residenceState', 'outcome'],
  ['clockLevel', 'holder', 'severity', 'snooze'],
] as const satisfies readonly (readonly QueueFacet[])[]

export type ListedFacet = (typeof FACET_GROUPS)[number][number]

/** A dossier may have several tags: its cell is a set, one bit per position. */
export const TAG_CELLS = 1 << TAGS.length

/** The set of some tags. */
export function tagCell(tags: readonly string[]): number {
  return TAGS.reduce(
    (cell, tag, position) => (tags.includes(tag) ? cell | (1 << position) : cell),
    0,
  )
}

/** The tags in a set, in the order of their list. */
export function tagsInCell(cell: number): Tag[] {
  return TAGS.filter((_, position) => cell & (1 << position))
}

/** Values of each listed facet; a severity may be absent. */
export const FACET_VALUES: Readonly<Record<ListedFacet, readonly string[]>> = {
  region: REGIONS,
  procedure: PROCEDURES,
  category: CATEGORIES,
  workState: WORK_STATES,
  residenceState: RESIDENCE_STATES,
  outcome: OUTCOMES,
  clockLevel: CLOCK_LEVELS,
  holder: HOLDERS,
  severity: [NONE, ...SEVERITIES],
  snooze: SNOOZES,
}

const UNDER_HOLDER: readonly (readonly string[])[] = HOLDERS.map(foundUnder)

/** The values under which a dossier is found that stands at a position of a facet: itself, mostly. */
export const valuesAt = (facet: ListedFacet, position: number): readonly string[] =>
  facet === 'holder' ? UNDER_HOLDER[position]! : [FACET_VALUES[facet][position]!]

/**
 * The outcome follows from the two states before it in the cell and from one thing more: whether the
 * last day that counts for them is over.
 */
const TERM_STATES = 2
const sizeInCell = (facet: ListedFacet): number =>
  facet === 'outcome' ? TERM_STATES : FACET_VALUES[facet].length

/** Number of cells of a group. */
export function cellCount(group: readonly ListedFacet[]): number {
  return group.reduce((product, facet) => product * sizeInCell(facet), 1)
}

/** Position of a facet's value in a cell of its group. */
export function valueInCell(
  group: readonly ListedFacet[],
  facet: ListedFacet,
  cell: number,
): number {
  if (facet === 'outcome') return OUTCOME_OF_CELL[cell]!
  let rest = cell
  for (let i = group.length - 1; ; i -= 1) {
    const size = sizeInCell(group[i]!)
    if (group[i] === facet) return rest % size
    rest = Math.floor(rest / size)
  }
}

const RESIDENCES = RESIDENCE_STATES.length
const HOLDER_COUNT = HOLDERS.length
const SEVERITY_COUNT = SEVERITIES.length + 1
const SNOOZE_COUNT = SNOOZES.length
const CATEGORY_COUNT = CATEGORIES.length
const PROCEDURE_COUNT = PROCEDURES.length

/** Cell of region, procedure and category. */
export const fileCell = (region: number, procedure: number, category: number): number =>
  (region * PROCEDURE_COUNT + procedure) * CATEGORY_COUNT + category

/** Cell of the two tracks; `isOver`: the last day that counts for them is over. */
export const trackCell = (workState: number, residenceState: number, isOver: boolean): number =>
  (workState * RESIDENCES + residenceState) * TERM_STATES + Number(isOver)

/** The cell of the tracks on another day. */
export const withTerm = (cell: number, isOver: boolean): number =>
  cell - (cell % TERM_STATES) + Number(isOver)

/** The positions of both states in a cell of the tracks. */
export function statesInCell(cell: number): readonly [work: number, residence: number] {
  const states = Math.floor(cell / TERM_STATES)
  return [Math.floor(states / RESIDENCES), states % RESIDENCES]
}

/** Position of the outcome of each cell of the tracks. */
const OUTCOME_OF_CELL: readonly number[] = WORK_STATES.flatMap((work) =>
  RESIDENCE_STATES.flatMap((residence) =>
    [false, true].map((over) => OUTCOMES.indexOf(outcomeOf(work, residence, over))),
  ),
)

const HELD_TO_AUTHORISATION: readonly boolean[] = RESIDENCE_STATES.map(isHeldToAuthorisation)

/** True where the last authorised day tells how a dossier of this cell stands. */
export const turnsOnAuthorisation = (cell: number): boolean =>
  HELD_TO_AUTHORISATION[Math.floor(cell / TERM_STATES) % RESIDENCES]!

const END_PASSED = OUTCOMES.indexOf('END_PASSED')

/** True when the authorisation of a dossier of this cell ended and nobody noted it. */
export const endsUnnoted = (cell: number): boolean => OUTCOME_OF_CELL[cell] === END_PASSED

/** Cell of clock level, holder, severity and snooze; `severity` is its position, -1 for none. */
export const urgencyCell = (
  level: number,
  holder: number,
  severity: number,
  snooze: number,
): number =>
  ((level * HOLDER_COUNT + holder) * SEVERITY_COUNT + severity + 1) * SNOOZE_COUNT + snooze

/** The cell on another day: its level, who has to act, and whether the dossier is put aside. */
export function onOtherDay(cell: number, level: number, holder: number, snooze: number): number {
  const severity = Math.floor(cell / SNOOZE_COUNT) % SEVERITY_COUNT
  return ((level * HOLDER_COUNT + holder) * SEVERITY_COUNT + severity) * SNOOZE_COUNT + snooze
}

/** True when a dossier of this cell is put aside. */
export const isSnoozed = (cell: number): boolean => cell % SNOOZE_COUNT !== 0
