/**
 * Fellegi-Sunter: how much each grade of agreement says for or against "the same". `u` is how often
 * a grade occurs among different ones, `m` among the same. A column may depend on others (the city on
 * the postcode, the sex on the given name): its chances are then kept per state of those, so that an
 * address counts once and not five times. Weights are natural logarithms.
 */
import { type Column, LEVELS, MISSING } from './columns.ts'

/** How the columns that a column depends on agree: not known, not closely, closely. */
export const STATES = 3
const CELLS = STATES * LEVELS

/** What the model needs to know of a column; a register grades work too. */
export type Graded = Pick<Column, 'kind' | 'exact'> & {
  key: Column['key'] | 'employer' | 'place'
}

export interface Model {
  columns: readonly Graded[]
  /** Columns that each column depends on. */
  parents: readonly (readonly number[])[]
  /** Per column, `state * LEVELS + level`. */
  m: Float64Array[]
  u: Float64Array[]
}

const PARENTS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  sex: [['given']],
  place: [['employer']],
  city: [['postcode']],
  region: [['postcode'], ['city']],
  street: [['postcode'], ['city']],
  number: [['street']],
  family: [['street', 'number'], ['street']],
}

/** Which columns each depends on, of those that are there. */
export function parentsOf(columns: readonly Graded[]): number[][] {
  const place = new Map(columns.map(({ key }, at) => [key as string, at]))
  return columns.map(({ key }) => {
    const choice = (PARENTS[key] ?? []).find((keys) => keys.every((one) => place.has(one)))
    return choice ? choice.map((one) => place.get(one)!) : []
  })
}

/** State of a column's parents in a row of levels. */
export function stateOf(model: Model, column: number, levels: Uint8Array, at: number): number {
  const parents = model.parents[column]!
  if (parents.length === 0) return 0
  let state = 2
  for (const parent of parents) {
    const level = levels[at + parent]!
    if (level === MISSING) return 0
    if (level < model.columns[parent]!.exact - 1) state = 1
  }
  return state
}

/** Weight of one column in a row of levels. */
export function weightOf(model: Model, column: number, levels: Uint8Array, at: number): number {
  const level = levels[at + column]!
  if (level === MISSING) return 0
  const cell = stateOf(model, column, levels, at) * LEVELS + level
  return Math.log(model.m[column]![cell]! / model.u[column]![cell]!)
}

/** Likely shares among the same before anything is learned, from the closest level down. */
const FIRST_SHARES = [0.76, 0.08, 0.05, 0.03, 0.03, 0.03, 0.02]
const CROSSED_SHARE = 0.004

function firstShares(column: Graded): Float64Array {
  const shares = new Float64Array(LEVELS)
  for (let level = column.exact; level >= 1; level -= 1) {
    shares[level] = FIRST_SHARES[column.exact - level]!
  }
  if (column.kind === 'given') shares[column.exact + 1] = CROSSED_SHARE
  return normalised(shares)
}

function normalised(shares: Float64Array): Float64Array {
  let sum = 0
  for (const share of shares) sum += share
  return shares.map((share) => share / sum)
}

/** The model before it has learned: likely shares among the same, even ones among the different. */
export function firstModel(
  columns: readonly Graded[],
  parents: readonly (readonly number[])[] = parentsOf(columns),
): Model {
  const repeat = (shares: Float64Array) => {
    const cells = new Float64Array(CELLS)
    for (let state = 0; state < STATES; state += 1) cells.set(shares, state * LEVELS)
    return cells
  }
  return {
    columns,
    parents,
    m: columns.map((column) => repeat(firstShares(column))),
    u: columns.map(() => new Float64Array(CELLS).fill(1 / LEVELS)),
  }
}

/** Rows of levels with how much each counts. */
export interface Rows {
  levels: Uint8Array
  weights: Float64Array
}

/** Sums of weights per column, state and level. */
export function counted(model: Model, rows: Rows): Float64Array[] {
  const width = model.columns.length
  const sums = model.columns.map(() => new Float64Array(CELLS))
  for (let row = 0; row < rows.weights.length; row += 1) {
    const weight = rows.weights[row]!
    if (weight === 0) continue
    const at = row * width
    for (let c = 0; c < width; c += 1) {
      const level = rows.levels[at + c]!
      if (level !== MISSING) {
        sums[c]![stateOf(model, c, rows.levels, at) * LEVELS + level]! += weight
      }
    }
  }
  return sums
}

const STRENGTH = 12

/**
 * Shares from counts. A level that was hardly seen leans on `lean` (shares over all levels), a state
 * that was hardly seen leans on the shares over all states.
 */
export function shares(
  column: Graded,
  counts: Float64Array,
  lean: Float64Array,
  strength = 2,
): Float64Array {
  const all = new Float64Array(LEVELS)
  for (let cell = 0; cell < CELLS; cell += 1) all[cell % LEVELS]! += counts[cell]!
  const most = column.kind === 'given' ? column.exact + 1 : column.exact
  const over = blended(all, 0, lean, strength, most)
  const cells = new Float64Array(CELLS)
  for (let state = 0; state < STATES; state += 1) {
    cells.set(blended(counts, state * LEVELS, over, STRENGTH, most), state * LEVELS)
  }
  return cells
}

function blended(
  counts: Float64Array,
  at: number,
  lean: Float64Array,
  strength: number,
  most: number,
): Float64Array {
  let sum = 0
  for (let level = 1; level <= most; level += 1) sum += counts[at + level]!
  const out = new Float64Array(LEVELS)
  for (let level = 1; level <= most; level += 1) {
    out[level] = Math.max(1e-9, (counts[at + level]! + strength * lean[level]!) / (sum + strength))
  }
  return out
}

/** What the shares among the same lean on. */
export function leanOf(column: Graded): Float64Array {
  return firstShares(column)
}

/**
 * Closer never says less: weights of neighbouring levels that contradict this are averaged. Works on
 * `m` in place, with `counts` of the same as weights.
 */
export function makeMonotonic(model: Model): void {
  for (const [c, column] of model.columns.entries()) {
    for (let state = 0; state < STATES; state += 1) pool(model, c, state * LEVELS, column.exact)
  }
}

function pool(model: Model, c: number, at: number, exact: number): void {
  const m = model.m[c]!
  const u = model.u[c]!
  let blocks: { from: number; to: number; m: number; u: number }[] = []
  for (let level = 1; level <= exact; level += 1) {
    blocks.push({ from: level, to: level, m: m[at + level]!, u: u[at + level]! })
    while (blocks.length > 1) {
      const b = blocks.at(-1)!
      const a = blocks.at(-2)!
      if (a.m / a.u <= b.m / b.u) break
      blocks = blocks.slice(0, -2)
      blocks.push({ from: a.from, to: b.to, m: a.m + b.m, u: a.u + b.u })
    }
  }
  for (const block of blocks) {
    for (let level = block.from; level <= block.to; level += 1) {
      m[at + level] = (block.m / block.u) * u[at + level]!
    }
  }
}
