/**
 * The rules against what is planted: recall and precision of each rule. Whoever is flagged without a
 * story that says so, a look-alike or somebody in ordinary life, is a false alarm.
 */
import type { FindingCode, FindingKind } from '../../domain/contract/codes.ts'
import { parseInsz } from '../../domain/identifiers/insz.ts'
import { engineOf, enterpriseFindings, personFindings, RULES } from '../../domain/risk/index.ts'
import type { PersonFacts } from '../../domain/risk/person-facts.ts'
import type { Figure, Bench } from './figure.ts'
import { TODAY, worldOf } from './rules.world.ts'

const GOALS: Readonly<Record<FindingKind, { recall: number; precision: number }>> = {
  HARD: { recall: 0.98, precision: 0.98 },
  SOFT: { recall: 0.85, precision: 0.6 },
}
const SUBJECTS = new Map(RULES.map(({ code, subject }) => [code, subject]))

/** Codes that truth says of each person and enterprise. */
function truthOf(world: ReturnType<typeof worldOf>) {
  const mistyped = new Map<string, string>()
  const typo = new Set<string>()
  const expected = new Map<string, Set<FindingCode>>()
  const expect = (subject: string, codes: readonly FindingCode[]) => {
    const set = expected.get(subject) ?? new Set<FindingCode>()
    for (const code of codes) set.add(code)
    expected.set(subject, set)
  }
  const records = world.records((truth) => {
    if (truth.label === 'NOISE') {
      if (truth.noise === 'INSZ_TYPO') mistyped.set(truth.declaration, truth.person)
      return
    }
    const of = (subject: 'PERSON' | 'ENTERPRISE') =>
      truth.expects.filter((code) => SUBJECTS.get(code) === subject)
    for (const person of truth.persons) expect(person, of('PERSON'))
    for (const enterprise of truth.enterprises) expect(enterprise, of('ENTERPRISE'))
  })
  for (const { record } of records) {
    if (record.kind === 'note') break
    const person = record.kind === 'declaration' ? mistyped.get(record.id) : undefined
    if (record.kind !== 'declaration' || person === undefined) continue
    // A mistyped number cannot exist, which R31 says, or is seldom that of another: M8.
    expect(person, [parseInsz(record.body.worker.insz ?? '') ? 'M8' : 'R31'])
    typo.add(person)
  }
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
  const compare = (
    id: string,
    found: ReadonlySet<FindingCode>,
    isSeen: (code: FindingCode) => boolean,
  ) => {
    const wanted = expected.get(id) ?? new Set<FindingCode>()
    for (const code of found) counts.get(code)![wanted.has(code) ? 'right' : 'wrong'] += 1
    for (const code of wanted) if (!found.has(code) && isSeen(code)) counts.get(code)!.missed += 1
  }
  const comparePerson = (facts: PersonFacts) => {
    const found = new Set(personFindings(facts, engine).map(({ code }) => code))
    // A mistyped number can be seen where another identifier ties the declaration to the person.
    const isTied =
      !typo.has(facts.person.id) ||
      facts.declarations.some(
        ({ record, linkedBy }) =>
          mistyped.has(record.id) && linkedBy === 'PASSPORT' && record.body.worker.insz !== null,
      )
    compare(facts.person.id, found, (code) => (code !== 'R31' && code !== 'M8') || isTied)
  }
  for (const facts of world.firmFacts(comparePerson)) {
    const found = new Set(enterpriseFindings(facts, engine).map(({ code }) => code))
    compare(facts.enterprise.id, found, () => true)
  }
  for (const { code, kind } of RULES) {
    const { right, wrong, missed } = counts.get(code)!
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
