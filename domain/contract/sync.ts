/**
 * The wire between a desk and the gateway: JSON over HTTP with a bearer token.
 *
 *   GET  /sync/me?cursor=N                           -> Me
 *   GET  /sync/snapshot?after=CURSOR&limit=N         -> SnapshotPage   (first fill, resumable)
 *   GET  /sync/changes?client=ID&from=N              -> ChangePage
 *   POST /sync/commands            CommandBatch      -> CommandAnswers
 *   POST /sync/import              ImportBatch       -> ImportTaken    (all of it or nothing)
 *   POST /sync/access              AccessBatch       -> AccessTaken
 *   POST /sync/access/search       AccessQuestion    -> AccessPage
 *   POST /sync/access/outliers     AccessDays        -> AccessOutliers
 *   POST /sync/document            DocumentAsked     -> DocumentGiven
 *   POST /sync/content             ContentSent       -> ContentTaken   (before the command that names it)
 *   POST /sync/reporter            ReporterAsked     -> ReporterGiven   (who reported, after its entry in the log)
 *   POST /sync/access/export       AccessFilter      -> AccessExport
 *   GET  /sync/hints?stream=ID                       -> text/event-stream, `data: HINT`
 *   POST /sync/opened              OpenedHere        -> {}             (lasts as long as the stream)
 *   POST /sync/sign-out-everywhere                   -> SignedOut      (ends all sessions of the person)
 *
 * Change numbers follow commit order: one number per committed transaction, all its rows together.
 * A page holds whole transactions. A refusal answers 4xx/5xx with `WireError`.
 * Me and every page say which data they come from (`gatewayId`) and what the actor may see of it
 * (`view`): a desk that meets another value of either must fill anew.
 */
import * as v from 'valibot'
import { Base64 } from './base64.ts'
import { Actor, Colleague } from './actor.ts'
import { OpenedThere } from './opened.ts'
import { BODIES, DocumentFile, Id, type RecordKind } from './records.ts'

export { OpenedHere, OpenedThere } from './opened.ts'
export { ImportBatch, ImportTaken } from './imports.ts'
export { WIRE_VERSION } from './wire.ts'
export {
  AccessBatch,
  AccessDays,
  AccessExport,
  AccessFilter,
  AccessOutliers,
  AccessPage,
  AccessQuestion,
  AccessTaken,
} from './access.ts'

const ChangeNumber = v.pipe(v.number(), v.integer(), v.minValue(0))
export const RecordKindName = v.picklist(Object.keys(BODIES) as [RecordKind, ...RecordKind[]])

/**
 * Tells a committed change from another one that has its number in another history of the same data, as
 * after a restore that nobody told. Null: the number changed no record, so that nothing can be told.
 */
const Mark = v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(64)))

/** Opaque key of the actor's rights (role and scopes): equal keys see the same records and fields. */
const ViewKey = v.pipe(v.string(), v.minLength(1), v.maxLength(200))
/** Details of a refusal, as in domain/contract/errors.ts. */
const Details = v.nullable(
  v.record(v.string(), v.union([v.string(), v.number(), v.boolean(), v.null()])),
)

const WireNumber = v.pipe(v.number(), v.integer())
/** What every version of Me says: read first, so that another version is told from a bad answer. */
export const WireOnly = v.object({ wire: WireNumber })

export const Me = v.strictObject({
  actor: Actor,
  wire: WireNumber,
  /** Identity of the gateway's data. */
  gatewayId: Id,
  view: ViewKey,
  head: ChangeNumber,
  /** Of the change that was asked about; absent: none was. */
  mark: v.optional(Mark),
  /** The gateway's time, so that a desk knows how far its own clock is off. */
  at: v.pipe(v.string(), v.isoTimestamp()),
  /** The people of all services, by name; whom this person may give a dossier is marked. */
  colleagues: v.array(Colleague),
})
export type Me = v.InferOutput<typeof Me>

/**
 * A record on the wire. `body` is JSON text: gateway and desk pass it through without parsing it
 * more often than needed; the desk checks it against the schema of its kind before it is stored.
 */
export const WireRecord = v.strictObject({
  kind: RecordKindName,
  id: Id,
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  body: v.string(),
})
export type WireRecord = v.InferOutput<typeof WireRecord>

export const SnapshotPage = v.strictObject({
  gatewayId: Id,
  view: ViewKey,
  /** Head when the first page was cut: changes are pulled from here once the snapshot is in. */
  head: ChangeNumber,
  records: v.array(WireRecord),
  /** Opaque; null on the last page. */
  next: v.nullable(v.string()),
  /** Records in scope, for progress. */
  total: v.pipe(v.number(), v.integer()),
})
export type SnapshotPage = v.InferOutput<typeof SnapshotPage>

