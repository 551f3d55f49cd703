/**
 * Links the records of one or two tables of unknown origin, without labels: prepares the columns,
 * finds candidates, learns the model from the table itself, scores, and settles groups.
 */
import { Candidates, type Extent, pairsIn } from './blocks.ts'
import {
  against,
  bestThreshold,
  chanceOf,
  groupsOf,
  type ScoredPairs,
  shareOfDoubles,
} from './clusters.ts'
import { type Column, type ColumnKey, LEVELS, makeColumn, MISSING } from './columns.ts'
import { compareInto, cross, levelOf, mayCross, namesOf } from './compare.ts'
import { learn, type Learned, learnU, weighDifferent } from './learn.ts'
import { counted, leanOf, makeMonotonic, type Model, shares, stateOf, weightOf } from './model.ts'

/** Columns as typed, of the first table and then of the second, in one list. */
export interface TableInput {
  columns: readonly { key: ColumnKey; typed: readonly string[] }[]
  /** Records of the first table. */
  left: number
  /** Records of both tables. */
  records: number
  isSelf: boolean
  progress?(done: number, total: number): void
}

export interface TableLink {
  left: number
  right: number
  /** 0 to 1. */
  probability: number
  /** Sum of the weights in bits: log2 of how much likelier the pair is among the same. */
  weight: number
}

export interface TableResult {
  /** Highest probability first. */
  links: TableLink[]
  /** The threshold that was used. */
  threshold: number
  model: Model
}

/** Odds below which a pair is not kept: one in four hundred. */
const KEPT_FROM = -6
const POLISH_ROUNDS = 10
/** Least weight of a level at first look: one to so many. */
const LENIENCE = 1 / 5
/** No value is so rare that agreeing on it says more than this over the average, in natural logs. */
const RARE_MAX = Math.log(60)

/** The kept pairs: records and levels. */
class Kept {
  readonly width: number
  count = 0
  left = new Int32Array(1024)
  right = new Int32Array(1024)
  levels: Uint8Array

  constructor(width: number) {
    this.width = width
    this.levels = new Uint8Array(1024 * width)
  }

  add(i: number, j: number, levels: Uint8Array): void {
    if (this.count === this.left.length) this.#grow()
    this.left[this.count] = i
    this.right[this.count] = j
    this.levels.set(levels, this.count * this.width)
    this.count += 1
  }

  #grow(): void {
    const more = (array: Int32Array) => {
      const larger = new Int32Array(array.length * 2)
      larger.set(array)
      return larger
    }
    this.left = more(this.left)
    this.right = more(this.right)
    const levels = new Uint8Array(this.levels.length * 2)
    levels.set(this.levels)
    this.levels = levels
  }
}

/**
 * How much more an agreement on this value says than one on the average value. The two at hand do not make it
 * common: a number that only they carry is as rare as any.
 */
function rarity(
  model: Model,
  column: Column,
  c: number,
  state: number,
  id: number,
  records: number,
): number {
  if (state === 2 || column.kind === 'date') return 0
  const average = model.u[c]![state * LEVELS + column.exact]!
  const others = Math.max(0, column.counts[id]! - 2)
  const own = (others + Math.min(1, average * records)) / records
  return Math.max(-RARE_MAX, Math.min(RARE_MAX, Math.log(average / own)))
}

function isFull(model: Model, c: number, levels: Uint8Array, at: number): boolean {
  return levels[at + c] === model.columns[c]!.exact
}

/** Sum of the weights of a row of levels, rare values included. */
function evidence(
  model: Model,
  columns: readonly Column[],
  levels: Uint8Array,
  at: number,
  i: number,
  j: number,
  records: number,
): number {
  let sum = 0
  for (let c = 0; c < model.columns.length; c += 1) {
    sum += weightOf(model, c, levels, at)
    const { ids } = columns[c]!
    if (ids[i] === ids[j] && isFull(model, c, levels, at)) {
      sum += rarity(model, columns[c]!, c, stateOf(model, c, levels, at), ids[i]!, records)
    }
  }
  return sum
}

