/** The dossiers of each queue: filters look at these rows only, most often a third of all. */
import type { QueueName } from '../../domain/contract/workbench.ts'
import { NO_DESK, type Columns } from './columns.ts'

/** The dossiers of one queue side by side: a place is a position among them. */
export interface Scope {
  /** Row of each place, in ascending order. */
  rows: Uint32Array
  /** Place of each row; -1 when it is not in the queue. */
  places: Int32Array
  /** Cells of each place, by group: files, tracks, urgencies, findings, desks. */
  cells: readonly Uint16Array[]
  /** Due date of each place. */
  due: Int32Array
}

/** Is a row in the queue? `me` is the position of the person who looks, -1 for none. */
function tester(queue: QueueName, { desk, findings }: Columns, me: number) {
  const isClosed = (row: number) => (desk[row]! & 1) === 1
  const assignee = (row: number) => (desk[row]! >> 1) - 1
  switch (queue) {
    case 'ALL':
      return () => true
    case 'SIGNALS':
      return (row: number) => findings[row] !== 0
    case 'OPEN':
      return (row: number) => !isClosed(row)
    case 'CLOSED':
      return isClosed
    case 'MINE':
      return (row: number) => !isClosed(row) && assignee(row) === me
    case 'UNASSIGNED':
      return (row: number) => !isClosed(row) && assignee(row) === 0
  }
}

/** Looks through all dossiers once. */
export function scopeOf(columns: Columns, queue: QueueName, me: number): Scope {
  const { size, desk, file, tracks, urgency, findings } = columns
  const isIn = tester(queue, columns, me)
  const all = new Uint32Array(size)
  const places = new Int32Array(size).fill(-1)
  let count = 0
  for (let row = 0; row < size; row += 1) {
    if (desk[row] === NO_DESK || !isIn(row)) continue
    places[row] = count
    all[count] = row
    count += 1
  }
  const rows = all.slice(0, count)
  const cells = [file, tracks, urgency, findings, desk].map((of) =>
    Uint16Array.from({ length: count }, (_, place) => of[rows[place]!]!),
  )
  const due = Int32Array.from({ length: count }, (_, place) => columns.due[rows[place]!]!)
  return { rows, places, cells, due }
}

/** Places of a queue in an order of all rows. */
export function placesInOrder({ rows, places }: Scope, order: Uint32Array): Uint32Array {
  const inOrder = new Uint32Array(rows.length)
  let count = 0
  for (const row of order) {
    const place = places[row]!
    if (place === -1) continue
    inOrder[count] = place
    count += 1
  }
  return inOrder
}
