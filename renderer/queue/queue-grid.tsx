import { useTable, type ReactTable } from '@tanstack/react-table'
import {
  memo,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
} from 'react'
import { useTranslation } from 'react-i18next'
import type { QueueFilter, QueueOrder, QueueRow } from '../../domain/contract/workbench.ts'
import { useOpenedNames } from '../app/opened.ts'
import { navigate } from '../app/route.ts'
import { ROW_HEIGHTS, density } from '../app/settings.ts'
import { subject, subjectOfRow, type Subject } from '../app/subject.ts'
import { workbench } from '../data/client.ts'
import { useSession } from '../data/use-query.ts'
import { useStore } from '../data/use-store.ts'
import { ErrorState, Skeleton } from '../design/states.tsx'
import { useCellWords, type CellWords } from './cell-words.ts'
import { CELLS, COLUMN_IDS, columns, features, SHARES, type ColumnId } from './columns.tsx'
import { HeaderRow } from './grid-header.tsx'
import { nextOrder } from './order.ts'
import { mayRun } from '../../domain/rights/rights.ts'
import { moveFocus, type GridFocus } from './grid-keys.ts'
import { StatePurpose } from '../access/purpose-needed.tsx'
import type { GridState } from './grid-state.ts'
import { placeIn, rememberPlace } from './memory.ts'
import { Reasons } from './reasons.tsx'
import { selection } from './selection.ts'
import { useChoice } from './use-choice.ts'
import { useQueueRows } from './use-queue-rows.ts'
import { rowsOfPage, useVirtualRows } from './use-virtual-rows.ts'
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
  empty: ReactNode
  onPosition: (position: number, total: number) => void
}

/** The table keeps the columns; the rows are of the host, and drawn from its answers. */
const NO_ROWS: QueueRow[] = []

/** Column widths as a grid template: chosen ones in pixels, the others share what is left. */
function templateOf(table: QueueTable, sizing: GridState['columnSizing']): string {
  return table
    .getVisibleLeafColumns()
    .map((column) => {
      const share = SHARES[column.id as ColumnId]
      const chosen = sizing[column.id] !== undefined
      const width = `${column.getSize()}px`
      if (chosen || share === undefined) return width
      return `minmax(${width}, ${Math.round(column.getSize() * share)}fr)`
    })
    .join(' ')
}

