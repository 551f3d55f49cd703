/**
 * The one place through which everything passes that shows personal data to a window: it asks for a
 * purpose where there must be one, and writes the entry of the access log before the answer leaves.
 */
import * as v from 'valibot'
import type { RuleVerdict } from '../../domain/contract/findings.ts'
import type { LetterAsked, DeclaredPage } from '../../domain/contract/workbench.ts'
import type { DocumentAsked } from '../../domain/contract/sync.ts'
import type { SyncDetails } from '../../domain/contract/sync-details.ts'
import type { BulkAct, BulkLook } from '../../domain/contract/bulk.ts'
import type { Decided } from '../../domain/contract/conflict.ts'
import { isNameSearch, purposesOf } from '../../domain/access/purposes.ts'
import type { AccessAction, FieldGroup, PrintedScreen, Purpose } from '../../domain/access/codes.ts'
import { personsByEntry } from '../../domain/access/same-look.ts'
import { groupsOfNodes, type LookKind, shownTo } from '../../domain/access/shown.ts'
import { brusselsToday } from '../../domain/calendar/local-date.ts'
import type { Actor } from '../../domain/contract/actor.ts'
import type {
  AccessDays,
  AccessExport,
  AccessFilter,
  AccessNote,
  AccessOutliers,
  AccessPage,
  AccessQuestion,
  AccessState,
  LabelledAccessRow,
  LabelledOutlier,
} from '../../domain/contract/access.ts'
import type { NetworkAround, NetworkExport, NodeRef } from '../../domain/contract/network.ts'
import type { WatchList } from '../../domain/contract/watch.ts'
import type {
  ReporterAsked,
  ReporterGiven,
  ReportFilter,
  ReportList,
  ReportPage,
} from '../../domain/contract/reports.ts'
import type {
  CoverageAct,
  CoverageFilter,
  CoverageSummary,
  CoverageWindow,
} from '../../domain/contract/coverage.ts'
import type { CoverageOrder } from '../../domain/contract/queue.ts'
import type { ContestRow } from '../../domain/contract/contests.ts'
import type { ControlRequestRow } from '../../domain/contract/controls.ts'
import type { FindingCode } from '../../domain/contract/codes.ts'
import type {
  Drawn,
  FairnessStep,
  ReplayShown,
  ReplayStep,
  SampleList,
  WorkshopList,
  WorkshopWaiting,
} from '../../domain/contract/workshop.ts'
import type { ImportBegin, ImportLook, ImportProgress } from '../../domain/contract/imports.ts'
import type { LinkCluster, PairPage, PairRef, ProposedLinks } from '../../domain/contract/links.ts'
import type { LinkEdges, LinkScoreStep } from '../../domain/contract/link-score.ts'
import { TandemError } from '../../domain/contract/errors.ts'
import { type DepartureBody, Id } from '../../domain/contract/records.ts'
import type {
  AbsenceView,
  NormView,
  AttentionItem,
  CommandResult,
  ComparisonPage,
  DocumentContent,
  DossierPage,
  EnterpriseName,
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
  SinceLook,
  TakenBack,
  VerdictsAsked,
  WorkerMatrix,
} from '../../domain/contract/workbench.ts'
import { nodeName } from '../../domain/network/build.ts'
import type { NetworkNodeKind } from '../../domain/network/codes.ts'
import { namesPersons } from '../../domain/linking/number-list.ts'
import { legalBasisOn } from '../../domain/reference/legal-bases.ts'
import { mayJudge, mayRun } from '../../domain/rights/rights.ts'
import { mayImport } from '../../domain/rights/imports.ts'
import { mayScoreLinks } from '../../domain/rights/scorecard.ts'
import { mayReadWorkload } from '../../domain/rights/service.ts'
import { accessReach } from '../../domain/rights/access-log.ts'
import type { Desk } from '../desk/desk.ts'
import type { Imports } from '../imports.ts'
import type { DeskQueries, ForecastQuestion } from '../router.ts'
import type { MatrixAsked } from '../views/matrix.ts'
import { Looks } from './looks.ts'
import { type Party, type PartyKind, WorkSession } from './work-session.ts'

/** What a desk answers without asking why, and so without where the officer comes from. */
export type DeskParts = Pick<
  Desk,
  | 'reads'
  | 'acts'
  | 'papers'
  | 'links'
  | 'workshop'
  | 'imports'
  | 'entries'
  | 'reporter'
  | 'stay'
  | 'syncDetails'
  | 'syncNow'
  | 'acceptSync'
