/**
 * The transition tables as a drawing: each state once, in columns by how many steps it lies from where
 * a track begins, and an arrow for each step. Nothing is placed by hand: a row that is added to the
 * tables is drawn.
 */
import type { Procedure } from '../contract/codes.ts'
import type { Transition } from './tracks.ts'

export interface MapState<S extends string> {
  state: S
  /** Place in the drawing, from 0. */
  column: number
  row: number
}

export interface MapArrow<S extends string> {
  /** Null: the way in. */
  from: S | null
  to: S
  /** Ids of the rows of the table that lead there. */
  steps: string[]
}

export interface TrackMap<S extends string> {
  states: MapState<S>[]
  arrows: MapArrow<S>[]
  columns: number
  rows: number
}

/** The states that a procedure passes and the steps between them; a step that stays is no arrow. */
export function trackMap<S extends string>(
  table: readonly Transition<S>[],
  procedure: Procedure,
  begin: readonly S[],
): TrackMap<S> {
  const steps = table.filter(({ procedures }) => procedures.includes(procedure))
  const arrows = arrowsOf(steps)
  const columns = columnsFrom(begin, arrows)
  const rowsIn = new Map<number, number>()
  const states = [...columns].map(([state, column]): MapState<S> => {
    const row = rowsIn.get(column) ?? 0
    rowsIn.set(column, row + 1)
    return { state, column, row }
  })
  return {
    states,
    arrows: arrows.filter(
      ({ from, to }) => (from === null || columns.has(from)) && columns.has(to),
    ),
    columns: Math.max(...columns.values()) + 1,
    rows: Math.max(...rowsIn.values()),
  }
}

function arrowsOf<S extends string>(steps: readonly Transition<S>[]): MapArrow<S>[] {
  const arrows = new Map<string, MapArrow<S>>()
  const add = (from: S | null, to: S, id: string) => {
    if (from === to) return
    const key = `${from ?? ''} ${to}`
    const known = arrows.get(key)
    if (known) known.steps.push(id)
    else arrows.set(key, { from, to, steps: [id] })
  }
  for (const { id, from, to } of steps) {
    for (const target of to) {
      if (from.length === 0) add(null, target, id)
      for (const state of from) add(state, target, id)
    }
  }
  return [...arrows.values()]
}

/** Each state that can be reached, with its distance from the beginning. */
function columnsFrom<S extends string>(
  begin: readonly S[],
  arrows: readonly MapArrow<S>[],
): Map<S, number> {
  const columns = new Map<S, number>(begin.map((state) => [state, 0]))
  const open = [...begin]
  for (let state = open.shift(); state !== undefined; state = open.shift()) {
    for (const { from, to } of arrows) {
      if (from !== state || columns.has(to)) continue
      columns.set(to, columns.get(state)! + 1)
      open.push(to)
    }
  }
  return columns
}
