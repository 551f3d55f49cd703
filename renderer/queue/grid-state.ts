/** Which columns the officer shows and how wide: kept on this computer. */
import type { ColumnSizingState, ColumnVisibilityState } from '@tanstack/react-table'

export interface GridState {
  columnSizing: ColumnSizingState
  columnVisibility: ColumnVisibilityState
}

/** Under which name the columns of each queue are kept. */
export type KeptAs = 'tandem.queue.columns' | 'tandem.coverage.columns'
const QUEUE: KeptAs = 'tandem.queue.columns'
export const EMPTY_GRID_STATE: GridState = { columnSizing: {}, columnVisibility: {} }

const MIN = 40
const MAX = 800

/** The kept state; what is not understood is left out. */
export function readGridState(text: string | null = localStorage.getItem(QUEUE)): GridState {
  try {
    const kept = JSON.parse(text ?? '{}') as Partial<Record<keyof GridState, unknown>>
    return {
      columnSizing: entries(kept.columnSizing, isWidth),
      columnVisibility: entries(kept.columnVisibility, (value) => typeof value === 'boolean'),
    }
  } catch {
    return EMPTY_GRID_STATE
  }
}

function isWidth(value: unknown): value is number {
  return typeof value === 'number' && value >= MIN && value <= MAX
}

function entries<T>(kept: unknown, fits: (value: unknown) => value is T): Record<string, T> {
  if (typeof kept !== 'object' || kept === null) return {}
  const fitting = Object.entries(kept).filter((entry): entry is [string, T] => fits(entry[1]))
  return Object.fromEntries(fitting)
}

/** Keeps the state for the next session. */
export function keepGridState(state: GridState, name: KeptAs = QUEUE): void {
  localStorage.setItem(name, JSON.stringify(state))
}
