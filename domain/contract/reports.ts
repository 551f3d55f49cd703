/** Reports of irregularities as the window reads them. */
import * as v from 'valibot'
import { AGREEMENTS } from '../linking/register/explain.ts'
import {
  REPORT_CATEGORIES,
  REPORT_FACETS,
  REPORT_LINK_KINDS,
  REPORT_STATUSES,
  REPORT_URGENCIES,
  REPORTER_RELATIONS,
} from '../reports/codes.ts'
import { OUTCOME_LABELS, REGIONS } from './codes.ts'
import { JudgedFinding } from './findings.ts'
import { Id, LocalDateText, ReportBody } from './records.ts'

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))
const Values = v.pipe(v.array(v.pipe(v.string(), v.maxLength(64))), v.maxLength(50))

/** Rows of the list at most; the total tells how many there are. */
export const REPORTS_MAX = 300

export const ReportFilter = v.strictObject({
  facets: v.partial(v.strictObject(v.entriesFromList(REPORT_FACETS, Values))),
  /** Only those that this person works on or took in. */
  mine: v.boolean(),
})
export type ReportFilter = v.InferOutput<typeof ReportFilter>

export const ReportRow = v.strictObject({
  id: Id,
  reference: v.string(),
  category: v.picklist(REPORT_CATEGORIES),
  status: v.picklist(REPORT_STATUSES),
  urgency: v.nullable(v.picklist(REPORT_URGENCIES)),
  /** How many signs of trafficking it has. */
  indicators: Count,
  region: v.picklist(REGIONS),
  receivedOn: LocalDateText,
  guarded: v.boolean(),
  enterpriseName: v.nullable(v.string()),
  assignees: v.array(Id),
  pending: v.boolean(),
})
export type ReportRow = v.InferOutput<typeof ReportRow>

export const ReportList = v.strictObject({
  total: Count,
  rows: v.array(ReportRow),
  /** Counts per value under all other conditions of the filter. */
  facets: v.record(
    v.picklist(REPORT_FACETS),
    v.array(v.strictObject({ value: v.string(), count: Count })),
  ),
})
export type ReportList = v.InferOutput<typeof ReportList>

/** What was compared between what was told and what is known. */
export const PROPOSAL_FIELDS = [
  'family',
  'given',
  'birth',
  'identifier',
  'number',
  'name',
  'municipality',
  'street',
] as const
export type ProposalField = (typeof PROPOSAL_FIELDS)[number]

/** Whom or what a report may be about: nothing is linked without a person's word. */
export const ReportProposal = v.strictObject({
  kind: v.picklist(['person', 'enterprise', 'site']),
  id: Id,
  label: v.string(),
  detail: v.string(),
  evidence: v.array(
    v.strictObject({ field: v.picklist(PROPOSAL_FIELDS), agreement: v.picklist(AGREEMENTS) }),
  ),
})
export type ReportProposal = v.InferOutput<typeof ReportProposal>

/** Another report about the same: what came of it, and whether its words are nearly the same. */
export const EarlierReport = v.strictObject({
  id: Id,
  reference: v.string(),
  category: v.picklist(REPORT_CATEGORIES),
  receivedOn: LocalDateText,
  status: v.picklist(REPORT_STATUSES),
  outcome: v.nullable(v.picklist(OUTCOME_LABELS)),
  sameWords: v.boolean(),
})
export type EarlierReport = v.InferOutput<typeof EarlierReport>

export const ReportPage = v.strictObject({
  report: v.strictObject({ id: Id, version: Count, body: ReportBody, pending: v.boolean() }),
  proposals: v.array(ReportProposal),
  /** Names of what it was linked to; null where this desk does not hold it. */
  labels: v.array(
    v.strictObject({ kind: v.picklist(REPORT_LINK_KINDS), id: Id, label: v.nullable(v.string()) }),
  ),
  earlier: v.array(EarlierReport),
  /** Signals about the persons and enterprises that it was linked to. */
  findings: v.array(JudgedFinding),
})
export type ReportPage = v.InferOutput<typeof ReportPage>

/** What is asked of the gateway alone: who reported, and why this person must know. */
export const ReporterAsked = v.strictObject({
  reportId: Id,
  reason: v.pipe(v.string(), v.maxLength(2_000)),
})
export type ReporterAsked = v.InferOutput<typeof ReporterAsked>

export const ReporterGiven = v.strictObject({
  name: v.string(),
  contact: v.string(),
  relation: v.picklist(REPORTER_RELATIONS),
})
export type ReporterGiven = v.InferOutput<typeof ReporterGiven>