/** The most that each column can still add, so that hopeless pairs are left early. */
function mostOf(model: Model): Float64Array {
  const most = model.columns.map((_, c) => {
    let best = 0
    for (let cell = 0; cell < model.m[c]!.length; cell += 1) {
      if (cell % LEVELS === MISSING || model.m[c]![cell] === 0) continue
      best = Math.max(best, Math.log(model.m[c]![cell]! / model.u[c]![cell]!))
    }
    return best + RARE_MAX / 2
  })
  const rest = new Float64Array(most.length + 1)
  for (let c = most.length - 1; c >= 0; c -= 1) rest[c] = rest[c + 1]! + most[c]!
  return rest
}

/**
 * The model for the first look, which has learned nothing yet: in some tables many of the same moved,
 * married or changed their number, so no column may speak strongly against a pair.
 */
function lenient(model: Model): Model {
  const m = model.m.map((cells, c) =>
    cells.map((share, cell) => Math.max(share, LENIENCE * model.u[c]![cell]!)),
  )
  return { ...model, m }
}

/** Compares all candidates and keeps those that may be the same. */
function score(
  model: Model,
  columns: readonly Column[],
  extent: Extent,
  prior: number,
  input: TableInput,
): Kept {
  const width = columns.length
  const candidates = new Candidates(columns, extent)
  const names = namesOf(columns)
  const rest = mostOf(model)
  const kept = new Kept(width)
  const levels = new Uint8Array(width)
  const rough = roughWeights(model)
  const compare = (i: number, j: number) => {
    let odds = prior
    for (let c = 0; c < width; c += 1) {
      levels[c] = levelOf(columns[c]!, i, j)
      odds += rough[c]![levels[c]!]!
      if (odds + rest[c + 1]! < KEPT_FROM && !(names && mayCross(columns, names, i, j))) return
    }
    if (names) cross(columns, names, i, j, levels, 0)
    if (prior + evidence(model, columns, levels, 0, i, j, extent.records) >= KEPT_FROM)
      kept.add(i, j, levels)
  }
  for (let i = 0; i < extent.left; i += 1) {
    candidates.of(i, (j) => compare(i, j))
    if (i % 1000 === 0) input.progress?.(i, extent.left)
  }
  return kept
}

/** Weights by column and level, whatever the columns beside it say. */
function roughWeights(model: Model): Float64Array[] {
  return model.columns.map((_, c) =>
    Float64Array.from({ length: LEVELS }, (__, level) =>
      level === MISSING ? 0 : Math.log(model.m[c]![level]! / model.u[c]![level]!),
    ),
  )
}

interface Scores {
  odds: Float64Array
  prior: number
}

/** Learns on from the kept pairs, with the prior over all pairs of the table. */
function polish(learned: Learned, columns: readonly Column[], kept: Kept, extent: Extent): Scores {
  const { model, random, shared } = learned
  const total = pairsIn(extent)
  let matches = Math.min(total / 2, extent.records / 3)
  const weights = new Float64Array(kept.count)
  const odds = new Float64Array(kept.count)
  const levels = kept.levels.subarray(0, kept.count * kept.width)
  for (let round = 0; round <= POLISH_ROUNDS; round += 1) {
    const isLast = round === POLISH_ROUNDS
    // One step at a time: a number of matches that shrinks before `m` has learned takes all with it.
    const alone = aloneIn(round, extent, columns.length, kept, odds)
    const steps = { rounds: isLast ? 10 : 1, alone }
    matches = settle(model, columns, kept, odds, weights, matches, total, extent, steps)
    if (isLast) break
    const counts = counted(model, { levels, weights })
    for (const [c, column] of model.columns.entries()) {
      model.m[c] = shares(column, counts[c]!, leanOf(column))
    }
    weighDifferent(model, random, matches / total)
    weighDifferent(model, shared, shareAmong(shared.weights.length, matches))
    learnU(model, random, shared)
    makeMonotonic(model)
  }
  return { odds, prior: Math.log(matches / Math.max(1, total - matches)) }
}

/** Pairs that agree on a postcode are the same far more often than random ones; a rough guess will do. */
function shareAmong(rows: number, matches: number): number {
  return Math.min(0.5, Math.max(0.01, matches / Math.max(1, rows)))
}

