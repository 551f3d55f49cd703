/** The queue as typed columns: windows, counts and positions over any filter and order. */
import { fromDay, toDay, type LocalDate } from '../../domain/calendar/local-date.ts'
import type { Colleague } from '../../domain/contract/actor.ts'
import {
  APPLICATION_TYPES,
  type ClockLevel,
  type FindingCode,
  type Severity,
} from '../../domain/contract/codes.ts'
import {
  type PersonWorkload,
  type QueueFilter,
  type QueueName,
  type QueueOrder,
  type QueueRow,
  type QueueSummary,
  type QueueWindow,
} from '../../domain/contract/workbench.ts'
import { daysLeft, standsStill } from '../../domain/dossier/clocks.ts'
import type { QueueChange, QueueNumbers, QueueSource, QueueTexts } from '../../db/index.ts'
import { Columns, type Side } from './columns.ts'
import { Priorities } from './priorities.ts'
import {
  cellCount,
  FACET_GROUPS,
  FACET_VALUES,
  NONE,
  tagsInCell,
  valueInCell,
  type ListedFacet,
} from './facets.ts'
import { Found, type Hits } from './found.ts'
import { Kept } from './kept.ts'
import { Matches } from './matches.ts'
import { Orders } from './orders.ts'
import { placesInOrder, scopeOf, type Positions, type Scope } from './scopes.ts'
import { View } from './view.ts'

/** Who looks and when: for the queue MINE, names of assignees and clock levels. */
export interface QueueViewer {
  actorId: string | null
  colleagues: readonly Colleague[]
  today: LocalDate
  /** Where the person works: what is put aside there, and what waits for it. */
  side: Side
}

/** Filters and views kept ready: a view of a whole queue of 250,000 is one megabyte. */
const KEPT_FILTERS = 16
const KEPT_VIEWS = 16
const KEPT_SCOPED_ORDERS = 16

/** A term that ends within so many days is one that ends soon. */
const SOON_DAYS = 7

/** What each cell of a group stands for, decoded once. */
function decoded<T>(group: readonly ListedFacet[]): readonly T[] {
  return Array.from({ length: cellCount(group) }, (_, cell) => {
    const values = group.map((facet) => [
      facet,
      FACET_VALUES[facet][valueInCell(group, facet, cell)],
    ])
    return Object.fromEntries(values) as T
  })
}
const FILES = decoded<Pick<QueueRow, 'region' | 'procedure' | 'category'>>(FACET_GROUPS[0])
const TRACKS = decoded<Pick<QueueRow, 'workState' | 'residenceState'>>(FACET_GROUPS[1])
const URGENCIES = decoded<
  Pick<QueueRow, 'holder' | 'snooze'> & {
    severity: Severity | typeof NONE
    clockLevel: ClockLevel
  }
>(FACET_GROUPS[2])

/** Dossiers of one slice of a load: some 10 ms. */
const LOAD_ROWS = 4000

/**
 * Loads the columns in slices of a few milliseconds (about 2 ms per 1,000 dossiers in all); each
 * step gives the share that is loaded, the last one the columns. Let other work go between the
 * slices, and when the cache changes meanwhile give every change to `update` of the columns.
 */
export function* loadingQueueColumns(
  source: QueueSource,
  viewer: QueueViewer,
): Generator<number, QueueColumns> {
  const maxRow = source.maxRow()
  const columns = new Columns(toDay(viewer.today), maxRow, viewer.side)
  let slice = source.after(0, LOAD_ROWS)
  while (slice.length > 0) {
    for (const numbers of slice) columns.set(numbers)
    const { row } = slice.at(-1)!
    yield Math.min(1, row / maxRow)
    slice = source.after(row, LOAD_ROWS)
  }
  return new QueueColumns(source, columns, viewer)
}

/** Loads the columns at once: for a thread on which nobody waits. */
export function loadQueueColumns(source: QueueSource, viewer: QueueViewer): QueueColumns {
  const loading = loadingQueueColumns(source, viewer)
  let step = loading.next()
  while (!step.done) step = loading.next()
  return step.value
}

export class QueueColumns {
  readonly #source: QueueSource
  readonly #columns: Columns
  readonly #orders: Orders
  readonly #priorities: Priorities
  readonly #found: Found
  readonly #scopes = new Map<QueueName, Scope>()
  /** At which nobody looks any more. */
  readonly #spent = new Map<QueueName, Scope>()
  readonly #inScope = new Kept<Uint32Array>(KEPT_SCOPED_ORDERS)
  readonly #matches = new Kept<Matches>(KEPT_FILTERS)
  readonly #views = new Kept<View>(KEPT_VIEWS)
  #viewer: QueueViewer
  #names: ReadonlyMap<string, string> = new Map()

