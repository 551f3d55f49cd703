import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual'
import {
  useCallback,
  useLayoutEffect,
  useRef,
  type Dispatch,
  type RefObject,
  type SetStateAction,
} from 'react'
import { usePainted } from '../app/use-painted.ts'
import type { Range as Shown } from './use-queue-rows.ts'

/** Rows drawn before and behind those in view, so that a fast scroll meets no gap. */
const OVERSCAN = 8
/** Height of the head in pixels; the same as in queue.css. */
const HEAD_HEIGHT = 30

/** Height of the scroller's horizontal bar, zero without. */
const barHeight = (scroller: HTMLElement | null): number =>
  scroller ? scroller.offsetHeight - scroller.clientHeight : 0

/** Rows that a key for a page moves by: one less than fit below the head. */
export const rowsOfPage = (scroller: HTMLElement | null, rowHeight: number): number =>
  Math.max(1, Math.floor(((scroller?.clientHeight ?? 0) - HEAD_HEIGHT) / rowHeight) - 1)

interface VirtualRows {
  total: number
  rowHeight: number
  /** Position of the row with the focus: it stays drawn, wherever the grid is scrolled to. */
  focusRow: number
  /** Rows are there to be drawn. */
  isFilled: boolean
  /** Where the grid was when it was left, in pixels. */
  scrollTop: number
  scrollerRef: RefObject<HTMLDivElement | null>
  /** Rows in view: what is asked of the host follows. */
  setRange: Dispatch<SetStateAction<Shown>>
}

/** The rows of a grid that are drawn: those in view, some around them, and the one with the focus. */
export function useVirtualRows(options: VirtualRows) {
  const { total, rowHeight, focusRow, isFilled, scrollTop, scrollerRef, setRange } = options
  const focused = useRef(focusRow)
  focused.current = focusRow
  const rangeExtractor = useCallback((visible: Range) => {
    const indexes = defaultRangeExtractor(visible)
    const active = focused.current
    if (active >= visible.count || indexes.includes(active)) return indexes
    return [...indexes, active].toSorted((a, b) => a - b)
  }, [])
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scrollerRef.current,
    estimateSize: () => rowHeight,
    // The first paint draws what is in view; the rows around it come when it stands on the screen.
    overscan: usePainted(isFilled) ? OVERSCAN : 0,
    rangeExtractor,
    initialOffset: scrollTop,
    // The head stands in the scroller: below the rows there is that much less, and a scroll bar.
    scrollPaddingEnd: HEAD_HEIGHT + barHeight(scrollerRef.current),
    onChange: ({ range: seen }) => {
      if (!seen) return
      setRange((old) =>
        old.first === seen.startIndex && old.last === seen.endIndex
          ? old
          : { first: seen.startIndex, last: seen.endIndex },
      )
    },
  })
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowHeight])
  return virtualizer
}
