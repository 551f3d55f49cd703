/**
 * What the local cache can do, as types. `CacheReader` cannot write; `Cache` is the one writer of a
 * data folder. Both are opened by functions of ./index.ts and work on the calling thread.
 */
import type { WaitingLane } from '../domain/contract/sync-details.ts'
import type { AccessNote } from '../domain/contract/access.ts'
import type { LocalDate } from '../domain/calendar/local-date.ts'
import type { CommandContext } from '../domain/commands/command.ts'
import type { Actor, Colleague } from '../domain/contract/actor.ts'
import type { FindingCode } from '../domain/contract/codes.ts'
import type { CoverageRow } from '../domain/contract/coverage.ts'
import type { Decided } from '../domain/contract/conflict.ts'
import type { ErrorCode, TandemError } from '../domain/contract/errors.ts'
import type { Finding, JudgedFinding } from '../domain/contract/findings.ts'
import type {
  BodyOf,
  LinkJudgement,
  RecordKind,
  RecordRef,
  ReportBody,
  TandemRecord,
} from '../domain/contract/records.ts'
import type { NetworkAround, NodeRef } from '../domain/contract/network.ts'
import type { WatchList } from '../domain/contract/watch.ts'
import type { ReportProposal } from '../domain/contract/reports.ts'
import type {
  Change,
  ChangePage,
  CommandAnswers,
  Me,
  SnapshotPage,
  WireCommand,
} from '../domain/contract/sync.ts'
import type {
  AttentionItem,
  CommandResult,
  SearchHit,
  SentAgain,
  TakenBack,
} from '../domain/contract/workbench.ts'
import type { Span } from '../domain/calendar/spans.ts'
import type { MentionLink, ProposedLink } from '../domain/contract/links.ts'
import type { Band } from '../domain/linking/register/bands.ts'
import type { Candidate } from '../domain/linking/register/register.ts'
import type { LinkSource, LinkWork } from './relink.ts'
import type { EnterpriseFacts } from '../domain/risk/enterprise-facts.ts'
import type { LinkedBy, PersonFacts } from '../domain/risk/person-facts.ts'
import type { AccessParcel, AccessRef } from './access-log.ts'
import type { Content } from './contents.ts'
import type { Contact } from '../domain/rights/offline-age.ts'
import type { Damps } from './network.ts'
import type { PageRows } from './page-rows.ts'
import type { CacheDiagnosis } from './diagnosis.ts'
import type { EverybodyReader } from './everybody.ts'
import type { EnterprisePart } from './enterprise-measures.ts'
import type { FactPiece } from './fact-pieces.ts'
import type { FindingsOf } from './findings.ts'
import type { OpenContest } from './contests.ts'
import type { HandleDifferences, HandleRow } from './handles.ts'
import type { QueueSource } from './queue-rows.ts'
import type { RuleWatch, WatchWrite } from './rule-watch.ts'
import type { Seen } from './seen.ts'
import type { Around } from './sqlite.ts'
import type { Unlinked } from './strangers.ts'

/** Where a cache lives and the raw 32-byte key that opens it. */
export interface CacheLocation {
  /** Path of the complete cache; a first fill works on `${file}.filling`. */
  file: string
  key: Buffer
}

/** A record as the window's pages carry it (`recordView` of the contract). */
export interface RecordView<K extends RecordKind> {
  id: string
  version: number
  body: BodyOf<K>
  /** A command that changed it waits for the gateway. */
  pending: boolean
}

/** Whose records these are and how far they go. */
export interface CacheState {
  gatewayId: string
  /** Key of the rights that it was filled for (`Me.view`); another one needs another fill. */
  view: string
  /** This desk's name towards the gateway: its commands are numbered from 1. */
  clientId: string
  actor: Actor
  colleagues: readonly Colleague[]
  /** Change number up to which the cache holds every change. */
  cursor: number
  /** Mark of that change (domain/contract/sync.ts); null while it is not known. */
  mark: string | null
  /** Last moment at which the cache equalled the gateway; null when never. */
  upToDateAt: string | null
}

