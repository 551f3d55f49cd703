/**
 * What every declaration needs and what covers it, for 1,000,000 linked declarations with the whole
 * decision table: reading the situation of each record into columns, and evaluating the columns for
 * a day. The persons of a world are told again until there are that many declarations. Beside it the
 * comparison as one screen makes it, person by person, on a sample and scaled. Recall and false
 * alarms are held against the stories of the world and the comparison itself.
 */
import type { PersonFacts } from '../../domain/risk/person-facts.ts'
import { compareDeclarations } from '../../domain/limosa/compare.ts'
import {
  COVER_CODES,
  CoverageBuilder,
  type CoverageColumns,
  evaluateCoverage,
} from '../../domain/limosa/coverage.ts'
import { FULL, SMALL, World, type Truth } from '../../gateway/practice/world/index.ts'
import { TODAY } from './dossiers.world.ts'
import { atMost, type Bench, type Figure } from './figure.ts'
import { interleave, median } from './measure.ts'

const DECLARATIONS = 1_000_000
const LIMIT_S = 2.5
const ROUNDS = 5
const SEED = 1
/** One in so many persons is compared as a screen does it. */
const SAMPLE = 10
/** Persons of a world that are told again: more would fill the memory with records. */
const PERSONS_AT_MOST = 9_000

function stock(persons: readonly PersonFacts[], declarations: number): CoverageColumns {
  const builder = new CoverageBuilder()
  for (let i = 0; builder.declarations < declarations; i += 1) {
    builder.add(persons[i % persons.length]!)
  }
  return builder.done()
}

/** Verdicts that differ from the comparison, stories that are missed, and innocents with a mismatch. */
function errors(persons: readonly PersonFacts[], truths: readonly Truth[]): number[] {
  const builder = new CoverageBuilder()
  const codes = new Map<string, Set<string>>()
  for (const facts of persons) builder.add(facts)
  const { code } = evaluateCoverage(builder.done(), TODAY)
  let at = 0
  let differing = 0
  for (const facts of persons) {
    for (const verdict of compareDeclarations(facts, TODAY)) {
      const found = COVER_CODES[code[at]!]!
      if (found !== verdict.code) differing += 1
      if (found !== 'M0') {
        codes.set(facts.person.id, (codes.get(facts.person.id) ?? new Set()).add(found))
      }
      at += 1
    }
  }
  const covers: ReadonlySet<string> = new Set(COVER_CODES)
  const stories = truths.filter((truth) => truth.label !== 'NOISE')
  const missed = stories.flatMap(({ expects, persons: ids }) =>
    ids.flatMap((id) => expects.filter((one) => covers.has(one) && !codes.get(id)?.has(one))),
  )
  const told = new Set(
    stories.flatMap(({ persons: ids, label }) => (label === 'PLANTED' ? ids : [])),
  )
  const innocent = [...codes.keys()].filter((id) => !told.has(id))
  const planted = stories.flatMap(({ expects }) => expects.filter((one) => covers.has(one)))
  return [differing, missed.length, innocent.length, planted.length]
}

const none = (figure: string, value: number): Figure => ({
  figure,
  value,
  unit: 'count',
  baseline: null,
  ratio: null,
  goal: '0',
  ok: value === 0,
})

const bench: Bench = async function* ({ world: size }) {
  const world = new World({ seed: SEED, today: TODAY, ...(size === 'full' ? FULL : SMALL) })
  const truths: Truth[] = []
  const persons: PersonFacts[] = []
  // To the end: whose story it was is told with its presences.
  for (const { record } of world.records((truth) => truths.push(truth))) {
    if (record.kind === 'person' && persons.length < PERSONS_AT_MOST) {
      persons.push(world.factsOf(persons.length))
    }
  }
  const known = new Set(persons.map(({ person }) => person.id))
  const own = truths.filter(
    (truth) => truth.label === 'NOISE' || truth.persons.every((id) => known.has(id)),
  )
  const [differing, missed, innocent, planted] = errors(persons, own)

  const columns = stock(persons, DECLARATIONS)
  const sample = persons.filter((_, i) => i % SAMPLE === 0)
  const sampled = sample.reduce(
    (sum, { declarations }) =>
      sum + declarations.filter(({ record }) => record.body.status === 'ACTIVE').length,
    0,
  )
  const samples = await interleave(
    {
      whole: () => evaluateCoverage(stock(persons, DECLARATIONS), TODAY),
      columns: () => evaluateCoverage(columns, TODAY),
      oneByOne: () => sample.map((facts) => compareDeclarations(facts, TODAY)),
    },
    { rounds: ROUNDS, warmUp: 1 },
  )
  const oneByOne = (median(samples.oneByOne) * columns.from.length) / sampled / 1000
  yield atMost(
    'coverage of 1,000,000 linked declarations from their records, beside the comparison person by person (a sample of 10 %, scaled)',
    median(samples.whole) / 1000,
    's',
    LIMIT_S,
    oneByOne,
  )
  yield atMost(
    'the same from columns, for another day',
    median(samples.columns) / 1000,
    's',
    1,
    oneByOne,
  )
  yield none('declarations judged otherwise than on the screen', differing!)
  yield none('planted readings M1 to M4 that are missed', missed!)
  yield {
    ...none('planted readings M1 to M4', planted!),
    goal: '> 0',
    ok: planted! > 0,
  }
  yield none('persons with a mismatch that nobody planted', innocent!)
}

export default bench
