/** How the rules do on this desk, and the samples of the own service. */
import { addDays, quarterOf, type LocalDate } from '../../domain/calendar/local-date.ts'
import type { Actor } from '../../domain/contract/actor.ts'
import { FINDING_CODES, type FindingCode } from '../../domain/contract/codes.ts'
import type {
  HeldRule,
  OutcomeCounts,
  RuleRate,
  SampleList,
  ShadowRun,
  WorkshopList,
  WorkshopWaiting,
} from '../../domain/contract/workshop.ts'
import { mayApproveRule, maySeeKind, ownsRule } from '../../domain/rights/rights.ts'
import { noOutcomes, outcomeOf } from '../../domain/risk/outcomes.ts'
import { openPlace, ruleOf, settingsOn } from '../../domain/risk/settings.ts'
import type { CacheReader } from '../../db/index.ts'

/** Days of a span over which new findings are counted. */
const SPAN = 28
/** Stands in the days of a desk for a day that was watched. */
const WATCHED = '*'

type Outcomes = Pick<RuleRate, 'outcomes' | 'inForce' | 'quarters'>

/** The label counts of each rule, and by quarter. */
function outcomesByRule(cache: CacheReader, today: LocalDate): Map<FindingCode, Outcomes> {
  const settings = settingsOn(cache.few('rule'), today)
  const found = new Map<
    FindingCode,
    Omit<Outcomes, 'quarters'> & { of: Map<string, OutcomeCounts> }
  >()
  for (const { code, status, outcome, month, ruleVersion, revision, n } of cache.rules.judged()) {
    const label = outcomeOf(status, outcome)
    if (!label) continue
    const rule = found.get(code) ?? {
      outcomes: noOutcomes(),
      inForce: noOutcomes(),
      of: new Map(),
    }
    // Of a rule that was never changed every judgement is about it as it is.
    const now = settings.get(code)?.revision ?? 0
    const isInForce = ruleVersion === ruleOf(code).version && (revision ?? 0) === now
    if (isInForce) rule.inForce[label] += n
    const quarter = quarterOf(`${month}-01`)
    const counts = rule.of.get(quarter) ?? noOutcomes()
    rule.outcomes[label] += n
    counts[label] += n
    rule.of.set(quarter, counts)
    found.set(code, rule)
  }
  return new Map(
    [...found].map(([code, { outcomes, inForce, of }]) => [
      code,
      {
        outcomes,
        inForce,
        quarters: [...of].map(([quarter, counts]) => ({ quarter, outcomes: counts })),
      },
    ]),
  )
}

/** New findings of each rule in the last span and the one before, as far as this desk watched. */
function firedByRule(cache: CacheReader, today: LocalDate) {
  const days = cache.rules.days(addDays(today, -2 * SPAN + 1))
  const watched = days.filter(({ code }) => code === WATCHED).map(({ day }) => day)
  const middle = addDays(today, -SPAN)
  const hasBefore = watched.some((day) => day <= middle)
  return (code: FindingCode): RuleRate['fired'] => {
    if (watched.length === 0) return null
    const sum = (wanted: (day: LocalDate) => boolean) =>
      days.reduce((n, one) => n + (one.code === code && wanted(one.day) ? one.fired : 0), 0)
    return {
      last: sum((day) => day > middle),
      before: hasBefore ? sum((day) => day <= middle) : null,
    }
  }
}

function shadowByRule(
  cache: CacheReader,
  findings: ReadonlyMap<FindingCode, number>,
): (code: FindingCode) => ShadowRun | null {
  const counts = cache.rules.shadows()
  const running = new Set(
    cache
      .few('rule')
      .filter(({ body }) => body.versions.some(({ shadowSince }) => shadowSince !== null))
      .map(({ body }) => body.code),
  )
  return (code) => {
    if (!running.has(code)) return null
    const live = findings.get(code) ?? 0
    const { draft, both } = counts.get(code) ?? { draft: 0, both: 0 }
    return { live, draft, onlyLive: live - both, onlyDraft: draft - both }
  }
}

/** The rules of the workshop with how they do; without rates for those who see no judgements. */
export function workshopList(cache: CacheReader, actor: Actor, today: LocalDate): WorkshopList {
  const { person, enterprise } = cache.counts()
  const rules = cache.few('rule')
  const labels = cache
    .few('sample')
    .flatMap(({ body }) => body.items.flatMap(({ label }) => label ?? []))
    .filter(({ outcome }) => outcome !== 'NOT_CHECKED')
  const list = { rules, subjects: { person, enterprise }, looked: labels.length }
  if (!maySeeKind(actor, 'findingJudgement')) return { ...list, rates: [] }
  const findings = cache.rules.findings()
  const outcomes = outcomesByRule(cache, today)
  const fired = firedByRule(cache, today)
  const shadow = shadowByRule(cache, findings)
  const holds = heldRules(cache)
  const none: Outcomes = { outcomes: noOutcomes(), inForce: noOutcomes(), quarters: [] }
  return {
    ...list,
    rates: FINDING_CODES.map((code) => ({
      code,
      findings: findings.get(code) ?? 0,
      ...(outcomes.get(code) ?? none),
      fired: fired(code),
      held: holds.get(code) ?? null,
      shadow: shadow(code),
      missed: labels.filter(({ missed }) => missed.includes(code)).length,
    })),
  }
}

function heldRules(cache: CacheReader): Map<FindingCode, HeldRule> {
  return new Map(cache.rules.holds().map(({ code, ...held }) => [code, held]))
}

/** What this person has to look at: their rules that are held back, and proposals of others. */
export function workshopWaiting(cache: CacheReader, actor: Actor): WorkshopWaiting {
  const held = cache.rules.holds().map(({ code }) => code)
  const proposals = cache.few('rule').filter(({ body }) => {
    const open = body.versions[openPlace(body)]
    return open?.state === 'PROPOSED' && open.by !== actor.id && mayApproveRule(actor, body.code)
  })
  return {
    held: held.filter((code) => ownsRule(actor, code)),
    proposals: proposals.map(({ body }) => body.code),
  }
}

/** The samples with the references of those dossiers that this desk still holds. */
export function sampleList(cache: CacheReader, actor: Actor): SampleList {
  if (!maySeeKind(actor, 'sample')) return { samples: [], references: [] }
  const samples = cache.few('sample').toSorted((a, b) => (a.body.at < b.body.at ? 1 : -1))
  const ids = new Set(samples.flatMap(({ body }) => body.items.map(({ dossierId }) => dossierId)))
  const references = [...ids].flatMap((id) => {
    const dossier = cache.record('dossier', id)
    return dossier ? [{ id, reference: dossier.body.reference, region: dossier.body.region }] : []
  })
  return { samples, references }
}
