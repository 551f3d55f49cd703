import type { TFunction } from 'i18next'
import { useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../design/icon.tsx'
import type { GridState } from './grid-state.ts'

export interface GridHead<Id extends string> {
  id: Id
  size: number
  minSize: number
  maxSize: number
}

interface HeaderRowProps<Id extends string> {
  columns: readonly GridHead<Id>[]
  order: readonly { column: string; descending: boolean }[]
  /** `add`: beside the columns that sort already. */
  onSort: (id: Id, add: boolean) => void
  state: GridState
  onState: (next: GridState) => void
  label: (id: Id) => ReactNode
}

/** Pixels by which a key makes a column wider or narrower. */
const KEY_STEP = 12

/** Column heads: one stop of the Tab key, arrows between them; a click sorts, Shift adds. */
export function HeaderRow<Id extends string>(props: HeaderRowProps<Id>) {
  const { columns: heads, order, onSort, state, onState, label } = props
  const { t } = useTranslation('queue')
  const [at, setAt] = useState(0)
  const row = useRef<HTMLDivElement>(null)
  const active = Math.min(at, heads.length - 1)

  const widen = ({ id, minSize, maxSize }: GridHead<Id>, size: number) => {
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
      widen(head, (shown ?? head.size) + step * KEY_STEP)
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
            label={label(head.id)}
            place={order.findIndex(({ column }) => column === head.id)}
            index={n}
            order={order}
            tabbable={n === active}
            onFocus={() => setAt(n)}
            onSort={(add) => onSort(head.id, add)}
            onWiden={(size) => widen(head, size)}
          />
        ))}
      </div>
    </div>
  )
}

interface HeadProps {
  t: TFunction<'queue'>
  label: ReactNode
  /** Where it stands in the order; -1: it does not sort. */
  place: number
  index: number
  order: readonly { descending: boolean }[]
  tabbable: boolean
  onFocus: () => void
  onSort: (add: boolean) => void
  onWiden: (size: number) => void
}

function Head({ t, label, place, index, order, tabbable, onFocus, onSort, onWiden }: HeadProps) {
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
        <span className="head-text">{label}</span>
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