/** What a write changed: for `changed` events, the queue's columns and the findings to renew. */
export interface Changed extends Touched {
  kinds: (RecordKind | 'finding')[]
  ids: string[]
  /** Rows of the queue that differ; give it to `QueueColumns.update`. */
  queue: QueueChange
}

/** Whose facts changed: their findings must be computed anew. Ordered, no repeats. */
export interface Touched {
  persons: string[]
  enterprises: string[]
}

export interface QueueChange {
  /** Row numbers of dossiers that are new, changed or gone. */
  dossiers: number[]
  /** Names of persons or enterprises changed, came or went: text orders must be renewed. */
  names: boolean
  /** What a search finds may have changed. */
  texts: boolean
  /** Declarations came, changed or went: their numbers may find other dossiers. */
  declarations: boolean
}

/** Bodies that do not fit the contract: kept out, counted, never silently dropped. */
export interface Rejected {
  count: number
  /** GATEWAY_BAD_ANSWER with kind, count and first id; null when everything fitted. */
  error: TandemError | null
}

export interface DossierParts {
  dossier: RecordView<'dossier'>
  /** Null when the gateway has not (yet) given it to this person. */
  person: RecordView<'person'> | null
  employer: RecordView<'enterprise'> | null
  filer: RecordView<'enterprise'> | null
  /** Mandates given by the employer. */
  mandates: RecordView<'mandate'>[]
  notes: RecordView<'note'>[]
  findings: JudgedFinding[]
  /** Declarations linked to the person by exact identifiers. */
  declarations: RecordView<'declaration'>[]
  /** Other dossiers of the person, newest first; rows by `QueueColumns.rows`. */
  relatedIds: string[]
}

export interface PersonParts {
  person: RecordView<'person'>
  dossierIds: string[]
  declarations: RecordView<'declaration'>[]
  /** Declarations that linking proposes, likeliest first. */
  possible: {
    declaration: RecordView<'declaration'>
    probability: number
    said: LinkJudgement[]
  }[]
  presences: RecordView<'presence'>[]
  employers: RecordView<'enterprise'>[]
  findings: JudgedFinding[]
}

/** Persons who work for an enterprise, and the declarations by which that is known. */
export interface EnterpriseWorkers {
  persons: string[]
  /** Declarations whose workers are nobody of the register, and who was seen at work under their numbers. */
  strangers: { declarations: Unlinked[]; presences: TandemRecord<'presence'>[] }
  declarations: string[]
}

/** How a declaration is linked to a person. */
export interface DeclarationLink {
  linked: { personId: string; linkedBy: LinkedBy } | null
  /** What linking found; null where an identifier tells. */
  found: { band: Band; candidates: Candidate[] } | null
}

export interface EnterpriseParts {
  enterprise: RecordView<'enterprise'>
  /** Cut at `max`, newest first; totals tell how many there are. As employer or filer. */
  dossierIds: string[]
  dossierTotal: number
  /** As posting employer or as client. */
  declarations: RecordView<'declaration'>[]
  declarationTotal: number
  mandates: {
    mandate: RecordView<'mandate'>
    mandator: string | null
    mandatary: string | null
  }[]
  registerLines: RecordView<'registerLine'>[]
  holdings: RecordView<'holding'>[]
  /** As declarations mention it under no number of the register, or may mention it. */
  mentions: MentionLink[]
  /** Findings about the enterprise itself. */
  findings: JudgedFinding[]
  /** Findings about workers on the dossiers that are shown. */
  workerFindings: JudgedFinding[]
}

export interface ComparisonParts {
  person: RecordView<'person'>
  dossiers: RecordView<'dossier'>[]
  declarations: (RecordView<'declaration'> & { linkedBy: LinkedBy })[]
  presences: RecordView<'presence'>[]
  a1: RecordView<'a1'>[]
  employments: RecordView<'employment'>[]
  controls: RecordView<'control'>[]
  holdings: RecordView<'holding'>[]
  enterprises: RecordView<'enterprise'>[]
  findings: JudgedFinding[]
  /** The same records as facts for `compareDeclarations`. */
  facts: PersonFacts
}

