/**
 * The desk of one person: their cache, the queue's columns, the sync with the gateway and the
 * findings. Reads answer from the cache alone; every write announces what changed.
 */
import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { AccessNote } from '../domain/contract/access.ts'
import { brusselsToday, type LocalDate } from '../domain/calendar/local-date.ts'
import { type SyncDetails, WAITING_LANES_MAX } from '../domain/contract/sync-details.ts'
import { WIRE_VERSION } from '../domain/contract/wire.ts'
import type { Decided } from '../domain/contract/conflict.ts'
import { bulkCalls, coverageCalls, needsReason } from '../domain/commands/bulk.ts'
import { BULK_MAX, type BulkAct, type BulkLook } from '../domain/contract/bulk.ts'
import { whatChanged } from '../domain/dossier/changes.ts'
import { actedAtDesk } from '../domain/commands/acted-at.ts'
import { isHeld, isHeldBack } from '../domain/commands/hold.ts'
import { type ErrorCode, TandemError } from '../domain/contract/errors.ts'
import type { OpenDossiers, OpenedHere } from '../domain/contract/opened.ts'
import {
  claimOf,
  DOCUMENT_BYTES_MAX,
  DOCUMENT_MB_MAX,
  notTaken,
} from '../domain/documents/content.ts'
import { fileOf } from '../domain/documents/versions.ts'
import { contentOf } from '../domain/commands/index.ts'
import { letterRefusal } from '../domain/commands/documents/file-letter.ts'
import { composeLetter } from '../domain/letters/compose.ts'
import { letterSource } from '../domain/letters/source.ts'
import { occasionFor } from '../domain/letters/templates.ts'
import { RECORD_KINDS, type DepartureBody } from '../domain/contract/records.ts'
import type {
  ChangePage,
  CommandAnswers,
  DocumentAsked,
  Me,
  WireCommand,
} from '../domain/contract/sync.ts'
import {
  QUEUE_FACETS,
  type AbsenceView,
  type NormView,
  type AttentionItem,
  type CommandResult,
  type ComparisonPage,
  type DocumentContent,
  type DossierPage,
  type EnterpriseName,
  type LetterAsked,
  type EnterprisePage,
  type ErrorValue,
  type PersonPage,
  type PersonWorkload,
  type QueueFilter,
  type QueueForecast,
  type QueueOrder,
  type QueueSummary,
  type QueueWindow,
  type SavedView,
  type SearchHit,
  type SentAgain,
  type SinceLook,
  type SyncStatus,
  type TakenBack,
  type WorkbenchEvent,
  type WorkerMatrix,
} from '../domain/contract/workbench.ts'
import type { Actor, Colleague } from '../domain/contract/actor.ts'
import { openedAs } from '../domain/rights/opened.ts'
import { mayRun } from '../domain/rights/rights.ts'
import { trackOf } from '../domain/rights/tracks.ts'
import { concerns, seesView } from '../domain/rights/service.ts'
import { displayName } from '../domain/linking/names.ts'
import {
  type AccessRef,
  type Cache,
  cacheExists,
  type CacheLocation,
  type Changed,
  type DeskContext,
  openCache,
  type QueueNumbers,
  setAsideDamaged,
} from '../db/index.ts'
import type { ForecastQuestion } from './router.ts'
import type { DeskReads } from './access/gate.ts'
import type { AccessBook } from './access/looks.ts'
import type { Party, PartyKind } from './access/work-session.ts'
import { Analysis } from './analysis/analysis.ts'
import { Links } from './linking/links.ts'
import { LinkScoring } from './linking/scoring.ts'
import { joined } from './changed.ts'
import { asTandemError, errorValue } from './errors.ts'
import { errorFields, type Log } from './log.ts'
import { OpenedDossiers } from './opened.ts'
import { heldOf, OfflineGuard, shownOf } from './offline/guard.ts'
import { type OrderOutcome, runForecast } from './queue/forecast.ts'
import { loadQueueColumns, type QueueColumns, type QueueViewer } from './queue/index.ts'
import { type EngineLimits, type PullMany, SyncEngine, type SyncTarget } from './sync/engine.ts'
import { makeLetter } from './letters/letter-maker.ts'
import { codeWords, LETTER_TEXTS } from './letters/texts.ts'
import { runFill } from './sync/fill.ts'
import type { FillProgress } from './sync/fill-messages.ts'
import {
  type AccessClient,
  type DocumentClient,
  type ReporterClient,
  gatewayClient,
  type GatewayClient,
  type OpenedClient,
  type TokenSource,
} from './sync/gateway-client.ts'
import type { Bundle } from './support/bundle.ts'
import { checkCache } from './support/check.ts'
import { SyncHistory } from './support/history.ts'
import { shownState } from './sync/machine.ts'
import { type PullHooks, runPull } from './sync/pull.ts'
import { newestNumbers, type Slice } from './sync/pull-pages.ts'
import { pushAccess } from './sync/push-access.ts'
import { type ContentSource, pushContents } from './sync/push-contents.ts'
import { Uploads } from './uploads.ts'
import type { NetworkAround, NodeRef } from '../domain/contract/network.ts'
import { intermediariesOn } from '../domain/reference/intermediaries.ts'
import type { WatchList } from '../domain/contract/watch.ts'
import type { FindingCode } from '../domain/contract/codes.ts'
import type {
  Drawn,
  FairnessStep,
  ReplayStep,
  SampleList,
  WorkshopList,
  WorkshopWaiting,
} from '../domain/contract/workshop.ts'
import type {
  ReporterAsked,
  ReporterGiven,
  ReportFilter,
  ReportList,
  ReportPage,
} from '../domain/contract/reports.ts'
import type { ContestRow } from '../domain/contract/contests.ts'
import type { ControlRequestRow } from '../domain/contract/controls.ts'
import { reportList } from '../domain/reports/report-list.ts'
import type {
  CoverageAct,
  CoverageFilter,
  CoverageSummary,
  CoverageWindow,
} from '../domain/contract/coverage.ts'
import type { CoverageOrder } from '../domain/contract/queue.ts'
import { coverageSummary } from '../domain/limosa/coverage-list.ts'
import { CoverageRows } from './queue/coverage-rows.ts'
import type { LinkCluster, PairPage, PairRef, ProposedLinks } from '../domain/contract/links.ts'
import type { LinkEdges, LinkScoreStep } from '../domain/contract/link-score.ts'
import type { ImportBegin, ImportLook, ImportProgress } from '../domain/contract/imports.ts'
import { Imports } from './imports.ts'
import { type MatrixAsked, workerMatrix } from './views/matrix.ts'
import { clusterPage, pairPage, proposedLinks } from './views/link-pages.ts'
import { reportPage } from './views/reports.ts'
import { contestRows } from './views/contests.ts'
import { controlRequests, controlsWaiting } from './views/controls.ts'
import { comparisonPage, dossierPage, enterprisePage, personPage } from './views/pages.ts'
import { sampleList, workshopList, workshopWaiting } from './views/workshop.ts'
import { answerOf, follow } from './workshop/run.ts'
import type { Asked } from './workshop/work.ts'

