/** What the rule workshop asks of a desk: how the rules do, what a draft would have done, whom a rule touches. */
import * as v from 'valibot'
import { base, ErrorValue } from './call.ts'
import { FINDING_CODES, REGIONS, type OutcomeLabel } from './codes.ts'
import { Finding } from './findings.ts'
import { Id, LocalDateText, ReplayResult, RuleBody, SampleBody } from './records.ts'
import { eventIterator } from '@orpc/contract'

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))
const Share = v.pipe(v.number(), v.minValue(0), v.maxValue(1))
const Code = v.picklist(FINDING_CODES)

/** What findings of a rule turned out to be, by label. */
export const OutcomeCounts = v.strictObject({
  CONFIRMED: Count,
  USEFUL: Count,
  FALSE_ALARM: Count,
  NOT_CHECKED: Count,
} satisfies Record<OutcomeLabel, unknown>)
export type OutcomeCounts = v.InferOutput<typeof OutcomeCounts>

/** A rule that fired far above its normal rate: what came after is held back until its owner looked. */
export const HeldRule = v.strictObject({
  since: LocalDateText,
  /** New findings on that day, and on a day as it was before. */
  fired: Count,
  normal: v.pipe(v.number(), v.minValue(0)),
  /** Findings that are held back now. */
  heldBack: Count,
})
export type HeldRule = v.InferOutput<typeof HeldRule>

/** A draft that runs along: findings of the rule in force and of the draft, and those of one alone. */
export const ShadowRun = v.strictObject({
  live: Count,
  draft: Count,
  onlyLive: Count,
  onlyDraft: Count,
})
export type ShadowRun = v.InferOutput<typeof ShadowRun>

/** How one rule does on this desk. */
export const RuleRate = v.strictObject({
  code: Code,
  findings: Count,
  outcomes: OutcomeCounts,
  /** Those of signals that the rule made as it is in force. */
  inForce: OutcomeCounts,
  /** By quarter of the judgement, the first first; only quarters with one. */
  quarters: v.array(v.strictObject({ quarter: v.string(), outcomes: OutcomeCounts })),
  /** New findings in the last four weeks, and in the four weeks before; null: not watched that long. */
  fired: v.nullable(v.strictObject({ last: Count, before: v.nullable(Count) })),
  held: v.nullable(HeldRule),
  shadow: v.nullable(ShadowRun),
  /** Sampled dossiers in which it should have spoken. */
  missed: Count,
})
export type RuleRate = v.InferOutput<typeof RuleRate>

/** What the workshop did to a rule, as the desk holds it. */
export const RuleView = v.strictObject({
  id: Id,
  version: Count,
  body: RuleBody,
  /** Something of it waits for the gateway. */
  pending: v.boolean(),
})
export type RuleView = v.InferOutput<typeof RuleView>

export const WorkshopList = v.strictObject({
  /** Rules that somebody changed or drafted. */
  rules: v.array(RuleView),
  /** One per rule, in the order of FINDING_CODES; empty for those who do not see judgements. */
  rates: v.array(RuleRate),
  /** Persons and enterprises that this desk holds: what a rule's findings are a share of. */
  subjects: v.strictObject({ person: Count, enterprise: Count }),
  /** Sampled dossiers that somebody looked at. */
  looked: Count,
})
export type WorkshopList = v.InferOutput<typeof WorkshopList>

/** What waits for this person: rules that are held back, and proposals of others to look at. */
export const WorkshopWaiting = v.strictObject({ held: v.array(Code), proposals: v.array(Code) })
export type WorkshopWaiting = v.InferOutput<typeof WorkshopWaiting>

/** A finding with the words under which the officer knows its subject. */
export const ReplayRow = v.strictObject({ finding: Finding, label: v.string() })
export type ReplayRow = v.InferOutput<typeof ReplayRow>

/** One of the past that is over: what the draft alone, or the rule alone, would have shown then. */
export const PastFindingRow = v.strictObject({
  ...ReplayRow.entries,
  /** `YYYY-MM` in which it was first there; null: before. */
  month: v.nullable(v.string()),
})
export type PastFindingRow = v.InferOutput<typeof PastFindingRow>

