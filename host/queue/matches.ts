/** Which rows a filter lets through, and for the others which single facet keeps them out. */
import { toDay } from '../../domain/calendar/local-date.ts'
import { FINDING_CODES } from '../../domain/contract/codes.ts'
import {
  QUEUE_FACETS,
  type QueueFacet,
  type QueueFilter,
  type QueueSummary,
} from '../../domain/contract/workbench.ts'
import { NO_DAY, type Columns } from './columns.ts'
import type { Hits } from './found.ts'
import {
  cellCount,
  codesInCell,
  FACET_GROUPS,
  FACET_VALUES,
  FINDING_CELLS,
  findingCell,
  NONE,
  valueInCell,
  type ListedFacet,
} from './facets.ts'

/** Bit of a facet in a row's failures. */
const bitOf = (facet: QueueFacet): number => 1 << QUEUE_FACETS.indexOf(facet)
/** Kept out by something that is not a facet: queue, due date, search, or there is no dossier. */
const OUT = 1 << QUEUE_FACETS.length
const FACET_OF_BIT = new Map(QUEUE_FACETS.map((facet) => [bitOf(facet), facet]))

/** Failures of each cell of a group under the chosen values. */
function failuresOfCells(
  group: readonly ListedFacet[],
  facets: QueueFilter['facets'],
): Uint16Array {
  const failures = new Uint16Array(cellCount(group))
  for (const facet of group) {
    const chosen = facets[facet]
    if (!chosen || chosen.length === 0) continue
    const allowed = FACET_VALUES[facet].map((value) => chosen.includes(value))
    for (let cell = 0; cell < failures.length; cell += 1) {
      if (!allowed[valueInCell(group, facet, cell)]) failures[cell]! |= bitOf(facet)
    }
  }
  return failures
}

/** Does the queue hold a dossier of this assignee (position, 0 for nobody)? */
function inQueue(queue: QueueFilter['queue'], assignee: number, closed: boolean, me: number) {
  switch (queue) {
    case 'ALL':
    case 'SIGNALS':
      return true
    case 'OPEN':
      return !closed
    case 'CLOSED':
      return closed
    case 'MINE':
      return !closed && assignee === me
    case 'UNASSIGNED':
      return !closed && assignee === 0
  }
}

function failuresOfDesks(columns: Columns, filter: QueueFilter, actorId: string | null) {
  const me = actorId === null ? -1 : columns.positionOf(actorId)
  const chosen = filter.facets.assignee ?? []
  const allowed = new Set(chosen.map((id) => (id === NONE ? 0 : columns.positionOf(id))))
  const failures = new Uint16Array(2 * (columns.assignees.length + 1)).fill(OUT)
  for (let assignee = 0; assignee < columns.assignees.length; assignee += 1) {
    for (const closed of [0, 1]) {
      const queued = inQueue(filter.queue, assignee, closed === 1, me)
      const wanted = chosen.length === 0 || allowed.has(assignee)
      failures[2 * (assignee + 1) + closed] = (queued ? 0 : OUT) | (wanted ? 0 : bitOf('assignee'))
    }
  }
  return failures
}

/** Failures of each set of finding codes: one of the chosen codes is enough. */
function failuresOfFindings({ queue, facets }: QueueFilter): Uint16Array {
  const failures = new Uint16Array(FINDING_CELLS)
  const chosen = facets.finding ?? []
  const allowed = findingCell(chosen)
  for (let cell = 0; cell < FINDING_CELLS; cell += 1) {
    if (chosen.length > 0 && (cell & allowed) === 0) failures[cell]! |= bitOf('finding')
  }
  if (queue === 'SIGNALS') failures[0]! |= OUT
  return failures
}

/** Day numbers between which a due date must lie; a row without one has NO_DAY. */
function dueWindow(due: QueueFilter['due']): { first: number; last: number } {
  if (!due || (due.from === null && due.to === null)) return { first: -NO_DAY, last: NO_DAY }
  return {
    first: due.from === null ? -NO_DAY : toDay(due.from),
    last: due.to === null ? NO_DAY - 1 : toDay(due.to),
  }
}

/** Failures of every row; 0 means that the filter lets it through. */
export class Matches {
  readonly failures: Uint16Array
  readonly total: number
  /** The search found no exact hits: these are alike. */
  readonly approximate: boolean
  readonly #columns: Columns

  /** `search` tells which rows a search finds; null without one. */
  constructor(columns: Columns, filter: QueueFilter, actorId: string | null, search: Hits | null) {
    this.#columns = columns
    this.approximate = search?.approximate ?? false
    const found = search?.rows ?? null
    const { size, file, tracks, urgency, findings, desk } = columns
    const [ofFile, ofTracks, ofUrgency] = FACET_GROUPS.map((group) =>
      failuresOfCells(group, filter.facets),
    ) as [Uint16Array, Uint16Array, Uint16Array]
    const ofDesk = failuresOfDesks(columns, filter, actorId)
    const ofFindings = failuresOfFindings(filter)
    const { first, last } = dueWindow(filter.due)
    const { due } = columns
    const failures = new Uint16Array(size)
    let total = 0
    for (let row = 0; row < size; row += 1) {
      let failure =
        ofFile[file[row]!]! |
        ofTracks[tracks[row]!]! |
        ofUrgency[urgency[row]!]! |
        ofFindings[findings[row]!]! |
        ofDesk[desk[row]!]!
      if (due[row]! < first || due[row]! > last) failure |= OUT
      if (found !== null && found[row] === 0) failure |= OUT
      failures[row] = failure
      if (failure === 0) total += 1
    }
    this.failures = failures
    this.total = total
  }

