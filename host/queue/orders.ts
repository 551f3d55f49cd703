/**
 * Orders of the queue as permutations of row numbers. Each column gives every row an integer key
 * (./sorted.ts). Permutations are kept; rows whose keys moved meanwhile find their new place when
 * somebody asks.
 */
import type { QueueOrder, QueueSort } from '../../domain/contract/workbench.ts'
import type { QueueSource, TextOrder } from '../../db/index.ts'
import { NO_DAY, type Columns } from './columns.ts'
import { cellCount, FACET_GROUPS, valueInCell, type ListedFacet } from './facets.ts'
import { absentKey, type Keys, sorted, sortedAgain } from './sorted.ts'

const KEPT_ORDERS = 32
/** The key of a value for which kept keys have no room. */
const NO_ROOM = -1
/** When more than one row of so many moved, a kept order is made anew. */
const MOVED_SHARE = 8

/** Rows asked for at once when an order of texts is read: a few milliseconds. */
const SLICE = 10_000

const TEXT_SORTS = ['reference', 'personName', 'employerName'] as const satisfies TextOrder[]
const isTextSort = (column: QueueSort): column is TextOrder =>
  (TEXT_SORTS as readonly string[]).includes(column)

/** Ranks of rows (of dossiers, persons or enterprises) in the order of their texts. */
interface Ranks {
  /** By row; a row that has no text has none. */
  ranks: Uint32Array
  count: number
}

function ranksOf(inOrder: readonly number[]): Ranks {
  let highest = 0
  for (const row of inOrder) highest = Math.max(highest, row)
  const ranks = new Uint32Array(highest + 1).fill(inOrder.length)
  inOrder.forEach((row, rank) => {
    ranks[row] = rank
  })
  return { ranks, count: inOrder.length }
}

/** An order that was asked for, and the rows that are not in their place in it any more. */
interface Permutation {
  order: QueueOrder
  rows: Uint32Array
  moved: Set<number>
}

/** Keys with what they are counted from. */
interface KeptKeys extends Keys {
  /** The value whose key is 0. */
  min: number
  /** Assignees that were known: another one shifts the ranks of all. */
  assignees: number
}

export class Orders {
  readonly #columns: Columns
  readonly #source: QueueSource
  readonly #priority: (row: number) => number
  readonly #keys = new Map<QueueSort, KeptKeys>()
  readonly #ranks = new Map<TextOrder, Ranks>()
  readonly #permutations = new Map<string, Permutation>()
  #collate: (a: string, b: string) => number = () => 0
  /** Counts what was forgotten, so that a slow reading notices it. */
  #epoch = 0

  /** `priority` tells the points of a row. */
  constructor(columns: Columns, source: QueueSource, priority: (row: number) => number) {
    this.#columns = columns
    this.#source = source
    this.#priority = priority
  }

  /** How assignees are ordered: by the names that the screen shows. */
  setAssigneeOrder(collate: (a: string, b: string) => number): void {
    this.#collate = collate
    this.forget(['assignee'])
  }

  /** Forgets what was known of these columns. */
  forget(columns: readonly QueueSort[]): void {
    for (const column of columns) this.#keys.delete(column)
    for (const [key, { order }] of this.#permutations) {
      if (order.some(({ column }) => columns.includes(column))) this.#permutations.delete(key)
    }
  }

  /** Texts changed, came or went: their orders are read anew. */
  forgetTexts(columns: readonly TextOrder[]): void {
    this.#epoch += 1
    for (const column of columns) this.#ranks.delete(column)
    this.forget(columns)
  }