/** The grid: any number of rows, of which the page holds those around what is in view. */
export function QueueGrid(props: QueueGridProps) {
  const { filter, order, view, state, onState, onOrder, empty, onPosition } = props
  const { t } = useTranslation('queue')
  const rowHeight = ROW_HEIGHTS[useStore(density)]
  const words = useCellWords()
  const opened = useOpenedNames()
  const scroller = useRef<HTMLDivElement>(null)
  const kept = useMemo(() => placeIn(view), [view])
  const [focus, setFocus] = useState<GridFocus>({ row: kept?.position ?? 0, column: null })
  const [range, setRange] = useState({ first: focus.row, last: focus.row + 40 })
  const { rows, settling, error } = useQueueRows(filter, order, range)
  const total = rows?.total ?? 0

  const options = useMemo(() => ({ features, columns, data: NO_ROWS, state }), [state])
  const table = useTable(options)
  const template = templateOf(table, state.columnSizing)
  const minWidth = table.getTotalSize()
  // The same list while nothing changed: a new one would draw every row anew.
  const shown = useMemo(
    () => COLUMN_IDS.filter((id) => state.columnVisibility[id] !== false),
    [state.columnVisibility],
  )

  const virtualizer = useVirtualRows({
    total,
    rowHeight,
    focusRow: focus.row,
    isFilled: rows !== null,
    scrollTop: kept?.scrollTop ?? 0,
    scrollerRef: scroller,
    setRange,
  })

  const reveal = useCallback(
    (row: number) => virtualizer.scrollToIndex(row, { align: 'auto' }),
    [virtualizer],
  )
  const settled = settling ? null : rows
  const { bodyRef, move, pick, remember } = useGridFocus({
    filter,
    order,
    view,
    rows: settled,
    focus,
    setFocus,
    reveal,
    scrollerRef: scroller,
  })
  useEffect(() => onPosition(Math.min(focus.row, total - 1), total), [focus.row, total, onPosition])

  const chosen = useStore(selection)
  const actor = useSession()?.actor
  const choose = useChoice({
    shown: useMemo(() => JSON.stringify(filter), [filter]),
    may: actor ? mayRun(actor, 'tagDossier') : false,
    pick: useCallback(() => workbench.queue.pick({ filter, order }), [filter, order]),
    move,
  })
  useEffect(() => choose.hold(settled))

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.defaultPrevented || !isInBody(event.target)) return
    const row = rows?.at(focus.row)
    if (choose.onKeyDown(event, focus, rows)) return
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    if (event.key === 'Enter' && row) {
      event.preventDefault()
      navigate({ screen: 'dossier', id: row.id })
      return
    }
    const page = rowsOfPage(scroller.current, rowHeight)
    const next = moveFocus(event.key, focus, { total, columns: shown.length, page })
    if (!next) return
    event.preventDefault()
    move(next)
  }

  if (error) {
    const asked = error.code === 'PURPOSE_REQUIRED'
    return <ErrorState error={error} actions={asked && <StatePurpose />} />
  }
  const sizes = { '--columns': template, '--width': `${minWidth}px` } as CSSProperties
  return (
    <>
      <div
        ref={scroller}
        className={settling ? 'grid-scroller grid-settling' : 'grid-scroller'}
        onScroll={remember}
      >
        <div
          className="grid"
          role="grid"
          aria-label={t('gridLabel')}
          aria-rowcount={rows ? total + 1 : -1}
          aria-colcount={shown.length}
          aria-busy={settling}
          aria-multiselectable={choose.may || undefined}
          onKeyDown={onKeyDown}
          style={sizes}
        >
          <HeaderRow
            columns={table.getFlatHeaders().map(headOf)}
            order={order}
            onSort={(id, add) => onOrder(nextOrder(order, id, add))}
            state={state}
            onState={onState}
            label={(id) =>
              id === 'region' ? (
                <abbr title={t('column.region')}>{t('head.region')}</abbr>
              ) : (
                t(`column.${id}`)
              )
            }
          />
          {rows === null ? (
            <SkeletonRows columns={shown.length} />
          ) : (
            <div
              className="grid-body"
              role="rowgroup"
              style={{ height: `${virtualizer.getTotalSize()}px` }}
              ref={bodyRef}
            >
              {virtualizer.getVirtualItems().map(({ index, start }) => {
                const row = rows.at(index)
                return (
                  <GridRow
                    key={index}
                    row={row}
                    index={index}
                    top={start}
                    shown={shown}
                    words={words}
                    openedBy={row && opened.get(row.id)}
                    focused={index === focus.row}
                    selected={row !== undefined && chosen.has(row.id)}
                    onChoose={choose.onClick}
                    column={index === focus.row ? focus.column : null}
                    onPick={pick}
                  />
                )
              })}
            </div>
          )}
        </div>
        {rows !== null && total === 0 && empty}
      </div>
      <Reasons scroller={scroller} />
    </>
  )
}

function headOf(head: ReturnType<QueueTable['getFlatHeaders']>[number]) {
  const { minSize = 48, maxSize = 800 } = head.column.columnDef
  return { id: head.column.id as ColumnId, size: head.getSize(), minSize, maxSize }
}

function isInBody(target: EventTarget): boolean {
  return target instanceof Element && target.closest('.grid-body') !== null
}

/** True when nothing has the focus: after a start, or when what had it is gone. */
function isNowhere(): boolean {
  return document.activeElement === null || document.activeElement === document.body
}

