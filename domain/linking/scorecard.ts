/**
 * How good the links are: what is right, wrong and missed in each band and source, against what is
 * known of the workers, and how that moves with the limits of the bands. Pure counting.
 */
import { type Band, LINKED_FROM, PROPOSED_FROM } from './register/bands.ts'

/** Where the labels come from: planted in a practice world, or what officers judged so far. */
export const LABEL_SOURCES = ['PLANTED', 'JUDGED'] as const
export type LabelSource = (typeof LABEL_SOURCES)[number]

/** What stands before the key of a mention in the lines of what is planted, and who is nobody there. */
export const PLANTED_MENTION = 'mention/'
export const PLANTED_NOBODY = '-'

/** Fewer labels than this make no share worth telling. */
export const FEWEST_LABELS = 30

/**
 * What is known of a link. RIGHT: it is the worker. OTHER: the worker is somebody else of the register.
 * STRANGER: the worker is not in the register of this desk, or only not this person. UNKNOWN: no label.
 */
export const LINK_OUTCOMES = ['RIGHT', 'OTHER', 'STRANGER', 'UNKNOWN'] as const
export type LinkOutcome = (typeof LINK_OUTCOMES)[number]

/** Records by outcome. */
export type Tally = Record<LinkOutcome, number>

export const noTally = (): Tally => ({ RIGHT: 0, OTHER: 0, STRANGER: 0, UNKNOWN: 0 })

/** What is known of the worker of a record. */
export type Label =
  /** Who it is; null: nobody of the register. */
  | { is: string | null }
  /** Who it is not. */
  | { isNot: readonly string[] }

/** What a label says of the person that was found; `found` null: nobody was. */
export function outcomeOf(label: Label | undefined, found: string | null): LinkOutcome {
  if (!label) return 'UNKNOWN'
  if ('isNot' in label)
    return found !== null && label.isNot.includes(found) ? 'STRANGER' : 'UNKNOWN'
  if (label.is === null) return 'STRANGER'
  return label.is === found ? 'RIGHT' : 'OTHER'
}

/** Probabilities that a limit of a band may be set to, ascending. */
export const SCORE_LIMITS: readonly number[] = [
  ...Array.from({ length: 99 }, (_, i) => (i + 1) / 100),
  ...Array.from({ length: 9 }, (_, i) => (991 + i) / 1000),
  0.9999,
]

/** How many of the limits a probability reaches: its place among them. */
export function stepOf(probability: number): number {
  let low = 0
  let high = SCORE_LIMITS.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (SCORE_LIMITS[middle]! <= probability) low = middle + 1
    else high = middle
  }
  return low
}

/** Limits of the bands as places in SCORE_LIMITS; `proposed` is never above `linked`. */
export interface Limits {
  linked: number
  proposed: number
}

/** The limits in use. */
export const LIMITS_IN_USE: Limits = {
  linked: stepOf(LINKED_FROM) - 1,
  proposed: stepOf(PROPOSED_FROM) - 1,
}

/** Declarations by what decides; see `LinkScore` of the contract. */
export interface DeclarationTallies {
  /** A number decides: linked whatever the limits. */
  byNumber: Tally
  /** An officer decided: linked whatever the limits. */
  judged: Tally
  /** No number decides: by place of the likeliest person's probability, SCORE_LIMITS.length + 1 of them. */
  open: readonly Tally[]
  /** The same, where a number or the birth date contradicts: proposed at most. */
  contradicted: readonly Tally[]
}

const plus = (sum: Tally, more: Tally): void => {
  for (const outcome of LINK_OUTCOMES) sum[outcome] += more[outcome]
}

export type BandTallies = Record<Band, Tally>

/** What would stand in each band under these limits; `isAll`: also what no probability decides. */
export function bandsAt(of: DeclarationTallies, limits: Limits, isAll: boolean): BandTallies {
  const bands: BandTallies = { LINKED: noTally(), PROPOSED: noTally(), NONE: noTally() }
  if (isAll) {
    plus(bands.LINKED, of.byNumber)
    plus(bands.LINKED, of.judged)
  }
  for (const [place, tally] of of.open.entries()) {
    const band = place > limits.linked ? 'LINKED' : place > limits.proposed ? 'PROPOSED' : 'NONE'
    plus(bands[band], tally)
  }
  for (const [place, tally] of of.contradicted.entries()) {
    plus(bands[place > limits.proposed ? 'PROPOSED' : 'NONE'], tally)
  }
  return bands
}

/** What precision, recall and F1 are reckoned from. */
export interface Measure {
  /** Records, with a label or without. */
  count: number
  right: number
  /** Those with a label. */
  labelled: number
  /** All with a label that should be here. */
  wanted: number
}

const sumOf = (tally: Tally): number => LINK_OUTCOMES.reduce((sum, one) => sum + tally[one], 0)
const labelledOf = (tally: Tally): number => sumOf(tally) - tally.UNKNOWN