export const ReplayShown = v.strictObject({
  print: v.string(),
  against: Count,
  result: ReplayResult,
  counts: v.strictObject({ justIn: Count, justOut: Count, addedOver: Count, goneOver: Count }),
  /** The first of each group. */
  added: v.array(ReplayRow),
  gone: v.array(ReplayRow),
  changed: v.array(ReplayRow),
  /** Nearest to a limit: one step of a number would turn them. */
  justIn: v.array(ReplayRow),
  justOut: v.array(ReplayRow),
  /** Of the past year, what one side alone found and is no more today: dossiers that are closed by now. */
  addedOver: v.array(PastFindingRow),
  goneOver: v.array(PastFindingRow),
})
export type ReplayShown = v.InferOutput<typeof ReplayShown>

const Progress = v.strictObject({ type: v.literal('progress'), done: Count, total: Count })
const Failed = v.strictObject({ type: v.literal('failed'), error: ErrorValue })

/** A replay on its way: how far it is, then what came of it. */
export const ReplayStep = v.variant('type', [
  Progress,
  Failed,
  v.strictObject({ type: v.literal('done'), replay: ReplayShown }),
])
export type ReplayStep = v.InferOutput<typeof ReplayStep>

/** What is put in place of who somebody is. UNION: a citizen of the Union in place of another. */
export const SWAPS = ['SEX', 'NATIONALITY', 'UNION', 'AGE'] as const
export type Swap = (typeof SWAPS)[number]

export const FAIRNESS_GROUPS = ['sex', 'nationality', 'age', 'seat'] as const
export type FairnessGroup = (typeof FAIRNESS_GROUPS)[number]

export const GroupRow = v.strictObject({
  /** The value; null: all groups that are too small, together. */
  group: v.nullable(v.string()),
  /** Null: fewer than the smallest group that is told. */
  subjects: v.nullable(Count),
  /** Share with a finding and its 95 % interval; null: too few to say. */
  rate: v.nullable(v.strictObject({ share: Share, low: Share, high: Share })),
})
export type GroupRow = v.InferOutput<typeof GroupRow>

/** Whom a rule touches on this desk. */
export const Fairness = v.strictObject({
  code: Code,
  subjects: Count,
  flagged: Count,
  swaps: v.array(
    v.strictObject({
      swap: v.picklist(SWAPS),
      /** Subjects that were looked at once more, and those for whom the rule then said otherwise. */
      tested: Count,
      changed: Count,
      /** The law itself speaks of it. */
      lawful: v.boolean(),
    }),
  ),
  groups: v.array(v.strictObject({ by: v.picklist(FAIRNESS_GROUPS), rows: v.array(GroupRow) })),
})
export type Fairness = v.InferOutput<typeof Fairness>

export const FairnessStep = v.variant('type', [
  Progress,
  Failed,
  v.strictObject({ type: v.literal('done'), fairness: Fairness }),
])
export type FairnessStep = v.InferOutput<typeof FairnessStep>

export const SampleView = v.strictObject({
  id: Id,
  version: Count,
  body: SampleBody,
  pending: v.boolean(),
})
export type SampleView = v.InferOutput<typeof SampleView>

/** The samples of the own service, with the references of the dossiers that the desk still holds. */
export const SampleList = v.strictObject({
  samples: v.array(SampleView),
  references: v.array(
    v.strictObject({ id: Id, reference: v.string(), region: v.picklist(REGIONS) }),
  ),
})
export type SampleList = v.InferOutput<typeof SampleList>

export const Drawn = v.strictObject({ from: Count, dossierIds: v.array(Id) })
export type Drawn = v.InferOutput<typeof Drawn>

export const workshopContract = {
  list: base.output(WorkshopList),
  waiting: base.output(WorkshopWaiting),
  /** Runs a draft on everything that the desk holds; a caller who goes away stops it. */
  replay: base
    .input(v.strictObject({ code: Code, place: Count }))
    .output(eventIterator(ReplayStep)),
  /** Looks whom a rule touches; a caller who goes away stops it. */
  fairness: base.input(v.strictObject({ code: Code })).output(eventIterator(FairnessStep)),
  samples: base.output(SampleList),
  /** Dossiers without a signal, drawn at random; nothing is kept. */
  draw: base.output(Drawn),
}
