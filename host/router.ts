/**
 * Answers the contract of the window. The router knows no cache and no network: it asks the
 * service below, which throws TandemError for every foreseeable failure.
 */
import type { RuleVerdict } from '../domain/contract/findings.ts'
import { implement } from '@orpc/server'
import type * as v from 'valibot'
import { workbenchContract, type DeclaredPage } from '../domain/contract/workbench.ts'
import type {
  AbsenceView,
  NormView,
  AttentionItem,
  CommandResult,
  ComparisonPage,
  DocumentContent,
  DossierPage,
  EnterpriseName,
  LetterAsked,
  EnterprisePage,
  PersonPage,
  PersonWorkload,
  QueueFilter,
  QueueForecast,
  QueueOrder,
  QueueSummary,
  QueueWindow,
  SavedView,
  SearchHit,
  SentAgain,
  Session,
  SinceLook,
  SyncStatus,
  TakenBack,
  VerdictsAsked,
  WorkbenchEvent,
  WorkerMatrix,
} from '../domain/contract/workbench.ts'
import type {
  AccessDays,
  AccessExport,
  AccessFilter,
  AccessQuestion,
  AccessState,
  LabelledAccessRow,
  LabelledOutlier,
} from '../domain/contract/access.ts'
import type { PrintedScreen, Purpose } from '../domain/access/codes.ts'
import type {
  ImportBegin,
  ImportLook,
  ImportLookAsked,
  ImportOf,
  ImportProgress,
} from '../domain/contract/imports.ts'
import type { LinkEdges, LinkScoreStep } from '../domain/contract/link-score.ts'
import type { LinkCluster, PairPage, PairRef, ProposedLinks } from '../domain/contract/links.ts'
import type { NetworkAround, NetworkExport, NodeRef } from '../domain/contract/network.ts'
import type { WatchList } from '../domain/contract/watch.ts'
import type {
  ReporterAsked,
  ReporterGiven,
  ReportFilter,
  ReportList,
  ReportPage,
} from '../domain/contract/reports.ts'
import type { DepartureBody } from '../domain/contract/records.ts'
import type {
  CoverageAct,
  CoverageFilter,
  CoverageSummary,
  CoverageWindow,
} from '../domain/contract/coverage.ts'
import type { CoverageOrder } from '../domain/contract/queue.ts'
import type { ContestRow } from '../domain/contract/contests.ts'
import type { ControlRequestRow } from '../domain/contract/controls.ts'
import type {
  Drawn,
  FairnessStep,
  ReplayStep,
  SampleList,
  WorkshopList,
  WorkshopWaiting,
} from '../domain/contract/workshop.ts'
import type { SupportFile, SyncDetails } from '../domain/contract/sync-details.ts'
import type { DocumentAsked } from '../domain/contract/sync.ts'
import type { Decided } from '../domain/contract/conflict.ts'
import type { MatrixAsked } from './views/matrix.ts'
import type { BulkAct, BulkLook } from '../domain/contract/bulk.ts'
import type { FindingCode, UiLanguage } from '../domain/contract/codes.ts'
import type { CommandCall } from '../domain/contract/workbench.ts'

/** A view, and what is supposed of those who work on it. */
export type ForecastQuestion = v.InferOutput<
  NonNullable<(typeof workbenchContract.queue.forecast)['~orpc']['inputSchema']>
>

