/** Which rows a filter lets through, and for the others which single facet keeps them out. */
import { toDay } from '../../domain/calendar/local-date.ts'
import { FINDING_CODES, TAGS } from '../../domain/contract/codes.ts'
import {
  QUEUE_FACETS,
  type QueueFacet,
  type QueueFilter,
  type QueueSummary,
} from '../../domain/contract/workbench.ts'
import { NO_DAY, type Columns } from './columns.ts'
import type { Hits } from './found.ts'
import type { Scope } from './scopes.ts'
import {
  cellCount,
  FACET_GROUPS,
  FACET_VALUES,
  NONE,
  TAG_CELLS,
  tagCell,
  tagsInCell,
  valueInCell,
  valuesAt,
  type ListedFacet,
} from './facets.ts'

/** Bit of a facet in a dossier's failures. */
const bitOf = (facet: QueueFacet): number => 1 << QUEUE_FACETS.indexOf(facet)
/** Kept out by something that is not a facet: queue, due date, search, or there is no dossier. */
const OUT = 1 << QUEUE_FACETS.length
/** Number of the highest bit that `Math.clz32` counts from. */
const HIGHEST_BIT = 31

/** Failures of each cell of a group under the chosen values. */
function failuresOfCells(
  group: readonly ListedFacet[],
  facets: QueueFilter['facets'],
): Uint16Array {
  const failures = new Uint16Array(cellCount(group))
  for (const facet of group) {
    const chosen = facets[facet]
    if (!chosen || chosen.length === 0) continue
    const allowed = FACET_VALUES[facet].map((_, position) =>
      valuesAt(facet, position).some((value) => chosen.includes(value)),
    )
    for (let cell = 0; cell < failures.length; cell += 1) {
      if (!allowed[valueInCell(group, facet, cell)]) failures[cell]! |= bitOf(facet)
    }
  }
  return failures
}

/** Failures of each desk (an assignee, open or closed) under the chosen assignees. */
function failuresOfDesks(columns: Columns, chosen: readonly string[]): Uint16Array {
  const allowed = new Set(chosen.map((id) => (id === NONE ? 0 : columns.positionOf(id))))
  const failures = new Uint16Array(2 * (columns.assignees.length + 1))
  for (let assignee = 0; assignee < columns.assignees.length; assignee += 1) {
    if (allowed.has(assignee)) continue
    for (const closed of [0, 1]) failures[2 * (assignee + 1) + closed] = bitOf('assignee')
  }
  return failures
}

/** Failures of each set of tags: one of the chosen tags is enough. */
function failuresOfTags(chosen: readonly string[]): Uint16Array {
  const failures = new Uint16Array(TAG_CELLS)
  const allowed = tagCell(chosen)
  for (let cell = 0; cell < TAG_CELLS; cell += 1) {
    if ((cell & allowed) === 0) failures[cell] = bitOf('tag')
  }
  return failures
}

/** Failures of each set of finding codes: one of the chosen codes is enough. */
function failuresOfFindings({ findingSets }: Columns, chosen: readonly string[]): Uint16Array {
  const allowed = findingSets.holding(chosen)
  return Uint16Array.from(allowed, (isAllowed) => (isAllowed ? 0 : bitOf('finding')))
}

/** Cells by place. */
type Cells = Uint16Array
/** One table look-up per place: the cells, and what each cell fails. */
type Pass = readonly [cells: Cells, failures: Uint16Array]