/** Ids named one by one in an announcement; above it the windows refetch whatever they show. */
const ANNOUNCED_IDS_MAX = 500
/** Threads that judge everybody once a day; more would leave nothing to whoever works. */
const PASS_THREADS = 2
/** How often the desk looks whether a new day began in Brussels, in milliseconds. */
const DAY_CHECK_MS = 30_000
/** Pause between two slices of preparing the queue, in milliseconds: answers go first. */
const PREPARE_PAUSE_MS = 20
/** Time between two moves of the cache's log into its file, in milliseconds. */
const CHECKPOINT_MS = 5 * 60_000

/** How long entries of the access log gather before they are sent, in milliseconds. */
const ACCESS_GATHER_MS = 5_000

/** Kinds by which everybody is judged, whom no single record names. */
const JUDGED_BY: ReadonlySet<string> = new Set(['rule', 'holding'])
/** Kinds of record from which links follow. */
const RELINKED: ReadonlySet<string> = new Set([
  'person',
  'dossier',
  'declaration',
  'enterprise',
  'linkJudgement',
])
/** Dossiers of one sample. */
const SAMPLE_SIZE = 20

/** What the desk needs to know of the session. */
export interface DeskPerson extends TokenSource {
  readonly actor: Actor | null
  view(): { colleagues: readonly Colleague[] }
  takeOver(me: Me): Promise<void>
}

export interface DeskOptions {
  /** Folder of this person's cache. */
  folder: string
  key: Buffer
  gatewayUrl: string
  person: DeskPerson
  clock: () => Date
  log: Log
  publish(event: WorkbenchEvent): void
  /** A new day began: the session's date changed. */
  newDay(): void
  /** How much the sync does in one piece. */
  limits?: Partial<EngineLimits>
  /** How long an act can be taken back, in milliseconds. */
  holdMs: number
  /** Synthetic people only. */
  practice: boolean
}

/** A complete cache and what is kept in memory beside it. */
interface Opened {
  cache: Cache
  columns: QueueColumns
  analysis: Analysis
  links: Links
  coverage: CoverageRows
}

/** The name of a content: SHA-256 of its bytes. */
const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('base64url')

export class Desk implements DeskReads, AccessBook, SyncTarget {
  /** The access log of all desks, at the gateway. */
  readonly accessLog: AccessClient
  private readonly documents: DocumentClient
  private readonly reporters: ReporterClient
  private readonly openedDossiers: OpenedDossiers
  private readonly uploads = new Uploads()
  private readonly imports: Imports
  private readonly scoring: LinkScoring
  private readonly options: DeskOptions
  private readonly location: CacheLocation
  private readonly engine: SyncEngine
  private readonly dayCheck: NodeJS.Timeout
  private opened: Opened | null = null
  private progress: FillProgress | null = null
  /** What happened to the cache itself, until a fill has mended it. */
  private damage: ErrorValue | null = null
  private today: LocalDate
  private lastCheckpoint = 0
  /** A person expects that much disappears with the next fill. */
  private lossAccepted = false
  /** Why the gateway does not take the access log; commands and changes go on. */
  private logTrouble: ErrorValue | null = null
  private gathering: NodeJS.Timeout | null = null
  /** Possible links that came since the officer last looked at them. */
  private newLinks = 0
  private readonly history = new SyncHistory()
  /** The last change number that the gateway was heard to have. */
  private head: number | null = null
  /** A long pull on another thread: it must be gone before the cache is closed. */
  private pulling: { stop(): void; gone: Promise<void> } | null = null
  /** Begins and ends of long pulls: who waited for one does not take the next one for it. */
  private pulls = 0
  /** Texts that a long pull moved: their orders are renewed when it is over. */
  private textsMoved = { names: false, texts: false }
  private closed = false
  private readonly guard: OfflineGuard
  private closing: Promise<void> = Promise.resolve()
  private toldOffline: SyncStatus['offline']['state'] = 'OPEN'

  /** Opens the desk. Throws when the cache cannot be opened and may not be replaced. */
  constructor(options: DeskOptions) {
    this.options = options
    this.location = { file: join(options.folder, 'cache.db'), key: options.key }
    this.today = brusselsToday(options.clock())
    const client = gatewayClient(options.gatewayUrl, options.person)
    this.accessLog = client
    this.documents = client
    this.imports = new Imports(options.folder, (batch) => client.importBatch(batch))
    this.scoring = new LinkScoring({ gateway: client, practice: options.practice })
    this.reporters = client
    this.openedDossiers = new OpenedDossiers({
      tell: (here) => this.tellOpened(client, here),
      changed: () => options.publish({ type: 'opened', opened: this.openDossiers() }),
      log: options.log,
    })
    this.engine = new SyncEngine({
      client: this.timedClient(client),
      target: this,
      pushLog: (signal) => this.pushLog(signal),
      opened: this.openedDossiers,
      log: options.log,
      changed: () => this.engineChanged(),
      limits: options.limits ?? {},
    })
    this.guard = new OfflineGuard({
      clock: options.clock,
      // Of somebody who left meanwhile: the strictest.
      role: () => options.person.actor?.role ?? 'AUDITOR',
      connected: () => this.engine.state === 'UP_TO_DATE' || this.engine.state === 'SYNCING',
      recheck: () => this.engine.recheck(),
    })
    mkdirSync(options.folder, { recursive: true, mode: 0o700 })
    this.openIfThere()
    this.dayCheck = setInterval(() => {
      this.checkDay()
      this.checkOffline()
    }, DAY_CHECK_MS)
    this.dayCheck.unref()
  }

  /** Begins to sync; reads work before and without it. */
  start(): void {
    this.engine.start()
    void this.opened?.analysis.ensureToday()
    this.opened?.links.touched()
  }

  async close(): Promise<void> {
    this.closed = true
    this.openedDossiers.close()
    if (this.gathering) clearTimeout(this.gathering)
    clearInterval(this.dayCheck)
    await this.engine.stop()
    if (this.opened) this.guard.keepSeen(this.opened.cache)
    await this.closeCache()
  }

  status(): SyncStatus {
    const { state, error } = this.engine
    const shown = this.guard.locked?.shown ?? shownOf(this.opened?.cache)
    const held = shown.held && isHeld(shown.held.until, this.now()) ? shown.held : null
    return {
      state: shownState(state, error),
      ...shown,
      held,
      newLinks: this.newLinks,
      fill: this.progress,
      error: error ?? this.damage ?? this.logTrouble,
      ...this.guard.view(),
    }
  }

  // ---------------------------------------------------------------- reads