/** One row of a committed transaction; `body` null is a tombstone: the desk must forget it. */
export const Change = v.strictObject({
  n: ChangeNumber,
  kind: RecordKindName,
  id: Id,
  version: v.pipe(v.number(), v.integer(), v.minValue(0)),
  body: v.nullable(v.string()),
})
export type Change = v.InferOutput<typeof Change>

/** Verdict on one command of this client, in the change feed: it settles what waits on the desk. */
export const Settlement = v.strictObject({
  n: ChangeNumber,
  command: v.pipe(v.number(), v.integer(), v.minValue(1)),
  outcome: v.picklist(['ACCEPTED', 'REFUSED']),
  code: v.nullable(v.string()),
  details: Details,
})
export type Settlement = v.InferOutput<typeof Settlement>

export const ChangePage = v.strictObject({
  gatewayId: Id,
  view: ViewKey,
  from: ChangeNumber,
  /** Cursor after this page. */
  to: ChangeNumber,
  /** Of the change `to`; absent in a part of a page. */
  mark: v.optional(Mark),
  head: ChangeNumber,
  changes: v.array(Change),
  settlements: v.array(Settlement),
})
export type ChangePage = v.InferOutput<typeof ChangePage>

/** A command on the wire; `n` counts from 1 per client without holes. */
export const WireCommand = v.strictObject({
  n: v.pipe(v.number(), v.integer(), v.minValue(1)),
  name: v.pipe(v.string(), v.regex(/^[A-Za-z]{1,60}$/)),
  args: v.unknown(),
  /** When the officer acted, as far as the desk can tell (domain/commands/acted-at.ts). */
  at: v.pipe(v.string(), v.isoTimestamp()),
  /** What the desk's clock showed then, where that cannot have been the time. */
  deskAt: v.optional(v.pipe(v.string(), v.isoTimestamp())),
  /** The earlier command of this client, then not settled, that this one stands on (lanes). */
  after: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
})
export type WireCommand = v.InferOutput<typeof WireCommand>

export const CommandBatch = v.strictObject({
  client: Id,
  commands: v.pipe(v.array(WireCommand), v.minLength(1), v.maxLength(500)),
})
export type CommandBatch = v.InferOutput<typeof CommandBatch>

export const CommandAnswers = v.strictObject({
  /** Last command number of this client that the gateway has dealt with. */
  last: v.pipe(v.number(), v.integer()),
  answers: v.array(
    v.strictObject({
      n: v.pipe(v.number(), v.integer()),
      outcome: v.picklist(['ACCEPTED', 'REFUSED']),
      code: v.nullable(v.string()),
      details: Details,
    }),
  ),
})
export type CommandAnswers = v.InferOutput<typeof CommandAnswers>

/** What a hint stream tells: the last change, or a dossier that another desk opened or left. */
export const Hint = v.union([
  v.strictObject({ head: ChangeNumber }),
  v.strictObject({ opened: OpenedThere }),
])
export type Hint = v.InferOutput<typeof Hint>

/**
 * Whose declarations and presences really are, in a practice world: lines of `record person`, ids alone.
 * A gateway of real data has no such call (UNKNOWN_CALL).
 */
export const PlantedPage = v.strictObject({
  lines: v.string(),
  /** Where the next page begins; null on the last one. */
  next: v.nullable(ChangeNumber),
})
export type PlantedPage = v.InferOutput<typeof PlantedPage>

export const SignedOut = v.strictObject({ at: v.pipe(v.string(), v.isoTimestamp()) })
export type SignedOut = v.InferOutput<typeof SignedOut>

/** GATEWAY_REFUSED_TOKEN says `signedOutAt` (instant) when the person signed out everywhere since. */
export const WireError = v.strictObject({
  code: v.string(),
  details: v.optional(v.record(v.string(), v.unknown())),
})

/** Which document's content is asked for; `hash`: an earlier version of it. */
export const DocumentAsked = v.strictObject({
  dossierId: Id,
  documentId: Id,
  hash: v.optional(DocumentFile.entries.hash),
})
export type DocumentAsked = v.InferOutput<typeof DocumentAsked>

/** A content in base64, with the hash of its bytes. */
export const DocumentGiven = v.strictObject({ hash: v.string(), content: v.string() })
export type DocumentGiven = v.InferOutput<typeof DocumentGiven>

/** A content that a command of this person is going to put on a dossier, in base64. */
export const ContentSent = v.strictObject({
  dossierId: Id,
  hash: DocumentFile.entries.hash,
  content: Base64,
})
export type ContentSent = v.InferOutput<typeof ContentSent>

export const ContentTaken = v.strictObject({ hash: v.string() })
export type ContentTaken = v.InferOutput<typeof ContentTaken>