/** A pass for each group of facets of which something is chosen that keeps anything out. */
function passesOf(columns: Columns, { cells }: Scope, { facets }: QueueFilter): Pass[] {
  const isChosen = (facet: QueueFacet) => (facets[facet]?.length ?? 0) > 0
  const passes = FACET_GROUPS.flatMap((group, i): Pass[] =>
    group.some(isChosen) ? [[cells[i]!, failuresOfCells(group, facets)]] : [],
  )
  const { finding, tag, assignee } = facets
  const pass = (group: Group, failures: Uint16Array) => passes.push([cells[group]!, failures])
  if (isChosen('finding')) pass(FINDING_GROUP, failuresOfFindings(columns, finding!))
  if (isChosen('tag')) pass(TAG_GROUP, failuresOfTags(tag!))
  if (isChosen('assignee')) passes.push([cells[DESK_GROUP]!, failuresOfDesks(columns, assignee!)])
  return passes.filter(([, failures]) => failures.some((failure) => failure !== 0))
}

/** Day numbers between which a due date must lie, null for any; a row without one has NO_DAY. */
function dueWindow(due: QueueFilter['due']): { first: number; last: number } | null {
  if (!due || (due.from === null && due.to === null)) return null
  return {
    first: due.from === null ? -NO_DAY : toDay(due.from),
    last: due.to === null ? NO_DAY - 1 : toDay(due.to),
  }
}

/** What each place of the queue fails. */
function failuresOf(
  columns: Columns,
  scope: Scope,
  filter: QueueFilter,
  found: Uint8Array | null,
): Uint16Array {
  const { rows, due } = scope
  const failures = new Uint16Array(rows.length)
  passesOf(columns, scope, filter).forEach((pass, i) => {
    if (i === 0) setFailures(failures, pass)
    else addFailures(failures, pass)
  })
  const days = dueWindow(filter.due)
  for (let i = 0; days !== null && i < failures.length; i += 1) {
    if (due[i]! < days.first || due[i]! > days.last) failures[i]! |= OUT
  }
  for (let i = 0; found !== null && i < failures.length; i += 1) {
    if (found[rows[i]!] === 0) failures[i]! |= OUT
  }
  return failures
}

/** The first pass: nothing is known yet, so nothing is read back. */
function setFailures(failures: Uint16Array, [cells, ofCell]: Pass): void {
  for (let i = 0; i < failures.length; i += 1) failures[i] = ofCell[cells[i]!]!
}

function addFailures(failures: Uint16Array, [cells, ofCell]: Pass): void {
  for (let i = 0; i < failures.length; i += 1) failures[i]! |= ofCell[cells[i]!]!
}

/** How many places fail nothing; without a branch per place, which costs more than the sum. */
function countMatching(failures: Uint16Array): number {
  let total = 0
  for (let i = 0; i < failures.length; i += 1) total += failures[i] === 0 ? 1 : 0
  return total
}

/** Failures of every dossier of a queue; 0 means that the filter lets it through. */
export class Matches {
  /** By place in the queue. */
  readonly failures: Uint16Array
  readonly total: number
  /** The search found no exact hits: these are alike. */
  readonly approximate: boolean
  readonly #columns: Columns
  readonly #scope: Scope

  /** `scope` is the filter's queue; `search` tells which rows a search finds, null without one. */
  constructor(columns: Columns, scope: Scope, filter: QueueFilter, search: Hits | null) {
    this.#columns = columns
    this.#scope = scope
    this.approximate = search?.approximate ?? false
    this.failures = failuresOf(columns, scope, filter, search?.rows ?? null)
    this.total = countMatching(this.failures)
  }

