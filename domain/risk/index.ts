/**
 * Findings about one person or enterprise: a pure function of the facts, the rules and their
 * settings, the dated tables and the date (domain facts 4.8 and 6). Evidence with a caveat, never a
 * verdict. The live desk, the replay of the workshop and "why not" are all this one engine.
 */
import type { LocalDate } from '../calendar/local-date.ts'
import type { Finding } from '../contract/findings.ts'
import type { RuleVerdict } from '../contract/findings.ts'
import { contextOf } from './context.ts'
import type { EnterpriseFacts } from './enterprise-facts.ts'
import { placesOf } from './measures.ts'
import { holdsAll, missingOf, withheldOf, type WithSources } from './outside-facts.ts'
import { AS_DELIVERED, valuesOn, type RuleSettings, type Values } from './parameters.ts'
import type { PersonFacts } from './person-facts.ts'
import {
  NOTHING,
  toFinding,
  type Clear,
  type EnterpriseContext,
  type EnterpriseRule,
  type PersonRule,
  type Rule,
  type RuleContext,
  type Sighting,
} from './rule.ts'
import { ALL_RULES } from './rules/index.ts'

export { isCounted, shownScore, triage, triageParts, type Triage } from './triage.ts'

/** Every rule, in the order of FINDING_CODES. */
export const RULES: readonly Rule[] = ALL_RULES

const PERSON_RULES = ALL_RULES.filter((rule) => rule.subject === 'PERSON')
const ENTERPRISE_RULES = ALL_RULES.filter((rule) => rule.subject === 'ENTERPRISE')

/** A rule ready to run: its setting looked up and its values taken once, not once per person. */
interface Prepared<R extends Rule> {
  rule: R
  revision: number
  values: Values
  /** The places of what its screens measured. */
  places: readonly number[]
}

/** The rules as set, on a day. Make one for many persons. */
export interface Engine {
  today: LocalDate
  settings: RuleSettings
  persons: readonly Prepared<PersonRule>[]
  enterprises: readonly Prepared<EnterpriseRule>[]
}

function prepare<R extends Rule>(
  rules: readonly R[],
  today: LocalDate,
  settings: RuleSettings,
): Prepared<R>[] {
  return rules.flatMap((rule) => {
    const set = settings.get(rule.code)
    if (set?.active === false) return []
    const values = valuesOn(rule.parameters, today, set?.values)
    return [{ rule, revision: set?.revision ?? 0, values, places: placesOf(rule) }]
  })
}

/** The engine of a day; `settings` as the workshop made them. */
export function engineOf(today: LocalDate, settings: RuleSettings = AS_DELIVERED): Engine {
  return {
    today,
    settings,
    persons: prepare(PERSON_RULES, today, settings),
    enterprises: prepare(ENTERPRISE_RULES, today, settings),
  }
}

const byId = (a: Finding, b: Finding) => (a.id < b.id ? -1 : 1)

/** What the rules see that can be tested. */
function collect<R extends Rule>(
  prepared: readonly Prepared<R>[],
  facts: WithSources,
  subject: { personId: string | null; enterpriseId: string | null },
  find: (one: Prepared<R>) => readonly Sighting[],
): Finding[] {
  const findings: Finding[] = []
  for (const one of prepared) {
    const { rule, revision } = one
    if (!holdsAll(rule.needs, facts) || withheldOf(rule.sees, facts).length > 0) continue
    for (const seen of find(one)) findings.push(toFinding(rule, revision, subject, seen))
  }
  return findings.length < 2 ? findings : findings.sort(byId)
}

/** False when what was measured tells that the rule sees nothing. */
function maySee<R extends Rule>(
  { rule, values, places }: Prepared<R>,
  measures: Int32Array,
  context: Parameters<R['find']>[0],
): boolean {
  const { screens } = rule
  if (screens.length === 0) return true
  for (let i = 0; i < screens.length; i += 1) {
    if (screens[i]!.mayFire(measures[places[i]!]!, values, context as never)) return true
  }
  return false
}

const NO_RULES: readonly never[] = []

/** The rules that may see something. */
function opened<R extends Rule>(
  prepared: readonly Prepared<R>[],
  { measures }: { measures?: Int32Array },
  context: Parameters<R['find']>[0],
): readonly Prepared<R>[] {
  if (!measures) return prepared
  let open: Prepared<R>[] | null = null
  for (const one of prepared) {
    if (!maySee(one, measures, context)) continue
    open ??= []
    open.push(one)
  }
  return open ?? NO_RULES
}

function inPerson(context: RuleContext, engine: Engine): Finding[] {
  const { facts } = context
  const open = opened(engine.persons, facts, context)
  if (open.length === 0) return []
  const subject = { personId: facts.person.id, enterpriseId: null }
  return collect(open, facts, subject, ({ rule, values }) => rule.find(context, values))
}

