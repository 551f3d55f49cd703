/**
 * The contract between the window and the host: queries, commands and events. Served over a
 * MessagePort (Electron), a loopback WebSocket (browser mode) and in memory (tests); the host does
 * not know which. Dates are local dates, `days` are calendar days.
 */
import { AGREEMENTS } from '../linking/register/explain.ts'
import { FIELDS } from '../linking/register/grades.ts'
import { eventIterator } from '@orpc/contract'
import * as v from 'valibot'
import { Base64 } from './base64.ts'
import { accessContract, AccessState } from './access.ts'
import { Actor, Colleague } from './actor.ts'
import { base, ErrorValue } from './call.ts'
import {
  COVERAGE_WINDOW_MAX,
  CoverageAct,
  CoverageFilter,
  CoverageSummary,
  CoverageWindow,
} from './coverage.ts'
import { contestsContract } from './contests.ts'
import { controlsContract } from './controls.ts'
import {
  ImportBegin,
  ImportLook,
  ImportLookAsked,
  ImportOf,
  ImportProgress,
  ImportPush,
} from './imports.ts'
import { LinkCluster, MentionLink, PairPage, PairRef, ProposedLinks } from './links.ts'
import { linkScoreContract } from './link-score.ts'
import { ConflictField, Decided } from './conflict.ts'
import {
  APPLICATION_TYPES,
  DOSSIER_RELATIONS,
  CATEGORIES,
  CLOCK_IDS,
  CLOCK_LEVELS,
  COVERAGE_WORKERS,
  FINDING_CODES,
  HOLDERS,
  LETTER_TEMPLATES,
  LINK_VERDICTS,
  LINKED_BY,
  MANDATE_OUTCOMES,
  MISMATCH_CODES,
  PAY_BASES,
  PAY_UNITS,
  PROCEDURES,
  READINGS,
  OUTCOMES,
  QUEUE_FACETS,
  QUEUE_WINDOW_MAX,
  QUEUES,
  REGIONS,
  RESIDENCE_STATES,
  SEVERITIES,
  SNOOZES,
  TAGS,
  TRACKS,
  UI_LANGUAGES,
  WHY_CODES,
  WORK_STATES,
} from './codes.ts'
import { AssumedLengths, LineCapacity, StockOutcome } from './forecast.ts'
import { JudgedFinding, RuleVerdict, TestedException } from './findings.ts'
import { CHANGED_FIELDS } from '../dossier/changes.ts'
import { BULK_REASON_MAX, BULK_SLICE, BulkAct, BulkLook } from './bulk.ts'
import { NUMBER_MAX_LENGTH, NUMBERS_MAX } from '../linking/number-list.ts'
import { NetworkAround, NetworkExport, NodeRef } from './network.ts'
import { ALERTS_MAX, WatchList } from './watch.ts'
import { ReportFilter, ReportList, ReportPage, ReporterAsked, ReporterGiven } from './reports.ts'
import { PRIORITY_PARTS } from '../dossier/priority.ts'
import { CoverageOrder, DueBetween, QueueFacets, QueueOrder } from './queue.ts'
import {
  A1Body,
  AbsenceBody,
  ControlBody,
  DeclarationBody,
  DepartureBody,
  DossierBody,
  EmploymentBody,
  EnterpriseBody,
  HoldingBody,
  Id,
  Instant,
  LocalDateText,
  MandateBody,
  NormBody,
  NoteBody,
  PersonBody,
  PresenceBody,
  SavedViewBody,
  PayBody,
  TableBody,
  RegisterLineBody,
} from './records.ts'
import { OfflineAccess } from './offline.ts'
import { OpenDossiers } from './opened.ts'
import { DocumentAsked, RecordKindName } from './sync.ts'
import { workshopContract } from './workshop.ts'
import { SupportFile, SyncDetails } from './sync-details.ts'

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))

export { ErrorValue } from './call.ts'

// ---------------------------------------------------------------- session

export const Session = v.strictObject({
  state: v.picklist(['SIGNED_OUT', 'SIGNING_IN', 'SIGNED_IN', 'FAILED']),
  actor: v.nullable(Actor),
  colleagues: v.array(Colleague),
  mode: v.picklist(['browser', 'electron']),
  /** Synthetic people only. */
  practice: v.boolean(),
  /** Why the desk cannot work, when state is FAILED. */
  error: v.nullable(ErrorValue),
  /** Date in Brussels by the host's clock. */
  today: LocalDateText,
})
export type Session = v.InferOutput<typeof Session>

// ---------------------------------------------------------------- sync status

