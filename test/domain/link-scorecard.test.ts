/** The scorecard of links counts what is right, wrong and missed, whatever the limits. */
import { describe, expect, it } from 'vitest'
import { LINKED_FROM, PROPOSED_FROM } from '../../domain/linking/register/bands.ts'
import { firstModel } from '../../domain/linking/table/model.ts'
import { GRADED } from '../../domain/linking/register/grades.ts'
import { weightTable } from '../../domain/linking/register/weights.ts'
import {
  bandsAt,
  type DeclarationTallies,
  EdgeBook,
  edgesAt,
  EDGES_SHOWN,
  FEWEST_LABELS,
  LIMITS_IN_USE,
  type LinkOutcome,
  measureBands,
  measureSource,
  noTally,
  openSource,
  outcomeOf,
  SCORE_LIMITS,
  sharesOf,
  stepOf,
} from '../../domain/linking/scorecard.ts'

const tally = (RIGHT: number, OTHER = 0, STRANGER = 0, UNKNOWN = 0) => ({
  RIGHT,
  OTHER,
  STRANGER,
  UNKNOWN,
})

function tallies(
  open: readonly (readonly [number, LinkOutcome, number])[],
  contradicted: typeof open = [],
): DeclarationTallies {
  const places = (list: typeof open) => {
    const all = SCORE_LIMITS.map(() => noTally()).concat(noTally())
    for (const [probability, outcome, count] of list) all[stepOf(probability)]![outcome] += count
    return all
  }
  return {
    byNumber: tally(900, 1),
    judged: tally(9),
    open: places(open),
    contradicted: places(contradicted),
  }
}

describe('the scorecard of links', () => {
  it('knows the limits in use among those that can be chosen', () => {
    expect(SCORE_LIMITS[LIMITS_IN_USE.linked]).toBe(LINKED_FROM)
    expect(SCORE_LIMITS[LIMITS_IN_USE.proposed]).toBe(PROPOSED_FROM)
    expect(SCORE_LIMITS.toSorted((a, b) => a - b)).toEqual(SCORE_LIMITS)
  })

  it('a probability on a limit reaches it, one below does not', () => {
    for (const [place, limit] of SCORE_LIMITS.entries()) {
      expect(stepOf(limit), `${limit}`).toBe(place + 1)
      expect(stepOf(limit - 1e-9), `just below ${limit}`).toBe(place)
    }
  })

  it('says of a link what its label says, and nothing without one', () => {
    expect(outcomeOf(undefined, 'a')).toBe('UNKNOWN')
    expect(outcomeOf({ is: 'a' }, 'a')).toBe('RIGHT')
    expect(outcomeOf({ is: 'a' }, 'b')).toBe('OTHER')
    expect(outcomeOf({ is: 'a' }, null)).toBe('OTHER')
    expect(outcomeOf({ is: null }, 'b')).toBe('STRANGER')
    expect(outcomeOf({ is: null }, null)).toBe('STRANGER')
    expect(outcomeOf({ isNot: ['b'] }, 'b')).toBe('STRANGER')
    expect(outcomeOf({ isNot: ['b'] }, 'c')).toBe('UNKNOWN')
  })

  const world = tallies(
    [
      [0.999, 'RIGHT', 80],
      [0.97, 'STRANGER', 2],
      [0.9, 'RIGHT', 10],
      [0.5, 'OTHER', 5],
      [0.1, 'RIGHT', 4],
      [0.1, 'STRANGER', 40],
      [0.1, 'UNKNOWN', 7],
    ],
    [[0.999, 'RIGHT', 3]],
  )

  it('counts each band with the limits in use; what contradicts is never linked', () => {
    const bands = bandsAt(world, LIMITS_IN_USE, false)
    expect(bands.LINKED).toEqual(tally(80, 0, 2))
    expect(bands.PROPOSED).toEqual(tally(13, 5))
    expect(bands.NONE).toEqual(tally(4, 0, 40, 7))
    expect(bandsAt(world, LIMITS_IN_USE, true).LINKED).toEqual(tally(989, 1, 2))
  })

  it('moves what lies between two limits, and nothing else', () => {
    const lower = { ...LIMITS_IN_USE, linked: stepOf(0.9) - 1 }
    expect(bandsAt(world, lower, false).LINKED).toEqual(tally(90, 0, 2))
    expect(bandsAt(world, lower, false).PROPOSED).toEqual(tally(3, 5))
    expect(bandsAt(world, lower, false).NONE).toEqual(bandsAt(world, LIMITS_IN_USE, false).NONE)
  })

  it('reckons precision from what has a label, recall from all who are in the register', () => {
    const { LINKED, PROPOSED, ANY, NONE } = measureBands(bandsAt(world, LIMITS_IN_USE, false))
    expect(LINKED).toEqual({ count: 82, right: 80, labelled: 82, wanted: 102 })
    expect(PROPOSED).toEqual({ count: 18, right: 13, labelled: 18, wanted: 102 })
    expect(ANY).toEqual({ count: 100, right: 93, labelled: 100, wanted: 102 })
    expect(NONE, 'right is who is not in the register').toEqual({
      count: 51,
      right: 40,
      labelled: 44,
      wanted: 42,
    })
    expect(sharesOf(LINKED)).toEqual({
      precision: 80 / 82,
      recall: 80 / 102,
      f1: (2 * 80) / (82 + 102),
    })
    expect(measureSource(openSource(world, LIMITS_IN_USE))).toEqual(LINKED)
  })

  it('tells no share from a handful of labels', () => {
    const few = { count: 1000, right: 20, labelled: FEWEST_LABELS - 1, wanted: FEWEST_LABELS }
    expect(sharesOf(few)).toEqual({ precision: null, recall: 20 / FEWEST_LABELS, f1: null })
  })

  it('shows the pairs nearest to a limit on both sides', () => {
    const book = new EdgeBook()
    const edge = (probability: number) => ({
      declarationId: `d${probability}`,
      personId: 'p',
      probability,
      outcome: 'RIGHT' as const,
      isContradicted: false,
    })
    const all = Array.from({ length: 200 }, (_, i) => (i * 37) / 7400 + 0.0001)
    for (const probability of all) book.add(edge(probability))
    const limit = stepOf(0.4) - 1
    const { above, below } = edgesAt(book.done(), limit)
    const probabilities = (list: typeof above) => list.map(({ probability }) => probability)
    expect(probabilities(above)).toEqual(
      all
        .filter((p) => p >= 0.4)
        .toSorted((a, b) => a - b)
        .slice(0, EDGES_SHOWN),
    )
    expect(probabilities(below)).toEqual(
      all
        .filter((p) => p < 0.4)
        .toSorted((a, b) => b - a)
        .slice(0, EDGES_SHOWN),
    )
  })

  it('tells of each field how often a level occurs and what it weighs', () => {
    const grades = firstModel(GRADED)
    const table = weightTable({ grades, coverage: 0.9 })
    const sex = table.find(({ field }) => field === 'sex')!
    expect(sex.parent, 'the sex says little when the given name agrees').toBe('given')
    expect(new Set(sex.levels.map(({ state }) => state))).toEqual(new Set(['CLOSE', 'APART']))
    const birth = table.find(({ field }) => field === 'birth')!
    expect(birth.levels.map(({ level }) => level)).toEqual([
      'exact',
      'slip',
      'parts',
      'year',
      'different',
    ])
    for (const { same, others, bits } of birth.levels) {
      expect(bits).toBeCloseTo(Math.log2(same / others))
    }
  })
})
