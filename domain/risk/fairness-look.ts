/**
 * Whom one rule touches, over everything that a desk holds: what it says of the same people with who
 * they are swapped and nothing else, and how often it speaks of each group. Runs the live engine.
 */
import { addMonths } from '../calendar/local-date.ts'
import type { FindingCode } from '../contract/codes.ts'
import {
  SWAPS,
  type Fairness,
  type FairnessGroup,
  type GroupRow,
  type Swap,
} from '../contract/workshop.ts'
import { hasFreeMovement } from '../reference/countries.ts'
import type { EnterpriseFacts } from './enterprise-facts.ts'
import {
  asWeighed,
  isInSample,
  otherSex,
  rateOf,
  ratesByGroup,
  SMALLEST_GROUP,
  swapped,
  swappedWorker,
  type GroupRate,
} from './fairness.ts'
import type { Engine } from './index.ts'
import type { ProtectedFact } from './rule.ts'
import { findingsBy, type Facts } from './rule-replay.ts'
import { ruleOf } from './settings.ts'

/** Subjects without a finding that are looked at with something swapped, of all of them together. */
const SWAPPED_AT_MOST = 3000
const YEARS_OLDER = 10
/** First ages of the bands of age. */
const AGES = [0, 25, 35, 45, 55] as const

/** The law of permits and of posting speaks of third-country nationals: these rules follow from it. */
const ABOUT_PERMITS: ReadonlySet<FindingCode> = new Set([
  'M1',
  'M2',
  'M3',
  'M4',
  'M5',
  'M6',
  'R01',
  'R02',
  'R03',
  'R04',
  'R05',
  'R06',
  'R24',
  'R54',
] as const)

const FACT_OF: Readonly<Record<Swap, ProtectedFact>> = {
  SEX: 'sex',
  NATIONALITY: 'nationality',
  UNION: 'nationality',
  AGE: 'birthDate',
}

/** True when the law itself makes a difference there. */
export function isLawful(code: FindingCode, swap: Swap): boolean {
  // Between two third countries, or two states of the Union, no law of permits makes a difference.
  if (swap === 'NATIONALITY') return false
  const isOfLaw = ruleOf(code).protectedFacts[FACT_OF[swap]] !== undefined
  return isOfLaw || (swap === 'UNION' && ABOUT_PERMITS.has(code))
}

interface Who {
  sex: 'M' | 'F' | 'U'
  nationality: string
  birthDate: string | null
}

/** What stands in place of it; null: there is nothing to swap. */
function valueFor(swap: Swap, { sex, nationality, birthDate }: Who, today: string): string | null {
  const isFree = hasFreeMovement(nationality, today)
  switch (swap) {
    case 'SEX':
      return sex === 'U' ? null : otherSex(sex)
    case 'NATIONALITY':
      if (isFree) return nationality === 'RO' ? 'FR' : 'RO'
      return nationality === 'MA' ? 'US' : 'MA'
    case 'UNION':
      return isFree ? null : 'RO'
    case 'AGE':
      return birthDate && addMonths(birthDate, -12 * YEARS_OLDER)
  }
}

function swappedEnterprise(facts: EnterpriseFacts, swap: Swap, today: string): EnterpriseFacts {
  return {
    ...facts,
    declarations: facts.declarations.map((record) => {
      const value = valueFor(swap, record.body.worker, today)
      return value === null ? record : swappedWorker(record, FACT_OF[swap], value)
    }),
  }
}

/** The same subject with the swap made; null where there is nothing to swap. */
function withSwap(facts: Facts, swap: Swap, today: string): Facts | null {
  if (!('person' in facts)) {
    return facts.declarations.length === 0 ? null : swappedEnterprise(facts, swap, today)
  }
  const value = valueFor(swap, facts.person.body, today)
  return value === null ? null : swapped(facts, FACT_OF[swap], value)
}

function ageBand(birthDate: string | null, today: string): string | null {
  if (birthDate === null) return null
  const age = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4))
  const from = AGES.findLast((first) => age >= first) ?? 0
  const next = AGES[AGES.indexOf(from) + 1]
  return next === undefined ? `${from}+` : `${from}-${next - 1}`
}