export const SyncStatus = v.strictObject({
  state: v.picklist(['FILLING', 'UP_TO_DATE', 'SYNCING', 'OFFLINE', 'STOPPED']),
  /** Last moment at which the cache equalled the gateway. */
  upToDateAt: v.nullable(Instant),
  /** Commands that wait for the gateway, and since when the oldest waits. */
  pending: Count,
  oldestPendingAt: v.nullable(Instant),
  /** The last act that has not left yet and can be taken back until then (hold.ts). */
  held: v.nullable(v.strictObject({ n: Count, until: Instant })),
  /** Refused commands that a person has not seen yet. */
  attention: Count,
  /** Entries of the access log that never went through and are kept here. */
  logAside: Count,
  /** Records of the gateway that this program cannot read: what it shows is not all that there is. */
  unreadable: Count,
  /** Possible links that came since the officer last looked at them. */
  newLinks: Count,
  /** What happened to what is watched that the officer has not seen. */
  newAlerts: Count,
  /** First fill, renewal of the cache, or a pass of the rules: records done and expected. */
  fill: v.nullable(
    v.strictObject({
      done: Count,
      total: Count,
      phase: v.picklist(['RECORDS', 'INDEX', 'FINDINGS', 'RENEWAL']),
    }),
  ),
  /** Why it is OFFLINE or STOPPED. */
  error: v.nullable(ErrorValue),
  /** Whether the desk may still be used without the gateway. */
  offline: OfflineAccess,
  /** How far this computer's clock is ahead of the gateway's (negative: behind); null when it fits. */
  clockAheadMs: v.nullable(v.number()),
})
export type SyncStatus = v.InferOutput<typeof SyncStatus>

/** Pushed to the window. `changed` names kinds and ids (null: many): screens refetch what they show. */
export const WorkbenchEvent = v.variant('type', [
  v.strictObject({ type: v.literal('session'), session: Session }),
  v.strictObject({ type: v.literal('sync'), status: SyncStatus }),
  v.strictObject({
    type: v.literal('changed'),
    kinds: v.array(v.union([RecordKindName, v.literal('finding')])),
    ids: v.nullable(v.array(v.string())),
  }),
  v.strictObject({ type: v.literal('access'), access: AccessState }),
  v.strictObject({ type: v.literal('opened'), opened: OpenDossiers }),
])
export type WorkbenchEvent = v.InferOutput<typeof WorkbenchEvent>

// ---------------------------------------------------------------- queue

export { QUEUES, QUEUE_FACETS, QUEUE_SORTS, QUEUE_WINDOW_MAX } from './codes.ts'
export type { QueueFacet, QueueName, QueueSort } from './codes.ts'

export const QueueFilter = v.strictObject({
  queue: v.picklist(QUEUES),
  facets: QueueFacets,
  due: DueBetween,
  /** Names, numbers and text; every word must occur. Empty: no search. */
  search: v.pipe(v.string(), v.maxLength(200)),
  /** A pasted list: dossiers with one of these numbers; absent: any. */
  numbers: v.optional(
    v.pipe(v.array(v.pipe(v.string(), v.maxLength(NUMBER_MAX_LENGTH))), v.maxLength(NUMBERS_MAX)),
  ),
})
export type QueueFilter = v.InferOutput<typeof QueueFilter>

export { QueueOrder } from './queue.ts'

/** The clock that matters most now, as of `Session.today`. */
export const ClockView = v.strictObject({
  id: v.picklist(CLOCK_IDS),
  level: v.picklist(CLOCK_LEVELS),
  startedOn: LocalDateText,
  /** Null while suspended. */
  due: v.nullable(LocalDateText),
  /** Negative when overdue; null while suspended. */
  daysLeft: v.nullable(v.pipe(v.number(), v.integer())),
  /** Calendar days suspended and added so far. */
  suspendedDays: Count,
  extendedDays: Count,
  stopped: v.boolean(),
})
export type ClockView = v.InferOutput<typeof ClockView>

export const QueueRow = v.strictObject({
  id: Id,
  version: Count,
  reference: v.string(),
  personId: Id,
  personName: v.string(),
  employerId: v.nullable(Id),
  employerName: v.nullable(v.string()),
  procedure: v.picklist(PROCEDURES),
  category: v.picklist(CATEGORIES),
  applicationType: v.picklist(APPLICATION_TYPES),
  region: v.picklist(REGIONS),
  workState: v.picklist(WORK_STATES),
  residenceState: v.picklist(RESIDENCE_STATES),
  clock: v.nullable(v.pick(ClockView, ['id', 'level', 'due', 'daysLeft'])),
  holder: v.picklist(HOLDERS),
  /** Triage score with the codes behind it, strongest first, open findings only. */
  risk: v.strictObject({
    score: Count,
    severity: v.nullable(v.picklist(SEVERITIES)),
    codes: v.array(v.picklist(FINDING_CODES)),
  }),
  assignee: v.nullable(Id),
  assigneeName: v.nullable(v.string()),
  submittedOn: LocalDateText,
  /** How pressing it is (domain/dossier/priority.ts), with the parts that count for something. */
  priority: v.strictObject({
    score: Count,
    parts: v.array(v.strictObject({ part: v.picklist(PRIORITY_PARTS), points: Count })),
  }),
  tags: v.array(v.picklist(TAGS)),
  /** Whether the own service put it aside, and until when. */
  snooze: v.picklist(SNOOZES),
  snoozedUntil: v.nullable(LocalDateText),
  /** It changed since this person last looked at it on this desk. */
  changed: v.boolean(),
  /** A command on it waits for the gateway. */
  pending: v.boolean(),
})
export type QueueRow = v.InferOutput<typeof QueueRow>

