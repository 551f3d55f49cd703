/** The model of the register: learned from its own pairs, kept as plain numbers. */
import { NAME_LEVELS } from '../name-levels.ts'
import { learnU, teach } from '../table/learn.ts'
import { firstModel, leanOf, makeMonotonic, type Model, shares, weightOf } from '../table/model.ts'
import { GRADED, WIDTH } from './grades.ts'

export interface RegisterModel {
  grades: Model
  /** Chance that a worker without a trusted identifier is in the register at all. */
  coverage: number
}

/** Rows of levels, `WIDTH` each. */
export interface Lessons {
  /** Workers against persons at random. */
  random: Uint8Array
  /** Sessions: pairs that agree on the blocked fields, whose levels are set to 0. */
  sessions: readonly Uint8Array[]
}

/** Anything may happen to a true pair that often, whatever the lessons: nobody saw every error. */
const SURPRISE = 5e-4

/** Learns `u` from random pairs and `m` by EM per blocking session. */
export function learnRegister({ random, sessions }: Lessons): RegisterModel {
  const grades = firstModel(GRADED)
  learnU(grades, { levels: random, weights: new Float64Array(random.length / WIDTH).fill(1) }, null)
  const sums = GRADED.map(() => new Float64Array(grades.m[0]!.length))
  for (const levels of sessions) {
    const { counts } = teach(grades, levels, levels.length / WIDTH)
    for (const [c, cells] of sums.entries()) {
      for (let cell = 0; cell < cells.length; cell += 1) cells[cell]! += counts[c]![cell]!
    }
  }
  for (const [c, column] of GRADED.entries()) {
    grades.m[c] = shares(column, sums[c]!, leanOf(column)).map((share) => Math.max(SURPRISE, share))
  }
  makeMonotonic(grades)
  return { grades, coverage: 0.9 }
}

/** No name is so rare that it says more than this over the average, in natural logarithms. */
const RARE_MAX = Math.log(40)

/** Weight of a row of levels, with how common the names are; natural logarithm. */
export function evidenceOf(
  { grades }: RegisterModel,
  levels: Uint8Array,
  at: number,
  shareOf: (field: 0 | 1) => number,
): number {
  let sum = 0
  for (let c = 0; c < WIDTH; c += 1) sum += weightOf(grades, c, levels, at)
  for (const field of [0, 1] as const) {
    if (levels[at + field] !== NAME_LEVELS.exact) continue
    const average = grades.u[field]![NAME_LEVELS.exact]!
    const rare = Math.log(average / Math.max(1e-7, shareOf(field)))
    sum += Math.max(-RARE_MAX, Math.min(RARE_MAX, rare))
  }
  return sum
}
