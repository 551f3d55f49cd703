/** The points of each row, from its cells: one table look-up per row. */
import type { ClockLevel } from '../../domain/contract/codes.ts'
import type { QueueRow } from '../../domain/contract/workbench.ts'
import { PRIORITY_PARTS, priorityPoints } from '../../domain/dossier/priority.ts'
import type { Columns, Side } from './columns.ts'
import { cellCount, FACET_GROUPS, FACET_VALUES, NONE, valueInCell } from './facets.ts'

const GROUP = FACET_GROUPS[2]

/** Points by part of each cell of urgency, unchanged and changed. */
function pointsOfCells(side: Side): readonly (readonly (readonly number[])[])[] {
  const of = <F extends (typeof GROUP)[number]>(facet: F, cell: number) =>
    FACET_VALUES[facet][valueInCell(GROUP, facet, cell)]!
  return Array.from({ length: cellCount(GROUP) }, (_, cell) =>
    [false, true].map((changed) => {
      const severity = of('severity', cell)
      return priorityPoints({
        level: of('clockLevel', cell) as ClockLevel,
        holder: of('holder', cell) as QueueRow['holder'],
        side,
        severity: severity === NONE ? null : (severity as QueueRow['risk']['severity']),
        changed,
      })
    }),
  )
}

export class Priorities {
  readonly #columns: Columns
  readonly #points: ReturnType<typeof pointsOfCells>
  readonly #sums: readonly Uint8Array[]

  constructor(columns: Columns, side: Side) {
    this.#columns = columns
    this.#points = pointsOfCells(side)
    this.#sums = [0, 1].map((changed) =>
      Uint8Array.from(this.#points, (parts) => parts[changed]!.reduce((a, b) => a + b, 0)),
    )
  }

  /** The sum of a row's parts. */
  of(row: number): number {
    return this.#sums[this.#columns.changed[row]!]![this.#columns.urgency[row]!]!
  }

  /** The sum with the parts that count for something. */
  partsOf(row: number): QueueRow['priority'] {
    const points = this.#points[this.#columns.urgency[row]!]![this.#columns.changed[row]!]!
    const parts = PRIORITY_PARTS.map((part, i) => ({ part, points: points[i]! }))
    return { score: this.of(row), parts: parts.filter((one) => one.points > 0) }
  }
}