/** The lines of the table of bands: each band, and what linked and proposed make together. */
export const BAND_LINES = ['LINKED', 'PROPOSED', 'ANY', 'NONE'] as const
export type BandLine = (typeof BAND_LINES)[number]

/**
 * Each band against the labels. In NONE it is right that the worker is not in the register; elsewhere
 * that it is this person, out of all workers who are in the register.
 */
export function measureBands(bands: BandTallies): Record<BandLine, Measure> {
  const all = noTally()
  for (const band of ['LINKED', 'PROPOSED', 'NONE'] as const) plus(all, bands[band])
  const any = noTally()
  plus(any, bands.LINKED)
  plus(any, bands.PROPOSED)
  const found = (tally: Tally): Measure => ({
    count: sumOf(tally),
    right: tally.RIGHT,
    labelled: labelledOf(tally),
    wanted: all.RIGHT + all.OTHER,
  })
  return {
    LINKED: found(bands.LINKED),
    PROPOSED: found(bands.PROPOSED),
    ANY: found(any),
    NONE: {
      count: sumOf(bands.NONE),
      right: bands.NONE.STRANGER,
      labelled: labelledOf(bands.NONE),
      wanted: all.STRANGER,
    },
  }
}

/** Records that belong to a person or to nobody: those that are linked, and those that are not. */
export interface SourceTally {
  linked: Tally
  /** RIGHT never; OTHER: their person is in the register and was missed. */
  unlinked: Tally
}

/** A source against the labels: what is linked of all that belongs to somebody of the register. */
export function measureSource({ linked, unlinked }: SourceTally): Measure {
  return {
    count: sumOf(linked),
    right: linked.RIGHT,
    labelled: labelledOf(linked),
    wanted: linked.RIGHT + linked.OTHER + unlinked.RIGHT + unlinked.OTHER,
  }
}

/** Declarations that no number decides as a source, under these limits. */
export function openSource(of: DeclarationTallies, limits: Limits): SourceTally {
  const { LINKED, PROPOSED, NONE } = bandsAt(of, limits, false)
  const unlinked = noTally()
  plus(unlinked, PROPOSED)
  plus(unlinked, NONE)
  return { linked: LINKED, unlinked }
}

/** Shares of a measure, 0 to 1; null where there are fewer labels than FEWEST_LABELS to reckon from. */
export interface Shares {
  precision: number | null
  recall: number | null
  f1: number | null
}

export function sharesOf({ right, labelled, wanted }: Measure): Shares {
  const precision = labelled < FEWEST_LABELS ? null : right / labelled
  const recall = wanted < FEWEST_LABELS ? null : right / wanted
  const both = precision !== null && recall !== null
  return { precision, recall, f1: both ? (2 * right) / (labelled + wanted) : null }
}

/** A declaration and its likeliest person, near a limit. */
export interface Edge {
  declarationId: string
  personId: string
  probability: number
  outcome: LinkOutcome
  /** A number or the birth date contradicts: proposed at most. */
  isContradicted: boolean
}

/** Pairs that are shown on each side of a limit. */
export const EDGES_SHOWN = 4

const byProbability = (a: Edge, b: Edge): number =>
  a.probability - b.probability || (a.declarationId < b.declarationId ? -1 : 1)

/** For each place the pairs nearest to its ends, so that those next to any limit are known. */
export class EdgeBook {
  readonly #lowest: Edge[][] = Array.from({ length: SCORE_LIMITS.length + 1 }, () => [])
  readonly #highest: Edge[][] = Array.from({ length: SCORE_LIMITS.length + 1 }, () => [])

  add(edge: Edge): void {
    const place = stepOf(edge.probability)
    keep(this.#lowest[place]!, edge, byProbability)
    keep(this.#highest[place]!, edge, (a, b) => byProbability(b, a))
  }

  /** What `edgesAt` reads: lowest and highest pairs per place. */
  done(): Edges {
    return { lowest: this.#lowest, highest: this.#highest }
  }
}

export interface Edges {
  lowest: readonly (readonly Edge[])[]
  highest: readonly (readonly Edge[])[]
}

function keep(list: Edge[], edge: Edge, order: (a: Edge, b: Edge) => number): void {
  list.push(edge)
  list.sort(order)
  if (list.length > EDGES_SHOWN) list.pop()
}

/** The pairs just above a limit and just below it, the nearest first. */
export function edgesAt(edges: Edges, limit: number): { above: Edge[]; below: Edge[] } {
  const above = edges.lowest.slice(limit + 1).flat()
  const below = edges.highest
    .slice(0, limit + 1)
    .toReversed()
    .flat()
  return { above: above.slice(0, EDGES_SHOWN), below: below.slice(0, EDGES_SHOWN) }
}