/** Who acts, when and with whom; `deskAt` is what the clock showed where that cannot have been `at`. */
export interface DeskContext extends CommandContext {
  deskAt?: string | null
  /** The act waits on the desk until this instant and can be taken back; absent: it goes out. */
  heldUntil?: string | null
}

/** Commands that wait, for the status line. */
export interface OutboxCounts {
  pending: number
  oldestPendingAt: string | null
  /** The last act that waits to be taken back, held or not by now; null when there is none. */
  held: { n: number; until: string } | null
  attention: number
  /** Records of the gateway that do not fit this program. */
  unreadable: number
  /** Entries of the access log that were set aside. */
  logAside: number
  /** What happened to what is watched that the officer has not seen. */
  newAlerts: number
}

/** Kinds of which there are few: lists read them whole. */
export type FewKind =
  | 'savedView'
  | 'absence'
  | 'norm'
  | 'rule'
  | 'sample'
  | 'report'
  | 'departure'
  | 'holding'
  | 'watch'
  | 'controlRequest'

/** Everything that reads. A value of this type alone cannot write. */
export interface CacheReader {
  /** What linking reads. */
  readonly links: LinkSource
  /** How the rules do on this desk. */
  readonly rules: RuleWatch
  state(): CacheState
  counts(): Record<RecordKind, number>
  /** Null when there is none, or this person may not see it. */
  record<K extends RecordKind>(kind: K, id: string): TandemRecord<K> | null
  /** All of a kind of which there are few, by id. */
  few<K extends FewKind>(kind: K): RecordView<K>[]

  /** Code with which a command would be refused now; null: it would be queued. Writes nothing. */
  tryCommand(call: { name: string; args: unknown }, context: DeskContext): string | null

  dossierParts(id: string): DossierParts | null
  /** Findings on the other dossiers of the person of this one. */
  findingsElsewhere(of: {
    personId: string
    dossierId: string
  }): Pick<Finding, 'id' | 'dossierId'>[]
  personParts(id: string): PersonParts | null
  enterpriseParts(id: string, max: number): EnterpriseParts | null
  /** The persons whom the workers of these declarations are linked with. */
  personsOfDeclarations(ids: readonly string[]): string[]
  /** The enterprise that carries this number in the register or as VAT; null when none does. */
  enterpriseOf(number: string): TandemRecord<'enterprise'> | null
  comparisonParts(personId: string): ComparisonParts | null
  /** Possible links that are asked, or that somebody left open; likeliest first. */
  proposedLinks(): ProposedLink[]
  /** Mentions of enterprises that are to be asked, or that somebody left open. */
  proposedMentions(): MentionLink[]
  declarationLink(id: string): DeclarationLink
  /** A declaration and those of the same worker by number: of one whose worker is nobody's. */
  declarationsOfStranger(id: string): TandemRecord<'declaration'>[]
  /** Null when the enterprise is not in the cache. */
  enterpriseWorkers(id: string, span: Span): EnterpriseWorkers | null
  /** What a report may be about, by what was told; what was judged already is left out. */
  reportProposals(body: ReportBody): ReportProposal[]
  /** Findings about these persons and enterprises. */
  findingsAbout(ids: readonly string[]): JudgedFinding[]
  /** A node of the network with its neighbours; null when nothing here names it. */
  networkAround(ref: NodeRef, damps: Damps): NetworkAround | null
  /** Words for a node that is known by a key alone: somebody, an enterprise, an account; null when nothing here names it. */
  networkLabel(key: string): string | null
  /** What is watched, and what happened to it. */
  watches(): WatchList
  /** Every mismatch of this desk, for the coverage queue. */
  coverage(today: LocalDate): CoverageRow[]
  /** What people said of the signal of a declaration whose worker is nobody's. */
  strangerSignal(finding: Finding): JudgedFinding