  constructor(source: QueueSource, columns: Columns, viewer: QueueViewer) {
    this.#source = source
    this.#columns = columns
    this.#priorities = new Priorities(columns, viewer.side)
    this.#orders = new Orders(columns, source, (row) => this.#priorities.of(row))
    this.#found = new Found(columns, source)
    this.#viewer = viewer
    this.#takeNames()
  }

  /** Rows `offset` to `offset + limit` of a view, and how many the view has. */
  window(filter: QueueFilter, order: QueueOrder, offset: number, limit: number): QueueWindow {
    const view = this.#view(filter, order)
    return { offset, total: view.total, rows: this.#queueRows(view.slice(offset, limit)) }
  }

  /** What each person of the viewer's service has to do, those with most first. */
  workload(): PersonWorkload[] {
    const { colleagues, today } = this.#viewer
    const { size, desk, due, urgency, assignees } = this.#columns
    const now = toDay(today)
    const zero = () => ({ open: 0, soon: 0, overdue: 0 })
    const sums = new Map(
      colleagues.flatMap(({ id, assignable }) => (assignable ? [[id, zero()] as const] : [])),
    )
    for (let row = 0; row < size; row += 1) {
      if (!this.#columns.has(row) || !this.#columns.isUnderWay(row)) continue
      const sum = sums.get(assignees[(desk[row]! >> 1) - 1] ?? '')
      if (!sum) continue
      sum.open += 1
      const level = URGENCIES[urgency[row]!]!.clockLevel
      if (level === 'OVERDUE') sum.overdue += 1
      else if (due[row]! - now <= SOON_DAYS) sum.soon += 1
    }
    return [...sums]
      .map(([person, sum]) => ({ person, ...sum }))
      .toSorted((a, b) => b.open - a.open)
  }

  /** Row numbers of all dossiers of a view in its order. */
  rowNumbers(filter: QueueFilter, order: QueueOrder): Uint32Array {
    const view = this.#view(filter, order)
    return Uint32Array.from(view.slice(0, view.total))
  }

  /** Queue rows by their numbers; those that are gone are left out. */
  rowsAt(rows: readonly number[]): QueueRow[] {
    return this.#queueRows(rows.filter((row) => this.#columns.has(row)))
  }

  /** Ids of all dossiers of a view in its order, at most so many. */
  ids(filter: QueueFilter, order: QueueOrder, limit: number): string[] {
    return this.#source.ids(this.#view(filter, order).slice(0, limit))
  }

  /** How many dossiers match, and per facet value under all other conditions. */
  summary(filter: QueueFilter): QueueSummary {
    const { missing } = filter.numbers ? this.#found.numbers(filter.numbers) : { missing: [] }
    return { ...this.#matchesOf(filter).summary(filter), notFound: missing }
  }

  /** Position of a dossier in a view; null when it is not in it. */
  position(filter: QueueFilter, order: QueueOrder, dossierId: string): number | null {
    const row = this.#source.rowOf(dossierId)
    const position = row === null ? -1 : this.#view(filter, order).indexOf(row)
    return position === -1 ? null : position
  }

  /** Queue rows of the given dossiers, in the given order; unknown ids are left out. */
  rows(dossierIds: readonly string[]): QueueRow[] {
    return this.#queueRows(dossierIds.flatMap((id) => this.#source.rowOf(id) ?? []))
  }

  /**
   * Prepares what a first sort by a text needs, in slices of a few milliseconds: call it when idle
   * and let other work go between the slices.
   */
  prepare(): Generator<void> {
    return this.#orders.prepare()
  }

  /** Renews what a write changed. `numbers`: rows of the dossiers that are there, when known already. */
  update(
    { dossiers, names, texts, declarations }: QueueChange,
    numbers: readonly QueueNumbers[] | null = null,
  ): void {
    if (names) {
      this.#orders.forgetTexts(['personName', 'employerName'])
      this.#source.forgetNames()
    }
    if (texts) this.#orders.forgetTexts(['reference'])
    if (names || texts || declarations || dossiers.length > 0) {
      this.#found.forget()
      this.#forgetViews()
    }
    if (dossiers.length > 0) this.#takeRows(dossiers, numbers ?? this.#source.numbers(dossiers))
  }

  /** A new day, another person, other colleagues. */
  setViewer(viewer: QueueViewer): void {
    if (viewer.today !== this.#viewer.today) {
      this.#columns.setToday(toDay(viewer.today))
      this.#orders.forget(['due', 'priority'])
    }
    this.#viewer = viewer
    this.#takeNames()
    this.#forgetViews()
  }

  #takeNames(): void {
    this.#names = new Map(this.#viewer.colleagues.map(({ id, name }) => [id, name]))
    const collator = new Intl.Collator('nl-BE')
    const nameOf = (id: string) => this.#names.get(id) ?? id
    this.#orders.setAssigneeOrder((a, b) => collator.compare(nameOf(a), nameOf(b)))
  }

  #forgetViews(): void {
    for (const [queue, scope] of this.#scopes) this.#spent.set(queue, scope)
    this.#scopes.clear()
    this.#inScope.clear()
    this.#matches.clear()
    this.#views.clear()
  }

  #takeRows(rows: readonly number[], numbers: readonly QueueNumbers[]): void {
    const present = new Set(numbers.map(({ row }) => row))
    const cameOrWent = rows.filter((row) => this.#columns.has(row) !== present.has(row))
    for (const row of rows) if (!present.has(row)) this.#columns.remove(row)
    for (const number of numbers) this.#columns.set(number)
    this.#orders.moved(rows, cameOrWent)
  }

  #scopeOf(queue: QueueName): Scope {
    let scope = this.#scopes.get(queue)
    if (!scope) {
      scope = scopeOf(this.#columns, queue, this.#positions(), this.#spent.get(queue))
      this.#spent.delete(queue)
      this.#scopes.set(queue, scope)
    }
    return scope
  }

  #positions(): Positions {
    const { actorId, colleagues } = this.#viewer
    const me = actorId === null ? -1 : this.#columns.positionOf(actorId)
    const others = colleagues.flatMap(({ id, assignable }) =>
      assignable ? [this.#columns.positionOf(id)] : [],
    )
    return { me, team: new Set([me, ...others].filter((position) => position > 0)) }
  }

  /** The places of a queue in an order. */
  #ordered(queue: QueueName, order: QueueOrder): Uint32Array {
    return this.#inScope.get(JSON.stringify([queue, order]), () =>
      placesInOrder(this.#scopeOf(queue), this.#orders.permutation(order)),
    )
  }

  #matchesOf(filter: QueueFilter): Matches {
    return this.#matches.get(JSON.stringify(filter), () => {
      const hits = this.#hits(filter)
      return new Matches(this.#columns, this.#scopeOf(filter.queue), filter, hits)
    })
  }

  /** What search and list let through together; null: everything. */
  #hits({ search, numbers }: QueueFilter): Hits | null {
    const hits = this.#found.hits(search)
    if (!numbers) return hits
    const { rows } = this.#found.numbers(numbers)
    for (let row = 0; hits !== null && row < rows.length; row += 1) rows[row]! &= hits.rows[row]!
    return { rows, approximate: hits?.approximate ?? false }
  }

  #view(filter: QueueFilter, order: QueueOrder): View {
    return this.#views.get(JSON.stringify([filter, order]), () => {
      const { failures, total } = this.#matchesOf(filter)
      const scope = this.#scopeOf(filter.queue)
      return new View(failures, total, scope, this.#ordered(filter.queue, order))
    })
  }

  #queueRows(rows: readonly number[]): QueueRow[] {
    return this.#source.texts(rows).map((texts) => this.#queueRow(texts))
  }

  #queueRow(texts: QueueTexts): QueueRow {
    const { row } = texts
    const columns = this.#columns
    const file = FILES[columns.file[row]!]!
    const tracks = TRACKS[columns.tracks[row]!]!
    const urgency = URGENCIES[columns.urgency[row]!]!
    const assignee = columns.assigneeOf(row)
    return {
      id: texts.id,
      version: texts.version,
      reference: texts.reference,
      personId: texts.personId,
      personName: texts.personName ?? '',
      employerId: texts.employerId,
      employerName: texts.employerName,
      procedure: file.procedure,
      category: file.category,
      applicationType: APPLICATION_TYPES[texts.applicationType]!,
      region: file.region,
      workState: tracks.workState,
      residenceState: tracks.residenceState,
      clock: this.#clockOf(row),
      holder: urgency.holder,
      risk: {
        score: columns.risk[row]!,
        severity: urgency.severity === NONE ? null : urgency.severity,
        codes: texts.riskCodes ? (texts.riskCodes.split(' ') as FindingCode[]) : [],
      },
      assignee,
      assigneeName: assignee === null ? null : (this.#names.get(assignee) ?? null),
      submittedOn: fromDay(columns.submitted[row]!),
      priority: this.#priorities.partsOf(row),
      tags: tagsInCell(columns.tags[row]!),
      snooze: urgency.snooze,
      snoozedUntil: urgency.snooze === 'DATE' ? fromDay(columns.until[row]!) : null,
      changed: columns.changed[row] === 1,
      pending: texts.pending === 1,
    }
  }

  #clockOf(row: number): QueueRow['clock'] {
    const clock = this.#columns.clockOf(row)
    const today = toDay(this.#viewer.today)
    return (
      clock && {
        id: clock.clock,
        level: clock.level,
        due: standsStill(clock, today) ? null : fromDay(clock.due!),
        daysLeft: daysLeft(clock, today),
      }
    )
  }
}
