/** Learning the model from the table itself, without labels: `u` from random pairs, `m` by EM. */
import { Chains, type Extent, exactPasses, pairsIn, type Pass } from './blocks.ts'
import { type Column, LEVELS, MISSING } from './columns.ts'
import { compareInto } from './compare.ts'
import {
  counted,
  firstModel,
  type Graded,
  leanOf,
  makeMonotonic,
  type Model,
  parentsOf,
  type Rows,
  shares,
  weightOf,
} from './model.ts'

/** A small generator of our own: the same table always gives the same links. */
function lcg(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}

const RANDOM_PAIRS = 200_000
const SHARED_PAIRS = 20_000
const ROUNDS = 15

/** Levels of pairs that stand for all pairs of the table. */
export function randomRows(columns: readonly Column[], extent: Extent): Rows {
  const total = pairsIn(extent)
  const wanted = Math.min(RANDOM_PAIRS, total)
  const width = columns.length
  const levels = new Uint8Array(wanted * width)
  const next = lcg(20_261_127)
  const { records, left, isSelf } = extent
  let row = 0
  if (total <= RANDOM_PAIRS) {
    for (let i = 0; i < left; i += 1) {
      const end = isSelf ? i : records
      for (let j = isSelf ? 0 : left; j < end; j += 1) {
        compareInto(columns, i, j, levels, width * row)
        row += 1
      }
    }
  } else {
    while (row < wanted) {
      const i = Math.floor(next() * left)
      const j = isSelf ? Math.floor(next() * records) : left + Math.floor(next() * (records - left))
      if (i === j) continue
      compareInto(columns, i, j, levels, width * row)
      row += 1
    }
  }
  return { levels, weights: new Float64Array(wanted).fill(1) }
}

/** Pairs that agree on a postcode, a street and so on: among these dependent columns are learned. */
export function sharedRows(
  columns: readonly Column[],
  extent: Extent,
  of: readonly number[],
): Rows {
  const width = columns.length
  const found: number[] = []
  const next = lcg(7)
  for (const pass of exactPasses(columns)) {
    if (!of.includes(pass.columns[0]!)) continue
    found.push(...samplePairs(pass, extent, SHARED_PAIRS, next))
  }
  const rows = found.length / 2
  const levels = new Uint8Array(rows * width)
  for (let row = 0; row < rows; row += 1) {
    compareInto(columns, found[2 * row]!, found[2 * row + 1]!, levels, row * width)
  }
  return { levels, weights: new Float64Array(rows).fill(1) }
}

/** Some pairs of a pass, as `i, j, i, j`, spread over its blocks. */
function samplePairs(pass: Pass, extent: Extent, most: number, next: () => number): number[] {
  const chains = new Chains(pass, extent)
  chains.limit(most * 50)
  const keep = Math.min(1, most / Math.max(1, chains.pairs))
  const found: number[] = []
  for (let i = 0; i < extent.left; i += 1) {
    chains.visit(i, extent.isSelf, (j) => {
      if (keep === 1 || next() < keep) found.push(i, j)
    })
  }
  return found
}

/** Pairs that look like the same at first sight do not teach how different ones agree. */
function markLikely(columns: readonly Column[], rows: Rows): void {
  const width = columns.length
  // A long text can be telling on its own; one name or date cannot.
  const isTextAlone = width === 1 && columns[0]!.kind === 'text'
  const enough = isTextAlone ? 1 : 2
  const nearness = isTextAlone ? 3 : 1
  for (let row = 0; row < rows.weights.length; row += 1) {
    let present = 0
    let close = 0
    for (let c = 0; c < width; c += 1) {
      const level = rows.levels[row * width + c]!
      if (level === MISSING || columns[c]!.kind === 'category') continue
      present += 1
      if (level >= columns[c]!.exact - nearness) close += 1
    }
    rows.weights[row] = present >= enough && close >= Math.max(enough, present * 0.6) ? 0 : 1
  }
}

/** Nothing is rarer among strangers than this. */
const RAREST = 1e-7

/** What was seen in none of so many pairs may still occur in one of twice as many. */
function rarest(rows: Rows): number {
  let seen = 1
  for (const weight of rows.weights) seen += weight
  return Math.max(RAREST, 0.5 / seen)
}

/** `u` from rows of different ones. */
export function learnU(model: Model, random: Rows, shared: Rows | null): void {
  const least = rarest(random)
  const counts = counted(model, random)
  const more = shared && counted(model, shared)
  for (const [c, column] of model.columns.entries()) {
    const sums = counts[c]!
    if (more && model.parents[c]!.length > 0) {
      for (let level = 1; level < LEVELS; level += 1) {
        sums[2 * LEVELS + level] = more[c]![2 * LEVELS + level]!
      }
    }
    const even = new Float64Array(LEVELS).fill(0.25 / LEVELS)
    even[1] = 1
    model.u[c] = shares(column, sums, even).map((share) => Math.max(least, share))
    if (model.parents[c]!.length > 0) atLeastAsLikely(column, model.u[c])
  }
  floorCrossed(model)
}

/** Agreeing on the postcode never makes it rarer to agree on the town: few pairs may pretend so. */
function atLeastAsLikely(column: Graded, u: Float64Array): void {
  for (let level = column.exact - 2; level <= column.exact; level += 1) {
    const [other, shared] = [LEVELS + level, 2 * LEVELS + level]
    u[shared] = Math.max(u[shared]!, u[other]!)
  }
}

