/**
 * From pairs to groups. Within one file the same is the same as the same: pairs are joined into groups,
 * strongest first, as long as all pairs between two groups together speak for it. Between two files
 * without doubles each record has one partner at most.
 */

export interface ScoredPairs {
  left: Int32Array
  right: Int32Array
  /** Natural logarithm of the odds that they are the same. */
  odds: Float64Array
}

export const chanceOf = (odds: number) => 1 / (1 + Math.exp(-odds))

function strongestFirst({ odds }: ScoredPairs, from: number): Int32Array {
  const chosen: number[] = []
  for (let p = 0; p < odds.length; p += 1) if (odds[p]! >= from) chosen.push(p)
  return Int32Array.from(chosen).sort((a, b) => odds[b]! - odds[a]! || a - b)
}

/** More than this says one pair, either way: one bad comparison must not outvote a group. */
const SAY_MAX = 9
const GROUP_MAX = 60

const GROUPINGS = 4

export interface Groups {
  /** Group number of each record. */
  of: Int32Array
  /** Odds that a pair loses when one of it is in a group already. */
  third: number
}

/**
 * Groups of the same. A file in which hardly anybody stands three times is one of pairs: then whoever has a
 * partner is less likely to have another than anybody is to have one. How many have is seen from the groups
 * themselves. `oddsOf` compares two records that were no candidates.
 */
export function groupsOf(
  pairs: ScoredPairs,
  records: number,
  oddsOf: (i: number, j: number) => number,
): Groups {
  let third = 0
  for (let round = 1; ; round += 1) {
    const of = joinedGroups(pairs, records, oddsOf, third)
    const next = oddsOfThird(of)
    if (round === GROUPINGS || next <= third) return { of, third }
    third = next
  }
}

/** How much rarer it is that one of a group has a third than that somebody has a second, as odds from 0 on. */
function oddsOfThird(groups: Int32Array): number {
  const sizes = new Int32Array(groups.length)
  for (const group of groups) sizes[group]! += 1
  let two = 0
  let three = 0
  for (const size of sizes) {
    if (size >= 2) two += size
    if (size >= 3) three += size
  }
  return Math.max(0, Math.log(two / Math.max(1, groups.length) / ((three + 1) / (two + 2))))
}

function joinedGroups(
  pairs: ScoredPairs,
  records: number,
  oddsOf: (i: number, j: number) => number,
  third: number,
): Int32Array {
  const group = Int32Array.from({ length: records }, (_, i) => i)
  const members: (number[] | undefined)[] = []
  const membersOf = (id: number) => (members[id] ??= [id])
  for (const p of strongestFirst(pairs, -1)) {
    const a = group[pairs.left[p]!]!
    const b = group[pairs.right[p]!]!
    if (a === b) continue
    const inA = membersOf(a)
    const inB = membersOf(b)
    if (inA.length * inB.length > GROUP_MAX * GROUP_MAX) continue
    if (!speaksFor(inA, inB, pairs.odds[p]!, oddsOf, third)) continue
    for (const record of inB) group[record] = a
    inA.push(...inB)
    members[b] = undefined
  }
  return group
}

function speaksFor(
  a: readonly number[],
  b: readonly number[],
  strongest: number,
  oddsOf: (i: number, j: number) => number,
  third: number,
): boolean {
  if (a.length === 1 && b.length === 1) return strongest > 0
  let sum = 0
  for (const i of a) {
    for (const j of b) sum += Math.max(-SAY_MAX, Math.min(SAY_MAX, oddsOf(i, j) - third))
  }
  return sum > 0
}

/** Share of records with a sure partner that have two of them. */
export function shareOfDoubles(side: Int32Array, odds: Float64Array, records: number): number {
  const partners = new Uint8Array(records)
  for (let p = 0; p < side.length; p += 1) {
    if (odds[p]! > 3 && partners[side[p]!]! < 2) partners[side[p]!]! += 1
  }
  let some = 0
  let several = 0
  for (const count of partners) {
    if (count > 0) some += 1
    if (count > 1) several += 1
  }
  return some === 0 ? 0 : several / some
}

/** One side of the pairs, where each record has one partner at most, and how many records it has. */
export interface Side {
  record: Int32Array
  size: number
}

/** So many records of a side have no partner at least: whoever is left over need not belong together. */
const LEFT_OVER_MIN = 0.01
const ROUNDS = 8

/**
 * The odds of each pair against all other partners of its records, and against none, where a side has one
 * partner at most: two candidates share what there is to believe, and whoever has a sure partner is no
 * candidate for others any more. So the prior of those who are left is not that of all pairs: of `k` matches
 * among `n` records `n - k` are still to be had.
 */
export function against(sides: readonly Side[], odds: Float64Array, records: number): Float64Array {
  let settled = odds
  for (let round = 0; round < ROUNDS; round += 1) {
    const matches = round === 0 ? 0 : settled.reduce((sum, own) => sum + chanceOf(own), 0)
    const fewer = sides.reduce(
      (sum, { size }) => sum + Math.log(size / Math.max(size * LEFT_OVER_MIN, size - matches, 1)),
      0,
    )
    settled = odds.map((own) => own + fewer)
    for (const { record } of sides) settled = competing(record, settled, records)
  }
  return settled
}

function competing(side: Int32Array, odds: Float64Array, records: number): Float64Array {
  const sums = new Float64Array(records).fill(1)
  for (let p = 0; p < side.length; p += 1) sums[side[p]!]! += Math.exp(Math.min(600, odds[p]!))
  return odds.map((own, p) => {
    const mine = Math.exp(Math.min(600, own))
    return Math.log(mine / Math.max(1e-300, sums[side[p]!]! - mine))
  })
}

/** The threshold with the highest expected F1, when each chance is true. `missed`: expected outside. */
export function bestThreshold(chances: readonly number[], missed = 0): number {
  const sorted = chances.toSorted((a, b) => b - a)
  const total = sorted.reduce((sum, chance) => sum + chance, missed)
  let hits = 0
  let best = 0
  let threshold = 1
  for (const [at, chance] of sorted.entries()) {
    hits += chance
    const f1 = (2 * hits) / (at + 1 + total)
    if (f1 > best) [best, threshold] = [f1, chance]
  }
  return threshold
}