export const RelatedRow = v.strictObject({
  ...QueueRow.entries,
  relation: v.picklist(DOSSIER_RELATIONS),
})
export type RelatedRow = v.InferOutput<typeof RelatedRow>

export const QueueWindow = v.strictObject({ offset: Count, total: Count, rows: v.array(QueueRow) })
export type QueueWindow = v.InferOutput<typeof QueueWindow>

export const QueueSummary = v.strictObject({
  total: Count,
  /** Nothing holds the words of the search: counted are dossiers with words that are alike. */
  approximate: v.boolean(),
  /** Numbers of the list under which no dossier is known here. */
  notFound: v.array(v.string()),
  /** Counts per facet value under all other conditions of the filter. */
  facets: v.record(
    v.picklist(QUEUE_FACETS),
    v.array(v.strictObject({ value: v.string(), count: Count })),
  ),
})
export type QueueSummary = v.InferOutput<typeof QueueSummary>

const recordView = <B extends v.GenericSchema>(body: B) =>
  v.strictObject({ id: Id, version: Count, body, pending: v.boolean() })

// ---------------------------------------------------------------- dossier, person, enterprise

export const DossierView = recordView(DossierBody)
export const PersonView = recordView(PersonBody)
export const EnterpriseView = recordView(EnterpriseBody)
export const DeclarationView = recordView(DeclarationBody)
export const MandateView = recordView(MandateBody)
export const PresenceView = recordView(PresenceBody)
export const A1View = recordView(A1Body)
export const EmploymentView = recordView(EmploymentBody)
export const ControlView = recordView(ControlBody)
export const HoldingView = recordView(HoldingBody)
export const RegisterLineView = recordView(RegisterLineBody)
export const NoteView = recordView(NoteBody)

export const SavedView = recordView(SavedViewBody)
export type SavedView = v.InferOutput<typeof SavedView>
export const NormView = recordView(NormBody)
export type NormView = v.InferOutput<typeof NormView>
export const AbsenceView = recordView(AbsenceBody)
export type AbsenceView = v.InferOutput<typeof AbsenceView>

/** May the filer act for the employer on the day of filing? (domain facts 5) */
export const MandateCheck = v.strictObject({
  outcome: v.picklist(MANDATE_OUTCOMES),
  mandate: v.nullable(MandateView),
})
export type MandateCheck = v.InferOutput<typeof MandateCheck>

/** The row of the salary thresholds that an application is held against, with its version. */
export const NormOfDossier = v.strictObject({
  amountCents: Count,
  unit: v.picklist(PAY_UNITS),
  basis: v.picklist(PAY_BASES),
  ageMax: v.nullable(Count),
  validFrom: LocalDateText,
  validTo: v.nullable(LocalDateText),
  source: v.string(),
  confidence: v.picklist(['HIGH', 'MEDIUM', 'LOW', 'UNVERIFIED']),
  /** Who proposed and who approved it; null: it came with the program. */
  approved: v.nullable(
    v.strictObject({
      byName: v.string(),
      closedByName: v.nullable(v.string()),
      closedAt: v.nullable(Instant),
    }),
  ),
})

/** The pay against the salary threshold (domain/dossier/pay-check.ts). */
export type PayCheck = v.InferOutput<typeof PayCheck>
export const PayCheck = v.strictObject({
  day: LocalDateText,
  age: v.nullable(v.number()),
  norm: v.nullable(NormOfDossier),
  suffices: v.nullable(v.boolean()),
})

/** The fullest 180 days, of those that share a day with the time around the application. */
const Busiest = v.nullable(
  v.strictObject({
    window: v.strictObject({ from: LocalDateText, to: LocalDateText }),
    days: Count,
    limit: Count,
  }),
)

export const DossierPage = v.strictObject({
  dossier: DossierView,
  person: PersonView,
  employer: v.nullable(EnterpriseView),
  filer: v.nullable(EnterpriseView),
  mandateCheck: MandateCheck,
  payCheck: PayCheck,
  /** The rows that the region, and for federal law the Immigration Office, added to their tables. */
  tables: v.array(TableBody),
  /** The rows that the region added to the salary thresholds of this category, by age. */
  norms: v.array(PayBody),
  /** Days on the short route, counted per source; null where it is no work card. */
  shortStay: v.nullable(v.strictObject({ declared: Busiest, seen: Busiest, authorised: Busiest })),
  clocks: v.array(ClockView),
  /** Where the law gives a clock another last day too (domain/dossier/readings.ts). */
  otherEnds: v.array(
    v.strictObject({
      clock: v.picklist(CLOCK_IDS),
      reading: v.picklist(READINGS),
      due: LocalDateText,
    }),
  ),
  holder: v.picklist(HOLDERS),
  /** Authority that the workplaces and the seat point to (domain facts 1.3); null when unknown. */
  competentRegion: v.nullable(v.picklist(REGIONS)),
  /** Combined outcome of both tracks (domain facts 1.9). */
  outcome: v.picklist(OUTCOMES),
  /** Of this dossier, of its worker without a dossier, and of its employer. */
  findings: v.array(JudgedFinding),
  declarations: v.array(DeclarationView),
  notes: v.array(NoteView),
  /** Other dossiers of the person, newest first, and what each is to this one. */
  related: v.array(RelatedRow),
  /** Enterprises that the history of the facts names. */
  named: v.array(v.strictObject({ id: Id, name: v.string() })),
})
export type DossierPage = v.InferOutput<typeof DossierPage>

