/** Where a key takes the focus in the grid. */
export interface GridFocus {
  /** Position of the row in the view. */
  row: number
  /** Column from 0; null: the row as a whole. */
  column: number | null
}

interface Extent {
  total: number
  columns: number
  /** Rows that fit on the screen. */
  page: number
}

/** The focus after a key, or null when the key does not move it. */
export function moveFocus(key: string, focus: GridFocus, extent: Extent): GridFocus | null {
  const { row, column } = focus
  const last = Math.max(0, extent.total - 1)
  const to = (next: number) => ({ row: Math.min(last, Math.max(0, next)), column })
  switch (key) {
    case 'j':
    case 'ArrowDown':
      return to(row + 1)
    case 'k':
    case 'ArrowUp':
      return to(row - 1)
    case 'PageDown':
      return to(row + extent.page)
    case 'PageUp':
      return to(row - extent.page)
    case 'Home':
      return to(0)
    case 'End':
      return to(last)
    case 'ArrowRight':
      return { row, column: Math.min(extent.columns - 1, column === null ? 0 : column + 1) }
    case 'ArrowLeft':
      return { row, column: column === null || column === 0 ? null : column - 1 }
    default:
      return null
  }
}