interface FocusOptions {
  filter: QueueFilter
  order: QueueOrder
  view: string
  rows: Rows | null
  focus: GridFocus
  setFocus: (focus: GridFocus) => void
  /** Brings a row into view. */
  reveal: (row: number) => void
  scrollerRef: RefObject<HTMLDivElement | null>
}

/** Keeps the focus on the same dossier when rows move, when the view changes, and on coming back. */
function useGridFocus(options: FocusOptions) {
  const { view, rows, focus, setFocus, reveal, scrollerRef } = options
  const bodyRef = useRef<HTMLDivElement>(null)
  /** The dossier that has the focus; null while its row has not arrived. */
  const idRef = useRef<string | null>(placeIn(view)?.id ?? null)
  /** The row to which the focus must go as soon as it is drawn; null: nowhere. */
  const pendingRef = useRef(placeIn(view) !== null || isNowhere() ? focus.row : null)
  const ownRef = useRef<Subject | null>(null)

  const move = useCallback(
    (next: GridFocus) => {
      pendingRef.current = next.row
      idRef.current = null
      setFocus(next)
      reveal(next.row)
    },
    [setFocus, reveal],
  )
  const pick = useCallback(
    (row: number, column: number | null, dossier: string | null) => {
      idRef.current = dossier
      setFocus({ row, column })
    },
    [setFocus],
  )
  const remember = useCallback(() => {
    const scrollTop = scrollerRef.current?.scrollTop ?? 0
    rememberPlace({ view, id: idRef.current, position: focus.row, scrollTop })
  }, [scrollerRef, view, focus.row])

  useEffect(() => {
    const row = rows?.at(focus.row)
    if (row && idRef.current === null) idRef.current = row.id
    ownRef.current = row ? subjectOfRow(row) : null
    subject.set(ownRef.current)
    remember()
  }, [rows, focus.row, remember])
  useEffect(
    () => () => {
      // The next screen may have set its own already.
      if (subject.get() === ownRef.current) subject.set(null)
    },
    [],
  )

  // After the row in focus has given its id: a new view then starts from its own first row.
  useFollowRow(options, idRef, pendingRef, bodyRef)

  useEffect(() => {
    if (pendingRef.current !== focus.row) return
    const cell = focus.column === null ? '' : ` [aria-colindex='${focus.column + 1}']`
    const target = bodyRef.current?.querySelector<HTMLElement>(`[data-index='${focus.row}']${cell}`)
    // Whoever went to the search field meanwhile stays there.
    if (isNowhere() || bodyRef.current?.contains(document.activeElement)) {
      target?.focus({ preventScroll: true })
    }
    if (target) pendingRef.current = null
  })
  return { bodyRef, move, pick, remember }
}

/** Finds the focused dossier again after its row moved: in what is held, else by asking the host. */
function useFollowRow(
  options: FocusOptions,
  idRef: RefObject<string | null>,
  pendingRef: RefObject<number | null>,
  bodyRef: RefObject<HTMLDivElement | null>,
): void {
  const { filter, order, view, rows, focus, setFocus, reveal } = options
  const { row, column } = focus
  const seenRef = useRef(view)
  const queueRef = useRef(filter.queue)
  useEffect(() => {
    if (!rows) return
    const newView = seenRef.current !== view
    seenRef.current = view
    const active = isNowhere() || (bodyRef.current?.contains(document.activeElement) ?? false)
    const wanted = idRef.current
    const goTo = (next: number) => {
      pendingRef.current = active ? next : null
      if (next !== row) setFocus({ row: next, column })
      if (active || newView) reveal(next)
    }
    const otherQueue = queueRef.current !== filter.queue
    queueRef.current = filter.queue
    // Another queue is read from its beginning; a filter or an order keeps the dossier.
    if (newView && (otherQueue || !active)) {
      idRef.current = null
      return goTo(0)
    }
    if (wanted === null || rows.at(row)?.id === wanted) return
    const place = (position: number | null) => {
      const last = Math.max(0, rows.total - 1)
      const next = position ?? (newView ? 0 : Math.min(row, last))
      if (position === null) idRef.current = rows.at(next)?.id ?? null
      goTo(next)
    }
    const held = rows.positions.get(wanted)
    if (held !== undefined) return place(held)
    let current = true
    void workbench.queue.position({ filter, order, id: wanted }).then(
      (position) => {
        if (current) place(position)
      },
      () => undefined,
    )
    return () => {
      current = false
    }
  }, [filter, order, view, rows, row, column, setFocus, reveal, idRef, pendingRef, bodyRef])
}

