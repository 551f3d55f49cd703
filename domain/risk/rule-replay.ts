/**
 * What a draft of one rule would have done with everything that a desk holds. It runs the live engine,
 * with the rule as it is in force and as drafted, and no second logic; only this rule is run. What
 * stands nearest to a limit is found in the same way: by the draft with each number one step away.
 */
import type { FindingCode, OutcomeLabel, Service } from '../contract/codes.ts'
import type { Finding } from '../contract/findings.ts'
import type { TandemRecord } from '../contract/records.ts'
import { serviceJudging } from '../rights/rights.ts'
import type { EnterpriseFacts } from './enterprise-facts.ts'
import { engineOf, lookAt, type Engine } from './index.ts'
import {
  valuesOn,
  type Parameter,
  type RuleSetting,
  type RuleSettings,
  type Values,
} from './parameters.ts'
import type { PersonFacts } from './person-facts.ts'
import { noOutcomes } from './outcomes.ts'
import { openPlace, ruleOf, settingOf } from './settings.ts'

export type Facts = PersonFacts | EnterpriseFacts

/** How a finding comes out under the draft. JUST_IN, JUST_OUT: one step of a number would turn it. */
export type ReplayGroup = 'added' | 'gone' | 'changed' | 'justIn' | 'justOut'

/** Findings of one rule under the draft and as the rule is in force. */
export interface RuleReplay {
  subjects: number
  before: number
  after: number
  counts: Record<ReplayGroup, number>
  /** The first of each group, at most `kept`. */
  findings: Record<ReplayGroup, Finding[]>
  /** By the service that judges what comes or goes. */
  workload: Map<Service, { added: number; gone: number }>
  /** What people said of those that are gone. */
  lost: Record<OutcomeLabel, number>
}

/** What a finding turned out to be; null: nobody said. */
export type Said = (finding: Finding) => OutcomeLabel | null

/** All findings of a subject, whichever kind it is. */
export const findingsBy = (facts: Facts, engine: Engine): Finding[] =>
  lookAt(facts, engine.today)(engine)

/** The rules of an engine, but only some. */
function onlyRules(engine: Engine, codes: ReadonlySet<FindingCode>): Engine {
  const keep = <T extends { rule: { code: FindingCode } }>(list: readonly T[]) =>
    list.filter(({ rule }) => codes.has(rule.code))
  return { ...engine, persons: keep(engine.persons), enterprises: keep(engine.enterprises) }
}

/** A finding without the revision it was computed with: what somebody would see. */
const seen = (finding: Finding): string => JSON.stringify({ ...finding, revision: 0 })

/** True when nobody would see a difference: the revision alone is another one. */
export const sameFinding = (a: Finding, b: Finding): boolean => seen(a) === seen(b)

/** The engine of a day with one rule alone. */
export function engineOfRule(code: FindingCode, today: string, settings: RuleSettings): Engine {
  return onlyRules(engineOf(today, settings), new Set([code]))
}

/** The drafts that run along, as an engine of their rules alone; null: none does. */
export function shadowEngine(
  rules: readonly Pick<TandemRecord<'rule'>, 'body'>[],
  today: string,
): Engine | null {
  const running = rules.flatMap(({ body }): [FindingCode, RuleSetting][] => {
    const place = openPlace(body)
    const draft = body.versions[place]
    return draft?.shadowSince ? [[body.code, settingOf(body.code, draft, place + 1)]] : []
  })
  if (running.length === 0) return null
  return onlyRules(engineOf(today, new Map(running)), new Set(running.map(([code]) => code)))
}

/** A twentieth of the way between its limits, at least one whole unit. */
const stepOf = ({ min, max }: Parameter): number => Math.max(1, Math.round((max - min) / 20))

/** Every setting in which one number is a step lower or higher than drafted, within its limits. */
function neighbours(code: FindingCode, today: string, values: Values): Values[] {
  const { parameters } = ruleOf(code)
  const drafted = valuesOn(parameters, today, values)
  return Object.entries(parameters).flatMap(([name, parameter]) =>
    [-1, 1].flatMap((direction) => {
      const value = drafted[name]! + direction * stepOf(parameter)
      const isWithin = value >= parameter.min && value <= parameter.max
      return isWithin ? [{ ...values, [name]: value }] : []
    }),
  )
}