/** Odds and chances under the model, with as many matches as the chances add up to. */
function settle(
  model: Model,
  columns: readonly Column[],
  kept: Kept,
  odds: Float64Array,
  weights: Float64Array,
  first: number,
  total: number,
  extent: Extent,
  { rounds, alone }: { rounds: number; alone: Alone },
): number {
  for (let p = 0; p < kept.count; p += 1) {
    odds[p] = evidence(
      model,
      columns,
      kept.levels,
      p * kept.width,
      kept.left[p]!,
      kept.right[p]!,
      extent.records,
    )
  }
  let matches = first
  for (let round = 0; round < rounds; round += 1) {
    const prior = Math.log(matches / Math.max(1, total - matches))
    const sum = competingChances(odds, prior, kept, extent.records, weights, alone)
    matches = Math.max(1, Math.min(total / 2, sum))
  }
  const prior = Math.log(matches / Math.max(1, total - matches))
  for (let p = 0; p < kept.count; p += 1) odds[p]! += prior
  return matches
}

/** How much of what a pair says counts whoever else its records may be: in learning, and of the number of matches. */
interface Alone {
  share: number
  ofSum: 0 | 1
  /** Do the partners of a record of the left and of the right compete? */
  sides: readonly [boolean, boolean]
}

/** In one file a record may have several partners: when the model knows what tells people apart, half of it. */
const ALONE_OF_SELF = 0.5
/** Rounds in which it learns that. */
const COMPETING_ROUNDS = 7

/**
 * One column cannot tell a household from a person: there is nothing to compete with. Of two files one or both
 * may hold doubles, whose partners do not compete; that shows when the model knows what tells people apart.
 */
function aloneIn(
  round: number,
  { isSelf, records }: Extent,
  width: number,
  kept: Kept,
  odds: Float64Array,
): Alone {
  const both = [true, true] as const
  const share = round < COMPETING_ROUNDS ? 0 : ALONE_OF_SELF
  if (isSelf) return { share: width === 1 ? 1 : share, ofSum: 1, sides: both }
  if (round < COMPETING_ROUNDS) return { share: 0, ofSum: 0, sides: both }
  // A record of the left has several partners where those of the right are doubles.
  const competes = (record: Int32Array) =>
    shareOfDoubles(record.subarray(0, kept.count), odds, records) < DOUBLES_MAX
  const sides = [competes(kept.left), competes(kept.right)] as const
  return sides[0] || sides[1] ? { share: 0, ofSum: 0, sides } : { share, ofSum: 1, sides: both }
}

/**
 * The chance of each pair among those of both its records; how many matches that makes. Otherwise whoever
 * shares a home and a family name teaches that given name and birth say nothing: a household is no person.
 */
function competingChances(
  odds: Float64Array,
  prior: number,
  { left, right, count }: Kept,
  records: number,
  weights: Float64Array,
  { share, ofSum, sides }: Alone,
): number {
  const sums = new Float64Array(records).fill(1)
  for (let p = 0; p < count; p += 1) {
    const own = Math.exp(Math.min(300, odds[p]! + prior))
    weights[p] = own
    sums[left[p]!]! += own
    sums[right[p]!]! += own
  }
  let sum = 0
  for (let p = 0; p < count; p += 1) {
    const own = weights[p]! / (1 + weights[p]!)
    const ofLeft = sides[0] ? sums[left[p]!]! : 0
    const ofRight = sides[1] ? sums[right[p]!]! : 0
    const among = weights[p]! / Math.max(ofLeft, ofRight)
    weights[p] = share * own + (1 - share) * among
    sum += ofSum === 1 ? own : among
  }
  return sum
}

/** A file has no doubles when hardly any sure partner is one of two. */
const DOUBLES_MAX = 0.03

/** Odds after partners have competed, between two files. */
function resolve(pairs: ScoredPairs, { records, left }: Extent): Float64Array {
  const sides = [
    { record: pairs.left, size: left },
    { record: pairs.right, size: records - left },
  ].filter(({ record }) => shareOfDoubles(record, pairs.odds, records) < DOUBLES_MAX)
  return against(sides, pairs.odds, records)
}

