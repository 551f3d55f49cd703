/** The dossiers of each queue: filters look at these rows only, most often a third of all. */
import type { QueueName } from '../../domain/contract/workbench.ts'
import { NO_DESK, type Columns } from './columns.ts'
import { isSnoozed } from './facets.ts'

/** Memory of the places of a scope: some more than there are. */
interface Room {
  rows: Uint32Array
  cells: readonly Uint16Array[]
  due: Int32Array
}

/** The dossiers of one queue side by side: a place is a position among them. */
export interface Scope {
  readonly room: Room
  /** Row of each place, in ascending order. */
  rows: Uint32Array
  /** Place of each row; -1 when it is not in the queue. */
  places: Int32Array
  /** Cells of each place, by group: files, tracks, urgencies, findings, desks, tags. */
  cells: readonly Uint16Array[]
  /** Due date of each place. */
  due: Int32Array
}

/** Who looks, by position among the assignees: -1 for none. */
export interface Positions {
  me: number
  /** Everybody of the own service. */
  team: ReadonlySet<number>
}

/** Is a row in the queue? */
function tester(
  queue: QueueName,
  columns: Columns,
  { me, team }: Positions,
): (row: number) => boolean {
  const { desk, findings, urgency } = columns
  const isClosed = (row: number) => (desk[row]! & 1) === 1
  const isAside = (row: number) => isSnoozed(urgency[row]!)
  const inSight = (row: number) => !isClosed(row) && !isAside(row)
  const inHand = (row: number) => columns.isUnderWay(row) && !isAside(row)
  const assignee = (row: number) => (desk[row]! >> 1) - 1
  switch (queue) {
    case 'ALL':
      return () => true
    case 'SIGNALS':
      return (row) => findings[row] !== 0
    case 'OPEN':
      return inSight
    case 'CLOSED':
      return isClosed
    case 'MINE':
      return (row) => assignee(row) === me && inHand(row)
    case 'TEAM':
      return (row) => team.has(assignee(row)) && inHand(row)
    case 'SNOOZED':
      return (row) => !isClosed(row) && isAside(row)
    case 'UNASSIGNED':
      return (row) => inSight(row) && assignee(row) === 0
  }
}

/** The values of some rows. A loop: `from` with a function costs some twenty times as much. */
function pick(of: Uint16Array | Int32Array, rows: Uint32Array, into: Uint16Array | Int32Array) {
  for (let place = 0; place < rows.length; place += 1) into[place] = of[rows[place]!]!
}

/** Columns of which each place has its cells. */
const celled = ({ file, tracks, urgency, findings, desk, tags }: Columns) => [
  file,
  tracks,
  urgency,
  findings,
  desk,
  tags,
]

/** One more place of so many that there are is kept free. */
const SPARE_SHARE = 16

function roomFor(count: number, columns: Columns, spent: Room | undefined): Room {
  if (spent && spent.rows.length >= count) return spent
  const length = count + Math.ceil(count / SPARE_SHARE)
  return {
    rows: new Uint32Array(length),
    cells: celled(columns).map(() => new Uint16Array(length)),
    due: new Int32Array(length),
  }
}

/**
 * Looks through all dossiers once. `spent` is a scope at which nobody looks any more: its memory is used
 * again, because some megabytes more at each change keep whoever waits for the collector.
 */
export function scopeOf(
  columns: Columns,
  queue: QueueName,
  who: Positions,
  spent: Scope | undefined,
): Scope {
  const { size, desk } = columns
  const isIn = tester(queue, columns, who)
  const places = spent?.places.length === desk.length ? spent.places : new Int32Array(desk.length)
  let count = 0
  for (let row = 0; row < places.length; row += 1) {
    if (row >= size || desk[row] === NO_DESK || !isIn(row)) {
      places[row] = -1
      continue
    }
    places[row] = count
    count += 1
  }
  const room = roomFor(count, columns, spent?.room)
  const rows = room.rows.subarray(0, count)
  for (let row = 0; row < size; row += 1) if (places[row] !== -1) rows[places[row]!] = row
  celled(columns).forEach((of, i) => pick(of, rows, room.cells[i]!))
  pick(columns.due, rows, room.due)
  const cells = room.cells.map((one) => one.subarray(0, count))
  return { room, rows, places, cells, due: room.due.subarray(0, count) }
}

/** Places of a queue in an order of all rows. */
export function placesInOrder({ rows, places }: Scope, order: Uint32Array): Uint32Array {
  const inOrder = new Uint32Array(rows.length)
  let count = 0
  for (let i = 0; i < order.length; i += 1) {
    const place = places[order[i]!]!
    if (place === -1) continue
    inOrder[count] = place
    count += 1
  }
  return inOrder
}