  queueWindow(filter: QueueFilter, order: QueueOrder, offset: number, limit: number): QueueWindow {
    return this.read(({ columns }) => columns.window(filter, order, offset, limit), {
      offset,
      total: 0,
      rows: [],
    })
  }

  queueSummary(filter: QueueFilter): QueueSummary {
    const none = Object.fromEntries(QUEUE_FACETS.map((facet) => [facet, []]))
    return this.read(({ columns }) => columns.summary(filter), {
      total: 0,
      approximate: false,
      notFound: [],
      facets: none as unknown as QueueSummary['facets'],
    })
  }

  async queueForecast({
    filter,
    order,
    capacity,
    assumed,
  }: ForecastQuestion): Promise<QueueForecast> {
    const side = this.viewer().side ?? 'REGION'
    const rows = this.read(({ columns }) => columns.rowNumbers(filter, order), new Uint32Array(0))
    const { file, key } = this.location
    const { today } = this
    const found = await runForecast({ file, key, rows, side, today, capacity, assumed })
    const { inLine, missedAtLeast, stock, orders } = found
    const shown = ({ late, ...sums }: OrderOutcome) => {
      // One by one: a dossier that left meanwhile must not lend its days to the next.
      const rows = this.read(
        ({ columns }) =>
          late.flatMap(({ key, days }) => columns.rowsAt([key]).map((row) => ({ row, days }))),
        [],
      )
      return { ...sums, late: rows }
    }
    return {
      side,
      inLine,
      missedAtLeast,
      stock,
      orders: {
        present: shown(orders.present),
        earliestFirst: shown(orders.earliestFirst),
        fewestMissed: shown(orders.fewestMissed),
      },
    }
  }

  queuePick(filter: QueueFilter, order: QueueOrder): { ids: string[]; total: number } {
    return this.read(
      ({ columns }) => ({
        ids: columns.ids(filter, order, BULK_MAX),
        total: columns.summary(filter).total,
      }),
      { ids: [], total: 0 },
    )
  }

  queuePosition(filter: QueueFilter, order: QueueOrder, id: string): number | null {
    return this.read(({ columns }) => columns.position(filter, order, id), null)
  }

  views(): SavedView[] {
    const { actor } = this.options.person
    return this.read(({ cache }) => cache.few('savedView'), []).filter(
      ({ body }) => actor !== null && seesView(actor, body),
    )
  }

  norms(): NormView[] {
    return this.read(({ cache }) => cache.few('norm'), [])
  }

  departures(): DepartureBody[] {
    return this.read(({ cache }) => cache.few('departure'), []).map(({ body }) => body)
  }

  workshopList(): WorkshopList {
    const { actor } = this
    return this.page(({ cache, today }) => workshopList(cache, actor, today))
  }

  workshopWaiting(): WorkshopWaiting {
    const { actor } = this
    return this.read(({ cache }) => workshopWaiting(cache, actor), { held: [], proposals: [] })
  }

  samples(): SampleList {
    const { actor } = this
    return this.read(({ cache }) => sampleList(cache, actor), { samples: [], references: [] })
  }