/** Odds that a pair loses whose groups were kept apart by all their other pairs. */
const APART = 2

/** Chance that is given to a pair whose group says the contrary of the pair alone. */
function grouped(
  pairs: ScoredPairs,
  extent: Extent,
  oddsOf: (i: number, j: number) => number,
): Map<number, number> {
  const { records } = extent
  const { of: groups, third } = groupsOf(pairs, records, oddsOf)
  const sizes = new Int32Array(records)
  for (const group of groups) sizes[group]! += 1
  const isAlone = (i: number) => sizes[groups[i]!] === 1
  const known = new Map<number, number>()
  for (let p = 0; p < pairs.odds.length; p += 1) {
    const i = pairs.left[p]!
    const j = pairs.right[p]!
    const own = pairs.odds[p]!
    const isTogether = groups[i] === groups[j]
    const apart = isAlone(i) && isAlone(j) ? APART : APART + third
    known.set(i * records + j, isTogether ? Math.max(own, own / 2 + 2) : own - apart)
  }
  const members = new Map<number, number[]>()
  for (let i = 0; i < records; i += 1) {
    const list = members.get(groups[i]!)
    if (list) list.push(i)
    else members.set(groups[i]!, [i])
  }
  for (const list of members.values()) {
    for (const [at, j] of list.entries()) {
      for (const i of list.slice(at + 1)) {
        if (!known.has(i * records + j)) {
          known.set(i * records + j, Math.max(0.5, oddsOf(i, j) / 2 + 2))
        }
      }
    }
  }
  return known
}

/** Chances below this are not worth a line, unless a lower threshold is asked for. */
const LEAST = 0.02

/** Links the tables. `threshold` null: the one with the highest expected F1. */
export function linkTable(input: TableInput, threshold: number | null = null): TableResult {
  const extent: Extent = { records: input.records, left: input.left, isSelf: input.isSelf }
  const columns = orderColumns(input.columns.map(({ key, typed }) => makeColumn(key, typed)))
  const learned = learn(columns, extent)
  const { model } = learned
  const total = pairsIn(extent)
  const guess = Math.log(Math.max(1, extent.records / 4) / Math.max(2, total))
  const kept = score(lenient(model), columns, extent, guess, input)
  const { odds, prior } = polish(learned, columns, kept, extent)
  const pairs: ScoredPairs = {
    left: kept.left.subarray(0, kept.count),
    right: kept.right.subarray(0, kept.count),
    odds,
  }
  const row = new Uint8Array(columns.length)
  const oddsOf = (i: number, j: number) => {
    compareInto(columns, i, j, row, 0)
    return prior + evidence(model, columns, row, 0, i, j, extent.records)
  }
  const links: TableLink[] = []
  const take = (i: number, j: number, own: number) => {
    const probability = chanceOf(own)
    const weight = (oddsOf(i, j) - prior) / Math.LN2
    // Nothing speaks for a pair without evidence, however likely doubles are in general.
    if (weight <= 0 || probability < Math.min(LEAST, threshold ?? 1)) return
    links.push({ left: i, right: j, probability, weight })
  }
  if (input.isSelf) {
    const all = grouped(pairs, extent, oddsOf)
    for (const [key, own] of all) take(Math.floor(key / extent.records), key % extent.records, own)
  } else {
    const settled = resolve(pairs, extent)
    for (let p = 0; p < settled.length; p += 1) take(pairs.left[p]!, pairs.right[p]!, settled[p]!)
  }
  const used = threshold ?? bestThreshold(links.map(({ probability }) => probability))
  return {
    links: links
      .filter(({ probability }) => probability >= used)
      .sort((a, b) => b.probability - a.probability || b.weight - a.weight || a.left - b.left),
    threshold: used,
    model,
  }
}

const COST: Readonly<Record<Column['kind'], number>> = {
  date: 0,
  code: 1,
  number: 1,
  category: 2,
  family: 3,
  given: 4,
  text: 5,
}

/** Cheap and telling columns first: hopeless pairs are then left early. */
function orderColumns(columns: Column[]): Column[] {
  return columns.toSorted((a, b) => COST[a.kind] - COST[b.kind])
}
