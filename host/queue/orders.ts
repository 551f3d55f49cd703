/**
 * Orders of the queue as permutations of row numbers. Each column gives every row an integer key;
 * a permutation is one stable counting sort per 16 bits of key, last column first, so that four
 * columns over 250,000 rows take milliseconds. Permutations live until one of their columns moves.
 */
import type { QueueOrder, QueueSort } from '../../domain/contract/workbench.ts'
import type { QueueSource, TextOrder } from '../../db/index.ts'
import { NO_DAY, type Columns } from './columns.ts'
import { cellCount, FACET_GROUPS, valueInCell, type ListedFacet } from './facets.ts'

/** Keys of all rows; `absent` is the key of rows without a value, which come last either way. */
interface Keys {
  keys: Uint32Array
  /** Greatest key of a value. */
  max: number
}
const absentKey = ({ max }: Keys): number => max + 1

const DIGIT_BITS = 16
const DIGIT_MASK = (1 << DIGIT_BITS) - 1
const KEPT_ORDERS = 32

/** Rows asked for at once when an order of texts is read: a few milliseconds. */
const SLICE = 10_000

const TEXT_SORTS = ['reference', 'personName', 'employerName'] as const satisfies TextOrder[]
const isTextSort = (column: QueueSort): column is TextOrder =>
  (TEXT_SORTS as readonly string[]).includes(column)

/** Stable sort of rows by one 16-bit digit of their keys. */
function sortByDigit(rows: Uint32Array, keys: Uint32Array, shift: number): Uint32Array {
  const starts = new Uint32Array(DIGIT_MASK + 2)
  for (let i = 0; i < rows.length; i += 1)
    starts[((keys[rows[i]!]! >>> shift) & DIGIT_MASK) + 1]! += 1
  for (let digit = 1; digit < starts.length; digit += 1) starts[digit]! += starts[digit - 1]!
  const sorted = new Uint32Array(rows.length)
  for (let i = 0; i < rows.length; i += 1) {
    const digit = (keys[rows[i]!]! >>> shift) & DIGIT_MASK
    sorted[starts[digit]!] = rows[i]!
    starts[digit]! += 1
  }
  return sorted
}

/** The keys for the other direction; absent values stay last. */
function reversed(column: Keys): Uint32Array {
  const { keys, max } = column
  const absent = absentKey(column)
  return keys.map((key) => (key === absent ? key : max - key))
}

function sortBy(rows: Uint32Array, column: Keys, descending: boolean): Uint32Array {
  const keys = descending ? reversed(column) : column.keys
  const low = sortByDigit(rows, keys, 0)
  return absentKey(column) > DIGIT_MASK ? sortByDigit(low, keys, DIGIT_BITS) : low
}

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

export class Orders {
  readonly #columns: Columns
  readonly #source: QueueSource
  readonly #priority: (row: number) => number
  readonly #keys = new Map<QueueSort, Keys>()
  readonly #ranks = new Map<TextOrder, Ranks>()
  readonly #permutations = new Map<string, { order: QueueOrder; rows: Uint32Array }>()
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

  /** Forgets what was known of these columns; null: of all, because dossiers came or went. */
  forget(columns: readonly QueueSort[] | null): void {
    if (columns === null) {
      this.#keys.clear()
      this.#permutations.clear()
      return
    }
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

  /** Forgets the columns in which these rows no longer have the key they had. */
  forgetMoved(rows: readonly number[], before: ReadonlyMap<QueueSort, readonly number[]>): void {
    const moved = [...before.keys()].filter((column) => {
      const old = before.get(column)!
      return this.values(column, rows).some((value, i) => value !== old[i])
    })
    if (moved.length > 0) this.forget(moved)
  }

  /** What decides the key of some rows in a column; a reference is compared by the cache. */
  values(column: QueueSort, rows: readonly number[]): number[] {
    const { personRow, employerRow, desk } = this.#columns
    if (column === 'personName') return rows.map((row) => personRow[row]!)
    if (column === 'employerName') return rows.map((row) => employerRow[row]!)
    if (column === 'reference') return rows.map(() => 0)
    // Ranks of assignees shift when a new one comes: compare who it is, not the rank.
    const value = column === 'assignee' ? (row: number) => desk[row]! >> 1 : this.#valueOf(column)
    return rows.map((row) => value(row))
  }

  /** Row numbers of all dossiers in this order; equal ones by row number. */
  permutation(order: QueueOrder): Uint32Array {
    const key = JSON.stringify(order)
    const known = this.#permutations.get(key)
    if (known) {
      this.#permutations.delete(key) // the most recently used is last
      this.#permutations.set(key, known)
      return known.rows
    }
    let rows = this.#rows()
    for (const { column, descending } of order.toReversed()) {
      rows = sortBy(rows, this.#keysOf(column), descending)
    }
    if (this.#permutations.size >= KEPT_ORDERS) {
      this.#permutations.delete(this.#permutations.keys().next().value!)
    }
    this.#permutations.set(key, { order, rows })
    return rows
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

  #keysOf(column: QueueSort): Keys {
    let keys = this.#keys.get(column)
    if (!keys) {
      keys = isTextSort(column) ? this.#textKeys(column) : this.#numberKeys(column)
      this.#keys.set(column, keys)
    }
    return keys
  }

  #textKeys(column: TextOrder): Keys {
    for (const _ of this.#readRanks(column));
    const { ranks, count } = this.#ranks.get(column)!
    const { size, personRow, employerRow } = this.#columns
    const keys = new Uint32Array(size)
    const party = column === 'personName' ? personRow : employerRow
    for (let row = 0; row < size; row += 1) {
      const of = column === 'reference' ? row : party[row]!
      keys[row] = of === 0 ? count : (ranks[of] ?? count)
    }
    return { keys, max: Math.max(0, count - 1) }
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

  #numberKeys(column: Exclude<QueueSort, TextOrder>): Keys {
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
    return { keys, max: span }
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
