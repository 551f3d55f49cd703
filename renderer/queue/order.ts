import type { CoverageSort, QueueSort } from '../../domain/contract/codes.ts'

interface Sorted<Column> {
  column: Column
  descending: boolean
}

/** Orders that say more from high to low. */
const DESCENDING_FIRST: readonly string[] = [
  'priority',
  'risk',
  'submittedOn',
  'severity',
  'period',
] satisfies (QueueSort | CoverageSort)[]
const MAX = 4

/**
 * The order after a column is chosen. Alone: it becomes the only one, or turns when it was.
 * Added: it joins at the end, turns, or leaves when it was turned already.
 */
export function nextOrder<Column extends string>(
  order: readonly Sorted<Column>[],
  column: Column,
  add: boolean,
): Sorted<Column>[] {
  const at = order.findIndex((one) => one.column === column)
  const first = DESCENDING_FIRST.includes(column)
  const now = order[at]
  if (!add) {
    const turn = order.length === 1 && now ? !now.descending : first
    return [{ column, descending: turn }]
  }
  if (!now) return [...order, { column, descending: first }].slice(-MAX)
  if (now.descending === first) return order.with(at, { column, descending: !first })
  const left = order.toSpliced(at, 1)
  return left.length ? left : [{ column, descending: first }]
}