  /** Counts per facet value; a facet's own choice does not narrow its own counts. */
  summary(filter: QueueFilter): Omit<QueueSummary, 'notFound'> {
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
    const { failures } = this
    const { cells } = this.#scope
    const [file, tracks, urgency, findings, desk, tags] = cells as unknown as Six<Cells>
    const counts = new CellCounts(
      2 * (this.#columns.assignees.length + 1),
      this.#columns.findingSets.size,
    )
    const almost = QUEUE_FACETS.map((facet) => ({
      cells: cells[counts.groupOf(facet)]!,
      counts: counts.almost(facet),
    }))
    const [byFile, byTracks, byUrgency, byFindings, byDesk, byTags] = counts.matching
    for (let i = 0; i < failures.length; i += 1) {
      const failure = failures[i]!
      if (failure === 0) {
        byFile[file[i]!]! += 1
        byTracks[tracks[i]!]! += 1
        byUrgency[urgency[i]!]! += 1
        byFindings[findings[i]!]! += 1
        byDesk[desk[i]!]! += 1
        byTags[tags[i]!]! += 1
      } else if (failure < OUT && (failure & (failure - 1)) === 0) {
        // Only this facet's own choice keeps the row out: it counts for this facet.
        const facet = almost[HIGHEST_BIT - Math.clz32(failure)]!
        facet.counts[facet.cells[i]!]! += 1
      }
    }
    return counts
  }

  #byValue(facet: QueueFacet, counts: CellCounts): Map<string, number> {
    const byValue = new Map<string, number>()
    const group = counts.groupOf(facet)
    const matching = counts.matching[group]!
    const almost = counts.almost(facet)
    const valuesOf = labeller(facet, this.#columns)
    for (let cell = 0; cell < matching.length; cell += 1) {
      const count = matching[cell]! + almost[cell]!
      if (count === 0) continue
      for (const value of valuesOf(cell)) byValue.set(value, (byValue.get(value) ?? 0) + count)
    }
    return inListOrder(facet, byValue)
  }
}

/** Closed lists keep their order; assignees come by number of dossiers. */
function inListOrder(facet: QueueFacet, byValue: Map<string, number>): Map<string, number> {
  if (facet === 'assignee') return new Map([...byValue].toSorted((a, b) => b[1] - a[1]))
  const values: readonly string[] =
    facet === 'finding' ? FINDING_CODES : facet === 'tag' ? TAGS : FACET_VALUES[facet]
  return new Map(
    values.flatMap((value) => (byValue.has(value) ? [[value, byValue.get(value)!] as const] : [])),
  )
}

/** Names of a facet's values in a cell: mostly one, but of findings any number. */
function labeller(facet: QueueFacet, columns: Columns): (cell: number) => readonly string[] {
  if (facet === 'assignee') return (desk) => [columns.assignees[(desk >> 1) - 1] || NONE]
  if (facet === 'finding') return (cell) => columns.findingSets.codesIn(cell)
  if (facet === 'tag') return tagsInCell
  const group = FACET_GROUPS.find((members) => (members as readonly string[]).includes(facet))!
  return (cell) => valuesAt(facet, valueInCell(group, facet, cell))
}

const FINDING_GROUP = FACET_GROUPS.length
const DESK_GROUP = FINDING_GROUP + 1
const TAG_GROUP = DESK_GROUP + 1
type Group = number
type Six<T> = [T, T, T, T, T, T]

/** Rows per cell: of the matching rows, and of those that one facet alone keeps out. */
class CellCounts {
  readonly matching: Six<Uint32Array>
  readonly #almost = new Map<QueueFacet, Uint32Array>()

  constructor(desks: number, findingCells: number) {
    const [file, tracks, urgency] = FACET_GROUPS.map(cellCount) as [number, number, number]
    this.matching = [
      new Uint32Array(file),
      new Uint32Array(tracks),
      new Uint32Array(urgency),
      new Uint32Array(findingCells),
      new Uint32Array(desks),
      new Uint32Array(TAG_CELLS),
    ]
  }

  groupOf(facet: QueueFacet): Group {
    if (facet === 'finding') return FINDING_GROUP
    if (facet === 'tag') return TAG_GROUP
    const group = FACET_GROUPS.findIndex((members) =>
      (members as readonly string[]).includes(facet),
    )
    return group === -1 ? DESK_GROUP : group
  }

  /** Rows per cell that this facet alone keeps out. */
  almost(facet: QueueFacet): Uint32Array {
    let counts = this.#almost.get(facet)
    if (!counts) {
      counts = new Uint32Array(this.matching[this.groupOf(facet)]!.length)
      this.#almost.set(facet, counts)
    }
    return counts
  }
}