>

/** The access log at the gateway. */
export interface LogReader {
  accessSearch(question: AccessQuestion): Promise<AccessPage>
  accessOutliers(days: AccessDays): Promise<AccessOutliers>
  accessExport(filter: AccessFilter): Promise<AccessExport>
}

export interface GateOptions {
  desk: DeskParts
  log: LogReader
  actor(): Actor | null
  clock: () => Date
  /** The session of work changed. */
  changed(): void
}

/** Why something is looked at. */
interface Ground {
  purpose: Purpose
  reason: string | null
  dossierId: string | null
}

interface Look extends Ground {
  action: AccessAction
  kind: LookKind
  id: string | null
  count: number
  persons: readonly (string | null)[]
  typed?: string
  /** What was looked at, where the entry cannot name it: tells looks apart, stands in none. */
  of?: string
  /** Groups of fields that this look showed beside those of its kind. */
  also?: readonly FieldGroup[]
}

const idsOf = (kind: PartyKind, records: readonly { id: string }[]): Party[] =>
  records.map(({ id }) => ({ kind, id }))

/** Nodes that an entry names by key: records, and what a register knows by a key that tells nothing itself. */
const NAMED: readonly NetworkNodeKind[] = ['person', 'enterprise', 'director', 'account']
/** Natural persons: workers, and those of whom a register of enterprises tells. */
const PERSONS: readonly NetworkNodeKind[] = ['person', 'director']

/** The persons of the register among the workers. */
const knownOf = ({ workers }: WorkerMatrix): string[] =>
  workers.flatMap(({ personId }) => personId ?? [])

/** A look at a network: its node, where an entry may name it, and the persons beside it. */
function networkLook(root: NodeRef, others: readonly NodeRef[]) {
  const shown = [root, ...others].filter(({ key }) => v.is(Id, key))
  return {
    kind: 'network' as const,
    id: NAMED.includes(root.kind) && shown[0] === root ? root.key : null,
    of: nodeName(root),
    count: others.length + 1,
    persons: shown.flatMap(({ kind, key }) => (PERSONS.includes(kind) ? [key] : [])),
    also: groupsOfNodes([root, ...others].map(({ kind }) => kind)),
  }
}

export class AccessGate implements DeskQueries {
  readonly #options: GateOptions
  readonly #desk: GateOptions['desk']
  readonly #work: WorkSession
  readonly #looks: Looks
  #ending: NodeJS.Timeout | null = null

  constructor(options: GateOptions) {
    this.#options = options
    this.#desk = options.desk
    this.#work = new WorkSession(options.clock, options.actor)
    this.#looks = new Looks(options.desk.entries)
  }

