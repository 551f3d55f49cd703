import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from 'react'
import type { CoverageSort } from '../../domain/contract/codes.ts'
import type { CoverageFilter, CoverageRow } from '../../domain/contract/coverage.ts'
import type { CoverageOrder } from '../../domain/contract/queue.ts'
import { mayRun } from '../../domain/rights/rights.ts'
import { navigate } from '../app/route.ts'
import { placeOf } from './place-of.ts'
import { density, ROW_HEIGHTS } from '../app/settings.ts'
import { workbench } from '../data/client.ts'
import { reads } from '../data/reads.ts'
import { useSession } from '../data/use-query.ts'
import { useStore } from '../data/use-store.ts'
import { ErrorState } from '../design/states.tsx'
import { useWords } from '../findings/words.ts'
import { HeaderRow } from '../queue/grid-header.tsx'
import { moveFocus, type GridFocus } from '../queue/grid-keys.ts'
import type { GridState } from '../queue/grid-state.ts'
import { nextOrder } from '../queue/order.ts'
import { SkeletonCells, SkeletonRows } from '../queue/queue-grid.tsx'
import { selection } from '../queue/selection.ts'
import { useChoice } from '../queue/use-choice.ts'
import { useWindowedRows, type Range } from '../queue/use-queue-rows.ts'
import { rowsOfPage, useVirtualRows } from '../queue/use-virtual-rows.ts'
import { PAGE } from '../queue/windows.ts'
import { COVERAGE_COLUMN_IDS, COVERAGE_COLUMNS, useCells } from './coverage-cells.tsx'

interface CoverageGridProps {
  filter: CoverageFilter
  order: CoverageOrder
  state: GridState
  onState: (next: GridState) => void
  onOrder: (order: CoverageOrder) => void
  /** What stands there when no row fits. */
  empty: ReactNode
  onPosition: (at: number, total: number) => void
}

function widthOf(id: CoverageSort, sizing: GridState['columnSizing']): string {
  const { size, share } = COVERAGE_COLUMNS[id]
  const chosen = sizing[id]
  if (chosen !== undefined || share === undefined) return `${chosen ?? size}px`
  return `minmax(${size}px, ${Math.round(size * share)}fr)`
}

