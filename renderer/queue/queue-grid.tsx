import { useTable, type ReactTable } from '@tanstack/react-table'
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual'
import {
  memo,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
} from 'react'
import { useTranslation } from 'react-i18next'
import type { QueueFilter, QueueOrder, QueueRow } from '../../domain/contract/workbench.ts'
import { formatRoute, navigate } from '../app/route.ts'
import { ROW_HEIGHTS, density } from '../app/settings.ts'
import { subject, subjectOfRow } from '../app/subject.ts'
import { workbench } from '../data/client.ts'
import { useStore } from '../data/store.ts'
import { ErrorState, Skeleton } from '../design/states.tsx'
import { columns, FLEXIBLE, features, type ColumnId } from './columns.tsx'
import { HeaderRow } from './grid-header.tsx'
import { moveFocus, type GridFocus } from './grid-keys.ts'
import type { GridState } from './grid-state.ts'
import { placeIn, rememberPlace } from './memory.ts'
import { Reasons } from './reasons.tsx'
import { useQueueRows } from './use-queue-rows.ts'
import type { Rows } from './windows.ts'

export type QueueTable = ReactTable<typeof features, QueueRow>

interface QueueGridProps {
  filter: QueueFilter
  order: QueueOrder
  /** Identity of the view: its address and search text. */
  view: string
  state: GridState
  onState: (next: GridState) => void
  onOrder: (order: QueueOrder) => void
  /** What stands there when no row fits. */
  empty: React.ReactNode
  onPosition: (position: number, total: number) => void
}

const OVERSCAN = 12
const NO_ROWS: QueueRow[] = []
const rowId = (row: QueueRow) => row.id

/** Column widths as a grid template: fixed ones in pixels, flexible ones share what is left. */
function templateOf(table: QueueTable, sizing: GridState['columnSizing']): string {
  return table
    .getVisibleLeafColumns()
    .map((column) => {
      const free = FLEXIBLE.includes(column.id as ColumnId) && sizing[column.id] === undefined
      return free ? `minmax(${column.getSize()}px, 1fr)` : `${column.getSize()}px`
    })
    .join(' ')
}

/** The grid: any number of rows, of which the page holds those around what is in view. */
export function QueueGrid(props: QueueGridProps) {
  const { filter, order, view, state, onState, onOrder, empty, onPosition } = props
  const { t } = useTranslation('queue')
  const rowHeight = ROW_HEIGHTS[useStore(density)]
  const scroller = useRef<HTMLDivElement>(null)
  const kept = useMemo(() => placeIn(view), [view])
  const [focus, setFocus] = useState<GridFocus>({ row: kept?.position ?? 0, column: null })
  const [range, setRange] = useState({ first: focus.row, last: focus.row + 40 })
  const { rows, settling, error } = useQueueRows(filter, order, range)
  const total = rows?.total ?? 0

  const table = useTable({
    features,
    columns,
    data: (rows?.held as QueueRow[] | undefined) ?? NO_ROWS,
    getRowId: rowId,
    state,
    columnResizeMode: 'onChange' as const,
    onColumnSizingChange: (change) =>
      onState({
        ...state,
        columnSizing: typeof change === 'function' ? change(state.columnSizing) : change,
      }),
  })
  const template = templateOf(table, state.columnSizing)
  const minWidth = table.getTotalSize()
  const columnCount = table.getVisibleLeafColumns().length

  const focusRow = useRef(focus.row)
  focusRow.current = focus.row
  const rangeExtractor = useCallback((visible: Range) => {
    const indexes = defaultRangeExtractor(visible)
    const active = focusRow.current
    if (active >= visible.count || indexes.includes(active)) return indexes
    return [...indexes, active].toSorted((a, b) => a - b)
  }, [])
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    rangeExtractor,
    initialOffset: kept?.scrollTop ?? 0,
    scrollPaddingStart: HEAD_HEIGHT,
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

  const grid = useGridFocus({ filter, order, view, rows, focus, setFocus, scroller })
  useEffect(() => onPosition(Math.min(focus.row, total - 1), total), [focus.row, total, onPosition])

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const row = rows?.at(focus.row)
    if (event.key === 'Enter' && row) {
      event.preventDefault()
      navigate({ screen: 'dossier', id: row.id })
      return
    }
    const height = scroller.current?.clientHeight ?? 0
    const page = Math.max(1, Math.floor((height - HEAD_HEIGHT) / rowHeight) - 1)
    const next = moveFocus(event.key, focus, { total, columns: columnCount, page })
    if (!next) return
    event.preventDefault()
    grid.wantFocus()
    setFocus(next)
    virtualizer.scrollToIndex(next.row, { align: 'auto' })
  }

  if (error) return <ErrorState error={error} />
  const sizes = { '--columns': template, '--width': `${minWidth}px` } as CSSProperties
  return (
    <div
      ref={scroller}
      className={settling ? 'grid-scroller grid-settling' : 'grid-scroller'}
      onScroll={grid.remember}
    >
      <div
        className="grid"
        role="grid"
        aria-label={t('gridLabel')}
        aria-rowcount={rows ? total + 1 : -1}
        aria-colcount={columnCount}
        aria-busy={settling}
        style={sizes}
      >
        <HeaderRow table={table} order={order} onOrder={onOrder} state={state} onState={onState} />
        {rows === null ? (
          <SkeletonRows columns={columnCount} />
        ) : (
          <div
            className="grid-body"
            role="rowgroup"
            style={{ height: `${virtualizer.getTotalSize()}px` }}
            onKeyDown={onKeyDown}
            ref={grid.body}
          >
            {virtualizer.getVirtualItems().map(({ index, start }) => {
              const row = rows.at(index)
              return (
                <GridRow
                  key={index}
                  table={table}
                  row={row}
                  index={index}
                  top={start}
                  template={template}
                  focused={index === focus.row}
                  column={index === focus.row ? focus.column : null}
                  onPick={grid.pick}
                />
              )
            })}
          </div>
        )}
      </div>
      {rows !== null && total === 0 && empty}
      <Reasons scroller={scroller} />
    </div>
  )
}

