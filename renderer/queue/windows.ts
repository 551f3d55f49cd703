/** A list of any length of which only some pages are held. */
import type { QueueRow } from '../../domain/contract/workbench.ts'

/** Rows in one page of the window. */
export const PAGE = 100

export interface Rows<Row = QueueRow> {
  total: number
  /** Rows by position; a hole is a row that has not arrived. */
  at(position: number): Row | undefined
  /** Position of each held row by its id. */
  positions: ReadonlyMap<string, number>
}

/** An answer with the moment at which it arrived. */
export interface Arrived<Row = QueueRow> {
  window: { offset: number; total: number; rows: Row[] }
  arrivedAt: number
}

/** The pages that hold the rows from `first` to `last`, both included. */
export function pagesOf(first: number, last: number): number[] {
  const from = Math.floor(Math.max(0, first) / PAGE)
  const to = Math.floor(Math.max(first, last, 0) / PAGE)
  return Array.from({ length: to - from + 1 }, (_, n) => from + n)
}

/**
 * Puts answers together. The newest says how long the list is; a row that moved between two
 * answers stands only where the newest puts it; rows behind the end are left out.
 */
export function mergeWindows<Row extends { id: string }>(
  answers: readonly Arrived<Row>[],
): Rows<Row> {
  const newestFirst = answers.toSorted((a, b) => b.arrivedAt - a.arrivedAt)
  const total = newestFirst[0]?.window.total ?? 0
  const byPosition = new Map<number, Row>()
  const positions = new Map<string, number>()
  for (const { window } of newestFirst) {
    for (const [n, row] of window.rows.entries()) {
      const position = window.offset + n
      if (position >= total || positions.has(row.id) || byPosition.has(position)) continue
      byPosition.set(position, row)
      positions.set(row.id, position)
    }
  }
  return { total, at: (position) => byPosition.get(position), positions }
}