  close(): void {
    if (this.#ending) clearTimeout(this.#ending)
  }

  // ---------------------------------------------------------------- session of work

  accessState(): AccessState {
    const role = this.#options.actor()?.role
    return { purposes: role ? [...purposesOf(role)] : [], stated: this.#work.stated() }
  }

  beginAccess(purpose: Purpose, reason: string): AccessState {
    const actor = this.#actor()
    this.#basis(actor, purpose)
    const { until } = this.#work.state(actor, purpose, reason)
    this.close()
    const left = Date.parse(until) - this.#options.clock().getTime()
    this.#ending = setTimeout(() => this.#options.changed(), left).unref()
    this.#options.changed()
    return this.accessState()
  }

  endAccess(): AccessState {
    this.#work.end()
    this.close()
    this.#options.changed()
    return this.accessState()
  }

  // ---------------------------------------------------------------- lists and searches

  queueWindow(filter: QueueFilter, order: QueueOrder, offset: number, limit: number): QueueWindow {
    const ground = this.#ofList(filter)
    const window = this.#desk.reads.queueWindow(filter, order, offset, limit)
    const persons = window.rows.map(({ personId }) => personId)
    this.#list(ground, filter, window.total, window.rows.length > 0, persons)
    return window
  }

  queueSummary(filter: QueueFilter): QueueSummary {
    const ground = this.#ofList(filter)
    const summary = this.#desk.reads.queueSummary(filter)
    this.#list(ground, filter, summary.total, false, [])
    return summary
  }

  async queueForecast(asked: ForecastQuestion): Promise<QueueForecast> {
    const ground = this.#ofList(asked.filter)
    const forecast = await this.#desk.reads.queueForecast(asked)
    this.#list(ground, asked.filter, forecast.inLine, true, [])
    return forecast
  }

  queuePick(filter: QueueFilter, order: QueueOrder): { ids: string[]; total: number } {
    const ground = this.#ofList(filter)
    const picked = this.#desk.reads.queuePick(filter, order)
    this.#list(ground, filter, picked.total, false, [])
    return picked
  }

  queuePosition(filter: QueueFilter, order: QueueOrder, id: string): number | null {
    const ground = this.#ofList(filter)
    const position = this.#desk.reads.queuePosition(filter, order, id)
    this.#list(ground, filter, position === null ? 0 : 1, false, [])
    return position
  }

  /** Names of those whom signals are about: a list of its own. */
  contests(): ContestRow[] {
    const ground = this.#usual()
    const rows = this.#desk.reads.contests()
    const persons = rows.map(({ personId }) => personId)
    const look = { action: 'VIEW', kind: 'list', id: 'CONTESTS', persons } as const
    if (rows.length > 0) this.#note({ ...ground, ...look, count: rows.length })
    return rows
  }

  /** A number of nobody: no look. */
  contestsWaiting(): number {
    return this.#desk.reads.contestsWaiting()
  }

  /** Names of those of whom a control is asked: a list of its own. */
  controlRequests(): ControlRequestRow[] {
    const ground = this.#usual()
    const rows = this.#desk.reads.controlRequests()
    const persons = rows.flatMap(({ body, names }) =>
      body.subjects.map(({ kind, id }, i) => (kind === 'person' && names[i] ? id : null)),
    )
    const look = { action: 'VIEW', kind: 'list', id: 'CONTROL_REQUESTS', persons } as const
    if (rows.length > 0) this.#note({ ...ground, ...look, count: rows.length })
    return rows
  }

  /** A number of nobody: no look. */
  controlsWaiting(): number {
    return this.#desk.reads.controlsWaiting()
  }

  /** A list of its own: one look with its size and those whom its pages showed. */
  coverageWindow(
    filter: CoverageFilter,
    order: CoverageOrder,
    offset: number,
    limit: number,
  ): CoverageWindow {
    const ground = this.#usual()
    const window = this.#desk.reads.coverageWindow(filter, order, offset, limit)
    const persons = window.rows.map(({ personId }) => personId)
    const look = { action: 'VIEW', kind: 'list', id: 'COVERAGE', persons } as const
    if (window.rows.length > 0) this.#note({ ...ground, ...look, count: window.total })
    return window
  }

  /** Numbers and ids: of nobody in particular. */
  coverageSummary(filter: CoverageFilter): CoverageSummary {
    this.#usual()
    return this.#desk.reads.coverageSummary(filter)
  }

  coveragePick(filter: CoverageFilter, order: CoverageOrder): { ids: string[]; total: number } {
    this.#usual()
    return this.#desk.reads.coveragePick(filter, order)
  }

  coverageLook(act: CoverageAct, ids: readonly string[]): BulkLook[] {
    this.#usual()
    return this.#desk.acts.coverageLook(act, ids)
  }

  // ---------------------------------------------------------------- imports: rows go in, none is shown

  importSources(): ReturnType<Imports['sources']> {
    this.#mayImport()
    return this.#desk.imports.sources()
  }

  importLook(asked: Parameters<Imports['look']>[0]): ImportLook {
    this.#mayImport()
    return this.#desk.imports.look(asked)
  }

  importBegin(asked: ImportBegin): { before: number } {
    this.#mayImport()
    return this.#desk.imports.begin(asked)
  }

  async importPush(id: string, bytes: string): Promise<ImportProgress> {
    this.#mayImport()
    return await this.#desk.imports.push(id, bytes)
  }

  async importEnd(id: string): Promise<ImportProgress> {
    this.#mayImport()
    return await this.#desk.imports.end(id)
  }

  importCancel(): void {
    this.#desk.imports.cancel()
  }

  #mayImport(): void {
    if (!mayImport(this.#actor())) throw new TandemError('FORBIDDEN')
  }

  /** Names of persons whom no dossier of the officer need concern: as a search. */
  proposedLinks(): ProposedLinks {
    const ground = this.#stated()
    const links = this.#desk.links.proposedLinks()
    const persons = links.rows.map(({ personId }) => personId)
    const look = { action: 'VIEW', kind: 'list', id: 'LINKS', persons } as const
    if (links.rows.length > 0) this.#note({ ...ground, ...look, count: links.rows.length })
    return links
  }

  /** Two records side by side: a look at the persons they belong to. */
  pairPage(input: { left: PairRef; right: PairRef }): PairPage {
    const inView = [input.left, input.right].find(({ kind }) => kind === 'person')
    const ground = inView ? this.#ground({ kind: 'person', id: inView.id }, null) : this.#stated()
    const page = this.#desk.links.pairPage(input)
    const persons = [page.left.personId, page.right.personId]
    const id = inView?.id ?? persons.find((one) => one !== null) ?? null
    this.#note({ ...ground, action: 'COMPARE', kind: 'comparison', id, count: 2, persons })
    return page
  }

  /** A declaration by itself: a look at the persons it may be of; of nobody known, as a search. */
  declaredPage(id: string): DeclaredPage {
    const page = this.#desk.links.declaredPage(id)
    const { personId } = page
    const ground =
      personId === null ? this.#stated() : this.#ground({ kind: 'person', id: personId }, null)
    const persons = personId === null ? page.near.map((one) => one.personId) : [personId]
    const look = { action: 'COMPARE', kind: 'comparison', id: persons[0] ?? null } as const
    this.#note({ ...ground, ...look, count: 1, persons })
    return page
  }

  clusterPage(personId: string, from: string | null = null): LinkCluster {
    const ground = this.#ground({ kind: 'person', id: personId }, from)
    const page = this.#desk.links.clusterPage(personId)
    const count = page.members.length + page.possible.length
    const look = { action: 'COMPARE', kind: 'comparison', id: personId } as const
    this.#note({ ...ground, ...look, count, persons: [personId] })
    return page
  }

  /** Counts of links: of nobody. */
  linkScore(signal: AbortSignal | undefined): AsyncGenerator<LinkScoreStep, void, void> {
    this.#mayScoreLinks()
    return this.#desk.links.linkScore(signal)
  }

  /** Names of persons whom no dossier need concern: as a search. */
  linkEdges(limit: number): LinkEdges {
    this.#mayScoreLinks()
    const ground = this.#stated()
    const edges = this.#desk.links.linkEdges(limit)
    const persons = [...edges.above, ...edges.below].map(({ personId }) => personId)
    const look = { action: 'VIEW', kind: 'list', id: 'LINKS', persons } as const
    if (persons.length > 0) this.#note({ ...ground, ...look, count: persons.length })
    return edges
  }

  #mayScoreLinks(): void {
    if (!mayScoreLinks(this.#actor())) throw new TandemError('FORBIDDEN')
  }

  networkAround(ref: NodeRef): NetworkAround {
    const ground = this.#ofNode(ref)
    const around = this.#desk.reads.networkAround(ref)
    this.#note({ ...ground, action: 'VIEW', ...networkLook(around.node, around.neighbours) })
    return around
  }

  /** A file leaves the desk: a look of its own, on the ground of its root. */
  networkExported({ root, nodes }: NetworkExport): void {
    this.#note({ ...this.#ofNode(root), action: 'EXPORT', ...networkLook(root, nodes) })
  }

  /** Work on a dossier for who is party to one; whatever else is shared asks for a purpose. */
  #ofNode({ kind, key }: NodeRef): Ground {
    if (kind !== 'person' && kind !== 'enterprise') return this.#stated()
    return this.#ground({ kind, id: key }, null)
  }

  /** Names whom the officer watches: each has its reason in the watch itself. */
  watches(): WatchList {
    const ground = this.#usual()
    const list = this.#desk.reads.watches()
    const persons = [
      ...list.watches.flatMap(({ body, label }) =>
        body.kind === 'person' && label !== null ? [body.subjectId] : [],
      ),
      ...list.alerts.flatMap(({ personId, directorId }) => personId ?? directorId ?? []),
    ]
    const look = { action: 'VIEW', kind: 'list', id: 'WATCH', persons } as const
    if (list.watches.length > 0) this.#note({ ...ground, ...look, count: list.alerts.length })
    return list
  }

  seeAlerts(ids: readonly number[]): void {
    this.#desk.acts.seeAlerts(ids)
  }

  /** A list of its own: one look with its size. */
  reportList(filter: ReportFilter): ReportList {
    const ground = this.#usual()
    const list = this.#desk.reads.reportList(filter)
    const look = { action: 'VIEW', kind: 'list', id: 'REPORTS', persons: [] } as const
    if (list.rows.length > 0) this.#note({ ...ground, ...look, count: list.total })
    return list
  }

  reportPage(id: string): ReportPage {
    const ground = this.#usual()
    const page = this.#desk.reads.reportPage(id)
    const persons = [...page.proposals, ...page.labels].flatMap((one) =>
      one.kind === 'person' ? [one.id] : [],
    )
    this.#note({ ...ground, action: 'VIEW', kind: 'report', id, count: 1, persons })
    return page
  }

  /** The gateway writes the entry before it answers: another one here would be the same look twice. */
  async reporter(asked: ReporterAsked): Promise<ReporterGiven> {
    this.#usual()
    return await this.#desk.reporter(asked)
  }

  search(text: string, limit: number): SearchHit[] {
    const ground = this.#stated()
    const hits = this.#desk.reads.search(text, limit)
    const typed = text.trim()
    if (typed === '') return hits
    const persons = hits.map(({ personId }) => personId)
    const look = { action: 'SEARCH', kind: 'search', id: null } as const
    this.#note({ ...ground, ...look, count: hits.length, persons, typed })
    return hits
  }

  attention(): AttentionItem[] {
    const ground = this.#usual()
    const items = this.#desk.reads.attention()
    if (items.length > 0) {
      const look = { action: 'VIEW', kind: 'attention', id: null } as const
      const persons = items.map(({ dossierId }) => dossierId && this.#personOf(dossierId))
      this.#note({ ...ground, ...look, count: items.length, persons })
    }
    return items
  }

  // ---------------------------------------------------------------- the team: of colleagues, not of persons

  views(): SavedView[] {
    return this.#desk.reads.views()
  }

  workload(): PersonWorkload[] {
    if (!mayReadWorkload(this.#actor())) throw new TandemError('FORBIDDEN')
    return this.#desk.reads.workload()
  }

  absences(): AbsenceView[] {
    return this.#desk.reads.absences()
  }

  /** Of each colleague who left the name alone: no look at a dossier. */
  departures(): DepartureBody[] {
    return this.#desk.reads.departures()
  }

  /** Tables of law: of nobody. */
  norms(): NormView[] {
    return this.#desk.reads.norms()
  }

  // ---------------------------------------------------------------- the rule workshop

  /** Counts of rules: of nobody. */
  workshopList(): WorkshopList {
    return this.#desk.workshop.workshopList()
  }

  workshopWaiting(): WorkshopWaiting {
    return this.#desk.workshop.workshopWaiting()
  }

  /** A list of dossiers: one look with its size. */
  samples(): SampleList {
    const ground = this.#usual()
    const list = this.#desk.workshop.samples()
    const look = { action: 'VIEW', kind: 'list', id: 'SAMPLE', persons: [] } as const
    const count = list.references.length
    if (count > 0) this.#note({ ...ground, ...look, count })
    return list
  }

  /** What it shows of somebody is a list: noted before it leaves. */
  async *replayRule(
    code: FindingCode,
    place: number,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<ReplayStep, void, void> {
    const ground = this.#usual()
    if (!mayJudge(this.#actor(), code)) throw new TandemError('FORBIDDEN')
    for await (const step of this.#desk.workshop.replayRule(code, place, signal)) {
      if (step.type === 'done') this.#replayed(ground, code, step.replay)
      yield step
    }
  }

  #replayed(ground: Ground, code: FindingCode, shown: ReplayShown): void {
    const { added, gone, changed, justIn, justOut } = shown
    const rows = [...added, ...gone, ...changed, ...justIn, ...justOut]
    const persons = rows.map(({ finding }) => finding.personId)
    const look = { action: 'VIEW', kind: 'list', id: `REPLAY-${code}`, persons } as const
    const count = new Set(rows.map(({ finding }) => finding.id)).size
    if (count > 0) this.#note({ ...ground, ...look, count })
  }

  /** Rates of groups, small ones suppressed: of nobody. Who sees no persons cannot have them counted. */
  ruleFairness(
    code: FindingCode,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<FairnessStep, void, void> {
    if (!mayRun(this.#actor(), 'judgeFinding')) throw new TandemError('FORBIDDEN')
    return this.#desk.workshop.ruleFairness(code, signal)
  }

  /** Ids alone, to be kept as a sample and then looked at one by one. */
  async drawSample(): Promise<Drawn> {
    if (!mayRun(this.#actor(), 'drawSample')) throw new TandemError('FORBIDDEN')
    return await this.#desk.workshop.drawSample()
  }

  // ---------------------------------------------------------------- pages

  dossierPage(id: string): DossierPage {
    const ground = this.#usual()
    const page = this.#desk.reads.dossierPage(id)
    const { person, employer, filer } = page
    const enterprises = [employer, filer].flatMap((one) => one ?? [])
    this.#work.open(id, [...idsOf('person', [person]), ...idsOf('enterprise', enterprises)])
    const look = { action: 'VIEW', kind: 'dossier', id, count: 1, persons: [person.id] } as const
    this.#note({ ...ground, ...look, dossierId: id })
    return page
  }

  /** What the rules say of a record: a part of the look at its page. */
  verdictsOf(asked: VerdictsAsked): RuleVerdict[] {
    const { kind, id } = asked
    const ground =
      kind === 'dossier'
        ? { ...this.#usual(), dossierId: id }
        : this.#ground({ kind, id }, asked.dossierId)
    const verdicts = this.#desk.reads.verdictsOf(asked)
    // Of an enterprise they tell numbers; its page tells whom.
    const persons = {
      dossier: () => [this.#personOf(id)],
      person: () => [id],
      enterprise: () => [],
    }
    this.#note({ ...ground, action: 'VIEW', kind, id, count: 1, persons: persons[kind]() })
    return verdicts
  }

  async documentContent(asked: DocumentAsked): Promise<DocumentContent> {
    const { dossierId } = asked
    const ground = this.#usual()
    const content = await this.#desk.papers.documentContent(asked)
    const look = { action: 'VIEW', kind: 'dossier', id: dossierId, count: 1 } as const
    this.#note({ ...ground, ...look, persons: [this.#personOf(dossierId)], dossierId })
    return content
  }

  personPage(id: string, from: string | null = null): PersonPage {
    const ground = this.#ground({ kind: 'person', id }, from)
    const page = this.#desk.reads.personPage(id)
    if (ground.dossierId) this.#work.open(ground.dossierId, idsOf('enterprise', page.employers))
    this.#note({ ...ground, action: 'VIEW', kind: 'person', id, count: 1, persons: [id] })
    return page
  }

  enterprisePage(id: string, from: string | null = null): EnterprisePage {
    const ground = this.#ground({ kind: 'enterprise', id }, from)
    const page = this.#desk.reads.enterprisePage(id)
    const declarations = page.declarations.map((declaration) => declaration.id)
    const persons = [
      ...page.dossiers.map(({ personId }) => personId),
      ...this.#desk.reads.personsOfDeclarations(declarations),
      ...page.registerLines.flatMap(({ body: { directorship, sanction } }) => [
        directorship?.director ?? null,
        sanction?.director ?? null,
      ]),
    ]
    const count = page.dossiers.length + page.declarations.length
    this.#note({ ...ground, action: 'VIEW', kind: 'enterprise', id, count, persons })
    return page
  }

  /** The workers of an enterprise: as a look at its page. */
  async workerMatrix(asked: MatrixAsked, from: string | null = null): Promise<WorkerMatrix> {
    const { id } = asked
    const ground = this.#ground({ kind: 'enterprise', id }, from)
    const matrix = await this.#desk.reads.workerMatrix(asked)
    const persons = knownOf(matrix)
    const { length: count } = matrix.workers
    const look = { action: 'VIEW', kind: 'enterprise', id, count } as const
    this.#note({ ...ground, ...look, persons })
    return matrix
  }

  /** The matrix leaves the desk: a look of its own. */
  async matrixCopied(asked: MatrixAsked, from: string | null = null): Promise<void> {
    const { id } = asked
    const ground = this.#ground({ kind: 'enterprise', id }, from)
    const matrix = await this.#desk.reads.workerMatrix(asked)
    const { length: count } = matrix.workers
    const look = { action: 'EXPORT', kind: 'enterprise', id, count } as const
    this.#note({ ...ground, ...look, persons: knownOf(matrix) })
  }

  /** The public register of enterprises: no look at a person. */
  enterpriseOf(number: string): EnterpriseName | null {
    return this.#desk.reads.enterpriseOf(number)
  }

  comparisonPage(personId: string, from: string | null = null): ComparisonPage {
    const ground = this.#ground({ kind: 'person', id: personId }, from)
    const page = this.#desk.reads.comparisonPage(personId)
    if (ground.dossierId) this.#work.open(ground.dossierId, idsOf('enterprise', page.enterprises))
    const count = page.dossiers.length + page.declarations.length
    const look = { action: 'COMPARE', kind: 'comparison', id: personId } as const
    this.#note({ ...ground, ...look, count, persons: [personId] })
    return page
  }

  /** What was printed was shown before: whatever became of the purpose, the print is noted. */
  printed(screen: PrintedScreen, id: string | null): void {
    // A page about a rule is about nobody; that it left the desk is noted with the rule.
    const kind = screen === 'queue' || screen === 'rule' ? 'list' : screen
    const person = kind === 'person' || kind === 'comparison' ? id : null
    const party: Party | null =
      kind === 'enterprise' && id ? { kind, id } : person ? { kind: 'person', id: person } : null
    const dossierId = kind === 'dossier' ? id : party ? this.#work.dossierOf(party, null) : null
    const stated = dossierId === null && party ? this.#work.stated() : null
    const ground = stated ? { ...stated, dossierId } : { ...this.#usual(), dossierId }
    const worker = kind === 'dossier' && id ? this.#personOf(id) : person
    const of = screen === 'rule' ? `RULE-${id}` : id
    this.#note({ ...ground, action: 'PRINT', kind, id: of, count: 1, persons: [worker] })
  }

  savedCopy(dossierId: string, documentId: string): void {
    const ground = this.#usual()
    if (!this.#desk.papers.holdsDocument(dossierId, documentId)) throw new TandemError('NOT_FOUND')
    const copy = { action: 'EXPORT', kind: 'dossier', id: dossierId, count: 1 } as const
    this.#note({ ...ground, ...copy, persons: [this.#personOf(dossierId)], dossierId })
  }

  // ---------------------------------------------------------------- the log itself

  async searchLog(
    question: AccessQuestion,
  ): Promise<{ rows: LabelledAccessRow[]; next: number | null }> {
    this.#mayReadLog()
    const { rows, next } = await this.#options.log.accessSearch(question)
    const labelled = rows.map((row) => ({
      ...row,
      label: this.#label(row.subject.kind, row.subject.id),
      dossierReference: this.#label('dossier', row.dossierId),
    }))
    return { rows: labelled, next }
  }

  async outliers(days: AccessDays): Promise<LabelledOutlier[]> {
    this.#mayReadLog()
    const { outliers } = await this.#options.log.accessOutliers(days)
    return outliers.map((outlier) => ({
      ...outlier,
      labels: outlier.persons.map((id) => this.#label('person', id)),
    }))
  }

  async exportLog(filter: AccessFilter): Promise<AccessExport> {
    this.#mayReadLog()
    return await this.#options.log.accessExport(filter)
  }

  // ---------------------------------------------------------------- acts: decided and kept as commands

  /** Names the officer's own acts on their way by dossier: no look at a person. */
  syncDetails(): SyncDetails {
    return this.#desk.syncDetails()
  }

  sendAgain(refused: { n: number; decided: Decided }): SentAgain {
    return this.#desk.acts.sendAgain(refused)
  }

  dismissAttention(n: number): void {
    this.#desk.acts.dismissAttention(n)
  }

  runCommand(call: Parameters<DeskQueries['runCommand']>[0]): CommandResult {
    return this.#desk.acts.runCommand(call)
  }

  uploadPiece(upload: string, offset: number, piece: string): void {
    this.#desk.papers.uploadPiece(upload, offset, piece)
  }

  fileLetter(asked: LetterAsked): Promise<CommandResult> {
    return this.#desk.papers.fileLetter(asked)
  }

  fileUpload(upload: string, args: unknown): CommandResult {
    return this.#desk.papers.fileUpload(upload, args)
  }

  takeBack(n: number): TakenBack {
    return this.#desk.acts.takeBack(n)
  }

  bulkLook(act: BulkAct, ids: readonly string[], reason: string): BulkLook[] {
    return this.#desk.acts.bulkLook(act, ids, reason)
  }

  runMany(calls: Parameters<DeskQueries['runMany']>[0]): CommandResult[] {
    return this.#desk.acts.runMany(calls)
  }

  /** One look with the page of the dossier, beside which it is shown. */
  lookAt(id: string): SinceLook | null {
    const ground = this.#usual()
    const since = this.#desk.acts.lookAt(id)
    const look = { action: 'VIEW', kind: 'dossier', id, count: 1 } as const
    this.#note({ ...ground, ...look, dossierId: id, persons: [this.#personOf(id)] })
    return since
  }

  stay(id: string, signal: AbortSignal | undefined): AsyncGenerator<'HERE', void> {
    return this.#desk.stay(id, signal)
  }

  syncNow(): void {
    this.#desk.syncNow()
  }

  acceptSync(): void {
    this.#desk.acceptSync()
  }

  sendLogAgain(): void {
    this.#desk.entries.sendAgain()
  }

  // ---------------------------------------------------------------- inside

  #actor(): Actor {
    const actor = this.#options.actor()
    if (!actor) throw new TandemError('NOT_SIGNED_IN')
    return actor
  }

  #mayReadLog(): void {
    if (!accessReach(this.#actor())) throw new TandemError('FORBIDDEN')
  }

  /** Throws NO_LEGAL_BASIS when none is in force today. */
  #basis(actor: Actor, purpose: Purpose): string {
    const basis = legalBasisOn(actor, purpose, brusselsToday(this.#options.clock()))
    if (!basis) throw new TandemError('NO_LEGAL_BASIS')
    return basis.code
  }

  /** The purpose of work on dossiers, which nobody is asked for. */
  #usual(): Ground {
    const actor = this.#actor()
    const [purpose] = purposesOf(actor.role)
    this.#basis(actor, purpose)
    return { purpose, reason: null, dossierId: null }
  }

  #stated(): Ground {
    const stated = this.#work.stated()
    if (!stated) throw new TandemError('PURPOSE_REQUIRED')
    const { purpose, reason } = stated
    this.#basis(this.#actor(), purpose)
    return { purpose, reason, dossierId: null }
  }

  /** Work on a dossier that was opened or is named, else what was stated. Throws PURPOSE_REQUIRED. */
  #ground(party: Party, from: string | null): Ground {
    if (from) this.#openIfParty(from, party)
    const dossierId = this.#work.dossierOf(party, from)
    return dossierId ? { ...this.#usual(), dossierId } : this.#stated()
  }

  /** Naming a dossier is opening it, when the record belongs to it. */
  #openIfParty(dossierId: string, { kind, id }: Party): void {
    const parties = this.#desk.reads.partiesOf(dossierId)
    if (parties.some((one) => one.kind === kind && one.id === id)) {
      this.#work.open(dossierId, parties)
    }
  }

  #personOf(dossierId: string): string | null {
    return this.#desk.reads.partiesOf(dossierId).find(({ kind }) => kind === 'person')?.id ?? null
  }

  /** Who searches a queue by name says why, once; a list is usual work. */
  #ofList(filter: QueueFilter): Ground {
    return isNameSearch(filter) || namesPersons(filter.numbers ?? [])
      ? this.#stated()
      : this.#usual()
  }

  /** A list is one look with its size, and the persons that its pages or a search in it showed. */
  #list(
    ground: Ground,
    { queue, search, numbers = [] }: QueueFilter,
    count: number,
    showsRows: boolean,
    persons: readonly string[],
  ): void {
    // A list that names persons is a search for them.
    const list = namesPersons(numbers) ? numbers.join(' ') : ''
    const typed = `${search.trim()} ${list}`.trim()
    const of = { ...ground, kind: 'list', id: queue, count } as const
    if (typed !== '') this.#note({ ...of, action: 'SEARCH', persons, typed })
    else if (showsRows) this.#note({ ...of, action: 'VIEW', persons })
  }

  #note({ action, kind, id, count, persons, typed, of, also, ...ground }: Look): void {
    const actor = this.#actor()
    const { fields, sources } = shownTo(actor.role, kind, also)
    const note: AccessNote = {
      at: this.#options.clock().toISOString(),
      role: actor.role,
      region: actor.region,
      action,
      subject: { kind: kind === 'comparison' ? 'person' : kind, id },
      dossierId: ground.dossierId,
      purpose: ground.purpose,
      legalBasis: this.#basis(actor, ground.purpose),
      reason: ground.reason,
      fields: [...fields],
      sources: [...sources],
      count,
      persons: [],
    }
    const named = [...new Set(persons.flatMap((person) => person ?? []))]
    for (const some of personsByEntry(named)) {
      this.#looks.record({ ...note, persons: some }, { typed: typed ?? null, of: of ?? null })
    }
  }

  #label(kind: string, id: string | null): string | null {
    if (id !== null && kind === 'network') return this.#desk.reads.networkLabel(id)
    if (id === null || (kind !== 'person' && kind !== 'enterprise' && kind !== 'dossier')) {
      return null
    }
    return this.#desk.reads.labelOf(kind, id)
  }
}
