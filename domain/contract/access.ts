/**
 * The access log (domain facts 9.3): what a desk notes about each look, what the gateway keeps of
 * it, and what the window asks. Subjects are opaque ids, never names or national numbers: a hash of
 * a national number could be turned back by trying all of them.
 */
import * as v from 'valibot'
import {
  ACCESS_ACTIONS,
  ACCESS_SOURCES,
  ACCESS_SUBJECTS,
  FIELD_GROUPS,
  OUTLIER_CODES,
  PRINTED_SCREENS,
  PURPOSES,
} from '../access/codes.ts'
import { ACCESS_REASON_MAX } from '../access/purposes.ts'
import { base } from './call.ts'
import { REGIONS, ROLES } from './codes.ts'
import { Id, Instant, LocalDateText } from './records.ts'

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))

/** Persons that one entry names, a page of any list; a look that shows more has further entries. */
export const ACCESS_PERSONS_MAX = 200
/** Entries of one push from a desk. */
export const ACCESS_BATCH_MAX = 500
/** Entries of one answer to a reader of the log. */
export const ACCESS_PAGE_MAX = 200
/** Most entries of one export; more is TOO_LARGE: a narrower question. */
export const ACCESS_EXPORT_MAX = 10_000
/** Longest stretch that outliers are looked for in, in days. */
export const OUTLIER_DAYS_MAX = 92

export const AccessSubject = v.strictObject({
  kind: v.picklist(ACCESS_SUBJECTS),
  /**
   * Id of the record; of a list the name of the queue; of a network the id or key of its node, null where
   * that is a site or a handle; null for a search.
   */
  id: v.nullable(Id),
})
export type AccessSubject = v.InferOutput<typeof AccessSubject>

/** One look, as the desk notes it in the call that shows the data. Who looked says the token. */
export const AccessNote = v.strictObject({
  /** By the desk's clock. */
  at: Instant,
  /** As what the person looked: rights may be others by the time the entry is sent. */
  role: v.picklist(ROLES),
  region: v.nullable(v.picklist(REGIONS)),
  action: v.picklist(ACCESS_ACTIONS),
  subject: AccessSubject,
  /** The dossier that the look was work on; null: without a dossier. */
  dossierId: v.nullable(Id),
  purpose: v.picklist(PURPOSES),
  /** Code of domain/reference/legal-bases.ts. */
  legalBasis: v.pipe(v.string(), v.regex(/^[A-Z0-9_]{1,40}$/)),
  /** What the person stated; null for work on a dossier. */
  reason: v.nullable(v.pipe(v.string(), v.maxLength(ACCESS_REASON_MAX))),
  fields: v.pipe(v.array(v.picklist(FIELD_GROUPS)), v.maxLength(FIELD_GROUPS.length)),
  sources: v.pipe(v.array(v.picklist(ACCESS_SOURCES)), v.maxLength(ACCESS_SOURCES.length)),
  /** Rows or records that were shown. */
  count: Count,
  /** Persons whose data were shown, a director by key. Of a list those of the pages that were read. */
  persons: v.pipe(v.array(Id), v.maxLength(ACCESS_PERSONS_MAX)),
})
export type AccessNote = v.InferOutput<typeof AccessNote>

/** A note on the wire; `n` counts from 1 per client without holes. */
export const WireAccess = v.strictObject({
  n: v.pipe(v.number(), v.integer(), v.minValue(1)),
  note: AccessNote,
})
export type WireAccess = v.InferOutput<typeof WireAccess>

export const AccessBatch = v.strictObject({
  client: Id,
  /** The desk's clock now: tells the gateway how far it is off. */
  sentAt: Instant,
  entries: v.pipe(v.array(WireAccess), v.minLength(1), v.maxLength(ACCESS_BATCH_MAX)),
})
export type AccessBatch = v.InferOutput<typeof AccessBatch>

/** Last number of this client that the gateway has in its log. */
export const AccessTaken = v.strictObject({ last: v.pipe(v.number(), v.integer()) })
export type AccessTaken = v.InferOutput<typeof AccessTaken>

/** An entry of the log as it is chained: nothing of it may change afterwards. */
export const AccessEntry = v.strictObject({
  ...AccessNote.entries,
  /** Place in the log, from 1 without holes, in commit order. */
  seq: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** Null: the gateway's own entry about somebody who read the log. */
  client: v.nullable(Id),
  n: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))),
  userId: Id,
  /** As what the person sent it, by the token, where that is not as what they looked. */
  sentAs: v.optional(
    v.strictObject({ role: v.picklist(ROLES), region: v.nullable(v.picklist(REGIONS)) }),
  ),
  /** By the gateway's clock; `at` is the desk's, corrected by how far that clock is off. */
  receivedAt: Instant,
  deskAt: Instant,
})
export type AccessEntry = v.InferOutput<typeof AccessEntry>

/** What a reader of the log asks for; every part narrows. */
export const AccessFilter = v.strictObject({
  userId: v.nullable(Id),
  /**
   * Looks at this record; of a person also searches that showed them, and work on their dossiers. NETWORK: at
   * whom or what a network starts from, a director or an account by its key; of a director also where it was shown.
   */
  subject: v.nullable(
    v.strictObject({ kind: v.picklist(['person', 'enterprise', 'dossier', 'network']), id: Id }),
  ),
  action: v.nullable(v.picklist(ACCESS_ACTIONS)),
  /** Local dates in Brussels, both included. */
  from: LocalDateText,
  to: LocalDateText,
  /** Only looks without a dossier. */
  withoutDossier: v.boolean(),
})
export type AccessFilter = v.InferOutput<typeof AccessFilter>