/** The groups to which a subject belongs; of whom something is not known, it is counted in none. */
function groupsOf(facts: Facts, today: string): [FairnessGroup, string][] {
  if (!('person' in facts)) return [['seat', facts.enterprise.body.country]]
  const { sex, nationality, birthDate } = facts.person.body
  const groups: [FairnessGroup, string | null][] = [
    ['sex', sex === 'U' ? null : sex],
    ['nationality', nationality === 'ZZ' ? null : nationality],
    ['age', ageBand(birthDate, today)],
  ]
  return groups.filter((one): one is [FairnessGroup, string] => one[1] !== null)
}

/** Groups that are told apart: more would be a list, not a page. */
const GROUPS_AT_MOST = 10

/**
 * The largest groups, and all others as one. A rest that is too small takes the rate of the last group
 * along, so that it cannot be told by subtraction, and is not counted out.
 */
export function suppressed(rows: readonly GroupRate[]): GroupRow[] {
  const large = rows.filter(({ rate }) => rate !== null).slice(0, GROUPS_AT_MOST)
  const others = rows.filter((row) => !large.includes(row))
  const shown: GroupRow[] = large.map(({ group, persons, rate }) => ({
    group,
    subjects: persons,
    rate,
  }))
  if (others.length === 0) return shown
  const subjects = others.reduce((sum, { persons }) => sum + persons, 0)
  const flagged = others.reduce((sum, one) => sum + one.flagged, 0)
  const last = shown.at(-1)
  if (subjects < SMALLEST_GROUP && last) last.rate = null
  const told = subjects < SMALLEST_GROUP ? null : subjects
  return [...shown, { group: null, subjects: told, rate: rateOf(flagged, subjects) }]
}

/** Looks at the subjects of a desk one by one. */
export class FairnessLook {
  readonly #code: FindingCode
  readonly #engine: Engine
  readonly #share: number
  readonly #swaps = new Map(SWAPS.map((swap) => [swap, { tested: 0, changed: 0 }]))
  readonly #groups = new Map<FairnessGroup, { group: string; flagged: boolean }[]>()
  #subjects = 0
  #flagged = 0

  /** `engine`: with the rule alone. `total`: how many subjects will come. */
  constructor(code: FindingCode, engine: Engine, total: number) {
    this.#code = code
    this.#engine = engine
    this.#share = SWAPPED_AT_MOST / Math.max(total, 1)
  }

  take(facts: Facts): void {
    const findings = findingsBy(facts, this.#engine)
    const isFlagged = findings.length > 0
    const { id } = 'person' in facts ? facts.person : facts.enterprise
    this.#subjects += 1
    this.#flagged += isFlagged ? 1 : 0
    for (const [by, group] of groupsOf(facts, this.#engine.today)) {
      const list = this.#groups.get(by) ?? []
      list.push({ group, flagged: isFlagged })
      this.#groups.set(by, list)
    }
    if (isFlagged || isInSample(id, this.#code, this.#share)) {
      this.#swapAll(facts, new Set(findings.map(asWeighed)))
    }
  }

  #swapAll(facts: Facts, seen: ReadonlySet<string>): void {
    for (const [swap, count] of this.#swaps) {
      const other = withSwap(facts, swap, this.#engine.today)
      if (!other) continue
      const found = findingsBy(other, this.#engine)
      const isSame = found.length === seen.size && found.every((one) => seen.has(asWeighed(one)))
      count.tested += 1
      count.changed += isSame ? 0 : 1
    }
  }

  result(): Fairness {
    return {
      code: this.#code,
      subjects: this.#subjects,
      flagged: this.#flagged,
      swaps: [...this.#swaps].map(([swap, count]) => ({
        swap,
        ...count,
        lawful: isLawful(this.#code, swap),
      })),
      groups: [...this.#groups].map(([by, list]) => ({ by, rows: suppressed(ratesByGroup(list)) })),
    }
  }
}