/** Exchanged names are too rare among strangers to be counted: the chance follows from both names. */
function floorCrossed(model: Model): void {
  const given = model.columns.findIndex(({ kind }) => kind === 'given')
  const family = model.columns.findIndex(({ kind }) => kind === 'family')
  if (given === -1 || family === -1) return
  const { exact } = model.columns[given]!
  const chance = model.u[given]![exact]! * model.u[family]![model.columns[family]!.exact]!
  for (let state = 0; state < 3; state += 1) {
    model.u[given]![state * LEVELS + exact + 1] = Math.max(1e-8, 2 * chance)
  }
}

export interface Lesson {
  matches: number
  counts: Float64Array[]
}

/** EM over rows of levels with `u` as it stands: what it says about `m`, and how many are the same. */
export function teach(model: Model, levels: Uint8Array, n: number): Lesson {
  const own: Model = { ...model, m: model.m.map((cells) => cells.slice()) }
  const rows: Rows = { levels, weights: new Float64Array(n) }
  let share = 0.2
  let counts: Float64Array[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    share = weigh(own, rows, share)
    counts = counted(own, rows)
    for (const [c, column] of model.columns.entries()) {
      own.m[c] = shares(column, counts[c]!, leanOf(column))
    }
    makeMonotonic(own)
  }
  return { matches: share * n, counts }
}

/** Sets the weight of each row to the chance that it is the same; returns their mean. */
function weigh(model: Model, rows: Rows, share: number): number {
  const width = model.columns.length
  const prior = Math.log(share / (1 - share))
  let sum = 0
  for (let row = 0; row < rows.weights.length; row += 1) {
    let odds = prior
    for (let c = 0; c < width; c += 1) odds += weightOf(model, c, rows.levels, row * width)
    const chance = 1 / (1 + Math.exp(-odds))
    rows.weights[row] = chance
    sum += chance
  }
  return Math.min(0.999, Math.max(1e-6, sum / rows.weights.length))
}

/** The weight of a row in learning `u`: the chance that it is not the same. */
export function weighDifferent(model: Model, rows: Rows, share: number): void {
  weigh(model, rows, share)
  for (let row = 0; row < rows.weights.length; row += 1) rows.weights[row] = 1 - rows.weights[row]!
}

/** An agreement that is so many times likelier where another column agrees says hardly more than that one. */
const LIFT_MIN = 3
/** Less than this is too rare to matter, or are a few who are the same. */
const AGREEING_MIN = 0.05
const SEEN_MIN = 1_000

/** Of different ones, the share that agrees as closely or closer, by level; null where too few have a value. */
function closeness(columns: readonly Column[], rows: Rows, c: number): Float64Array | null {
  const width = columns.length
  const close = new Float64Array(LEVELS)
  let seen = 0
  for (let row = 0; row < rows.weights.length; row += 1) {
    const level = rows.levels[row * width + c]!
    if (rows.weights[row] === 0 || level === MISSING) continue
    seen += 1
    for (let one = 2; one <= Math.min(level, columns[c]!.exact); one += 1) close[one]! += 1
  }
  return seen < SEEN_MIN ? null : close.map((count) => count / seen)
}

/** How many times likelier an agreement is among some than it is alone, at the level where it is most so. */
function liftOf(among: Float64Array | null, alone: Float64Array | null): number {
  if (among === null || alone === null) return 0
  let most = 0
  for (let level = 2; level < LEVELS; level += 1) {
    const share = among[level]!
    if (share >= AGREEING_MIN) most = Math.max(most, share / Math.max(RAREST, alone[level]!))
  }
  return most
}

function isAncestor(parents: readonly (readonly number[])[], old: number, of: number): boolean {
  return parents[of]!.some((one) => one === old || isAncestor(parents, old, one))
}

/**
 * Which columns each depends on: those that are known to, and what the table itself shows. Who lives under
 * one roof shares family name, place and birthplace: that is one agreement, not three.
 */
function dependencies(columns: readonly Column[], extent: Extent, random: Rows): number[][] {
  const parents = parentsOf(columns)
  const best = columns.map(() => LIFT_MIN)
  const alone = columns.map((_, c) => closeness(columns, random, c))
  for (const parent of columns.keys()) {
    const rows = sharedRows(columns, extent, [parent])
    markLikely(columns, rows)
    for (const c of columns.keys()) {
      // What has fewer values is the neighbourhood, what has more is who lives there.
      if (c === parent || columns[c]!.values.length < columns[parent]!.values.length) continue
      const isFree = parents[c]!.length === 0 || best[c]! > LIFT_MIN
      const lift = isFree ? liftOf(closeness(columns, rows, c), alone[c]!) : 0
      if (lift <= best[c]! || isAncestor(parents, c, parent)) continue
      best[c] = lift
      parents[c] = [parent]
    }
  }
  return parents
}

export interface Learned {
  model: Model
  random: Rows
  shared: Rows
}

/**
 * A first model: `u` from random pairs, and for `m` the likely shares. Sessions that block on two columns
 * were tried for a better start: where few columns are telling they teach to know a neighbourhood from
 * the next, and those who moved never occur in them.
 */
export function learn(columns: readonly Column[], extent: Extent): Learned {
  const random = randomRows(columns, extent)
  markLikely(columns, random)
  const model = firstModel(columns, dependencies(columns, extent, random))
  const parents = [...new Set(model.parents.flat())]
  const shared = sharedRows(columns, extent, parents)
  markLikely(columns, shared)
  learnU(model, random, shared)
  makeMonotonic(model)
  return { model, random, shared }
}