/** Whose queue it comes to: a finding with a dossier stands in that of its region. */
export function teamOf({ dossiers }: Facts, { code, dossierId }: Finding): Service {
  const dossier = dossiers.find(({ id }) => id === dossierId) ?? dossiers[0]
  return serviceJudging(code, dossier?.body.region ?? null)
}

const NONE = { added: 0, gone: 0, changed: 0, justIn: 0, justOut: 0 }

/** Goes through the subjects of a desk one by one; `kept`: findings of each group that are told. */
export class RuleReplaying {
  readonly #code: FindingCode
  readonly #inForce: Engine
  readonly #draft: Engine
  readonly #near: readonly Engine[]
  readonly #kept: number
  readonly #said: Said
  readonly #result: RuleReplay = {
    subjects: 0,
    before: 0,
    after: 0,
    counts: { ...NONE },
    findings: { added: [], gone: [], changed: [], justIn: [], justOut: [] },
    workload: new Map(),
    lost: noOutcomes(),
  }

  constructor(
    code: FindingCode,
    today: string,
    { inForce, draft }: { inForce: RuleSettings; draft: RuleSettings },
    kept: number,
    said: Said = () => null,
  ) {
    this.#code = code
    this.#said = said
    this.#kept = kept
    this.#inForce = engineOfRule(code, today, inForce)
    this.#draft = engineOfRule(code, today, draft)
    const set = draft.get(code)
    const near = set?.active ? neighbours(code, today, set.values) : []
    this.#near = near.map((values) =>
      engineOfRule(code, today, new Map([...draft, [code, { ...set!, values }]])),
    )
  }

  /** Whether the rule is about persons; it is not asked about anybody else. */
  get isAboutPersons(): boolean {
    return ruleOf(this.#code).subject === 'PERSON'
  }

  /** `by`: what was concluded from the facts already, where several rules are replayed on them. */
  take(facts: Facts, by = lookAt(facts, this.#draft.today)): void {
    const before = by(this.#inForce)
    const after = by(this.#draft)
    const result = this.#result
    result.subjects += 1
    result.before += before.length
    result.after += after.length
    if (before.length + after.length > 0) this.#compare(facts, before, after)
    this.#edge(by, after)
  }

  result(): RuleReplay {
    return this.#result
  }

  #compare(facts: Facts, before: readonly Finding[], after: readonly Finding[]): void {
    const known = new Map(before.map((finding) => [finding.id, finding]))
    for (const finding of after) {
      const earlier = known.get(finding.id)
      known.delete(finding.id)
      if (!earlier) this.#come(facts, finding, 'added')
      else if (!sameFinding(earlier, finding)) this.#note('changed', finding)
    }
    for (const finding of known.values()) {
      this.#come(facts, finding, 'gone')
      const label = this.#said(finding)
      if (label !== null) this.#result.lost[label] += 1
    }
  }

  #edge(by: (engine: Engine) => Finding[], after: readonly Finding[]): void {
    const near = this.#near.map((engine) => by(engine))
    // Nearly everybody is far from any limit.
    if (near.every((findings) => findings.length === 0) && after.length === 0) return
    const byId = (findings: readonly Finding[]) =>
      new Map(findings.map((finding) => [finding.id, finding]))
    const drafted = byId(after)
    const around = near.map(byId)
    for (const [id, finding] of drafted) {
      if (around.some((one) => !one.has(id))) this.#note('justIn', finding)
    }
    const outside = new Map(around.flatMap((one) => [...one]).filter(([id]) => !drafted.has(id)))
    for (const finding of outside.values()) this.#note('justOut', finding)
  }

  #come(facts: Facts, finding: Finding, group: 'added' | 'gone'): void {
    this.#note(group, finding)
    const team = teamOf(facts, finding)
    const load = this.#result.workload.get(team) ?? { added: 0, gone: 0 }
    load[group] += 1
    this.#result.workload.set(team, load)
  }

  #note(group: ReplayGroup, finding: Finding): void {
    const { counts, findings } = this.#result
    counts[group] += 1
    if (findings[group].length < this.#kept) findings[group].push(finding)
  }
}