  /** Counts per facet value; a facet's own choice does not narrow its own counts. */
  summary(filter: QueueFilter): QueueSummary {
    const counts = this.#countCells()
    const facets = {} as QueueSummary['facets']
    for (const facet of QUEUE_FACETS) {
      const byValue = this.#byValue(facet, counts)
      const chosen = filter.facets[facet] ?? []
      for (const value of chosen) if (!byValue.has(value)) byValue.set(value, 0)
      facets[facet] = [...byValue].map(([value, count]) => ({ value, count }))
    }
    return { total: this.total, approximate: this.approximate, facets }
  }

  #countCells(): CellCounts {
    const { size, file, tracks, urgency, findings, desk, assignees } = this.#columns
    const { failures } = this
    const counts = new CellCounts(2 * (assignees.length + 1))
    const [byFile, byTracks, byUrgency, byFindings, byDesk] = counts.matching
    for (let row = 0; row < size; row += 1) {
      const failure = failures[row]!
      if (failure === 0) {
        byFile[file[row]!]! += 1
        byTracks[tracks[row]!]! += 1
        byUrgency[urgency[row]!]! += 1
        byFindings[findings[row]!]! += 1
        byDesk[desk[row]!]! += 1
      } else if (failure < OUT && (failure & (failure - 1)) === 0) {
        // Only this facet's own choice keeps the row out: it counts for this facet.
        counts.almost(FACET_OF_BIT.get(failure)!, this.#columns, row)
      }
    }
    return counts
  }

  #byValue(facet: QueueFacet, counts: CellCounts): Map<string, number> {
    const byValue = new Map<string, number>()
    const group = counts.groupOf(facet)
    const matching = counts.matching[group]
    const almost = counts.of(facet)
    const valuesOf = labeller(facet, this.#columns)
    for (let cell = 0; cell < matching.length; cell += 1) {
      const count = matching[cell]! + (almost ? almost[cell]! : 0)
      if (count === 0) continue
      for (const value of valuesOf(cell)) byValue.set(value, (byValue.get(value) ?? 0) + count)
    }
    return inListOrder(facet, byValue)
  }
}

/** Closed lists keep their order; assignees come by number of dossiers. */
function inListOrder(facet: QueueFacet, byValue: Map<string, number>): Map<string, number> {
  if (facet === 'assignee') return new Map([...byValue].toSorted((a, b) => b[1] - a[1]))
  const values: readonly string[] = facet === 'finding' ? FINDING_CODES : FACET_VALUES[facet]
  return new Map(
    values.flatMap((value) => (byValue.has(value) ? [[value, byValue.get(value)!] as const] : [])),
  )
}

/** Names of a facet's values in a cell: one, but of findings any number. */
function labeller(facet: QueueFacet, columns: Columns): (cell: number) => readonly string[] {
  if (facet === 'assignee') return (desk) => [columns.assignees[(desk >> 1) - 1] || NONE]
  if (facet === 'finding') return codesInCell
  const group = FACET_GROUPS.find((members) => (members as readonly string[]).includes(facet))!
  return (cell) => [FACET_VALUES[facet][valueInCell(group, facet, cell)]!]
}

const FINDING_GROUP = FACET_GROUPS.length
const DESK_GROUP = FINDING_GROUP + 1
type Group = 0 | 1 | 2 | 3 | 4

/** Rows per cell: of the matching rows, and of those that one facet alone keeps out. */
class CellCounts {
  readonly matching: [Uint32Array, Uint32Array, Uint32Array, Uint32Array, Uint32Array]
  readonly #almost = new Map<QueueFacet, Uint32Array>()

  constructor(desks: number) {
    const [file, tracks, urgency] = FACET_GROUPS.map(cellCount) as [number, number, number]
    this.matching = [
      new Uint32Array(file),
      new Uint32Array(tracks),
      new Uint32Array(urgency),
      new Uint32Array(FINDING_CELLS),
      new Uint32Array(desks),
    ]
  }

  groupOf(facet: QueueFacet): Group {
    if (facet === 'finding') return FINDING_GROUP
    const group = FACET_GROUPS.findIndex((members) =>
      (members as readonly string[]).includes(facet),
    )
    return (group === -1 ? DESK_GROUP : group) as Group
  }

  almost(facet: QueueFacet, columns: Columns, row: number): void {
    const group = this.groupOf(facet)
    let counts = this.#almost.get(facet)
    if (!counts) {
      counts = new Uint32Array(this.matching[group].length)
      this.#almost.set(facet, counts)
    }
    counts[cellsOf(columns, group)[row]!]! += 1
  }

  of(facet: QueueFacet): Uint32Array | undefined {
    return this.#almost.get(facet)
  }
}

/** The cells of all rows in a group. */
function cellsOf(columns: Columns, group: Group): Uint16Array {
  const { file, tracks, urgency, findings, desk } = columns
  return [file, tracks, urgency, findings, desk][group]!
}
