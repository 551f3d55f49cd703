import { useCallback, useEffect, useMemo, useRef, type KeyboardEvent, type MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueueFilter, QueueOrder } from '../../domain/contract/workbench.ts'
import { mayRun } from '../../domain/rights/rights.ts'
import { announce } from '../app/announce.ts'
import { sayProblem } from '../app/problem.ts'
import { toTandemError } from '../data/errors.ts'
import { useSession } from '../data/use-query.ts'
import type { GridFocus } from './grid-keys.ts'
import { clearSelection, selectAll, selectBetween, selection, toggled } from './selection.ts'
import type { Rows } from './windows.ts'

interface ChoiceOptions {
  filter: QueueFilter
  order: QueueOrder
  /** Takes the focus to a row. */
  move: (focus: GridFocus) => void
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }

/** Choosing dossiers by key and pointer; another filter begins with nothing chosen. */
export function useChoice({ filter, order, move }: ChoiceOptions) {
  const { t } = useTranslation('queue')
  const actor = useSession()?.actor
  const may = actor ? mayRun(actor, 'tagDossier') : false
  /** Where a range begins. */
  const anchorRef = useRef<number | null>(null)
  const heldRef = useRef<Rows | null>(null)
  const shown = useMemo(() => JSON.stringify(filter), [filter])
  useEffect(() => {
    anchorRef.current = null
    return clearSelection
  }, [shown])

  const failed = useCallback((error: unknown) => sayProblem(t, toTandemError(error)), [t])
  const range = useCallback(
    (rows: Rows, to: number) => {
      const from = anchorRef.current ?? to
      anchorRef.current = from
      selectBetween({ filter, order }, rows, from, to).catch(failed)
    },
    [filter, order, failed],
  )
  const all = useCallback(() => {
    selectAll(filter, order).then(({ chosen, total }) => {
      const key = chosen < total ? 'selection.first' : 'selection.count'
      announce(t(key, { count: chosen, n: chosen, total }), chosen < total ? 'amber' : 'calm')
    }, failed)
  }, [filter, order, t, failed])

  /** True when the key was one of the choice. */
  const onKeyDown = (event: KeyboardEvent, focus: GridFocus, rows: Rows | null): boolean => {
    heldRef.current = rows
    const { key, shiftKey } = event
    const ctrl = event.ctrlKey || event.metaKey
    if (!may || !rows || event.altKey) return false
    const row = rows.at(focus.row)
    const step = STEPS[key]
    if (ctrl && !shiftKey && key.toLowerCase() === 'a') all()
    else if (key === ' ' && !ctrl && !shiftKey && row) {
      anchorRef.current = focus.row
      selection.set(toggled(selection.get(), row.id))
    } else if (shiftKey && !ctrl && step !== undefined) {
      anchorRef.current ??= focus.row
      const to = Math.min(rows.total - 1, Math.max(0, focus.row + step))
      range(rows, to)
      move({ row: to, column: focus.column })
    } else return false
    event.preventDefault()
    return true
  }
  const onClick = useCallback(
    (event: MouseEvent, row: number, id: string) => {
      if (!may) return
      event.preventDefault()
      const rows = heldRef.current
      if (event.shiftKey && rows) return range(rows, row)
      anchorRef.current = row
      selection.set(toggled(selection.get(), id))
    },
    [may, range],
  )
  const hold = (rows: Rows | null) => {
    heldRef.current = rows
  }
  return { may, onKeyDown, onClick, hold }
}
