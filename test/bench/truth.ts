/**
 * The rules against what is planted: recall and precision of each rule about persons. Whoever is
 * flagged without a story that says so, a look-alike or somebody in ordinary life, is a false alarm.
 */
import type { FindingCode, FindingKind } from '../../domain/contract/codes.ts'
import { engineOf, personFindings, RULES } from '../../domain/risk/index.ts'
import type { Figure, Bench } from './figure.ts'
import { factsOf, sizesOf, TODAY, worldOf } from './rules.world.ts'

const GOALS: Readonly<Record<FindingKind, { recall: number; precision: number }>> = {
  HARD: { recall: 0.98, precision: 0.98 },
  SOFT: { recall: 0.85, precision: 0.6 },
}

/** Codes that truth says of each person. */
function truthOf(world: ReturnType<typeof worldOf>) {
  const mistyped = new Set<string>()
  const typo = new Set<string>()
  const expected = new Map<string, Set<FindingCode>>()
  const expect = (person: string, codes: readonly FindingCode[]) => {
    const set = expected.get(person) ?? new Set<FindingCode>()
    for (const code of codes) set.add(code)
    expected.set(person, set)
  }
  const records = world.records((truth) => {
    if (truth.label === 'NOISE') {
      // A mistyped number is what R31 looks for.
      if (truth.noise === 'INSZ_TYPO') {
        expect(truth.person, ['R31'])
        mistyped.add(truth.declaration)
        typo.add(truth.person)
      }
    } else for (const person of truth.persons) expect(person, truth.expects)
  })
  for (const { record } of records) if (record.kind === 'note') break
  return { expected, mistyped, typo }
}

function share(figure: string, value: number, goal: number): Figure {
  return {
    figure,
    value,
    unit: 'x',
    baseline: null,
    ratio: null,
    goal: `>= ${goal}`,
    ok: value >= goal,
  }
}

const bench: Bench = async function* ({ world: size }) {
  const world = worldOf(size)
  const { expected, mistyped, typo } = truthOf(world)
  const engine = engineOf(TODAY)
  const counts = new Map(RULES.map(({ code }) => [code, { right: 0, wrong: 0, missed: 0 }]))
  for (const some of factsOf(world, sizesOf(size).persons)) {
    for (const facts of some) {
      const wanted = expected.get(facts.person.id) ?? new Set<FindingCode>()
      const found = new Set(personFindings(facts, engine).map(({ code }) => code))
      for (const code of found) counts.get(code)![wanted.has(code) ? 'right' : 'wrong'] += 1
      // A mistyped number can be seen where another identifier ties the declaration to the person.
      const isSeen = facts.declarations.some(
        ({ record, linkedBy }) =>
          mistyped.has(record.id) && linkedBy === 'PASSPORT' && record.body.worker.insz !== null,
      )
      const isTold = !typo.has(facts.person.id)
      const tied = (code: FindingCode) => code !== 'R31' || isSeen || isTold
      for (const code of wanted) if (!found.has(code) && tied(code)) counts.get(code)!.missed += 1
    }
  }
  for (const { code, kind, subject, needs } of RULES) {
    const { right, wrong, missed } = counts.get(code)!
    if (subject === 'ENTERPRISE' || needs.length > 0) continue
    const { recall, precision } = GOALS[kind]
    yield share(
      `recall of ${code} (${right} of ${right + missed})`,
      right / (right + missed),
      recall,
    )
    yield share(`precision of ${code} (${wrong} wrong)`, right / (right + wrong), precision)
  }
}

export default bench