interface GridRowProps {
  /** Undefined while it has not arrived. */
  row: QueueRow | undefined
  index: number
  top: number
  /** The columns that the officer sees. */
  shown: readonly ColumnId[]
  words: CellWords
  /** Who has it open on another desk now. */
  openedBy: string | undefined
  focused: boolean
  column: number | null
  /** It is one of those chosen for an act. */
  selected: boolean
  onPick: (row: number, column: number | null, id: string | null) => void
  /** A click with Ctrl or Shift. */
  onChoose: (event: MouseEvent, row: number, id: string) => void
}

const GridRow = memo(function GridRow(props: GridRowProps) {
  const { row, index, top, shown, focused, column, selected, onPick, onChoose } = props
  const id = row?.id ?? null
  return (
    <div
      className={`grid-row${focused ? ' grid-row-focused' : ''}${selected ? ' grid-row-selected' : ''}`}
      role="row"
      aria-selected={selected}
      aria-rowindex={index + 2}
      data-index={index}
      data-id={id ?? undefined}
      tabIndex={focused && column === null ? 0 : -1}
      style={{ transform: `translateY(${top}px)` }}
      onFocus={(event) => {
        if (event.target === event.currentTarget && !focused) onPick(index, null, id)
      }}
      onMouseDown={(event) => {
        if (id !== null && (event.ctrlKey || event.metaKey || event.shiftKey)) {
          onChoose(event, index, id)
        }
        onPick(index, null, id)
      }}
      onDoubleClick={() => id !== null && navigate({ screen: 'dossier', id })}
    >
      {row ? (
        cellsOf(row, props, focused ? column : null)
      ) : (
        <SkeletonCells index={index} columns={shown.length} />
      )}
    </div>
  )
})

/** The cells of a row; `column` is the one that can have the focus. */
function cellsOf(
  row: QueueRow,
  { shown, words, openedBy }: Pick<GridRowProps, 'shown' | 'words' | 'openedBy'>,
  column: number | null,
): ReactNode {
  return shown.map((id, n) => (
    // oxlint-disable-next-line jsx-a11y/control-has-associated-label -- the cell renders its words
    <div
      key={id}
      className={`cell cell-${id}`}
      role="gridcell"
      aria-colindex={n + 1}
      tabIndex={column === n ? 0 : -1}
    >
      {CELLS[id].cell(row, words, openedBy)}
    </div>
  ))
}

export function SkeletonCells({ index, columns: count }: { index: number; columns: number }) {
  return Array.from({ length: count }, (_, n) => (
    <div key={n} className="cell" role="gridcell" aria-colindex={n + 1}>
      <Skeleton width={6 + ((index * 7 + n * 5) % 9)} />
    </div>
  ))
}

const FIRST_SKELETONS = 24

export function SkeletonRows({ columns: count }: { columns: number }) {
  const rowHeight = ROW_HEIGHTS[useStore(density)]
  const height = { height: `${FIRST_SKELETONS * rowHeight}px` }
  return (
    <div className="grid-body" role="rowgroup" style={height}>
      {Array.from({ length: FIRST_SKELETONS }, (_, n) => (
        <div
          key={n}
          className="grid-row"
          role="row"
          aria-rowindex={n + 2}
          style={{ transform: `translateY(${n * rowHeight}px)` }}
        >
          <SkeletonCells index={n} columns={count} />
        </div>
      ))}
    </div>
  )
}
