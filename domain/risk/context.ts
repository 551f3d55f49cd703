/** What all rules about a person share: reckoned when the first of them asks, and then once. */
import type { LocalDate } from '../calendar/local-date.ts'
import { compareActive } from '../limosa/compare.ts'
import { hasFreeMovement } from '../reference/countries.ts'
import type { PersonFacts } from './person-facts.ts'
import type { Clear, DeclarationCase, RuleContext } from './rule.ts'

const NO_CASES: readonly DeclarationCase[] = []

const isActive = ({ record }: PersonFacts['declarations'][number]) =>
  record.body.status === 'ACTIVE'

/** Verdicts on the active declarations; those of free movers need none and are skipped. */
function casesOf(
  facts: PersonFacts,
  active: PersonFacts['declarations'],
  today: LocalDate,
): readonly DeclarationCase[] {
  if (active.length === 0) return NO_CASES
  const { nationality } = facts.person.body
  const isFree = ({ record }: PersonFacts['declarations'][number]) =>
    hasFreeMovement(nationality, record.body.period.from)
  if (active.every(isFree)) return NO_CASES
  const compared = compareActive(facts, active, today)
  return active.flatMap((one, i) => (isFree(one) ? [] : [{ record: one.record, ...compared[i]! }]))
}

class Context implements RuleContext {
  readonly facts: PersonFacts
  readonly today: LocalDate
  why: Clear[] | null = null
  #entries: PersonFacts['declarations'] | null = null
  #active: RuleContext['active'] | null = null
  #cases: RuleContext['cases'] | null = null

  constructor(facts: PersonFacts, today: LocalDate) {
    this.facts = facts
    this.today = today
  }

  #standing(): PersonFacts['declarations'] {
    return (this.#entries ??= this.facts.declarations.filter(isActive))
  }

  get active(): RuleContext['active'] {
    return (this.#active ??= this.#standing().map(({ record }) => record))
  }

  get cases(): RuleContext['cases'] {
    return (this.#cases ??= casesOf(this.facts, this.#standing(), this.today))
  }
}

export const contextOf = (facts: PersonFacts, today: LocalDate): RuleContext =>
  new Context(facts, today)