  /** Everything the rules read about one person; null when the person is not in the cache. */
  personFacts(personId: string): PersonFacts | null
  /** The same of many at once, by id; who is not in the cache is left out. */
  factsOfPersons(personIds: readonly string[]): Map<string, PersonFacts>
  /** Everything the rules read about one enterprise; null when it is not in the cache. */
  enterpriseFacts(enterpriseId: string): EnterpriseFacts | null
  /** Reads the facts of everybody, much faster than one by one. */
  everybody(): EverybodyReader
  /** Contests of signals that wait for the owner of their rule, the longest waiting first. */
  openContests(): OpenContest[]
  /** True when these are the findings that are stored: nothing is to be written. */
  areStored(of: FindingsOf): boolean
  /** Ids in a stable order after `after` (null: from the start), to walk them all. */
  personIds(after: string | null, limit: number): string[]
  enterpriseIds(after: string | null, limit: number): string[]
  /** Handles that the records tell and the cache does not keep, and the other way round, up to which doubt. */
  handleDifferences(): HandleDifferences

  /** Hits of all kinds for the palette, best first. */
  search(text: string, limit: number): SearchHit[]
  /** What the columns of the queue are loaded and read from. */
  readonly queue: QueueSource

  /** False: what it holds may not be shown until the gateway says so, or another fill takes its place. */
  areMasksConfirmed(): boolean
  /** When the gateway last confirmed the rights; null when it never did. */
  contact(): Contact | null
  outboxCounts(): OutboxCounts
  /**
   * Commands that the gateway has not answered, in number order, up to the first that waits on the
   * desk at `now`; without `now` all of them.
   */
  nextCommands(limit: number, now?: string): WireCommand[]
  attention(): AttentionItem[]

  /** The bytes of a document that was looked at before; null when they are not here. */
  content(dossierId: string, hash: string): Buffer | null
  /** A content that only this desk has; null: the gateway has it, or the desk lost it. */
  contentToSend(hash: string): Content | null

  diagnosis(): CacheDiagnosis
  /** Acts on their way by dossier, the longest waiting first. */
  waitingLanes(limit: number): WaitingLane[]
  /** Reads the whole file: true when every page is as it must be. Not for a busy thread. */
  isWhole(): boolean

  close(): void
}

/** The one writer. Each method is one transaction: after a throw everything is as before. */
export interface Cache extends CacheReader {
  /**
   * Applies a page of the change feed, or a slice of one: confirmed records change, commands settle,
   * what still waits is decided again where it may differ. Throws GATEWAY_BAD_ANSWER when
   * `page.from` is not the cursor, SYNC_FUSE as `judgeDeletions` does. `forgotten` is true when
   * records left: call `tryClearLog` soon, then their bytes are gone from the log too.
   */
  applyPage(page: ChangePage): Changed & { rejected: Rejected; forgotten: boolean }
  /**
   * Throws SYNC_FUSE {deleted, total} when these changes, with what was deleted since the feed was
   * last read to its end, would delete more than 1 % (and more than 50) of the records. Call it with
   * the changes of a whole page before it is cut into slices, so that nothing of it is applied. The
   * count is kept in the cache: asking again, or starting anew, does not make it smaller.
   */
  judgeDeletions(changes: readonly Change[]): void
  /** A person accepts the deletions: the fuse is silent until the feed was read to its end. */
  acceptDeletions(): void
  /**
   * Decides a command on the cache's records and queues it for the gateway, with the content that it
   * puts on a dossier: both or neither.
   */
  queueCommand(
    call: { name: string; args: unknown },
    context: DeskContext,
    content?: Content,
  ): { result: CommandResult; changed: Changed }
  /** Several commands, each decided on what those before it wrote, in one transaction. */
  queueCommands(
    calls: readonly { name: string; args: unknown }[],
    context: DeskContext,
  ): { results: CommandResult[]; changed: Changed }
  /** The person looks at a dossier now; gives how it stood at the look before. */
  lookAt(dossierId: string, at: string): { before: Seen | null; changed: Changed }
  /** Notes what the gateway answered to a push; the change feed settles it. */
  recordAnswers(answers: CommandAnswers): void
  /**
   * Gives the outbox a new client name and numbers from 1. For when the gateway will never take
   * this client's numbers again: COMMAND_OUT_OF_ORDER to a push, or FORBIDDEN for the client's name
   * to a push or pull. Commands that were accepted already are refused as ALREADY_SO.
   */
  renumberOutbox(): Changed
  /**
   * For a command that the gateway will never take: its words go to attention with the reason, a
   * placeholder uses up its number, and what stood on it has no effect any more.
   */
  withdrawCommand(n: number, code: ErrorCode): Changed
  /** Commands up to this number go out now; before, and not after, they may be given another one. */
  goesOut(last: number): void
  /**
   * For the first command that waits, when something holds it back that holds back no other: it steps
   * behind all others, with those that hang on it. Gives their new numbers by the old ones;
   * none: nothing else waits, or one of them went out or may be taken back still.
   */
  stepAside(n: number): { numbers: ReadonlyMap<number, number>; changed: Changed }
  /** Queues the act that the officer's decisions make of a refused one, which then leaves. */
  sendAgain(
    refused: { n: number; decided: Decided },
    context: DeskContext,
  ): { result: SentAgain; changed: Changed }
  dismissAttention(n: number): void
  /**
   * Takes back an act that waits on the desk: as if it had not been done. UNDO_TOO_LATE when it no
   * longer waits, UNDO_BUILT_ON when a later act stands on it.
   */
  takeBack(n: number, now: string): { result: TakenBack; changed: Changed }
  /** Keeps the bytes of a document with its dossier, within a quota. */
  keepContent(content: { dossierId: string; hash: string; bytes: Buffer; usedAt: string }): void
  /** The gateway took this content. */
  contentSent(hash: string): void
  /** The officer saw these alerts. */
  seeAlerts(ids: readonly number[]): void
  /** What waits to be taken back goes out. */
  releaseHeld(): void