function inEnterprise(context: EnterpriseContext, engine: Engine): Finding[] {
  const { facts } = context
  const open = opened(engine.enterprises, facts, context)
  if (open.length === 0) return []
  const subject = { personId: null, enterpriseId: facts.enterprise.id }
  return collect(open, facts, subject, ({ rule, values }) => rule.find(context, values))
}

/** All findings about a person, ordered by id; the order of the facts has no influence. */
export const personFindings = (facts: PersonFacts, engine: Engine): Finding[] =>
  inPerson(contextOf(facts, engine.today), engine)

/** All findings about an enterprise, ordered by id. */
export const enterpriseFindings = (facts: EnterpriseFacts, engine: Engine): Finding[] =>
  inEnterprise({ facts, today: engine.today, why: null }, engine)

/**
 * All findings about a person or an enterprise by several engines of one day: what follows from the facts
 * alone is concluded once.
 */
export function lookAt(
  facts: PersonFacts | EnterpriseFacts,
  today: LocalDate,
): (engine: Engine) => Finding[] {
  if ('person' in facts) {
    const context = contextOf(facts, today)
    return (engine) => inPerson(context, engine)
  }
  return (engine) => inEnterprise({ facts, today, why: null }, engine)
}

/** Findings about one person with the rules as delivered. */
export function findingsOf(facts: PersonFacts, today: LocalDate): Finding[] {
  return personFindings(facts, engineOf(today))
}

/** Reasons that are shown of a rule that does not flag, beside the parts that it did not see. */
const REASONS_SHOWN = 3

/** What was not seen decides before what was, that before what is not there, and last what is beside the point. */
function rank({ reason, fact }: Clear): number {
  if (reason === 'PAPER_NOT_SEEN' || reason === 'NOT_HELD') return 0
  if (reason === 'OTHER_MATTER') return 3
  return fact ? 1 : 2
}

const sameClear = ({ reason, fact }: Clear): string => `${reason} ${fact?.value ?? ''}`

/** The reasons that say most, each once, and every part that was not seen. */
function deciding(why: readonly Clear[]): Clear[] {
  const keys = why.map(sameClear)
  const once = why.filter((_, at) => keys.indexOf(keys[at]!) === at)
  const isPart = ({ reason }: Clear) => reason === 'PART_NOT_SEEN'
  const others = once.filter((one) => !isPart(one)).toSorted((a, b) => rank(a) - rank(b))
  return [...others.slice(0, REASONS_SHOWN), ...once.filter(isPart)]
}

function verdictOf<R extends Rule>(
  rule: R,
  { today, settings }: Engine,
  facts: WithSources,
  find: (values: Values, why: Clear[]) => readonly Sighting[],
  toId: (seen: Sighting) => string,
): RuleVerdict {
  const set = settings.get(rule.code)
  const head = { code: rule.code, version: rule.version, revision: set?.revision ?? 0 }
  const nothing = { missing: [], reasons: [], findingIds: [] }
  if (set?.active === false) return { ...head, outcome: 'OFF', ...nothing }
  const missing = [...missingOf(rule.needs, facts), ...withheldOf(rule.sees, facts)]
  if (missing.length > 0) return { ...head, outcome: 'NOT_TESTABLE', ...nothing, missing }
  const why: Clear[] = []
  const seen = find(valuesOn(rule.parameters, today, set?.values), why)
  if (seen !== NOTHING && seen.length > 0) {
    return { ...head, outcome: 'FLAGGED', ...nothing, findingIds: seen.map(toId) }
  }
  const reasons = why.length > 0 ? deciding(why) : [{ reason: 'OTHER_MATTER' as const, fact: null }]
  return { ...head, outcome: 'CLEAR', ...nothing, reasons }
}

/** Each rule about a person with how it comes out and the fact that decided it. */
export function explainPerson(facts: PersonFacts, engine: Engine): RuleVerdict[] {
  const { today } = engine
  const context = contextOf(facts, today)
  const subject = { personId: facts.person.id, enterpriseId: null }
  return PERSON_RULES.map((rule) =>
    verdictOf(
      rule,
      engine,
      facts,
      (values, why) => {
        context.why = why
        return rule.find(context, values)
      },
      (seen) => toFinding(rule, 0, subject, seen).id,
    ),
  )
}

/** Each rule about an enterprise with how it comes out and the fact that decided it. */
export function explainEnterprise(facts: EnterpriseFacts, engine: Engine): RuleVerdict[] {
  const { today } = engine
  const subject = { personId: null, enterpriseId: facts.enterprise.id }
  return ENTERPRISE_RULES.map((rule) =>
    verdictOf(
      rule,
      engine,
      facts,
      (values, why) => rule.find({ facts, today, why }, values),
      (seen) => toFinding(rule, 0, subject, seen).id,
    ),
  )
}