/** Height of the head in pixels; the same as in queue.css. */
const HEAD_HEIGHT = 30

interface FocusOptions {
  filter: QueueFilter
  order: QueueOrder
  view: string
  rows: Rows | null
  focus: GridFocus
  setFocus: (focus: GridFocus) => void
  scroller: React.RefObject<HTMLDivElement | null>
}

/** Keeps the focus on the same dossier when rows move, when the view changes, and on coming back. */
function useGridFocus({ filter, order, view, rows, focus, setFocus, scroller }: FocusOptions) {
  const body = useRef<HTMLDivElement>(null)
  const id = useRef<string | null>(placeIn(view)?.id ?? null)
  const restore = useRef(placeIn(view) !== null)
  const moved = useRef(false)
  const wantFocus = useCallback(() => {
    moved.current = true
    id.current = null
  }, [])

  const remember = useCallback(() => {
    const scrollTop = scroller.current?.scrollTop ?? 0
    rememberPlace({ view, id: id.current, position: focus.row, scrollTop })
  }, [scroller, view, focus.row])

  useFollowRow({ filter, order, view, rows, focus, setFocus, id, body })

  useEffect(() => {
    const row = rows?.at(focus.row)
    if (row && id.current === null) id.current = row.id
    subject.set(row ? subjectOfRow(row) : null)
    remember()
  }, [rows, focus.row, remember])
  useEffect(() => () => subject.set(null), [])

  useEffect(() => {
    if (!rows || (!moved.current && !restore.current)) return
    moved.current = false
    restore.current = false
    const cell = focus.column === null ? '' : ` [aria-colindex='${focus.column + 1}']`
    const target = body.current?.querySelector<HTMLElement>(`[data-index='${focus.row}']${cell}`)
    target?.focus({ preventScroll: true })
  }, [rows, focus])

  const pick = useCallback(
    (row: number, column: number | null, rowIdentity: string) => {
      id.current = rowIdentity
      setFocus({ row, column })
    },
    [setFocus],
  )
  return { body, wantFocus, remember, pick }
}

interface FollowOptions {
  filter: QueueFilter
  order: QueueOrder
  view: string
  rows: Rows | null
  focus: GridFocus
  setFocus: (focus: GridFocus) => void
  id: React.RefObject<string | null>
  body: React.RefObject<HTMLDivElement | null>
}

