import { useCallback, useEffect, useRef, type KeyboardEvent, type MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '../app/announce.ts'
import { sayProblem } from '../app/problem.ts'
import { toTandemError } from '../data/errors.ts'
import { useFormats } from '../i18n/format.ts'
import type { GridFocus } from './grid-keys.ts'
import {
  clearSelection,
  selectAll,
  selectBetween,
  selection,
  toggled,
  type Pick,
} from './selection.ts'
import type { Rows } from './windows.ts'

interface ChoiceOptions {
  /** Identity of the filter: another one begins with nothing chosen. */
  shown: string
  /** Whether this person acts on many at all. */
  may: boolean
  pick: Pick
  /** Takes the focus to a row. */
  move: (focus: GridFocus) => void
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }

type AnyRows = Rows<{ id: string }>

/** Choosing rows by key and pointer; another filter begins with nothing chosen. */
export function useChoice({ shown, may, pick, move }: ChoiceOptions) {
  const { t } = useTranslation('queue')
  const formats = useFormats()
  /** Where a range begins. */
  const anchorRef = useRef<number | null>(null)
  const heldRef = useRef<AnyRows | null>(null)
  useEffect(() => {
    anchorRef.current = null
    return clearSelection
  }, [shown])

  const failed = useCallback((error: unknown) => sayProblem(t, toTandemError(error)), [t])
  const range = useCallback(
    (rows: AnyRows, to: number) => {
      const from = anchorRef.current ?? to
      anchorRef.current = from
      selectBetween(pick, rows, from, to).catch(failed)
    },
    [pick, failed],
  )
  const all = useCallback(() => {
    selectAll(pick).then(({ chosen, total }) => {
      const key = chosen < total ? 'selection.first' : 'selection.count'
      const n = formats.number(chosen)
      const of = formats.number(total)
      announce(t(key, { count: chosen, n, total: of }), chosen < total ? 'amber' : 'calm')
    }, failed)
  }, [pick, t, formats, failed])

  /** True when the key was one of the choice. */
  const onKeyDown = (event: KeyboardEvent, focus: GridFocus, rows: AnyRows | null): boolean => {
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
  const hold = (rows: AnyRows | null) => {
    heldRef.current = rows
  }
  return { may, onKeyDown, onClick, hold }
}