  /** Keeps an entry of the access log; it is on the disk when this returns. */
  noteAccess(note: AccessNote): AccessRef
  /** Replaces an entry; false when it was handed out already. */
  amendAccess(ref: AccessRef, note: AccessNote): boolean
  /** The oldest entries of the cache's person, all of one client; from now on they stay as they are. */
  nextAccess(limit: number): AccessParcel | null
  /** The gateway has the entries of this client up to `last`: they are deleted. */
  accessTaken(client: string, last: number): void
  /** Keeps an entry that the gateway refuses for good aside; what follows goes under a new name. */
  setAsideAccess(ref: AccessRef, code: ErrorCode): void
  /** What of the cache's person was set aside waits again, under new numbers behind what waits. */
  sendAccessAgain(): void
  /** What waits under a name that the gateway refuses goes on under a new one, from 1. */
  renameAccess(client: string): void

  /** Stores links of workers and enterprises whom no identifier tells; `proposed` are new. */
  writeLinks(work: LinkWork): Changed & { proposed: number }
  /** Replaces the findings of persons and enterprises and renews the risk of their dossiers. */
  writeFindings(entries: readonly FindingsOf[], watch?: WatchWrite): Changed
  /** Lets a rule go on that was held back. */
  releaseRule(code: FindingCode): void
  /** Forgets what drafts said but those of these rules, and whatever is of subjects that left. */
  tidyWatch(shadows: readonly FindingCode[]): void
  /** Puts the handles right, in slices of a few hundred; `upTo` with the last: nothing is in doubt up to there. */
  writeHandles(slice: {
    added: readonly HandleRow[]
    gone: readonly HandleRow[]
    upTo: number | null
  }): void
  /** The last change of a record that the rules read; asked before a pass over everybody begins. */
  lastFactChange(): number
  /** Keeps pieces that a pass over everybody made. */
  keepPieces(pieces: readonly FactPiece[]): void
  /** Keeps what such a pass measured of enterprises. */
  keepPart(part: EnterprisePart): void
  /** A pass over everybody that began after this change is over, and all its pieces are kept. */
  piecesHold(upTo: number): void
  /** A day began on this desk: rules that were set aside until today count again, and what ran out of what is watched is told. */
  beginDay(today: LocalDate): Changed
  /** Date for which findings were last computed for everybody; null: never. */
  findingsDate(): LocalDate | null
  setFindingsDate(date: LocalDate | null): void

