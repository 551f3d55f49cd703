import type { TFunction } from 'i18next'
import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueueOrder } from '../../domain/contract/workbench.ts'
import { Icon } from '../design/icon.tsx'
import type { ColumnId } from './columns.tsx'
import type { GridState } from './grid-state.ts'
import { nextOrder } from './order.ts'
import type { QueueTable } from './queue-grid.tsx'

interface HeaderRowProps {
  table: QueueTable
  order: QueueOrder
  onOrder: (order: QueueOrder) => void
  state: GridState
  onState: (next: GridState) => void
}

/** Pixels by which a key makes a column wider or narrower. */
const KEY_STEP = 12

/** Column heads: one stop of the Tab key, arrows between them; a click sorts, Shift adds. */
export function HeaderRow({ table, order, onOrder, state, onState }: HeaderRowProps) {
  const { t } = useTranslation('queue')
  const [at, setAt] = useState(0)
  const row = useRef<HTMLDivElement>(null)
  const heads = table.getFlatHeaders()
  const active = Math.min(at, heads.length - 1)

  const widen = (id: string, size: number) => {
    const column = table.getColumn(id)
    const { minSize = 48, maxSize = 800 } = column?.columnDef ?? {}
    const width = Math.round(Math.min(maxSize, Math.max(minSize, size)))
    onState({ ...state, columnSizing: { ...state.columnSizing, [id]: width } })
  }
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (!step) return
    event.preventDefault()
    const head = heads[active]
    if (event.shiftKey && head) {
      const shown = row.current?.children[active]?.getBoundingClientRect().width
      widen(head.column.id, (shown ?? head.getSize()) + step * KEY_STEP)
      return
    }
    const next = Math.min(heads.length - 1, Math.max(0, active + step))
    setAt(next)
    row.current?.querySelectorAll('button')[next]?.focus()
  }
  return (
    <div role="rowgroup" className="grid-head">
      <div ref={row} role="row" aria-rowindex={1} className="grid-head-row" onKeyDown={onKeyDown}>
        {heads.map((head, n) => (
          <Head
            key={head.id}
            t={t}
            id={head.column.id as ColumnId}
            index={n}
            order={order}
            tabbable={n === active}
            onFocus={() => setAt(n)}
            onSort={(add) => onOrder(nextOrder(order, head.column.id as ColumnId, add))}
            onWiden={(size) => widen(head.column.id, size)}
          />
        ))}
      </div>
    </div>
  )
}

interface HeadProps {
  t: TFunction<'queue'>
  id: ColumnId
  index: number
  order: QueueOrder
  tabbable: boolean
  onFocus: () => void
  onSort: (add: boolean) => void
  onWiden: (size: number) => void
}

function Head({ t, id, index, order, tabbable, onFocus, onSort, onWiden }: HeadProps) {
  const place = order.findIndex(({ column }) => column === id)
  const sort = order[place]
  const way = sort && t(sort.descending ? 'sort.desc' : 'sort.asc')
  const sorted = sort && place === 0 ? (sort.descending ? 'descending' : 'ascending') : undefined
  return (
    <div role="columnheader" aria-colindex={index + 1} aria-sort={sorted} className="head">
      <button
        type="button"
        className="head-button"
        tabIndex={tabbable ? 0 : -1}
        title={t('sort.hint')}
        onFocus={onFocus}
        onClick={(event) => onSort(event.shiftKey)}
      >
        <span className="head-text">
          {id === 'region' ? (
            <abbr title={t('column.region')}>{t('head.region')}</abbr>
          ) : (
            t(`column.${id}`)
          )}
        </span>
        {sort && (
          <span className="head-sort">
            <Icon name={sort.descending ? 'down' : 'up'} size={12} />
            {order.length > 1 && <span aria-hidden="true">{place + 1}</span>}
            <span className="visually-hidden">{t('sort.state', { n: place + 1, way })}</span>
          </span>
        )}
      </button>
      <Resizer onWiden={onWiden} />
    </div>
  )
}

/** The edge of a column head, drawn with the pointer; keys do the same on the head. */
function Resizer({ onWiden }: { onWiden: (size: number) => void }) {
  const start = useRef<{ x: number; width: number } | null>(null)
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    const width = event.currentTarget.parentElement?.getBoundingClientRect().width ?? 0
    start.current = { x: event.clientX, width }
    event.currentTarget.setPointerCapture(event.pointerId)
    event.preventDefault()
  }
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (start.current) onWiden(start.current.width + event.clientX - start.current.x)
  }
  return (
    <div
      className="resizer"
      aria-hidden="true"
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => (start.current = null)}
      onPointerCancel={() => (start.current = null)}
    />
  )
}
