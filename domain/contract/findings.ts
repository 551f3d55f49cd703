/**
 * Findings: mismatches and risk flags. Derived on every desk by a pure function of records, rule
 * version and dated tables; never stored at the gateway. What people say about one is a
 * `findingJudgement` record. A finding is evidence with a caveat, never a verdict.
 */
import * as v from 'valibot'
import {
  CLEAR_REASONS,
  MASKED_SOURCES,
  OUTSIDE_SOURCES,
  FINDING_CODES,
  FINDING_KINDS,
  FINDING_STATUSES,
  RULE_OUTCOMES,
  SEVERITIES,
} from './codes.ts'
import { Contest, Id, LocalDateText } from './records.ts'

/** One side of the evidence: a value, and the record and field it was read from. */
export const FindingFact = v.strictObject({
  /** Translated as `fact.<label>`. */
  label: v.string(),
  /** How to show `value`: date `YYYY-MM-DD`, period `from/to` (open end: empty), money in cents,
   * a code to translate as `code.<value>` (`quarter.2026-Q3` and `quarter.2025-Q1/` are quarters), an ISO country, a REFNIS municipality, or plain text. */
  type: v.picklist([
    'date',
    'period',
    'money',
    'code',
    'country',
    'municipality',
    'text',
    'number',
  ]),
  value: v.nullable(v.union([v.string(), v.number()])),
  /** Where it was read; null for a dated table of law (then `table` names it). */
  source: v.nullable(
    v.strictObject({
      kind: v.string(),
      id: Id,
      field: v.string(),
      /** The day up to which the record speaks; null where it does not say. */
      asOf: v.nullable(LocalDateText),
    }),
  ),
  table: v.optional(v.string()),
})
export type FindingFact = v.InferOutput<typeof FindingFact>

/** An exception that the rule looked at, how it came out and on what. Translated as `exception.<name>`. */
export const TestedException = v.strictObject({
  name: v.string(),
  outcome: v.picklist(['MET', 'NOT_MET', 'UNKNOWN']),
  /** What was read for it; a value of null was not seen. Absent: the finding's own facts. */
  evidence: v.optional(v.array(FindingFact)),
})
export type TestedException = v.InferOutput<typeof TestedException>

export const Finding = v.strictObject({
  /** Stable: same rule, same records, same id. */
  id: Id,
  code: v.picklist(FINDING_CODES),
  ruleVersion: v.pipe(v.number(), v.integer()),
  /** Which setting of the workshop it was computed with; 0: as delivered. */
  revision: v.pipe(v.number(), v.integer()),
  kind: v.picklist(FINDING_KINDS),
  severity: v.picklist(SEVERITIES),
  /** Whom it is about: a person, or an enterprise. */
  personId: v.nullable(Id),
  enterpriseId: v.nullable(Id),
  dossierId: v.nullable(Id),
  declarationId: v.nullable(Id),
  /** Newest day up to which its facts speak; null when none says. */
  knownOn: v.nullable(LocalDateText),
  facts: v.array(FindingFact),
  exceptions: v.array(TestedException),
})
export type Finding = v.InferOutput<typeof Finding>

/** A finding with what people said about it. */
export const JudgedFinding = v.strictObject({
  finding: Finding,
  /** Under which id people speak of it: its own, or one that it had before. Every act names this one. */
  saidId: Id,
  /** As it counts: open again when it rests on facts that were not there when it was judged. */
  status: v.picklist(FINDING_STATUSES),
  /** As it was judged last, whatever the facts were; every act names this one as what it saw. */
  saidStatus: v.picklist(FINDING_STATUSES),
  reason: v.nullable(v.string()),
  byName: v.nullable(v.string()),
  at: v.nullable(v.string()),
  /** The judgement waits for the gateway. */
  pending: v.boolean(),
  /** Its rule is set aside for the subject today: it does not count. Null: it is not. */
  snooze: v.nullable(
    v.strictObject({
      /** The finding with which it was set aside. */
      findingId: Id,
      until: v.nullable(LocalDateText),
      reason: v.string(),
      byName: v.string(),
      at: v.string(),
    }),
  ),
  /** What was said to the owner of its rule, the first first. */
  contests: v.array(Contest),
})
export type JudgedFinding = v.InferOutput<typeof JudgedFinding>

/** How one rule comes out for a person or an enterprise, and why. */
export const RuleVerdict = v.strictObject({
  code: v.picklist(FINDING_CODES),
  version: v.pipe(v.number(), v.integer()),
  revision: v.pipe(v.number(), v.integer()),
  outcome: v.picklist(RULE_OUTCOMES),
  /** NOT_TESTABLE: sources that this desk does not hold, or that its person is not shown. */
  missing: v.array(v.picklist([...OUTSIDE_SOURCES, ...MASKED_SOURCES])),
  /** CLEAR: why not, with the fact that decided it. */
  reasons: v.array(
    v.strictObject({ reason: v.picklist(CLEAR_REASONS), fact: v.nullable(FindingFact) }),
  ),
  /** FLAGGED: the findings. */
  findingIds: v.array(Id),
})
export type RuleVerdict = v.InferOutput<typeof RuleVerdict>