/** The next page begins after the entry with this number. */
const Cursor = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1)))

export const AccessQuestion = v.strictObject({ filter: AccessFilter, cursor: Cursor })
export type AccessQuestion = v.InferOutput<typeof AccessQuestion>

export const AccessRow = v.strictObject({
  ...AccessEntry.entries,
  /** As the gateway knows the person today; null when it does not. */
  userName: v.nullable(v.string()),
})
export type AccessRow = v.InferOutput<typeof AccessRow>

/** Newest first. */
export const AccessPage = v.strictObject({ rows: v.array(AccessRow), next: Cursor })
export type AccessPage = v.InferOutput<typeof AccessPage>

/** Local dates in Brussels, both included. */
export const AccessDays = v.strictObject({ from: LocalDateText, to: LocalDateText })
export type AccessDays = v.InferOutput<typeof AccessDays>

/** One day of one person that stands out, and by what measure: a hint to ask about. */
export const AccessOutlier = v.strictObject({
  code: v.picklist(OUTLIER_CODES),
  userId: Id,
  userName: v.nullable(v.string()),
  role: v.picklist(ROLES),
  region: v.nullable(v.picklist(REGIONS)),
  day: LocalDateText,
  /** Looks (OFF_HOURS, FREE_DAY, NO_DOSSIER) or different persons (MANY_PERSONS, SAME_NAME). */
  count: Count,
  /** The person's own usual number on a day with looks; null when it says nothing here. */
  own: v.nullable(v.number()),
  /** The usual number of colleagues with the same role; null when there are none. */
  peers: v.nullable(v.number()),
  /** SAME_NAME: persons with the family name of who looked. */
  persons: v.array(Id),
})
export type AccessOutlier = v.InferOutput<typeof AccessOutlier>

export const AccessOutliers = v.strictObject({ outliers: v.array(AccessOutlier) })
export type AccessOutliers = v.InferOutput<typeof AccessOutliers>

/** CSV text: header of codes, one line per entry, `;` between fields, UTF-8. */
export const AccessExport = v.strictObject({ csv: v.string(), count: Count })
export type AccessExport = v.InferOutput<typeof AccessExport>

// ---------------------------------------------------------------- what the window asks

/** What was stated for looking without a dossier, until when it holds. */
export const StatedPurpose = v.strictObject({
  purpose: v.picklist(PURPOSES),
  reason: v.string(),
  since: Instant,
  until: Instant,
})
export type StatedPurpose = v.InferOutput<typeof StatedPurpose>

/** The session of work: what may be stated, and what is. */
export const AccessState = v.strictObject({
  /** Purposes that the role may state, the usual one first. Empty when nobody is signed in. */
  purposes: v.array(v.picklist(PURPOSES)),
  stated: v.nullable(StatedPurpose),
})
export type AccessState = v.InferOutput<typeof AccessState>

/** Subject of an entry with words for it, where the desk holds the record. */
export const LabelledAccessRow = v.strictObject({
  ...AccessRow.entries,
  /** Name or reference of the subject; null when this desk may not see it or has it no more. */
  label: v.nullable(v.string()),
  /** Reference of `dossierId`. */
  dossierReference: v.nullable(v.string()),
})
export type LabelledAccessRow = v.InferOutput<typeof LabelledAccessRow>

export const LabelledOutlier = v.strictObject({
  ...AccessOutlier.entries,
  /** Names of `persons`, null where this desk does not hold the record. */
  labels: v.array(v.nullable(v.string())),
})
export type LabelledOutlier = v.InferOutput<typeof LabelledOutlier>

/** Calls of the window: `access` of the workbench contract. */
export const accessContract = {
  state: base.output(AccessState),
  /** States purpose and reason for a session of work. FORBIDDEN, REASON_REQUIRED, TEXT_TOO_LONG. */
  begin: base
    .input(
      v.strictObject({
        purpose: v.picklist(PURPOSES),
        reason: v.pipe(v.string(), v.maxLength(2_000)),
      }),
    )
    .output(AccessState),
  end: base.output(AccessState),
  /** The window's page was sent to the printer. `id`: the record; null for queue and log. */
  printed: base
    .input(v.strictObject({ screen: v.picklist(PRINTED_SCREENS), id: v.nullable(Id) }))
    .output(v.strictObject({})),
  /** Asked of the gateway: GATEWAY_UNREACHABLE offline, FORBIDDEN unless the role may read the log. */
  search: base
    .input(AccessQuestion)
    .output(v.strictObject({ rows: v.array(LabelledAccessRow), next: Cursor })),
  /** Days of people that stand out. As `search`; BAD_REQUEST above OUTLIER_DAYS_MAX days. */
  outliers: base.input(AccessDays).output(v.array(LabelledOutlier)),
  /** As `search`; TOO_LARGE {max} above ACCESS_EXPORT_MAX entries. Is itself logged as EXPORT. */
  export: base.input(v.strictObject({ filter: AccessFilter })).output(AccessExport),
} as const
