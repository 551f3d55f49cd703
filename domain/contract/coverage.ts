/** The coverage queue: mismatches of declarations and permits (domain facts 4.8), with what was said about them. */
import * as v from 'valibot'
import {
  COVERAGE_FACETS,
  COVERAGE_NEEDS,
  COVERAGE_TIMES,
  COVERAGE_WORKERS,
  FINDING_STATUSES,
  LIMOSA_SECTORS,
  MISMATCH_CODES,
  OUTCOME_LABELS,
  REGIONS,
  REMINDER_STATES,
  SEVERITIES,
} from './codes.ts'
import { LocalDateText } from './local-date-text.ts'
import { FacetValues } from './queue.ts'
import { Id } from './records.ts'

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))

export const COVERAGE_WINDOW_MAX = 200

export const CoverageFilter = v.strictObject({
  facets: v.partial(v.strictObject(v.entriesFromList(COVERAGE_FACETS, FacetValues))),
})
export type CoverageFilter = v.InferOutput<typeof CoverageFilter>

export const CoverageRow = v.strictObject({
  /** Of the finding. Where the worker is not linked it is that of the declaration (limosa/strangers.ts). */
  id: Id,
  code: v.picklist(MISMATCH_CODES),
  ruleVersion: v.pipe(v.number(), v.integer()),
  revision: v.pipe(v.number(), v.integer()),
  severity: v.picklist(SEVERITIES),
  /** As it counts, and as it was judged last (contract/findings.ts). */
  status: v.picklist(FINDING_STATUSES),
  saidStatus: v.picklist(FINDING_STATUSES),
  /** What it rests on (domain/risk/snooze.ts). */
  print: v.string(),
  /** What was said last. */
  reason: v.nullable(v.string()),
  byName: v.nullable(v.string()),
  /** Null where the declared worker is linked to nobody of the register. */
  personId: v.nullable(Id),
  /** As the register has it, else as declared. */
  personName: v.string(),
  worker: v.picklist(COVERAGE_WORKERS),
  declarationId: v.nullable(Id),
  /** Null where no declaration tells it. */
  needs: v.nullable(v.picklist(COVERAGE_NEEDS)),
  when: v.nullable(v.picklist(COVERAGE_TIMES)),
  /** Where the work is, by the first declared place that says it. */
  region: v.nullable(v.picklist(REGIONS)),
  sector: v.nullable(v.picklist(LIMOSA_SECTORS)),
  dossierId: v.nullable(Id),
  reference: v.nullable(v.string()),
  l1Number: v.nullable(v.string()),
  employerName: v.nullable(v.string()),
  employerCountry: v.nullable(v.string()),
  nationality: v.nullable(v.string()),
  /** Last day to remind the declarant of an application; null where there is nothing to remind of. */
  remindBy: v.nullable(LocalDateText),
  reminder: v.nullable(v.picklist(REMINDER_STATES)),
  /** Declared or authorised days as `from/to`; an open end is empty. */
  period: v.nullable(v.string()),
})
export type CoverageRow = v.InferOutput<typeof CoverageRow>

export const CoverageWindow = v.strictObject({
  offset: Count,
  total: Count,
  rows: v.array(CoverageRow),
})
export type CoverageWindow = v.InferOutput<typeof CoverageWindow>

export const CoverageSummary = v.strictObject({
  total: Count,
  /** Counts per value under all other conditions of the filter. */
  facets: v.record(
    v.picklist(COVERAGE_FACETS),
    v.array(v.strictObject({ value: v.string(), count: Count })),
  ),
})
export type CoverageSummary = v.InferOutput<typeof CoverageSummary>

/** One judgement with one reason for many mismatches. */
export const CoverageAct = v.strictObject({
  status: v.picklist(FINDING_STATUSES),
  outcome: v.nullable(v.picklist(OUTCOME_LABELS)),
  reason: v.pipe(v.string(), v.maxLength(4000)),
})
export type CoverageAct = v.InferOutput<typeof CoverageAct>