/** What changed about a dossier since a person last looked at it (domain/dossier/changes.ts). */
export const SinceLook = v.strictObject({
  at: Instant,
  changes: v.array(
    v.strictObject({
      field: v.picklist(CHANGED_FIELDS),
      of: v.nullable(v.string()),
      before: v.nullable(v.string()),
      after: v.nullable(v.string()),
    }),
  ),
})
export type SinceLook = v.InferOutput<typeof SinceLook>
/** Which letter, and what the officer adds where the records hold none. */
export const LetterAsked = v.strictObject({
  dossierId: Id,
  template: v.picklist(LETTER_TEMPLATES),
  track: v.picklist(TRACKS),
  nth: v.nullable(Count),
  /** The version that was seen and gives way; null: there was none. */
  replaces: v.nullable(v.string()),
  /** Why it gives way. */
  reason: v.pipe(v.string(), v.maxLength(8000)),
  /** Address lines; empty: those of the records. */
  addressee: v.pipe(v.string(), v.maxLength(600)),
})
export type LetterAsked = v.InferOutput<typeof LetterAsked>

/** Longest piece of an upload, in characters: below what a frame may hold. */
export const UPLOAD_PIECE_MAX = 700_000

export const DocumentContent = v.strictObject({ content: v.string() })
export type DocumentContent = v.InferOutput<typeof DocumentContent>

/** A declaration whose worker may be this person: nobody is linked without a person's word. */
export const PossibleDeclaration = v.strictObject({
  declaration: DeclarationView,
  /** 0 to 1, over all who come near. */
  probability: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  /** Sum of what was compared (domain/linking/judgements.ts). */
  facts: v.string(),
  /** What was said of it and still holds. */
  verdict: v.picklist(LINK_VERDICTS),
  evidence: v.array(
    v.strictObject({ field: v.picklist(FIELDS), agreement: v.picklist(AGREEMENTS) }),
  ),
})
export type PossibleDeclaration = v.InferOutput<typeof PossibleDeclaration>

export const PersonPage = v.strictObject({
  person: PersonView,
  dossiers: v.array(QueueRow),
  declarations: v.array(DeclarationView),
  possible: v.array(PossibleDeclaration),
  presences: v.array(PresenceView),
  employers: v.array(EnterpriseView),
  findings: v.array(JudgedFinding),
})
export type PersonPage = v.InferOutput<typeof PersonPage>

/** What the public register says first of an enterprise. */
export const EnterpriseName = v.strictObject({ id: Id, name: v.string() })
export type EnterpriseName = v.InferOutput<typeof EnterpriseName>

export const EnterprisePage = v.strictObject({
  enterprise: EnterpriseView,
  /** Cut at ENTERPRISE_PAGE_MAX rows each; totals tell how many there are. */
  dossiers: v.array(QueueRow),
  dossierTotal: Count,
  declarations: v.array(DeclarationView),
  declarationTotal: Count,
  mandates: v.array(
    v.strictObject({
      mandate: MandateView,
      mandator: v.nullable(v.string()),
      mandatary: v.nullable(v.string()),
    }),
  ),
  /** What other registers say of it, and of its directors elsewhere, as far as the person may know. */
  registerLines: v.array(RegisterLineView),
  /** How far each of those registers is held. */
  holdings: v.array(HoldingView),
  /** As declarations mention it under no number of the register, or may mention it. */
  mentions: v.array(MentionLink),
  /** About the enterprise itself. */
  findings: v.array(JudgedFinding),
  /** About workers, on the dossiers that are shown. */
  workerFindings: v.array(JudgedFinding),
})
export type EnterprisePage = v.InferOutput<typeof EnterprisePage>
export const ENTERPRISE_PAGE_MAX = 200

/** Most workers and weeks in one matrix. */
export const MATRIX_WORKERS_MAX = 200
export const MATRIX_WEEKS_MAX = 104

/** The workers of an enterprise week by week; codes as in domain/limosa/matrix.ts. */
export const WorkerMatrix = v.strictObject({
  enterpriseId: Id,
  enterpriseName: v.string(),
  /** A Monday. */
  from: LocalDateText,
  weeks: Count,
  /** Cut at MATRIX_WORKERS_MAX. */
  workers: v.array(
    v.strictObject({
      /** Null of one who is nobody of the register; a declaration leads to them then. */
      personId: v.nullable(Id),
      declarationId: v.nullable(Id),
      worker: v.picklist(COVERAGE_WORKERS),
      name: v.string(),
      codes: v.string(),
      seen: v.string(),
    }),
  ),
  workerTotal: Count,
})
export type WorkerMatrix = v.InferOutput<typeof WorkerMatrix>

// ---------------------------------------------------------------- comparison