/** Finds the focused dossier again after its row moved: in what is held, else by asking the host. */
function useFollowRow({ filter, order, view, rows, focus, setFocus, id, body }: FollowOptions) {
  const row = focus.row
  const column = focus.column
  const seen = useRef(view)
  useEffect(() => {
    if (!rows) return
    const wanted = id.current
    const newView = seen.current !== view
    seen.current = view
    if (newView && !hasFocus(body.current)) {
      id.current = null
      if (row !== 0) setFocus({ row: 0, column: null })
      return
    }
    if (wanted === null || rows.at(row)?.id === wanted) return
    const place = (position: number | null) => {
      const last = Math.max(0, rows.total - 1)
      const next = position ?? Math.min(row, last)
      if (position === null) id.current = rows.at(next)?.id ?? null
      if (next !== row) setFocus({ row: next, column })
    }
    const held = rows.positions.get(wanted)
    if (held !== undefined) return place(held)
    let current = true
    void workbench.queue.position({ filter, order, id: wanted }).then(
      (position) => current && place(position),
      () => undefined,
    )
    return () => {
      current = false
    }
  }, [filter, order, view, rows, row, column, setFocus, id, body])
}

function hasFocus(element: HTMLElement | null): boolean {
  return element?.contains(document.activeElement) ?? false
}

interface GridRowProps {
  table: QueueTable
  row: QueueRow | undefined
  index: number
  top: number
  /** Only told so that a memoised row follows column changes. */
  template: string
  focused: boolean
  column: number | null
  onPick: (row: number, column: number | null, id: string) => void
}

const GridRow = memo(function GridRow(props: GridRowProps) {
  const { table, row, index, top, focused, column, onPick } = props
  const style = { transform: `translateY(${top}px)` }
  const columnCount = table.getVisibleLeafColumns().length
  if (!row) return <SkeletonRow index={index} style={style} columns={columnCount} />
  const cells = table.getRow(row.id, true).getVisibleCells()
  const id = row.id
  return (
    <div
      className={focused ? 'grid-row grid-row-focused' : 'grid-row'}
      role="row"
      aria-rowindex={index + 2}
      data-index={index}
      data-id={id}
      tabIndex={focused && column === null ? 0 : -1}
      style={style}
      onFocus={(event) => {
        if (event.target === event.currentTarget && !focused) onPick(index, null, id)
      }}
      onMouseDown={() => onPick(index, null, id)}
      onDoubleClick={() => navigate({ screen: 'dossier', id })}
    >
      {cells.map((cell, n) => (
        <div
          key={cell.id}
          className={`cell cell-${cell.column.id}`}
          role="gridcell"
          aria-colindex={n + 1}
          tabIndex={focused && column === n ? 0 : -1}
        >
          {cell.column.id === 'reference' ? (
            <a
              className="reference-link"
              href={formatRoute({ screen: 'dossier', id })}
              tabIndex={-1}
            >
              <table.FlexRender cell={cell} />
            </a>
          ) : (
            <table.FlexRender cell={cell} />
          )}
        </div>
      ))}
    </div>
  )
})

interface SkeletonRowProps {
  index: number
  style?: CSSProperties
  columns: number
}

function SkeletonRow({ index, style, columns: count }: SkeletonRowProps) {
  return (
    <div className="grid-row" role="row" aria-rowindex={index + 2} data-index={index} style={style}>
      {Array.from({ length: count }, (_, n) => (
        <div key={n} className="cell" role="gridcell" aria-colindex={n + 1}>
          <Skeleton width={6 + ((index * 7 + n * 5) % 9)} />
        </div>
      ))}
    </div>
  )
}

const FIRST_SKELETONS = 24

function SkeletonRows({ columns: count }: { columns: number }) {
  const rowHeight = ROW_HEIGHTS[useStore(density)]
  return (
    <div
      className="grid-body"
      role="rowgroup"
      style={{ height: `${FIRST_SKELETONS * rowHeight}px` }}
    >
      {Array.from({ length: FIRST_SKELETONS }, (_, n) => (
        <SkeletonRow
          key={n}
          index={n}
          columns={count}
          style={{ transform: `translateY(${n * rowHeight}px)` }}
        />
      ))}
    </div>
  )
}
