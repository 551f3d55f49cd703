/** The rows of a queue that the officer chose for an act on all of them: by id, also where no row is held. */
import { createStore } from '../data/store.ts'
import type { Rows } from './windows.ts'

/** Asks the host for the ids of the whole view in its order. */
export type Pick = () => Promise<{ ids: string[]; total: number }>

export type Selection = ReadonlySet<string>

export const NOTHING_SELECTED: Selection = new Set()
export const selection = createStore<Selection>(NOTHING_SELECTED)

/** The choice with a row switched on or off. */
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
export function heldBetween(rows: Rows<{ id: string }>, a: number, b: number): string[] | null {
  const ids = between(a, b).map((position) => rows.at(position)?.id)
  return ids.every((id) => id !== undefined) ? ids : null
}

/** Adds the rows between two positions, asking the host for those that are not held. */
export async function selectBetween(
  pick: Pick,
  rows: Rows<{ id: string }>,
  a: number,
  b: number,
): Promise<void> {
  const held = heldBetween(rows, a, b)
  const ids = held ?? (await pick()).ids.slice(Math.min(a, b), Math.max(a, b) + 1)
  selection.set(new Set([...selection.get(), ...ids]))
}

/** Chooses the whole view, not only what is on the screen; gives how many of how many it took. */
export async function selectAll(pick: Pick): Promise<{ chosen: number; total: number }> {
  const { ids, total } = await pick()
  selection.set(new Set(ids))
  return { chosen: ids.length, total }
}

/** Chooses nothing. */
export function clearSelection(): void {
  selection.set(NOTHING_SELECTED)
}