/** What one declaration needs and what covers it (domain facts 4.7), with the exceptions tested. */
export const DeclarationVerdict = v.strictObject({
  declarationId: Id,
  /** How it was linked to the person. */
  linkedBy: v.picklist(LINKED_BY),
  /** Row of the decision table 4.7. */
  row: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(14)),
  needsDeclaration: v.picklist(['YES', 'NO', 'UNKNOWN']),
  needsAuthorisation: v.picklist(['YES', 'NO', 'UNKNOWN']),
  /** Nationality or the employer's country is not known: nothing was compared. */
  isUndetermined: v.boolean(),
  /** Translated as `code.requirement.<value>`. */
  requirement: v.picklist(['NONE', 'SINGLE_PERMIT', 'WORK_CARD', 'PROFESSIONAL_CARD']),
  exceptions: v.array(TestedException),
  /** What its cover says, M0 when consistent; the other codes stand in the checks. */
  code: v.picklist(['M0', 'M1', 'M2', 'M3', 'M4']),
  /** For M4 which of the four elements or the period differ; for M1 in what `dossierId` is for other work. */
  differs: v.array(v.picklist(['EMPLOYER', 'PLACE', 'JOB', 'PERIOD'])),
  /** The dossier it was compared with; for M1 one for other work, where there is any. */
  dossierId: v.nullable(Id),
})
export type DeclarationVerdict = v.InferOutput<typeof DeclarationVerdict>

/** A declaration by itself: of a worker who may be nobody of the register. */
export const DeclaredPage = v.strictObject({
  declaration: v.strictObject({ id: Id, version: Count, body: DeclarationBody }),
  /** By what is declared alone; null where it is not in force, or its worker is linked or not shown. */
  verdict: v.nullable(DeclarationVerdict),
  /** What people said of it; null where it needs nothing. */
  judged: v.nullable(JudgedFinding),
  /** The person it is linked to; null: nobody. */
  personId: v.nullable(Id),
  /** Persons who come near, the likeliest first. */
  near: v.array(v.strictObject({ personId: Id, personName: v.string(), probability: v.number() })),
})
export type DeclaredPage = v.InferOutput<typeof DeclaredPage>

/** Why a mismatch is there or is not; `why` is translated as `why.<value>`. */
export const MismatchCheck = v.strictObject({
  code: v.picklist(MISMATCH_CODES),
  outcome: v.picklist(['FOUND', 'CLEAR', 'NOT_APPLICABLE']),
  why: v.picklist(WHY_CODES),
})
export type MismatchCheck = v.InferOutput<typeof MismatchCheck>

const DatedSpan = v.strictObject({ from: LocalDateText, to: LocalDateText })

/** What is counted over several declarations; null: does not apply to this one. */
export const DeclarationCounts = v.strictObject({
  /** The busiest window of short stays that shares a day with the declaration. */
  stay: v.nullable(v.strictObject({ window: DatedSpan, days: Count, limit: Count })),
  /** Postings on the same task at the same place, all workers together. */
  posting: v.nullable(
    v.strictObject({
      from: LocalDateText,
      days: Count,
      workers: Count,
      monthTwelveEnds: v.nullable(LocalDateText),
      monthEighteenEnds: v.nullable(LocalDateText),
    }),
  ),
})
export type DeclarationCounts = v.InferOutput<typeof DeclarationCounts>

export const ComparisonPage = v.strictObject({
  person: PersonView,
  dossiers: v.array(DossierView),
  declarations: v.array(DeclarationView),
  presences: v.array(PresenceView),
  a1: v.array(A1View),
  employments: v.array(EmploymentView),
  /** Field controls that met the person. */
  controls: v.array(ControlView),
  /** Which days of A1 and Dimona this desk holds: beyond them nothing is missing. */
  holdings: v.array(HoldingView),
  enterprises: v.array(EnterpriseView),
  verdicts: v.array(DeclarationVerdict),
  /** Of verdicts against a permit in the name of a client: which one, by its place among the declared. */
  clients: v.array(v.strictObject({ declarationId: Id, client: Count })),
  /** Every declaration, those that are not in force too. */
  reasons: v.array(v.strictObject({ declarationId: Id, checks: v.array(MismatchCheck) })),
  /** Of declarations in force. */
  counts: v.array(v.strictObject({ declarationId: Id, ...DeclarationCounts.entries })),
  findings: v.array(JudgedFinding),
})
export type ComparisonPage = v.InferOutput<typeof ComparisonPage>

// ---------------------------------------------------------------- search

export const SearchHit = v.strictObject({
  kind: v.picklist(['dossier', 'person', 'enterprise', 'declaration']),
  id: Id,
  /** Where a declaration or person leads: the person's page; else the hit itself. */
  personId: v.nullable(Id),
  title: v.string(),
  detail: v.string(),
})
export type SearchHit = v.InferOutput<typeof SearchHit>

/** What a person of the service has open, how much of it ends within 7 days, how much is late. */
export const PersonWorkload = v.strictObject({
  person: Id,
  open: Count,
  soon: Count,
  overdue: Count,
})
export type PersonWorkload = v.InferOutput<typeof PersonWorkload>

// ---------------------------------------------------------------- forecast

