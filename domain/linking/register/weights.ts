/** What the model learned, level by level: how often each occurs among the same and among others. */
import { DATE_LEVELS } from '../dates.ts'
import { NAME_LEVELS } from '../name-levels.ts'
import { LEVELS } from '../table/columns.ts'
import { type Field, FIELDS, PLACE_LEVELS } from './grades.ts'
import type { RegisterModel } from './model.ts'

export const LEVEL_CODES = [
  'exact',
  'near',
  'similar',
  'weak',
  'slip',
  'parts',
  'year',
  'different',
  'crossed',
] as const
export type LevelCode = (typeof LEVEL_CODES)[number]

const { crossed: _crossed, ...FAMILY_LEVELS } = NAME_LEVELS
const ALIKE = { exact: 5, different: 1 } as const

/** The levels that a comparison of each field gives. */
const LEVELS_OF: Readonly<Record<Field, Readonly<Partial<Record<LevelCode, number>>>>> = {
  given: NAME_LEVELS,
  family: FAMILY_LEVELS,
  birth: DATE_LEVELS,
  sex: ALIKE,
  nationality: ALIKE,
  identifier: { exact: 5, slip: 4, different: 1 },
  employer: ALIKE,
  place: PLACE_LEVELS,
}

/** How the field on which another depends agrees. */
export const PARENT_STATES = ['UNKNOWN', 'APART', 'CLOSE'] as const
export type ParentState = (typeof PARENT_STATES)[number]

export interface LevelWeight {
  level: LevelCode
  /** Null where the field depends on no other. */
  state: ParentState | null
  /** Share among pairs that are one person, and among pairs that are not; 0 to 1. */
  same: number
  others: number
  /** Bits for (positive) or against one person. */
  bits: number
}

export interface FieldWeights {
  field: Field
  /** The field on which its weights depend. */
  parent: Field | null
  levels: LevelWeight[]
}

/** The weights of every field, the closest level first. */
export function weightTable({ grades }: RegisterModel): FieldWeights[] {
  return FIELDS.map((field, c) => {
    const parent = grades.parents[c]![0]
    const states = parent === undefined ? [0] : [2, 1]
    const levels = Object.entries(LEVELS_OF[field]) as [LevelCode, number][]
    return {
      field,
      parent: parent === undefined ? null : FIELDS[parent]!,
      levels: states.flatMap((state) =>
        levels
          .toSorted((a, b) => b[1] - a[1])
          .map(([level, number]) => {
            const cell = state * LEVELS + number
            // Levels that contradicted each other were averaged: a share may pass one by a hair.
            const shareOf = (cells: Float64Array) => Math.min(1, cells[cell]!)
            const [same, others] = [shareOf(grades.m[c]!), shareOf(grades.u[c]!)]
            return {
              level,
              state: parent === undefined ? null : PARENT_STATES[state]!,
              same,
              others,
              bits: Math.log2(same / others),
            }
          }),
      ),
    }
  })
}
