/** The dossiers that the officer chose for an act on all of them: by id, also where no row is held. */
import { workbench } from '../data/client.ts'
import { createStore } from '../data/store.ts'
import type { QueueFilter, QueueOrder } from '../../domain/contract/workbench.ts'
import type { Rows } from './windows.ts'

export type Selection = ReadonlySet<string>

export const NOTHING_SELECTED: Selection = new Set()
export const selection = createStore<Selection>(NOTHING_SELECTED)

/** The choice with a dossier switched on or off. */
export function toggled(chosen: Selection, id: string): Selection {
  const next = new Set(chosen)
  if (!next.delete(id)) next.add(id)
  return next
}

/** Positions between two, both included, whichever comes first. */
export function between(a: number, b: number): readonly number[] {
  const first = Math.min(a, b)
  return Array.from({ length: Math.abs(a - b) + 1 }, (_, n) => first + n)
}

/** Ids of the rows between two positions; null when some of them are not held. */
export function heldBetween(rows: Rows, a: number, b: number): string[] | null {
  const ids = between(a, b).map((position) => rows.at(position)?.id)
  return ids.every((id) => id !== undefined) ? ids : null
}

/** Adds the rows between two positions, asking the host for those that are not held. */
export async function selectBetween(
  { filter, order }: { filter: QueueFilter; order: QueueOrder },
  rows: Rows,
  a: number,
  b: number,
): Promise<void> {
  const held = heldBetween(rows, a, b)
  const ids =
    held ??
    (await workbench.queue.pick({ filter, order })).ids.slice(Math.min(a, b), Math.max(a, b) + 1)
  selection.set(new Set([...selection.get(), ...ids]))
}

/** Chooses the whole view, not only what is on the screen; gives how many of how many it took. */
export async function selectAll(
  filter: QueueFilter,
  order: QueueOrder,
): Promise<{ chosen: number; total: number }> {
  const { ids, total } = await workbench.queue.pick({ filter, order })
  selection.set(new Set(ids))
  return { chosen: ids.length, total }
}

/** Chooses nothing. */
export function clearSelection(): void {
  selection.set(NOTHING_SELECTED)
}