const LateRows = v.array(v.strictObject({ row: QueueRow, days: Count }))

/** What comes of one order of work. */
const OrderForecast = v.strictObject({
  /** Dossiers that are done after their last day, and the calendar days by which they are. */
  missed: Count,
  daysLate: Count,
  /** Working days until the line is empty. */
  workingDays: Count,
  /** The first of the missed ones, in the order of the work. */
  late: LateRows,
})

export const QueueForecast = v.strictObject({
  /** Whose line of work it is, and how many dossiers of the view are in it. */
  side: v.picklist(['REGION', 'DVZ']),
  inLine: Count,
  orders: v.strictObject({
    present: OrderForecast,
    earliestFirst: OrderForecast,
    fewestMissed: OrderForecast,
  }),
  /** No order misses fewer. */
  missedAtLeast: Count,
  stock: StockOutcome,
  /** Those that each way of handling brings in latest. */
  latest: v.strictObject({ serial: LateRows, parallel: LateRows }),
})
export type QueueForecast = v.InferOutput<typeof QueueForecast>

// ---------------------------------------------------------------- commands

export const CommandCall = v.strictObject({
  name: v.pipe(v.string(), v.maxLength(60)),
  args: v.unknown(),
})

export const CommandResult = v.variant('outcome', [
  /** Stored on the desk and queued for the gateway as number `n` of this client. */
  v.strictObject({ outcome: v.literal('QUEUED'), n: Count }),
  v.strictObject({
    outcome: v.literal('REFUSED'),
    code: v.string(),
    details: v.record(v.string(), v.union([v.string(), v.number(), v.boolean(), v.null()])),
  }),
])
export type CommandResult = v.InferOutput<typeof CommandResult>

/** Of taking back an act that waits on the desk: what it was, so that its words can be used again. */
export const TakenBack = v.variant('outcome', [
  v.strictObject({ outcome: v.literal('TAKEN_BACK'), name: v.string(), args: v.unknown() }),
  v.strictObject({
    outcome: v.literal('REFUSED'),
    code: v.string(),
    details: v.record(v.string(), v.union([v.string(), v.number(), v.boolean(), v.null()])),
  }),
])
export type TakenBack = v.InferOutput<typeof TakenBack>

/** The refused act that holds another one back. */
const HeldBy = v.strictObject({
  name: v.string(),
  args: v.unknown(),
  at: Instant,
  code: v.string(),
})
export type HeldBy = v.InferOutput<typeof HeldBy>

/** A command that the gateway refused: the officer's words, kept until they are dismissed. */
export const AttentionItem = v.strictObject({
  n: Count,
  name: v.string(),
  args: v.unknown(),
  at: Instant,
  code: v.string(),
  /** Values of the refusal (STALE: base, mine, theirs), as in domain/contract/errors.ts. */
  details: v.record(v.string(), v.union([v.string(), v.number(), v.boolean(), v.null()])),
  dossierId: v.nullable(Id),
  reference: v.nullable(v.string()),
  /** For HELD_BACK: the act that it stood on. */
  heldBy: v.nullable(HeldBy),
  /** Why it can no longer be sent at all as the record stands now; null: it may be sent again. */
  blocked: v.nullable(ErrorValue),
  /** What it and the record as it stands now disagree on. */
  fields: v.array(ConflictField),
})
export type AttentionItem = v.InferOutput<typeof AttentionItem>

/**
 * Of sending a refused act again: LEFT when everything stays as others made it. ASKS: nothing was done,
 * because the officer's own words would go with it; it is done once they say so (`letGo`).
 */
export const SentAgain = v.union([
  CommandResult,
  v.strictObject({ outcome: v.literal('LEFT') }),
  v.strictObject({ outcome: v.literal('ASKS') }),
])
export type SentAgain = v.InferOutput<typeof SentAgain>

// ---------------------------------------------------------------- the whole

/** The dossier from which the officer comes, when there is one. */
const FromDossier = v.optional(v.nullable(Id), null)

/** About what the rules are asked. */
export const VerdictsAsked = v.strictObject({
  kind: v.picklist(['dossier', 'person', 'enterprise']),
  id: Id,
  dossierId: FromDossier,
})
export type VerdictsAsked = v.InferOutput<typeof VerdictsAsked>

const MatrixQuestion = v.strictObject({
  id: Id,
  dossierId: FromDossier,
  /** Any day of the first week. */
  from: LocalDateText,
  weeks: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MATRIX_WEEKS_MAX)),
})

