/**
 * What a draft of the rules would have done: the live engine run on the same facts with the rules as
 * they are in use and as the draft has them, and the difference. No second logic: only rules whose
 * setting differs are run twice.
 */
import type { FindingCode, OutcomeLabel, Region } from '../contract/codes.ts'
import type { Finding } from '../contract/findings.ts'
import { personFindings, type Engine } from './index.ts'
import type { PersonFacts } from './person-facts.ts'

/** How the findings of one rule turned out, as far as somebody looked. */
export type RuleRecord = Readonly<Record<OutcomeLabel, number>>

export interface Replay {
  persons: number
  /** Findings with the rules in use, and with the draft. */
  before: number
  after: number
  added: Finding[]
  gone: Finding[]
  /** The same finding with other facts, severity or limits. */
  changed: Finding[]
  /** Findings that come on top (or fall away) by the region that decides; null: no dossier. */
  workload: Map<Region | null, { added: number; gone: number }>
}

/** The rules of an engine, but only some. */
export function onlyRules(engine: Engine, codes: ReadonlySet<FindingCode>): Engine {
  const keep = <T extends { rule: { code: FindingCode } }>(list: readonly T[]) =>
    list.filter(({ rule }) => codes.has(rule.code))
  return { ...engine, persons: keep(engine.persons), enterprises: keep(engine.enterprises) }
}

/** Codes of the person rules that differ between two engines: off in one, or with other values. */
export function differingRules(a: Engine, b: Engine): Set<FindingCode> {
  const settings = ({ persons }: Engine) =>
    new Map(persons.map(({ rule, values }) => [rule.code, JSON.stringify(values)]))
  const [left, right] = [settings(a), settings(b)]
  return new Set(
    [...left.keys(), ...right.keys()].filter((code) => left.get(code) !== right.get(code)),
  )
}

/** A finding without the revision it was computed with: what somebody would see. */
const seen = (finding: Finding): string => JSON.stringify({ ...finding, revision: 0 })

/** True when nobody would see a difference: the revision alone is another one. */
export const sameFinding = (a: Finding, b: Finding): boolean => seen(a) === seen(b)

function regionOf({ dossiers }: PersonFacts, { dossierId }: Finding): Region | null {
  const dossier = dossiers.find(({ id }) => id === dossierId) ?? dossiers[0]
  return dossier?.body.region ?? null
}

/** Replays a draft on the facts of many persons. */
export function replay(persons: Iterable<PersonFacts>, inUse: Engine, draft: Engine): Replay {
  const codes = differingRules(inUse, draft)
  const old = onlyRules(inUse, codes)
  const next = onlyRules(draft, codes)
  const result: Replay = {
    persons: 0,
    before: 0,
    after: 0,
    added: [],
    gone: [],
    changed: [],
    workload: new Map(),
  }
  for (const facts of persons) {
    result.persons += 1
    const all = personFindings(facts, inUse)
    result.before += all.length
    result.after += all.length
    if (codes.size > 0)
      compare(result, facts, personFindings(facts, old), personFindings(facts, next))
  }
  return result
}

function compare(
  result: Replay,
  facts: PersonFacts,
  before: readonly Finding[],
  after: readonly Finding[],
): void {
  const known = new Map(before.map((finding) => [finding.id, finding]))
  for (const finding of after) {
    const earlier = known.get(finding.id)
    known.delete(finding.id)
    if (!earlier) note(result, facts, finding, 'added')
    else if (!sameFinding(earlier, finding)) result.changed.push(finding)
  }
  for (const finding of known.values()) note(result, facts, finding, 'gone')
}

function note(result: Replay, facts: PersonFacts, finding: Finding, what: 'added' | 'gone'): void {
  result[what].push(finding)
  result.after += what === 'added' ? 1 : -1
  const region = regionOf(facts, finding)
  const load = result.workload.get(region) ?? { added: 0, gone: 0 }
  load[what] += 1
  result.workload.set(region, load)
}

/**
 * How many of some findings would be confirmed and how many false alarms, by what the rules'
 * earlier findings turned out to be. `unknown`: findings of rules that nobody checked yet.
 */
export function expectedOutcomes(
  findings: readonly Pick<Finding, 'code'>[],
  records: ReadonlyMap<FindingCode, RuleRecord>,
): { confirmed: number; falseAlarms: number; unknown: number } {
  const sum = { confirmed: 0, falseAlarms: 0, unknown: 0 }
  for (const { code } of findings) {
    const record = records.get(code)
    const checked = record ? record.CONFIRMED + record.USEFUL + record.FALSE_ALARM : 0
    if (!record || checked === 0) {
      sum.unknown += 1
      continue
    }
    sum.confirmed += record.CONFIRMED / checked
    sum.falseAlarms += record.FALSE_ALARM / checked
  }
  return sum
}

/** Fires at least so many times in a period before its rate says anything. */
const FEWEST_FIRINGS = 20
/** So many times its normal rate is too often: the rule is held until somebody looked. */
const BREAKER_TIMES = 5

/** True when a rule fires far above its normal rate (findings per period before). */
export function breaks(now: number, before: readonly number[]): boolean {
  if (now < FEWEST_FIRINGS || before.length === 0) return false
  const normal = before.reduce((a, b) => a + b, 0) / before.length
  return now > BREAKER_TIMES * Math.max(normal, 1)
}