/** The grid of mismatches: any number of rows, with the keys of the queue. */
export function CoverageGrid(props: CoverageGridProps) {
  const { filter, order, state, onState, onOrder, empty, onPosition } = props
  const t = useWords()
  const cells = useCells()
  const actor = useSession()?.actor
  const rowHeight = ROW_HEIGHTS[useStore(density)]
  const scroller = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const [focus, setFocus] = useState<GridFocus>({ row: 0, column: null })
  const [range, setRange] = useState<Range>({ first: 0, last: 40 })
  const read = useCallback(
    (page: number) => reads.coverageWindow({ filter, order, offset: page * PAGE, limit: PAGE }),
    [filter, order],
  )
  const { rows, settling, error } = useWindowedRows<CoverageRow>(read, range)
  const total = rows?.total ?? 0
  const at = Math.min(focus.row, Math.max(0, total - 1))
  const shown = COVERAGE_COLUMN_IDS.filter((id) => state.columnVisibility[id] !== false)

  const virtualizer = useVirtualRows({
    total,
    rowHeight,
    focusRow: at,
    isFilled: rows !== null,
    scrollTop: 0,
    scrollerRef: scroller,
    setRange,
  })

  const pending = useRef(false)
  const move = useCallback(
    (next: GridFocus) => {
      pending.current = true
      setFocus(next)
      virtualizer.scrollToIndex(next.row, { align: 'auto' })
    },
    [virtualizer],
  )
  useEffect(() => {
    if (!pending.current) return
    const cell = focus.column === null ? '' : ` [aria-colindex='${focus.column + 1}']`
    const target = body.current?.querySelector<HTMLElement>(`[data-index='${at}']${cell}`)
    target?.focus({ preventScroll: true })
    if (target) pending.current = false
  })
  useEffect(() => onPosition(at, total), [at, total, onPosition])

  const chosen = useStore(selection)
  const choose = useChoice({
    shown: useMemo(() => JSON.stringify(filter), [filter]),
    may: actor ? mayRun(actor, 'judgeFinding') : false,
    pick: useCallback(() => workbench.coverage.pick({ filter, order }), [filter, order]),
    move,
  })
  useEffect(() => choose.hold(settling ? null : rows))

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.defaultPrevented || !body.current?.contains(event.target as Node)) return
    const row = rows?.at(at)
    if (choose.onKeyDown(event, { ...focus, row: at }, rows)) return
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const go = row && WAYS[event.key]
    if (go) {
      event.preventDefault()
      return go(row)
    }
    const page = rowsOfPage(scroller.current, rowHeight)
    const next = moveFocus(event.key, { ...focus, row: at }, { total, columns: shown.length, page })
    if (!next) return
    event.preventDefault()
    move(next)
  }
  const onMouseDown = (event: MouseEvent, index: number, id: string) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) choose.onClick(event, index, id)
    setFocus({ row: index, column: null })
  }

  if (error) return <ErrorState error={error} />
  const width = shown.reduce(
    (sum, id) => sum + (state.columnSizing[id] ?? COVERAGE_COLUMNS[id].size),
    0,
  )
  const sizes = {
    '--columns': shown.map((id) => widthOf(id, state.columnSizing)).join(' '),
    '--width': `${width}px`,
  } as CSSProperties
  return (
    <div ref={scroller} className={settling ? 'grid-scroller grid-settling' : 'grid-scroller'}>
      <div
        className="grid"
        role="grid"
        aria-label={t('coverage.title')}
        aria-rowcount={rows ? total + 1 : -1}
        aria-colcount={shown.length}
        aria-busy={settling}
        aria-multiselectable={choose.may || undefined}
        onKeyDown={onKeyDown}
        style={sizes}
      >
        <HeaderRow
          columns={shown.map((id) => ({
            id,
            size: state.columnSizing[id] ?? COVERAGE_COLUMNS[id].size,
            minSize: 48,
            maxSize: 800,
          }))}
          order={order}
          onSort={(id, add) => onOrder(nextOrder(order, id, add))}
          state={state}
          onState={onState}
          label={(id) => t(`coverage.column.${id}`)}
        />
        {rows === null ? (
          <SkeletonRows columns={shown.length} />
        ) : (
          <div
            className="grid-body"
            role="rowgroup"
            ref={body}
            style={{ height: `${virtualizer.getTotalSize()}px` }}
          >
            {virtualizer.getVirtualItems().map(({ index, start }) => {
              const row = rows.at(index)
              const focused = index === at
              const selected = row !== undefined && chosen.has(row.id)
              return (
                <div
                  key={index}
                  className={`grid-row${focused ? ' grid-row-focused' : ''}${selected ? ' grid-row-selected' : ''}`}
                  role="row"
                  aria-selected={selected}
                  aria-rowindex={index + 2}
                  data-index={index}
                  data-id={row?.id}
                  tabIndex={focused && focus.column === null ? 0 : -1}
                  style={{ transform: `translateY(${start}px)` }}
                  onMouseDown={(event) => row && onMouseDown(event, index, row.id)}
                  onDoubleClick={() => row && openComparison(row)}
                >
                  {row ? (
                    shown.map((id, n) => (
                      // oxlint-disable-next-line jsx-a11y/control-has-associated-label -- the cell renders its words
                      <div
                        key={id}
                        className="cell"
                        role="gridcell"
                        aria-colindex={n + 1}
                        tabIndex={focused && focus.column === n ? 0 : -1}
                      >
                        {cells(id, row)}
                      </div>
                    ))
                  ) : (
                    <SkeletonCells index={index} columns={shown.length} />
                  )}
                </div>
              )
            })}
          </div>
        )}
      </div>
      {rows !== null && total === 0 && empty}
    </div>
  )
}

function openComparison(row: CoverageRow): void {
  navigate(placeOf(row))
}

/** Keys that lead from a row. */
const WAYS: Readonly<Record<string, (row: CoverageRow) => void>> = {
  Enter: openComparison,
  c: openComparison,
  p: ({ personId, dossierId }) =>
    personId && navigate({ screen: 'person', id: personId, ...(dossierId && { dossierId }) }),
  d: ({ dossierId }) => dossierId && navigate({ screen: 'dossier', id: dossierId }),
}