export const workbenchContract = {
  session: {
    get: base.output(Session),
    /** Starts a sign-in; the window opens the address in the system browser. */
    signIn: base
      .input(v.strictObject({ language: v.picklist(UI_LANGUAGES) }))
      .output(v.strictObject({ url: v.string() })),
    cancelSignIn: base.output(v.strictObject({})),
    signOut: base.output(v.strictObject({})),
    /** Ends the person's sessions on all desks: the gateway must be there to say so. */
    signOutEverywhere: base.output(v.strictObject({})),
  },
  /** First the current session, sync status and session of work, then every change. */
  events: base.output(eventIterator(WorkbenchEvent)),
  sync: {
    status: base.output(SyncStatus),
    details: base.output(SyncDetails),
    /** What the help desk needs to see, without personal data, as a file for saving. */
    supportFile: base.output(SupportFile),
    /** Tries now instead of at the next poll. */
    now: base.output(v.strictObject({})),
    /** A person expected what the sync stopped at (SYNC_ASKS): it goes on. */
    accept: base.output(v.strictObject({})),
    attention: base.output(v.array(AttentionItem)),
    /**
     * Runs a new act built from what the officer decided about a refused one, and takes the refused
     * one away in the same step. Refused at once, it stays with the new reason.
     */
    sendAgain: base.input(v.strictObject({ n: Count, decided: Decided })).output(SentAgain),
    dismissAttention: base.input(v.strictObject({ n: Count })).output(v.strictObject({})),
    /** Entries of the access log that were set aside go out once more. */
    sendLogAgain: base.output(v.strictObject({})),
  },
  queue: {
    window: base
      .input(
        v.strictObject({
          filter: QueueFilter,
          order: QueueOrder,
          offset: Count,
          limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(QUEUE_WINDOW_MAX)),
        }),
      )
      .output(QueueWindow),
    summary: base.input(v.strictObject({ filter: QueueFilter })).output(QueueSummary),
    /** What comes of working on a view in three orders, and of handling its dossiers in parallel. */
    forecast: base
      .input(
        v.strictObject({
          filter: QueueFilter,
          order: QueueOrder,
          capacity: LineCapacity,
          assumed: AssumedLengths,
        }),
      )
      .output(QueueForecast),
    /** Ids of a whole view in its order, at most BULK_MAX, for an act on all of it. */
    pick: base
      .input(v.strictObject({ filter: QueueFilter, order: QueueOrder }))
      .output(v.strictObject({ ids: v.array(Id), total: Count })),
    /** Position of a dossier in a view, for focus that survives re-sorting; null when not in it. */
    position: base
      .input(v.strictObject({ filter: QueueFilter, order: QueueOrder, id: Id }))
      .output(v.nullable(Count)),
  },
  /** What the officer and the service keep for working together. */
  team: {
    /** Own and shared views, by name. */
    views: base.output(v.array(SavedView)),
    /** Of the own service, those to come and those that last; the first to begin first. */
    absences: base.output(v.array(AbsenceView)),
    /** How much each person of the service has open; for the supervisor. */
    workload: base.output(v.array(PersonWorkload)),
  },
  dossier: {
    get: base.input(v.strictObject({ id: Id })).output(DossierPage),
    /** The person looks now: what changed since the look before; null when there was none. */
    look: base.input(v.strictObject({ id: Id })).output(v.nullable(SinceLook)),
    /** Dossiers of the region that went to another one. */
    departures: base.output(v.array(DepartureBody)),
    /** The window shows it for as long as this stream lasts: colleagues are told. Says once that it has begun. */
    stay: base.input(v.strictObject({ id: Id })).output(eventIterator(v.literal('HERE'))),
    /** The content of a document, in base64: from the cache, else from the gateway. */
    document: base.input(DocumentAsked).output(DocumentContent),
    /** The next piece of a content on its way to the desk, in base64. */
    piece: base
      .input(
        v.strictObject({
          upload: Id,
          offset: Count,
          piece: v.pipe(Base64, v.maxLength(UPLOAD_PIECE_MAX)),
        }),
      )
      .output(v.strictObject({})),
    /**
     * Makes a letter from what the desk holds now and files it: the PDF and the act, both or neither.
     * LETTER_FACT_MISSING {fact} where it would have a blank.
     */
    fileLetter: base.input(LetterAsked).output(CommandResult),
    /** The officer saves a copy of a document that is shown: paper and files leave the desk. */
    saved: base.input(v.strictObject({ dossierId: Id, documentId: Id })).output(v.strictObject({})),
    /** Runs a `fileDocument` with the content that was uploaded: both are stored or neither. */
    fileUpload: base.input(v.strictObject({ upload: Id, args: v.unknown() })).output(CommandResult),
  },
  /** Rows that the services added to the tables of law. */
  norms: { list: base.output(v.array(NormView)) },
  workshop: workshopContract,
  /**
   * A person, an enterprise and a comparison are shown as work on a dossier: one that was opened in
   * this session of work, or that the call names. Else PURPOSE_REQUIRED until one was stated.
   */
  person: {
    get: base.input(v.strictObject({ id: Id, dossierId: FromDossier })).output(PersonPage),
  },
  enterprise: {
    get: base.input(v.strictObject({ id: Id, dossierId: FromDossier })).output(EnterprisePage),
    /** The enterprise of a number, as the public register names it; null when the desk holds none. */
    find: base
      .input(v.strictObject({ number: v.pipe(v.string(), v.maxLength(40)) }))
      .output(v.nullable(EnterpriseName)),
    matrix: base.input(MatrixQuestion).output(WorkerMatrix),
    /** Notes that this matrix leaves the desk; the window copies it after the answer. */
    matrixCopied: base.input(MatrixQuestion).output(v.strictObject({})),
  },
  /**
   * Each rule about a person or an enterprise, or about the worker and the employer of a dossier: how it
   * comes out and the fact that decided it. Not in their pages: the rules read far more than a page shows.
   */
  verdicts: { of: base.input(VerdictsAsked).output(v.array(RuleVerdict)) },
  comparison: {
    get: base
      .input(v.strictObject({ personId: Id, dossierId: FromDossier }))
      .output(ComparisonPage),
  },
  /** Declarations without the authorisation they needed, and permits without a declaration. */
  coverage: {
    window: base
      .input(
        v.strictObject({
          filter: CoverageFilter,
          order: CoverageOrder,
          offset: Count,
          limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(COVERAGE_WINDOW_MAX)),
        }),
      )
      .output(CoverageWindow),
    summary: base.input(v.strictObject({ filter: CoverageFilter })).output(CoverageSummary),
    /** Ids of a whole view in its order, at most BULK_MAX. */
    pick: base
      .input(v.strictObject({ filter: CoverageFilter, order: CoverageOrder }))
      .output(v.strictObject({ ids: v.array(Id), total: Count })),
    /** What one judgement would do with some mismatches. Writes nothing. */
    look: base
      .input(
        v.strictObject({ act: CoverageAct, ids: v.pipe(v.array(Id), v.maxLength(BULK_SLICE)) }),
      )
      .output(v.array(BulkLook)),
  },
  contests: contestsContract,
  controls: controlsContract,
  /** Extracts into the one truth of all desks, read from a file that the window holds. */
  imports: {
    /** Sources whose columns are remembered. */
    sources: base.output(v.array(ImportOf)),
    look: base.input(ImportLookAsked).output(ImportLook),
    /** How many good rows an earlier run of the same file sent already. */
    begin: base.input(ImportBegin).output(v.strictObject({ before: Count })),
    push: base.input(ImportPush).output(ImportProgress),
    end: base.input(v.strictObject({ id: v.pipe(v.string(), v.uuid()) })).output(ImportProgress),
    /** What was sent stays; the same file goes on from there. */
    cancel: base.output(v.strictObject({})),
  },
  /** Which records are one person, and why. */
  links: {
    /** PURPOSE_REQUIRED until one was stated, as for a search. */
    proposed: base.output(ProposedLinks),
    pair: base.input(v.strictObject({ left: PairRef, right: PairRef })).output(PairPage),
    /** A declaration by itself, and what it needs. NOT_FOUND; PURPOSE_REQUIRED as for a search. */
    declared: base.input(v.strictObject({ id: Id })).output(DeclaredPage),
    cluster: base
      .input(v.strictObject({ personId: Id, dossierId: FromDossier }))
      .output(LinkCluster),
    ...linkScoreContract,
  },
  /** Who is tied to whom by which records: grown step by step, PURPOSE_REQUIRED outside a dossier. */
  network: {
    /** NOT_FOUND when nothing here names the node. */
    around: base.input(NodeRef).output(NetworkAround),
    /** Notes that a network leaves the desk as a file; the window saves it after the answer. */
    exported: base.input(NetworkExport).output(v.strictObject({})),
  },
  /** What this person watches: their own, whatever their dossiers. */
  watch: {
    list: base.output(WatchList),
    seen: base
      .input(v.strictObject({ ids: v.pipe(v.array(Count), v.maxLength(ALERTS_MAX)) }))
      .output(v.strictObject({})),
  },
  /** Reports of irregularities that this person may know of. */
  reports: {
    list: base.input(v.strictObject({ filter: ReportFilter })).output(ReportList),
    get: base.input(v.strictObject({ id: Id })).output(ReportPage),
    /**
     * Who reported: asked of the gateway, which writes the entry in the access log first; kept nowhere.
     * FORBIDDEN unless the person works on the report, GATEWAY_UNREACHABLE offline.
     */
    reporter: base.input(ReporterAsked).output(ReporterGiven),
  },
  /** Over everything that the desk holds: PURPOSE_REQUIRED until a purpose was stated. */
  search: {
    all: base
      .input(
        v.strictObject({
          text: v.pipe(v.string(), v.maxLength(200)),
          limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50)),
        }),
      )
      .output(v.array(SearchHit)),
  },
  command: {
    run: base.input(CommandCall).output(CommandResult),
    /** Takes back an act that has not left the desk. */
    takeBack: base.input(v.strictObject({ n: Count })).output(TakenBack),
    /** What an act would do with some dossiers. Writes nothing. */
    look: base
      .input(
        v.strictObject({
          act: BulkAct,
          ids: v.pipe(v.array(Id), v.maxLength(BULK_SLICE)),
          /** Why it is taken from colleagues; empty: not said yet. */
          reason: v.pipe(v.string(), v.maxLength(BULK_REASON_MAX)),
        }),
      )
      .output(v.array(BulkLook)),
    /** Each its own command, in order; a refused one holds back none of the others. */
    runMany: base
      .input(v.strictObject({ calls: v.pipe(v.array(CommandCall), v.maxLength(BULK_SLICE)) }))
      .output(v.array(CommandResult)),
  },
  access: accessContract,
} as const