/** What is asked of the records in one signed-in person's cache, and done to them. */
export interface RecordQueries {
  queueWindow(filter: QueueFilter, order: QueueOrder, offset: number, limit: number): QueueWindow
  queueSummary(filter: QueueFilter): QueueSummary
  queueForecast(asked: ForecastQuestion): Promise<QueueForecast>
  queuePick(filter: QueueFilter, order: QueueOrder): { ids: string[]; total: number }
  queuePosition(filter: QueueFilter, order: QueueOrder, id: string): number | null
  views(): SavedView[]
  absences(): AbsenceView[]
  workload(): PersonWorkload[]
  norms(): NormView[]
  departures(): DepartureBody[]
  workshopList(): WorkshopList
  workshopWaiting(): WorkshopWaiting
  samples(): SampleList
  /** How far it is, and one answer or failure at the end; ends when `signal` aborts. */
  replayRule(
    code: FindingCode,
    place: number,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<ReplayStep, void, void>
  ruleFairness(
    code: FindingCode,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<FairnessStep, void, void>
  drawSample(): Promise<Drawn>
  dossierPage(id: string): DossierPage
  documentContent(asked: DocumentAsked): Promise<DocumentContent>
  uploadPiece(upload: string, offset: number, piece: string): void
  fileUpload(upload: string, args: unknown): CommandResult
  fileLetter(asked: LetterAsked): Promise<CommandResult>
  /** `from`: the dossier that the officer comes from. */
  personPage(id: string, from: string | null): PersonPage
  enterprisePage(id: string, from: string | null): EnterprisePage
  verdictsOf(asked: VerdictsAsked): RuleVerdict[]
  enterpriseOf(number: string): EnterpriseName | null
  workerMatrix(asked: MatrixAsked, from: string | null): Promise<WorkerMatrix>
  comparisonPage(personId: string, from: string | null): ComparisonPage
  networkAround(ref: NodeRef): NetworkAround
  watches(): WatchList
  seeAlerts(ids: readonly number[]): void
  contests(): ContestRow[]
  contestsWaiting(): number
  controlRequests(): ControlRequestRow[]
  controlsWaiting(): number
  reportList(filter: ReportFilter): ReportList
  reportPage(id: string): ReportPage
  reporter(asked: ReporterAsked): Promise<ReporterGiven>
  coverageWindow(
    filter: CoverageFilter,
    order: CoverageOrder,
    offset: number,
    limit: number,
  ): CoverageWindow
  coverageSummary(filter: CoverageFilter): CoverageSummary
  coveragePick(filter: CoverageFilter, order: CoverageOrder): { ids: string[]; total: number }
  coverageLook(act: CoverageAct, ids: readonly string[]): BulkLook[]
  importSources(): v.InferOutput<typeof ImportOf>[]
  importLook(asked: v.InferOutput<typeof ImportLookAsked>): ImportLook
  importBegin(asked: ImportBegin): { before: number }
  importPush(id: string, bytes: string): Promise<ImportProgress>
  importEnd(id: string): Promise<ImportProgress>
  importCancel(): void
  proposedLinks(): ProposedLinks
  pairPage(pair: { left: PairRef; right: PairRef }): PairPage
  declaredPage(id: string): DeclaredPage
  clusterPage(personId: string, from: string | null): LinkCluster
  /** How far it is, and one score or failure at the end; ends when `signal` aborts. */
  linkScore(signal: AbortSignal | undefined): AsyncGenerator<LinkScoreStep, void, void>
  linkEdges(limit: number): LinkEdges
  search(text: string, limit: number): SearchHit[]
  attention(): AttentionItem[]
  syncDetails(): SyncDetails
  sendAgain(refused: { n: number; decided: Decided }): SentAgain
  dismissAttention(n: number): void
  takeBack(n: number): TakenBack
  runCommand(call: v.InferOutput<typeof CommandCall>): CommandResult
  bulkLook(act: BulkAct, ids: readonly string[], reason: string): BulkLook[]
  runMany(calls: readonly v.InferOutput<typeof CommandCall>[]): CommandResult[]
  lookAt(id: string): SinceLook | null
  /** A window shows this dossier until the signal says that it does not. */
  stay(id: string, signal: AbortSignal | undefined): AsyncGenerator<'HERE', void>
  syncNow(): void
  acceptSync(): void
  sendLogAgain(): void
}

/** What one signed-in person's desk answers: from the cache alone, but for the log of all desks. */
export interface DeskQueries extends RecordQueries {
  beginAccess(purpose: Purpose, reason: string): AccessState
  endAccess(): AccessState
  printed(screen: PrintedScreen, id: string | null): void
  networkExported(what: NetworkExport): void
  matrixCopied(asked: MatrixAsked, from: string | null): Promise<void>
  /** A copy of a document leaves the desk. */
  savedCopy(dossierId: string, documentId: string): void
  searchLog(question: AccessQuestion): Promise<{ rows: LabelledAccessRow[]; next: number | null }>
  outliers(days: AccessDays): Promise<LabelledOutlier[]>
  exportLog(filter: AccessFilter): Promise<AccessExport>
}

/** What the router asks of the workbench. `desk` throws NOT_SIGNED_IN when nobody works here. */
export interface WorkbenchService {
  session(): Session
  signIn(language: UiLanguage): Promise<{ url: string }>
  cancelSignIn(): Promise<void>
  signOut(): Promise<void>
  signOutEverywhere(): Promise<void>
  syncStatus(): SyncStatus
  supportFile(): Promise<SupportFile>
  accessState(): AccessState
  events(signal: AbortSignal | undefined): AsyncGenerator<WorkbenchEvent, void, void>
  desk(): DeskQueries
}

/** The router of the contract over a workbench. */
export function createRouter(service: WorkbenchService) {
  const os = implement(workbenchContract)
  return os.router({
    session: {
      get: os.session.get.handler(() => service.session()),
      signIn: os.session.signIn.handler(({ input }) => service.signIn(input.language)),
      cancelSignIn: os.session.cancelSignIn.handler(async () => {
        await service.cancelSignIn()
        return {}
      }),
      signOut: os.session.signOut.handler(async () => {
        await service.signOut()
        return {}
      }),
      signOutEverywhere: os.session.signOutEverywhere.handler(async () => {
        await service.signOutEverywhere()
        return {}
      }),
    },
    events: os.events.handler(({ signal }) => service.events(signal)),
    sync: {
      status: os.sync.status.handler(() => service.syncStatus()),
      details: os.sync.details.handler(() => service.desk().syncDetails()),
      supportFile: os.sync.supportFile.handler(() => service.supportFile()),
      now: os.sync.now.handler(() => {
        service.desk().syncNow()
        return {}
      }),
      accept: os.sync.accept.handler(() => {
        service.desk().acceptSync()
        return {}
      }),
      attention: os.sync.attention.handler(() => service.desk().attention()),
      sendAgain: os.sync.sendAgain.handler(({ input }) => service.desk().sendAgain(input)),
      dismissAttention: os.sync.dismissAttention.handler(({ input }) => {
        service.desk().dismissAttention(input.n)
        return {}
      }),
      sendLogAgain: os.sync.sendLogAgain.handler(() => {
        service.desk().sendLogAgain()
        return {}
      }),
    },
    queue: {
      window: os.queue.window.handler(({ input }) =>
        service.desk().queueWindow(input.filter, input.order, input.offset, input.limit),
      ),
      summary: os.queue.summary.handler(({ input }) => service.desk().queueSummary(input.filter)),
      forecast: os.queue.forecast.handler(({ input }) => service.desk().queueForecast(input)),
      pick: os.queue.pick.handler(({ input }) =>
        service.desk().queuePick(input.filter, input.order),
      ),
      position: os.queue.position.handler(({ input }) =>
        service.desk().queuePosition(input.filter, input.order, input.id),
      ),
    },
    team: {
      views: os.team.views.handler(() => service.desk().views()),
      workload: os.team.workload.handler(() => service.desk().workload()),
      absences: os.team.absences.handler(() => service.desk().absences()),
    },
    dossier: {
      get: os.dossier.get.handler(({ input }) => service.desk().dossierPage(input.id)),
      departures: os.dossier.departures.handler(() => service.desk().departures()),
      stay: os.dossier.stay.handler(({ input, signal }) => service.desk().stay(input.id, signal)),
      look: os.dossier.look.handler(({ input }) => service.desk().lookAt(input.id)),
      document: os.dossier.document.handler(({ input }) => service.desk().documentContent(input)),
      piece: os.dossier.piece.handler(({ input }) => {
        service.desk().uploadPiece(input.upload, input.offset, input.piece)
        return {}
      }),
      fileLetter: os.dossier.fileLetter.handler(({ input }) => service.desk().fileLetter(input)),
      saved: os.dossier.saved.handler(({ input }) => {
        service.desk().savedCopy(input.dossierId, input.documentId)
        return {}
      }),
      fileUpload: os.dossier.fileUpload.handler(({ input }) =>
        service.desk().fileUpload(input.upload, input.args),
      ),
    },
    norms: { list: os.norms.list.handler(() => service.desk().norms()) },
    workshop: {
      list: os.workshop.list.handler(() => service.desk().workshopList()),
      waiting: os.workshop.waiting.handler(() => service.desk().workshopWaiting()),
      samples: os.workshop.samples.handler(() => service.desk().samples()),
      draw: os.workshop.draw.handler(() => service.desk().drawSample()),
      replay: os.workshop.replay.handler(({ input, signal }) =>
        service.desk().replayRule(input.code, input.place, signal),
      ),
      fairness: os.workshop.fairness.handler(({ input, signal }) =>
        service.desk().ruleFairness(input.code, signal),
      ),
    },
    person: {
      get: os.person.get.handler(({ input }) =>
        service.desk().personPage(input.id, input.dossierId),
      ),
    },
    enterprise: {
      get: os.enterprise.get.handler(({ input }) =>
        service.desk().enterprisePage(input.id, input.dossierId),
      ),
      matrix: os.enterprise.matrix.handler(({ input }) =>
        service.desk().workerMatrix(input, input.dossierId),
      ),
      matrixCopied: os.enterprise.matrixCopied.handler(async ({ input }) => {
        await service.desk().matrixCopied(input, input.dossierId)
        return {}
      }),
      find: os.enterprise.find.handler(({ input }) => service.desk().enterpriseOf(input.number)),
    },
    verdicts: { of: os.verdicts.of.handler(({ input }) => service.desk().verdictsOf(input)) },
    comparison: {
      get: os.comparison.get.handler(({ input }) =>
        service.desk().comparisonPage(input.personId, input.dossierId),
      ),
    },
    contests: {
      waiting: os.contests.waiting.handler(() => service.desk().contestsWaiting()),
      list: os.contests.list.handler(() => service.desk().contests()),
    },
    controls: {
      waiting: os.controls.waiting.handler(() => service.desk().controlsWaiting()),
      requests: os.controls.requests.handler(() => service.desk().controlRequests()),
    },
    coverage: {
      window: os.coverage.window.handler(({ input }) =>
        service.desk().coverageWindow(input.filter, input.order, input.offset, input.limit),
      ),
      summary: os.coverage.summary.handler(({ input }) =>
        service.desk().coverageSummary(input.filter),
      ),
      pick: os.coverage.pick.handler(({ input }) =>
        service.desk().coveragePick(input.filter, input.order),
      ),
      look: os.coverage.look.handler(({ input }) =>
        service.desk().coverageLook(input.act, input.ids),
      ),
    },
    imports: {
      sources: os.imports.sources.handler(() => service.desk().importSources()),
      look: os.imports.look.handler(({ input }) => service.desk().importLook(input)),
      begin: os.imports.begin.handler(({ input }) => service.desk().importBegin(input)),
      push: os.imports.push.handler(({ input }) =>
        service.desk().importPush(input.id, input.bytes),
      ),
      end: os.imports.end.handler(({ input }) => service.desk().importEnd(input.id)),
      cancel: os.imports.cancel.handler(() => {
        service.desk().importCancel()
        return {}
      }),
    },
    links: {
      proposed: os.links.proposed.handler(() => service.desk().proposedLinks()),
      pair: os.links.pair.handler(({ input }) => service.desk().pairPage(input)),
      declared: os.links.declared.handler(({ input }) => service.desk().declaredPage(input.id)),
      cluster: os.links.cluster.handler(({ input }) =>
        service.desk().clusterPage(input.personId, input.dossierId),
      ),
      score: os.links.score.handler(({ signal }) => service.desk().linkScore(signal)),
      scoreEdges: os.links.scoreEdges.handler(({ input }) => service.desk().linkEdges(input.limit)),
    },
    network: {
      around: os.network.around.handler(({ input }) => service.desk().networkAround(input)),
      exported: os.network.exported.handler(({ input }) => {
        service.desk().networkExported(input)
        return {}
      }),
    },
    watch: {
      list: os.watch.list.handler(() => service.desk().watches()),
      seen: os.watch.seen.handler(({ input }) => {
        service.desk().seeAlerts(input.ids)
        return {}
      }),
    },
    reports: {
      list: os.reports.list.handler(({ input }) => service.desk().reportList(input.filter)),
      get: os.reports.get.handler(({ input }) => service.desk().reportPage(input.id)),
      reporter: os.reports.reporter.handler(({ input }) => service.desk().reporter(input)),
    },
    search: {
      all: os.search.all.handler(({ input }) => service.desk().search(input.text, input.limit)),
    },
    command: {
      run: os.command.run.handler(({ input }) => service.desk().runCommand(input)),
      takeBack: os.command.takeBack.handler(({ input }) => service.desk().takeBack(input.n)),
      look: os.command.look.handler(({ input }) =>
        service.desk().bulkLook(input.act, input.ids, input.reason),
      ),
      runMany: os.command.runMany.handler(({ input }) => service.desk().runMany(input.calls)),
    },
    access: {
      state: os.access.state.handler(() => service.accessState()),
      begin: os.access.begin.handler(({ input }) =>
        service.desk().beginAccess(input.purpose, input.reason),
      ),
      end: os.access.end.handler(() => service.desk().endAccess()),
      printed: os.access.printed.handler(({ input }) => {
        service.desk().printed(input.screen, input.id)
        return {}
      }),
      search: os.access.search.handler(({ input }) => service.desk().searchLog(input)),
      outliers: os.access.outliers.handler(({ input }) => service.desk().outliers(input)),
      export: os.access.export.handler(({ input }) => service.desk().exportLog(input.filter)),
    },
  })
}