  /** These rows came, changed or went; `cameOrWent` are those that did more than change. */
  moved(rows: readonly number[], cameOrWent: readonly number[]): void {
    const differing = new Map([...this.#keys.keys()].map((of) => [of, this.#renewKeys(of, rows)]))
    for (const [key, { order, rows: known, moved }] of this.#permutations) {
      for (const row of cameOrWent) moved.add(row)
      for (const { column } of order) {
        for (const row of differing.get(column) ?? rows) moved.add(row)
      }
      if (moved.size * MOVED_SHARE > known.length) this.#permutations.delete(key)
    }
  }

  /** Gives the rows whose key in this column is another now; all of them when nothing could be kept. */
  #renewKeys(column: QueueSort, rows: readonly number[]): readonly number[] {
    const kept = this.#keys.get(column)!
    const keyOf = this.#keyOf(column, kept)
    if (!keyOf) {
      this.#keys.delete(column)
      return rows
    }
    kept.keys = this.#withRoom(kept.keys)
    const differing: number[] = []
    for (const row of rows) {
      if (!this.#columns.has(row)) continue
      const key = keyOf(row)
      if (key === kept.keys[row]) continue
      kept.keys[row] = key
      differing.push(row)
      if (key >= 0) continue
      this.#keys.delete(column)
      return rows
    }
    return differing
  }

  /**
   * The key of a row as these keys count, negative for a value that they have no room for; null when
   * they count otherwise now.
   */
  #keyOf(column: QueueSort, kept: KeptKeys): ((row: number) => number) | null {
    if (kept.assignees !== this.#columns.assignees.length && column === 'assignee') return null
    if (isTextSort(column)) return this.#textKey(column)
    const value = this.#valueOf(column)
    return (row) => {
      const number = value(row)
      if (number === NO_DAY) return absentKey(kept)
      // Above the highest stands the key of rows without a value: it is nobody else's.
      return number - kept.min > kept.max ? NO_ROOM : number - kept.min
    }
  }

  /** The same keys, with room for every row. */
  #withRoom(keys: Uint32Array): Uint32Array {
    const { size, desk } = this.#columns
    if (keys.length >= size) return keys
    const grown = new Uint32Array(desk.length)
    grown.set(keys)
    return grown
  }

  /** Row numbers of all dossiers in this order; equal ones by row number. */
  permutation(order: QueueOrder): Uint32Array {
    const key = JSON.stringify(order)
    const known = this.#permutations.get(key)
    const columns = () =>
      order.map(({ column, descending }) => ({ ...this.#keysOf(column), descending }))
    const kept = known ?? { order, rows: sorted(this.#rows(), columns()), moved: new Set() }
    this.#permutations.delete(key) // the most recently used is last
    this.#permutations.set(key, kept)
    if (this.#permutations.size > KEPT_ORDERS) {
      this.#permutations.delete(this.#permutations.keys().next().value!)
    }
    if (kept.moved.size > 0) {
      const here = [...kept.moved].filter((row) => this.#columns.has(row))
      kept.rows = sortedAgain(kept.rows, columns(), { moved: kept.moved, here })
      kept.moved = new Set()
    }
    return kept.rows
  }

  #rows(): Uint32Array {
    const { size } = this.#columns
    const rows = new Uint32Array(size)
    let count = 0
    for (let row = 0; row < size; row += 1) {
      if (this.#columns.has(row)) {
        rows[count] = row
        count += 1
      }
    }
    return rows.subarray(0, count)
  }

  #keysOf(column: QueueSort): KeptKeys {
    let keys = this.#keys.get(column)
    if (!keys) {
      const assignees = this.#columns.assignees.length
      const made = isTextSort(column) ? this.#textKeys(column) : this.#numberKeys(column)
      keys = { ...made, assignees }
      this.#keys.set(column, keys)
    }
    return keys
  }

  #textKeys(column: TextOrder) {
    for (const _ of this.#readRanks(column));
    const { count } = this.#ranks.get(column)!
    const keyOf = this.#textKey(column)
    const keys = new Uint32Array(this.#columns.size)
    for (let row = 0; row < keys.length; row += 1) keys[row] = keyOf(row)
    return { keys, max: Math.max(0, count - 1), min: 0 }
  }

  /** By the ranks that were read. */
  #textKey(column: TextOrder): (row: number) => number {
    const { ranks, count } = this.#ranks.get(column)!
    if (column === 'reference') return (row) => ranks[row] ?? count
    const { personRow, employerRow } = this.#columns
    const party = column === 'personName' ? personRow : employerRow
    return (row) => {
      const of = party[row]!
      return of === 0 ? count : (ranks[of] ?? count)
    }
  }

  /** Reads an order of texts slice by slice, unless it is known. */
  *#readRanks(column: TextOrder): Generator<void> {
    if (this.#ranks.has(column)) return
    const epoch = this.#epoch
    const inOrder: number[] = []
    let slice = this.#source.inOrder(column, null, SLICE)
    while (slice.length > 0) {
      for (const row of slice) inOrder.push(row)
      yield
      if (this.#epoch !== epoch || this.#ranks.has(column)) return
      slice = this.#source.inOrder(column, inOrder.at(-1)!, SLICE)
    }
    this.#ranks.set(column, ranksOf(inOrder))
  }

  /**
   * Prepares the orders of texts in slices of a few milliseconds; the caller lets other work go
   * between them. A change on the way ends the column's preparation: it is read when it is needed.
   */
  *prepare(): Generator<void> {
    for (const column of TEXT_SORTS) yield* this.#readRanks(column)
  }

  #numberKeys(column: Exclude<QueueSort, TextOrder>) {
    const { size } = this.#columns
    const value = this.#valueOf(column)
    const raw = new Int32Array(size)
    let min = NO_DAY
    let max = -NO_DAY
    for (let row = 0; row < size; row += 1) {
      const number = value(row)
      raw[row] = number
      if (number === NO_DAY || !this.#columns.has(row)) continue
      if (number < min) min = number
      if (number > max) max = number
    }
    const span = max < min ? 0 : max - min
    const keys = new Uint32Array(size)
    for (let row = 0; row < size; row += 1) {
      keys[row] = raw[row] === NO_DAY ? span + 1 : raw[row]! - min
    }
    return { keys, max: span, min }
  }

  /** The number that a column orders by; NO_DAY when there is none. */
  #valueOf(column: Exclude<QueueSort, TextOrder>): (row: number) => number {
    const { due, risk, submitted, file, tracks, desk } = this.#columns
    switch (column) {
      case 'due':
        return (row) => due[row]!
      case 'risk':
        return (row) => risk[row]!
      case 'priority':
        return this.#priority
      case 'submittedOn':
        return (row) => submitted[row]!
      case 'assignee':
        return this.#assigneeRank(desk)
      case 'workState':
      case 'residenceState':
        return listPosition(FACET_GROUPS[1], column, tracks)
      case 'region':
      case 'procedure':
      case 'category':
        return listPosition(FACET_GROUPS[0], column, file)
    }
  }

  #assigneeRank(desk: Uint16Array): (row: number) => number {
    const { assignees } = this.#columns
    const inOrder = assignees
      .map((_, position) => position)
      .slice(1)
      .toSorted((a, b) => this.#collate(assignees[a]!, assignees[b]!))
    const ranks = new Int32Array(assignees.length).fill(NO_DAY)
    inOrder.forEach((position, rank) => {
      ranks[position] = rank
    })
    return (row) => ranks[(desk[row]! >> 1) - 1] ?? NO_DAY
  }
}

/** Position of a code in its list, by the cell of a row. */
function listPosition(group: readonly ListedFacet[], facet: ListedFacet, cells: Uint16Array) {
  const positions = Uint16Array.from({ length: cellCount(group) }, (_, cell) =>
    valueInCell(group, facet, cell),
  )
  return (row: number): number => positions[cells[row]!]!
}
