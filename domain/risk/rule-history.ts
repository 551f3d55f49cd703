/**
 * What a rule as it is in force and a draft of it would have shown over the past year: the live engine, run
 * on the facts as they were known at the end of each month (./as-known.ts), at last on those of today. A
 * finding is new in the month at whose end it is first there; whatever became of its dossier since.
 */
import type { LocalDate } from '../calendar/local-date.ts'
import type { AsNow, FindingCode, OutcomeLabel, Service } from '../contract/codes.ts'
import type { Finding } from '../contract/findings.ts'
import type { PastRow } from '../contract/records.ts'
import { Hindsight } from './as-known.ts'
import { lookAt, type Engine } from './index.ts'
import { noOutcomes } from './outcomes.ts'
import { pastDays } from './past-months.ts'
import type { RuleSettings } from './parameters.ts'
import {
  engineOfRule,
  sameFinding,
  teamOf,
  type Facts,
  type ReplayGroup,
  type Said,
} from './rule-replay.ts'
import { LIMIT } from './rule.ts'

const SIDES = ['before', 'after'] as const
type Side = (typeof SIDES)[number]
/** How a finding of the past comes out under the draft. */
export type PastGroup = Extract<ReplayGroup, 'added' | 'gone' | 'changed'>

/** A finding of one side with the first look that saw it. */
interface First {
  at: number
  finding: Finding
}

/** A finding as it was when it was first there; `month` null: before the first month. */
export interface PastFinding {
  month: string | null
  finding: Finding
}

export interface RuleHistory {
  from: LocalDate
  to: LocalDate
  /** Month by month, of each by service; only those with a finding. */
  rows: PastRow[]
  checked: Record<Side | 'added' | 'gone', Record<OutcomeLabel, number>>
  /** The first of what one side alone found and what is no more today, at most `kept`. */
  over: Record<'added' | 'gone', PastFinding[]>
  overCounts: Record<'added' | 'gone', number>
  asNow: AsNow[]
}

/** A day with the engines of both sides on it. */
export interface PastLook {
  day: LocalDate
  engines: Readonly<Record<Side, Engine>>
}
type Found = Readonly<Record<Side, Finding[]>>

/** What was concluded from facts, for any engine of their day. */
type By = ReturnType<typeof lookAt>

/**
 * What both sides see on each day: on the facts as they were known, on the last day as they are; `now`: what was
 * concluded from those already.
 */
export function looks(
  facts: Facts,
  days: readonly PastLook[],
  hindsight: Pick<Hindsight, 'of'>,
  now: By = lookAt(facts, days.at(-1)!.day),
): Found[] {
  const on = hindsight.of(facts)
  return days.map(({ day, engines: { before, after } }, at) => {
    const by = at === days.length - 1 ? now : lookAt(on(day), day)
    return { before: by(before), after: by(after) }
  })
}

/** True when both say the same but for the limit, which a draft sets: of every finding it is another one. */
const saysSame = (a: Finding, b: Finding): boolean => sameFinding(withoutLimit(a), withoutLimit(b))

const withoutLimit = (finding: Finding): Finding => ({
  ...finding,
  facts: finding.facts.filter(({ label }) => label !== LIMIT),
})

/** Goes through the subjects of a desk one by one; `kept`: findings of each group that are told. */
export class RuleHistoring {
  readonly #looking: readonly PastLook[]
  readonly #hindsight = new Hindsight()
  readonly #kept: number
  readonly #said: Said
  readonly #rows = new Map<string, { at: number; row: PastRow }>()
  readonly #checked = {
    before: noOutcomes(),
    after: noOutcomes(),
    added: noOutcomes(),
    gone: noOutcomes(),
  }
  readonly #over: RuleHistory['over'] = { added: [], gone: [] }
  readonly #overCounts = { added: 0, gone: 0 }

  constructor(
    code: FindingCode,
    today: LocalDate,
    { inForce, draft }: { inForce: RuleSettings; draft: RuleSettings },
    kept: number,
    said: Said = () => null,
  ) {
    this.#looking = pastDays(today).map((day) => ({
      day,
      engines: {
        before: engineOfRule(code, day, inForce),
        after: engineOfRule(code, day, draft),
      },
    }))
    this.#kept = kept
    this.#said = said
  }

  /** `now`: as `looks` takes it. */
  take(facts: Facts, now?: By): void {
    const first = { before: new Map<string, First>(), after: new Map<string, First>() }
    let last: Found = { before: [], after: [] }
    for (const [at, found] of looks(facts, this.#looking, this.#hindsight, now).entries()) {
      last = found
      for (const side of SIDES) {
        for (const finding of found[side]) {
          if (!first[side].has(finding.id)) first[side].set(finding.id, { at, finding })
        }
      }
    }
    if (first.before.size + first.after.size > 0) this.#compare(facts, first, last)
  }

  result(): RuleHistory {
    const rows = [...this.#rows.values()]
      .toSorted((a, b) => a.at - b.at || (a.row.service < b.row.service ? -1 : 1))
      .map(({ row }) => row)
    return {
      from: this.#looking[0]!.day,
      to: this.#looking.at(-1)!.day,
      rows,
      checked: this.#checked,
      over: this.#over,
      overCounts: this.#overCounts,
      asNow: [...this.#hindsight.asNow].toSorted(),
    }
  }

  #compare(
    facts: Facts,
    first: Readonly<Record<Side, ReadonlyMap<string, First>>>,
    last: Found,
  ): void {
    for (const side of SIDES) {
      for (const one of first[side].values()) this.#count(facts, one, side)
    }
    for (const [id, after] of first.after) {
      const before = first.before.get(id)
      if (!before) this.#alone(facts, after, 'added', last.after)
      else if (before.at !== after.at || !saysSame(before.finding, after.finding)) {
        this.#row(facts, after).changed += 1
      }
    }
    for (const [id, before] of first.before) {
      if (!first.after.has(id)) this.#alone(facts, before, 'gone', last.before)
    }
  }

  #count(facts: Facts, one: First, side: Side): void {
    this.#row(facts, one)[side] += 1
    this.#label(one.finding, side)
  }

  /** What one side alone found; `now`: what that side finds today, which the replay of today lists. */
  #alone(facts: Facts, one: First, group: 'added' | 'gone', now: readonly Finding[]): void {
    this.#row(facts, one)[group] += 1
    this.#label(one.finding, group)
    if (now.some(({ id }) => id === one.finding.id)) return
    this.#overCounts[group] += 1
    const list = this.#over[group]
    if (list.length < this.#kept) list.push({ month: this.#monthOf(one.at), finding: one.finding })
  }

  #label(finding: Finding, group: keyof RuleHistory['checked']): void {
    const label = this.#said(finding)
    if (label !== null) this.#checked[group][label] += 1
  }

  #monthOf(at: number): string | null {
    return at === 0 ? null : this.#looking[at]!.day.slice(0, 7)
  }

  #row(facts: Facts, { at, finding }: First): PastRow {
    const service: Service = teamOf(facts, finding)
    const key = `${at} ${service}`
    let known = this.#rows.get(key)
    if (!known) {
      const none = { before: 0, after: 0, added: 0, gone: 0, changed: 0 }
      known = { at, row: { month: this.#monthOf(at), service, ...none } }
      this.#rows.set(key, known)
    }
    return known.row
  }
}