  /** Takes over who is signed in and the colleagues. Throws GATEWAY_BAD_ANSWER for another gateway. */
  setMe(me: Me): void
  setUpToDateAt(instant: string): void
  setContact(contact: Contact): void
  /** The gateway said that the person may see through this program what the cache was filled with. */
  confirmMasks(): void
  /** The gateway said that the person may see other things now: nothing of this is shown any more. */
  refuseMasks(): void
  /**
   * Moves the log into the file and empties it when nobody reads or writes at that moment: true when
   * it did. False: call again soon, what was forgotten stands in the log until then.
   */
  tryClearLog(): boolean

  /**
   * Whether this handle moves the log into the file as it grows; false while another one does, from
   * the first that begins to the last that ends.
   */
  tendLog(isTended: boolean): void

  /**
   * Holds still while a bulk writer works on the same file: reads show the cache as it is now until
   * `release`. Writes of this handle go through `around`, and see what was written meanwhile.
   */
  hold(around: Around): void
  release(): void
}

/** A second writer of a cache that is open already, on another thread, for a long backlog. */
export interface BulkWriter extends Pick<
  Cache,
  'state' | 'queue' | 'judgeDeletions' | 'tryClearLog' | 'close'
> {
  /** As `applyPage`; whose facts changed is told by `touched`, for many pages in one look. */
  applyPart(
    page: ChangePage,
  ): Omit<Changed, keyof Touched> & { rejected: Rejected; forgotten: boolean }
  /** Whose facts the parts changed since it was asked last. */
  touched(): Touched
  /** Moves what it can of the log into the file: it grows until then. */
  moveLog(): void
}

/**
 * A second writer of a cache that is open already, on a thread that derives what follows from the
 * records: whoever reads the first handle never waits for what is written here.
 */
export interface FollowWriter
  extends
    CacheReader,
    Pick<Cache, 'writeFindings' | 'writeHandles' | 'writeLinks' | 'keepPieces' | 'keepPart'> {}

/** The part of a snapshot page that a fill keeps. */
export type FillPage = Omit<SnapshotPage, 'gatewayId' | 'view'>

/** What a first fill begins with; from the gateway's `Me`. */
export type FillFor = Pick<Me, 'gatewayId' | 'view' | 'actor' | 'colleagues'>

/** A cache that is being filled beside the old one; survives a kill between pages. */
export interface CacheFill {
  /** Cursor of the next snapshot page; null at the start. */
  readonly after: string | null
  /** True when the last page is in. */
  readonly complete: boolean
  /** Records stored and expected. */
  readonly done: number
  readonly total: number
  readonly rejected: Rejected
  /** Stores one page with its cursor in one transaction. */
  put(page: FillPage): void
  /** The same for what `pageRows` made of a page, in another thread perhaps. */
  putRows(page: PageRows): void
  /**
   * When the last page is in: builds indexes and full text. The long part; the old cache may stay
   * open and in use. Throws GATEWAY_EMPTY when nothing came. `onStep` is told 0..1. A second call
   * finds little to do.
   */
  index(onStep?: (share: number) => void): void
  /**
   * Takes client number and unsent commands of the old cache over and its place. Short; close every
   * handle on the old file first. Indexes first when `index` was not called. Throws SYNC_FUSE
   * {deleted, total} when the old cache was for the same person and rights and had over 1 % (and 50)
   * records more, unless `acceptDeletions`; the old cache stays, and the fill can be finished later.
   * `contact`: when the gateway confirmed the rights that it was filled for.
   */
  finish(options?: { acceptDeletions?: boolean; contact?: Contact }): void
  /** Closes without renaming; a later fill for the same gateway and person goes on from here. */
  close(): void
}

/** How a damaged cache was set aside. */
export interface SetAside {
  /** Where the damaged file lies now. */
  file: string
  /** Commands on their way that could be read: the next fill takes them over. */
  rescued: number
  /** Unsent commands that could not be read; null when nobody can tell. */
  lost: number | null
}

export type { FindingsOf, HandleRow, OpenContest, RecordRef }
