/** The dossiers of each queue: filters look at these rows only, most often a third of all. */
import type { QueueName } from '../../domain/contract/workbench.ts'
import { NO_DESK, type Columns } from './columns.ts'

/** The rows of one queue. */
export interface Scope {
  /** In ascending order. */
  rows: Uint32Array
  /** One per row number: 0 in the queue, else `OUT`. */
  failures: Uint16Array
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

/** Looks through all dossiers once; `out` marks those that are not in the queue. */
export function scopeOf(columns: Columns, queue: QueueName, me: number, out: number): Scope {
  const { size, desk } = columns
  const isIn = tester(queue, columns, me)
  const rows = new Uint32Array(size)
  const failures = new Uint16Array(size).fill(out)
  let count = 0
  for (let row = 0; row < size; row += 1) {
    if (desk[row] === NO_DESK || !isIn(row)) continue
    failures[row] = 0
    rows[count] = row
    count += 1
  }
  return { rows: rows.slice(0, count), failures }
}