  async *replayRule(
    code: FindingCode,
    place: number,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<ReplayStep, void, void> {
    const asked = { type: 'replay', code, place } as const
    for await (const said of follow<'replay'>(this.workshopWork(asked), signal)) {
      yield said.type === 'done' ? { type: 'done', replay: said.answer } : said
    }
  }

  async *ruleFairness(
    code: FindingCode,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<FairnessStep, void, void> {
    const asked = { type: 'fairness', code } as const
    for await (const said of follow<'fairness'>(this.workshopWork(asked), signal)) {
      yield said.type === 'done' ? { type: 'done', fairness: said.answer } : said
    }
  }

  drawSample(): Promise<Drawn> {
    const asked = { type: 'draw', seed: randomUUID(), wanted: SAMPLE_SIZE } as const
    return answerOf<'draw'>(follow<'draw'>(this.workshopWork(asked), undefined))
  }

  /** What the thread of the workshop is given. Throws NOT_FOUND without a cache, or why it is locked. */
  private workshopWork<A extends Asked>(asked: A) {
    return this.page(({ today }) => ({ ...this.location, today, asked }))
  }

  /** Who works here. Throws NOT_SIGNED_IN when nobody does. */
  private get actor(): Actor {
    const { actor } = this.options.person
    if (!actor) throw new TandemError('NOT_SIGNED_IN')
    return actor
  }

  workload(): PersonWorkload[] {
    return this.read(({ columns }) => columns.workload(), [])
  }

  absences(): AbsenceView[] {
    const { actor } = this.options.person
    return this.read(({ cache }) => cache.few('absence'), [])
      .filter(({ body }) => actor !== null && concerns(actor, body, this.today))
      .toSorted((a, b) => (a.body.from < b.body.from ? -1 : 1))
  }

  dossierPage(id: string): DossierPage {
    return this.page((sources) => dossierPage(sources, id))
  }

  personPage(id: string): PersonPage {
    return this.page((sources) => personPage(sources, id))
  }

  enterprisePage(id: string): EnterprisePage {
    return this.page((sources) => enterprisePage(sources, id))
  }

  async workerMatrix(asked: MatrixAsked): Promise<WorkerMatrix> {
    return await workerMatrix((read) => this.page(read), asked)
  }

  enterpriseOf(number: string): EnterpriseName | null {
    const found = this.read(({ cache }) => cache.enterpriseOf(number), null)
    return found && { id: found.id, name: found.body.name }
  }

  comparisonPage(personId: string): ComparisonPage {
    return this.page((sources) => comparisonPage(sources, personId))
  }

  /**
   * The content of a document: from the cache, else from the gateway, whose bytes must be those that
   * the dossier names. Throws NOT_FOUND, TOO_LARGE, or what the way to the gateway throws.
   */
  async documentContent(asked: DocumentAsked): Promise<DocumentContent> {
    const { dossierId, documentId } = asked
    const body = this.read(({ cache }) => cache.record('dossier', dossierId)?.body ?? null, null)
    const document = body?.documents.find(({ id }) => id === documentId)
    const file = document && fileOf(document, asked.hash)
    if (!file) throw new TandemError('NOT_FOUND')
    if (file.bytes > DOCUMENT_BYTES_MAX) throw new TandemError('TOO_LARGE')
    const { hash } = file
    const known = this.read(({ cache }) => cache.content(dossierId, hash), null)
    if (known) return { content: known.toString('base64') }
    const given = await this.documents.document(asked)
    const bytes = Buffer.from(given.content, 'base64')
    if (hashOf(bytes) !== hash) {
      throw new TandemError('GATEWAY_BAD_ANSWER')
    }
    this.write(({ cache }) => cache.keepContent({ dossierId, hash, bytes, usedAt: this.now() }))
    return { content: given.content }
  }

  openDossiers(): OpenDossiers {
    return this.openedDossiers.view()
  }

  stay(dossierId: string, signal: AbortSignal | undefined): AsyncGenerator<'HERE', void> {
    return this.openedDossiers.stay(dossierId, signal)
  }

  /** Only of who decides on dossiers; of others the gateway would keep nothing. */
  private async tellOpened(client: OpenedClient, here: OpenedHere): Promise<void> {
    const { actor } = this.options.person
    if (actor && openedAs(actor) !== null) await client.opened(here)
  }

  importSources(): ReturnType<Imports['sources']> {
    return this.imports.sources()
  }

  importLook(asked: Parameters<Imports['look']>[0]): ImportLook {
    this.refuseWhenLocked()
    return this.imports.look(asked)
  }

  importBegin(asked: ImportBegin): { before: number } {
    this.refuseWhenLocked()
    return this.imports.begin(asked)
  }

  async importPush(id: string, bytes: string): Promise<ImportProgress> {
    this.refuseWhenLocked()
    return await this.imports.push(id, bytes)
  }

  async importEnd(id: string): Promise<ImportProgress> {
    this.refuseWhenLocked()
    return await this.imports.end(id)
  }

  importCancel(): void {
    this.imports.cancel()
  }

  proposedLinks(): ProposedLinks {
    const links = this.read(({ cache }) => proposedLinks(cache), { open: 0, unsure: 0, rows: [] })
    if (this.newLinks > 0) {
      this.newLinks = 0
      this.publishStatus()
    }
    return links
  }

  private mayJudgeLinks(): boolean {
    const { actor } = this.options.person
    return actor !== null && mayRun(actor, 'judgeLink')
  }

  pairPage(pair: { left: PairRef; right: PairRef }): PairPage {
    return this.page((sources) => pairPage(sources, pair))
  }

  clusterPage(personId: string): LinkCluster {
    return this.page((sources) => clusterPage(sources, personId))
  }

  linkScore(signal: AbortSignal | undefined): AsyncGenerator<LinkScoreStep, void, void> {
    const work = this.page(({ today }) => ({ ...this.location, today }))
    return this.scoring.run(work, signal)
  }

  linkEdges(limit: number): LinkEdges {
    return this.page(({ cache }) => this.scoring.edges(cache, limit))
  }

  contests(): ContestRow[] {
    return this.read(({ cache }) => contestRows(cache, this.options.person.actor), [])
  }

  contestsWaiting(): number {
    return this.contests().filter(({ mayAnswer }) => mayAnswer).length
  }

  controlRequests(): ControlRequestRow[] {
    const { actor } = this.options.person
    return actor ? this.read(({ cache }) => controlRequests(cache, actor), []) : []
  }

  controlsWaiting(): number {
    const { actor } = this.options.person
    return actor ? this.read(({ cache }) => controlsWaiting(cache, actor), 0) : 0
  }

  uploadPiece(upload: string, offset: number, piece: string): void {
    this.refuseWhenLocked()
    this.uploads.add(upload, offset, Buffer.from(piece, 'base64'))
  }

  fileUpload(upload: string, args: unknown): CommandResult {
    return this.fileContent({ name: 'fileDocument', args }, this.uploads.take(upload))
  }

  holdsDocument(dossierId: string, documentId: string): boolean {
    const body = this.read(({ cache }) => cache.record('dossier', dossierId)?.body ?? null, null)
    return body?.documents.some(({ id, file }) => id === documentId && file) ?? false
  }

  async fileLetter(asked: LetterAsked): Promise<CommandResult> {
    const { dossierId, template, track, nth, replaces, reason, addressee } = asked
    const { actor, today } = this.context()
    const page = this.dossierPage(dossierId)
    const { body } = page.dossier
    const occasion = occasionFor(body, { template, track, nth })
    if (!occasion) return { outcome: 'REFUSED', code: 'LETTER_NOT_POSSIBLE', details: {} }
    const { language } = body
    const refused = letterRefusal(body, { template, track, nth, language }, { actor, today })
    if (refused) return { outcome: 'REFUSED', code: refused.code, details: refused.details }
    const { colleagues } = this.options.person.view()
    const source = letterSource(page, { author: actor, today, colleagues, addressee })
    const composed = composeLetter(source, occasion, LETTER_TEXTS[language], codeWords(language))
    if (!composed.ok) {
      const details = { fact: composed.missing[0]! }
      return { outcome: 'REFUSED', code: 'LETTER_FACT_MISSING', details }
    }
    const bytes = await makeLetter({ letter: composed.letter, on: today })
    const file = { hash: hashOf(bytes), bytes: bytes.length, claims: claimOf(bytes) }
    const args = { dossierId, template, track, nth, language, file, replaces, reason }
    return this.fileContent({ name: 'fileLetter', args }, bytes)
  }

  /** Runs a command with the content that it names. Throws BAD_REQUEST for another content. */
  private fileContent(call: { name: string; args: unknown }, bytes: Buffer): CommandResult {
    const context = this.context()
    const named = contentOf(call.name, call.args)
    const refused = notTaken(bytes)
    if (refused) return { outcome: 'REFUSED', code: refused, details: { mb: DOCUMENT_MB_MAX } }
    const isNamed = named?.hash === hashOf(bytes) && named.bytes === bytes.length
    if (!isNamed || named.claims !== claimOf(bytes)) throw new TandemError('BAD_REQUEST')
    const { dossierId } = call.args as { dossierId: string }
    const content = { dossierId, hash: named.hash, bytes, usedAt: this.now() }
    const heldUntil = isHeldBack(call.name) ? this.hold() : null
    return this.acted(
      this.write(({ cache }) => cache.queueCommand(call, { ...context, heldUntil }, content)),
    )
  }

  coverageWindow(
    filter: CoverageFilter,
    order: CoverageOrder,
    offset: number,
    limit: number,
  ): CoverageWindow {
    return this.read(({ coverage }) => coverage.window(filter, order, offset, limit), {
      offset,
      total: 0,
      rows: [],
    })
  }

  coverageSummary(filter: CoverageFilter): CoverageSummary {
    return this.read(({ coverage }) => coverage.summary(filter), coverageSummary([], filter))
  }

  coveragePick(filter: CoverageFilter, order: CoverageOrder): { ids: string[]; total: number } {
    return this.read(({ coverage }) => coverage.pick(filter, order, BULK_MAX), {
      ids: [],
      total: 0,
    })
  }

  coverageLook(act: CoverageAct, ids: readonly string[]): BulkLook[] {
    const context = this.context()
    return this.read(
      ({ cache, coverage }) =>
        coverage.byId(ids).flatMap((row) => {
          const { id, code } = row
          if (code === 'M0') return []
          const calls = coverageCalls(act, { ...row, code }, act.reason)
          const reference = row.l1Number ?? row.reference ?? code
          return [{ id, reference, code: cache.tryCommand(calls.call, context), ...calls }]
        }),
      [],
    )
  }

  networkAround(ref: NodeRef): NetworkAround {
    return this.page(({ cache, today }) => {
      const around = cache.networkAround(ref, intermediariesOn(today))
      if (!around) throw new TandemError('NOT_FOUND')
      return around
    })
  }

  watches(): WatchList {
    return this.read(({ cache }) => cache.watches(), { watches: [], alerts: [] })
  }

  seeAlerts(ids: readonly number[]): void {
    this.write(({ cache }) => cache.seeAlerts(ids))
    this.publishStatus()
    this.options.publish({ type: 'changed', kinds: ['watch'], ids: null })
  }

  reportList(filter: ReportFilter): ReportList {
    const reports = this.read(({ cache }) => cache.few('report'), [])
    return reportList(reports, filter, this.options.person.actor?.id ?? '')
  }

  reportPage(id: string): ReportPage {
    const { actor } = this
    return this.page(({ cache }) => reportPage(cache, actor, id))
  }

  /** Passed on and kept nowhere. */
  async reporter(asked: ReporterAsked): Promise<ReporterGiven> {
    this.refuseWhenLocked()
    return await this.reporters.reporter(asked)
  }

  search(text: string, limit: number): SearchHit[] {
    return this.read(({ cache }) => cache.search(text, limit), [])
  }

  attention(): AttentionItem[] {
    return this.read(({ cache }) => cache.attention(), [])
  }

  partiesOf(dossierId: string): Party[] {
    const body = this.read(({ cache }) => cache.record('dossier', dossierId)?.body ?? null, null)
    if (!body) return []
    const enterprises = [body.employerId, body.filedById].flatMap((id) => id ?? [])
    return [
      { kind: 'person', id: body.personId },
      ...enterprises.map((id) => ({ kind: 'enterprise' as const, id })),
    ]
  }

  labelOf(kind: PartyKind | 'dossier', id: string): string | null {
    return this.read(({ cache }) => {
      if (kind === 'dossier') return cache.record(kind, id)?.body.reference ?? null
      if (kind === 'enterprise') return cache.record(kind, id)?.body.name ?? null
      const person = cache.record(kind, id)
      return person && displayName(person.body)
    }, null)
  }

  // ---------------------------------------------------------------- the access log

  noteAccess(note: AccessNote): AccessRef | null {
    const ref = this.read(({ cache }) => cache.noteAccess(note), null)
    this.gathering ??= setTimeout(() => {
      this.gathering = null
      this.engine.work()
    }, ACCESS_GATHER_MS).unref()
    return ref
  }

  amendAccess(ref: AccessRef, note: AccessNote): boolean {
    return this.read(({ cache }) => cache.amendAccess(ref, note), false)
  }

  /** What the gateway refuses is told, and nothing else waits for it. */
  private async pushLog(signal: AbortSignal): Promise<void> {
    const source = {
      nextAccess: (limit: number) => this.inCache(({ cache }) => cache.nextAccess(limit), null),
      accessTaken: (client: string, last: number) =>
        this.inCache(({ cache }) => cache.accessTaken(client, last), undefined),
      renameAccess: (client: string) =>
        this.inCache(({ cache }) => cache.renameAccess(client), undefined),
      setAsideAccess: (ref: AccessRef, code: ErrorCode) => {
        this.options.log('error', 'access.refused', { code })
        this.inCache(({ cache }) => cache.setAsideAccess(ref, code), undefined)
      },
    }
    try {
      await pushAccess(source, this.accessLog, this.options.clock, signal)
      this.logTrouble = null
    } catch (error) {
      if (asTandemError(error).code === 'GATEWAY_UNREACHABLE') throw error
      this.options.log('warn', 'access.push', errorFields(error))
      this.logTrouble = errorValue(error)
    }
  }

  // ---------------------------------------------------------------- acts

  dismissAttention(n: number): void {
    this.read(({ cache }) => cache.dismissAttention(n), undefined)
    this.publishStatus()
  }

  runCommand(call: { name: string; args?: unknown }): CommandResult {
    const context = this.context()
    if (!mayRun(context.actor, call.name)) {
      return { outcome: 'REFUSED', code: 'FORBIDDEN', details: {} }
    }
    const { name, args } = call
    const heldUntil = isHeldBack(name) ? this.hold() : null
    return this.acted(
      this.write(({ cache }) => cache.queueCommand({ name, args }, { ...context, heldUntil })),
    )
  }

  takeBack(n: number): TakenBack {
    this.refuseWhenLocked()
    const { result, changed } = this.write(({ cache }) => cache.takeBack(n, this.now()))
    this.announce(changed)
    this.publishStatus()
    // What came after it may go now.
    this.engine.work()
    return result
  }

  /** Until when an act waits; it is sent as soon as that is over. */
  private hold(): string | null {
    const { holdMs } = this.options
    if (holdMs === 0) return null
    setTimeout(() => {
      this.publishStatus()
      this.engine.work()
    }, holdMs).unref()
    return new Date(this.options.clock().getTime() + holdMs).toISOString()
  }

  private now(): string {
    return this.options.clock().toISOString()
  }

  syncDetails(): SyncDetails {
    // They name dossiers: a cache that is due to be closed shows none.
    this.checkOffline()
    const cache = this.opened?.cache
    const diagnosis = cache?.diagnosis()
    return {
      cursor: cache?.state().cursor ?? null,
      head: this.head,
      history: this.history.list(),
      waiting: cache?.waitingLanes(WAITING_LANES_MAX) ?? [],
      accessLog: diagnosis?.access ?? { waiting: 0, refused: [] },
      rejected: diagnosis?.rejected ?? 0,
      cacheBytes: diagnosis?.bytes ?? null,
      counts: cache?.counts() ?? null,
      schema: diagnosis?.migrations.at(-1)?.number ?? null,
      wire: WIRE_VERSION,
      findingsDate: diagnosis?.findingsDate ?? null,
    }
  }

  /** Condition of the cache for the support file; null before the first fill. */
  async cacheCondition(): Promise<Bundle['cache']> {
    if (!this.opened) return null
    const { cache } = this.opened
    const condition = { ...cache.diagnosis(), counts: cache.counts() }
    return { ...condition, check: await checkCache(this.location) }
  }

  bulkLook(act: BulkAct, ids: readonly string[], reason: string): BulkLook[] {
    const context = this.context()
    return this.read(
      ({ cache }) =>
        ids.flatMap((id) => {
          const body = cache.record('dossier', id)?.body
          if (!body) return []
          const calls = bulkCalls(act, id, body, context.actor, reason)
          const isTold = reason.trim() !== '' || !needsReason(act, body, context.actor)
          const code = cache.tryCommand(calls.call, context) ?? (isTold ? null : 'REASON_REQUIRED')
          return [{ id, reference: body.reference, code, ...calls }]
        }),
      [],
    )
  }

  runMany(calls: readonly { name: string; args?: unknown }[]): CommandResult[] {
    const context = this.context()
    const named = calls.map(({ name, args }) => ({ name, args }))
    const { results, changed } = this.write(({ cache }) => cache.queueCommands(named, context))
    this.announce(changed)
    this.publishStatus()
    this.engine.work()
    return results
  }

  lookAt(id: string): SinceLook | null {
    const { actor, at } = this.context()
    const { before, changed } = this.write(({ cache }) => cache.lookAt(id, at))
    this.tell(changed)
    const now = before && this.read(({ cache }) => cache.record('dossier', id)?.body ?? null, null)
    return now && { at: before.at, changes: whatChanged(before.body, now, actor.id) }
  }

  sendAgain(refused: { n: number; decided: Decided }): SentAgain {
    const context = this.context()
    return this.acted(this.write(({ cache }) => cache.sendAgain(refused, context)))
  }

  private context(): DeskContext {
    this.refuseWhenLocked()
    const { actor } = this.options.person
    if (!actor) throw new TandemError('NOT_SIGNED_IN')
    const clock = this.options.clock()
    const at = actedAtDesk(clock, this.guard.lastContact)
    const { colleagues } = this.options.person.view()
    const deskAt = at === clock ? null : clock.toISOString()
    return { actor, at: at.toISOString(), deskAt, today: brusselsToday(at), colleagues }
  }

  /** Tells what an act changed, and has it sent. */
  private acted<R extends SentAgain>({ result, changed }: { result: R; changed: Changed }): R {
    this.announce(changed)
    if (result.outcome !== 'REFUSED') this.publishStatus()
    if (result.outcome === 'QUEUED') this.engine.work()
    return result
  }

  syncNow(): void {
    this.checkOffline()
    this.inCache(({ cache }) => cache.releaseHeld(), undefined)
    this.publishStatus()
    this.engine.retry()
  }

  /** Nothing when the sync did not stop to ask. */
  acceptSync(): void {
    const code = this.engine.error?.code
    if (code === 'GATEWAY_CHANGED') this.engine.expectGateway()
    else if (code === 'SYNC_FUSE') this.acceptLoss()
    else return
    this.options.log('warn', 'sync.accepted', { code })
    this.engine.retry()
  }

  // ---------------------------------------------------------------- what the engine asks

  held(): ReturnType<SyncTarget['held']> {
    if (this.guard.locked) return this.guard.locked.held
    return this.opened && heldOf(this.opened.cache)
  }

  async takeOver(me: Me): Promise<void> {
    this.head = me.head
    await this.options.person.takeOver(me)
    if (this.guard.locked) await this.unlock(true)
    if (!this.opened) return
    this.opened.cache.setMe(me)
    this.guard.confirm(this.opened.cache)
    this.opened.columns.setViewer(this.viewer())
  }

  /**
   * Builds a new cache beside the old one, which stays usable until the last moment, unless it holds
   * what the person may no longer see.
   */
  async fill(me: Me, signal: AbortSignal): Promise<void> {
    const { gatewayUrl, person, log } = this.options
    const { file, key } = this.location
    // Who expected another gateway's data did not therefore expect less of it: a restored server
    // may have shrunk.
    const acceptDeletions = this.lossAccepted
    await person.takeOver(me)
    await this.closeUnlessAllowed()
    // Whoever is killed as soon as the new cache is in place starts with the gateway's word in it.
    const contact = this.guard.confirmed()
    const work = { file, key, gatewayUrl, fillFor: me, contact, acceptDeletions }
    const start = performance.now()
    let filled = false
    try {
      const rejected = await runFill(
        work,
        {
          tokens: person,
          onProgress: (fill) => this.setProgress(fill),
          onComplete: () => this.closeCache(),
        },
        signal,
      )
      this.damage = null
      this.lossAccepted = false
      filled = true
      log('info', 'sync.filled', { ms: Math.round(performance.now() - start), rejected })
    } finally {
      this.progress = null
      // A fill that failed at the end leaves the old cache in place.
      if (!this.opened && !this.closed) this.openIfThere(filled)
    }
    this.publishAll()
    void this.opened?.analysis.ensureToday()
    this.opened?.links.touched()
  }

  nextCommands(limit: number): WireCommand[] {
    return this.opened?.cache.nextCommands(limit, this.now()) ?? []
  }

  recordAnswers(answers: CommandAnswers): void {
    this.write(({ cache }) => cache.recordAnswers(answers))
  }

  withdraw(n: number, code: ErrorCode): void {
    this.announce(this.write(({ cache }) => cache.withdrawCommand(n, code)))
    this.publishStatus()
  }

  renumber(): void {
    this.announce(this.write(({ cache }) => cache.renumberOutbox()))
    this.publishStatus()
  }

  judge(page: ChangePage): void {
    this.head = page.head
    this.write(({ cache }) => cache.judgeDeletions(page.changes))
  }

  applyPage(page: ChangePage): void {
    const changed = this.write(({ cache }) => cache.applyPage(page))
    // What is forgotten must leave the cache's log too.
    if (changed.forgotten) this.lastCheckpoint = 0
    const { count, error } = changed.rejected
    if (error) this.options.log('error', 'sync.rejected', { count, code: error.code })
    this.announce(changed)
    if (page.settlements.length > 0) this.publishStatus()
  }

  async pullMany({ clientId, first, sliceChanges }: PullMany, signal: AbortSignal) {
    // The worker of the pull before may still move the log.
    await this.pulling?.gone
    const { opened } = this
    if (!opened) throw new TandemError('NOT_FOUND')
    const { file, key } = this.location
    const { gatewayUrl, person } = this.options
    const work = { file, key, gatewayUrl, clientId, first, sliceChanges }
    const stop = new AbortController()
    const hooks: PullHooks = {
      tokens: person,
      cache: opened.cache,
      onWritten: (slices) => this.takeSlices(slices),
      onTouched: (touched) => opened.analysis.touched(touched),
    }
    const start = performance.now()
    this.pulls += 1
    opened.analysis.pause()
    opened.links.pause()
    opened.cache.tendLog(false)
    const running = runPull(work, hooks, AbortSignal.any([signal, stop.signal]))
    const gone = running.gone.then((isCleared) => this.pullGone(opened, isCleared))
    this.pulling = { stop: () => stop.abort(), gone }
    try {
      const inStep = await running.inStep
      this.options.log('info', 'sync.pulled', { ms: Math.round(performance.now() - start) })
      return inStep
    } catch (error) {
      // Closed meanwhile: there is no cache to go on with.
      if (this.opened !== opened) return false
      const known = asTandemError(error)
      this.noticeDamage(opened, known)
      // A thread that died has not told its last words.
      if (known.code === 'INTERNAL') this.loadColumns(opened)
      throw known
    } finally {
      if (this.opened === opened) this.afterPull(opened, gone)
    }
  }

  private loadColumns(opened: Opened): void {
    opened.columns = loadQueueColumns(opened.cache.queue, this.viewer())
  }

  /** Findings were stored of which nothing is known: what is kept beside the cache is read anew. */
  private reload(opened: Opened): void {
    this.loadColumns(opened)
    this.prepareQueue(opened)
    this.publishAll()
  }

  /** The worker of a long pull is gone; when its log is not moved, the desk does it at the next look. */
  private pullGone(opened: Opened, isCleared: boolean): void {
    this.pulling = null
    this.options.log('info', 'sync.moved', { moved: isCleared })
    if (this.opened !== opened) return
    opened.cache.tendLog(true)
    this.lastCheckpoint = isCleared ? this.options.clock().getTime() : 0
  }

  /** What a long pull wrote since the last time; texts are put in order when it is over. */
  private takeSlices(slices: readonly Slice[]): void {
    const nobody = { persons: [], enterprises: [] }
    const all = joined(slices.map(({ changed }) => ({ ...changed, ...nobody })))
    for (const { rejected, error } of slices) {
      if (error) this.options.log('error', 'sync.rejected', { count: rejected, code: error.code })
    }
    this.textsMoved.names ||= all.queue.names
    this.textsMoved.texts ||= all.queue.texts
    const queue = { ...all.queue, names: false, texts: false }
    this.announce({ ...all, queue }, newestNumbers(slices))
    if (slices.some(({ settled }) => settled)) this.publishStatus()
  }

  private afterPull(opened: Opened, gone: Promise<void>): void {
    const { names, texts } = this.textsMoved
    this.textsMoved = { names: false, texts: false }
    opened.columns.update({ dossiers: [], names, texts, declarations: false })
    this.prepareQueue(opened)
    this.options.publish({ type: 'changed', kinds: ['dossier'], ids: null })
    this.follow(opened, gone).catch((error: unknown) => {
      this.options.log('error', 'desk.failed', errorFields(error))
      this.noticeDamage(opened, asTandemError(error))
    })
  }

  /**
   * What follows from a long pull, one after the other, so that a core stays free for who reads: the log
   * is moved, then it is told who the workers are, then everybody touched is judged, once.
   */
  private async follow(opened: Opened, gone: Promise<void>): Promise<void> {
    const pulls = (this.pulls += 1)
    const isStill = () => this.opened === opened && this.pulls === pulls
    await gone
    if (isStill()) opened.links.resume()
    await opened.links.settled()
    if (isStill()) opened.analysis.resume()
  }

  inStep(): void {
    this.lossAccepted = false
    const now = this.options.clock()
    this.write(({ cache }) => {
      cache.setUpToDateAt(now.toISOString())
      // Every page said that the rights are these still.
      this.guard.confirm(cache)
      // After a long pull its worker does this.
      if (this.pulling || now.getTime() - this.lastCheckpoint < CHECKPOINT_MS) return
      if (cache.tryClearLog()) this.lastCheckpoint = now.getTime()
    })
  }

  // ---------------------------------------------------------------- inside

  private viewer() {
    const { actor } = this.options.person
    const track = actor && trackOf(actor)
    const side: QueueViewer['side'] =
      track === 'WORK' ? 'REGION' : track === 'RESIDENCE' ? 'DVZ' : null
    const { colleagues } = this.options.person.view()
    return { actorId: actor?.id ?? null, colleagues, today: this.today, side }
  }

  /** Opens the cache when there is one; a damaged one is set aside, for the next fill to replace. */
  private openIfThere(confirmed = false): void {
    this.guard.gone()
    if (!cacheExists(this.location.file)) return
    try {
      const cache = openCache(this.location)
      if (!this.isAllowed(cache)) return cache.close()
      this.guard.opened(cache, confirmed)
      if (this.guard.locks(cache)) return cache.close()
      const columns = loadQueueColumns(cache.queue, this.viewer())
      this.opened = {
        cache,
        columns,
        analysis: this.analysisOf(cache),
        links: this.linksOf(cache),
        coverage: new CoverageRows(cache, () => this.today),
      }
      columns.update(cache.beginDay(this.today).queue)
      this.prepareQueue(this.opened)
    } catch (error) {
      if (asTandemError(error).code !== 'CACHE_DAMAGED') throw error
      this.setAside(error)
    }
  }

  /** One slice per turn, so that the first sort by a text finds its order ready. */
  private prepareQueue(opened: Opened): void {
    const slices = opened.columns.prepare()
    const next = () => {
      if (this.opened !== opened) return
      try {
        if (this.guarded(opened, () => slices.next()).done) return
      } catch (error) {
        return this.options.log('warn', 'queue.prepare', errorFields(error))
      }
      setTimeout(next, PREPARE_PAUSE_MS).unref()
    }
    setTimeout(next, PREPARE_PAUSE_MS).unref()
  }

  private acceptLoss(): void {
    this.lossAccepted = true
    this.inCache(({ cache }) => cache.acceptDeletions(), undefined)
  }

  /** Closes a cache of other rights; its file waits, closed, for the fill that takes its place. */
  private async closeUnlessAllowed(): Promise<void> {
    if (!this.opened || this.isAllowed(this.opened.cache)) return
    await this.closeCache()
    this.publishAll()
  }

  /** True when the cache was filled for the role and region that the person has now. */
  private isAllowed(cache: Cache): boolean {
    const { actor } = this.options.person
    const filledFor = cache.state().actor
    return (
      actor?.id === filledFor.id &&
      actor.role === filledFor.role &&
      actor.region === filledFor.region
    )
  }

  /** Whatever a window shows may be different now. */
  private publishAll(): void {
    const kinds = [...RECORD_KINDS, 'finding' as const]
    this.options.publish({ type: 'changed', kinds, ids: null })
  }

  private linksOf(cache: Cache): Links {
    return new Links({
      cache,
      location: this.location,
      log: this.options.log,
      changed: (changed) => {
        if (this.opened?.cache === cache) this.announce(changed)
      },
      proposed: (count) => {
        this.options.log('info', 'links.proposed', { count })
        if (this.opened?.cache !== cache || !this.mayJudgeLinks()) return
        this.newLinks += count
        this.publishStatus()
      },
      damaged: (error) => {
        if (this.opened?.cache === cache) this.noticeDamage(this.opened, error)
      },
    })
  }

  private analysisOf(cache: Cache): Analysis {
    return new Analysis({
      cache,
      location: this.location,
      today: () => this.today,
      threads: Math.min(PASS_THREADS, availableParallelism()),
      log: this.options.log,
      changed: (changed) => this.tell(changed),
      progress: (pass) => this.setProgress(pass ? { ...pass, phase: 'FINDINGS' } : null),
      untold: () => {
        if (this.opened?.cache === cache) this.reload(this.opened)
      },
      damaged: (error) => {
        if (this.opened?.cache === cache) this.noticeDamage(this.opened, error)
      },
    })
  }

  /** Closes it, after an earlier one that is being closed still. */
  private closeCache(): Promise<void> {
    const { opened } = this
    this.opened = null
    const { pulling } = this
    pulling?.stop()
    const close = async () => {
      // A long pull and the worker of a full pass write and read with handles of their own.
      await pulling?.gone
      await opened?.analysis.close()
      await opened?.links.close()
      opened?.cache.close()
    }
    this.closing = this.closing.then(close, close)
    return this.closing
  }

  private setAside(error: unknown): void {
    this.damage = errorValue(error)
    const { rescued, lost } = setAsideDamaged(this.location)
    this.options.log('error', 'cache.damaged', { rescued, lost })
  }

  /** The cache broke while it was open: close it, set it aside and let the engine fill anew. */
  private async replaceDamaged(error: unknown): Promise<void> {
    await this.closeCache()
    this.setAside(error)
    this.publishStatus()
    this.engine.retry()
  }

  private guarded<T>(opened: Opened, run: (opened: Opened) => T): T {
    try {
      return run(opened)
    } catch (error) {
      const known = asTandemError(error)
      this.noticeDamage(opened, known)
      throw known
    }
  }

  private noticeDamage(opened: Opened, error: TandemError): void {
    if (error.code !== 'CACHE_DAMAGED' || this.opened !== opened) return
    this.replaceDamaged(error).catch((cause: unknown) => {
      this.options.log('error', 'cache.aside', { code: asTandemError(cause).code })
    })
  }

  /** A read; before the first fill is in, `none` stands for everything. */
  private read<T>(run: (opened: Opened) => T, none: T): T {
    this.refuseWhenLocked()
    return this.inCache(run, none)
  }

  /** Without a cache, `none`. For the desk itself: whoever asks for a person uses `read`. */
  private inCache<T>(run: (opened: Opened) => T, none: T): T {
    return this.opened ? this.guarded(this.opened, run) : none
  }

  private page<T>(run: (sources: Opened & { today: LocalDate }) => T): T {
    this.refuseWhenLocked()
    if (!this.opened) throw new TandemError('NOT_FOUND')
    return this.guarded(this.opened, (opened) => run({ ...opened, today: this.today }))
  }

  private write<T>(run: (opened: Opened) => T): T {
    if (!this.opened) throw this.guard.refusal ?? new TandemError('NOT_FOUND')
    return this.guarded(this.opened, run)
  }

  /** Tells what changed and has the findings of the persons concerned computed anew. */
  private announce(changed: Changed, numbers?: readonly QueueNumbers[]): void {
    this.tell(changed, numbers)
    this.opened?.analysis.touched(changed)
    if (changed.kinds.some((kind) => JUDGED_BY.has(kind))) this.opened?.analysis.rulesChanged()
    if (changed.kinds.some((kind) => RELINKED.has(kind))) {
      this.opened?.links.touched()
    }
  }

  /** Renews what is kept beside the cache and tells the windows. */
  private tell({ kinds, ids, queue }: Changed, numbers?: readonly QueueNumbers[]): void {
    if (!this.opened || kinds.length === 0) return
    this.opened.coverage.forget()
    this.opened.columns.update(queue, numbers)
    this.options.publish({
      type: 'changed',
      kinds,
      ids: ids.length > ANNOUNCED_IDS_MAX ? null : ids,
    })
  }

  private setProgress(fill: FillProgress | null): void {
    this.progress = fill
    this.publishStatus()
  }

  private engineChanged(): void {
    const { state, error } = this.engine
    const at = this.options.clock().toISOString()
    this.history.note({ at, state, code: error?.code ?? null })
    this.publishStatus()
  }

  private publishStatus(): void {
    if (!this.closed) this.options.publish({ type: 'sync', status: this.status() })
  }

  // ---------------------------------------------------------------- too long without the gateway

  /** The client, listened to for the gateway's time; what acts put on dossiers goes before them. */
  private timedClient(client: GatewayClient & DocumentClient): GatewayClient {
    const me: GatewayClient['me'] = async (signal) => {
      const answer = await client.me(signal)
      this.guard.hear(answer.at)
      return answer
    }
    const contents: ContentSource = {
      contentToSend: (hash) => this.inCache(({ cache }) => cache.contentToSend(hash), null),
      contentSent: (hash) => this.inCache(({ cache }) => cache.contentSent(hash), undefined),
    }
    const commands: GatewayClient['commands'] = async (batch, signal) => {
      await pushContents(contents, client, batch, signal)
      return client.commands(batch, signal)
    }
    return { ...client, me, commands }
  }

  /** Throws OFFLINE_TOO_LONG or CLOCK_SET_BACK while the gateway has to confirm the rights first. */
  private refuseWhenLocked(): void {
    const due = this.opened && this.guarded(this.opened, ({ cache }) => this.guard.locks(cache))
    if (due) this.lock()
    if (this.guard.refusal) throw this.guard.refusal
  }

  /** The file is closed with all that waits in it; the engine goes on asking the gateway. */
  private lock(): void {
    this.options.log('warn', 'desk.locked', { code: this.guard.refusal?.code ?? null })
    this.closeCache().catch((error: unknown) => {
      this.options.log('error', 'desk.close', errorFields(error))
    })
    this.engine.recheck()
    this.publishAll()
    this.publishStatus()
  }

  private async unlock(confirmed: boolean): Promise<void> {
    await this.closing.catch(() => {})
    // A fill puts another file in its place and opens that.
    if (this.closed || !this.guard.locked || this.engine.state === 'FILLING') return
    this.openIfThere(confirmed)
    this.publishAll()
    this.publishStatus()
    void this.opened?.analysis.ensureToday()
    this.opened?.links.touched()
  }

  /** Locks in time, warns before, opens again when a clock was put right. */
  private checkOffline(): void {
    try {
      this.read(({ cache }) => this.guard.keepNowAndThen(cache), undefined)
    } catch (error) {
      const known = asTandemError(error)
      if (known !== this.guard.refusal) this.options.log('warn', 'desk.offline', errorFields(known))
    }
    const { state } = this.guard.view().offline
    if (state !== this.toldOffline) this.publishStatus()
    this.toldOffline = state
    if (!this.guard.mayOpen()) return
    this.unlock(false).catch((error: unknown) => {
      this.options.log('error', 'desk.failed', errorFields(error))
    })
  }

  private checkDay(): void {
    const today = brusselsToday(this.options.clock())
    if (today === this.today) return
    this.today = today
    this.opened?.columns.setViewer(this.viewer())
    if (this.opened) this.tell(this.write(({ cache }) => cache.beginDay(today)))
    this.options.newDay()
    this.options.publish({ type: 'changed', kinds: ['dossier'], ids: null })
    void this.opened?.analysis.ensureToday()
    this.opened?.links.touched()
  }
}
