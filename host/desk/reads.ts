/** What one person reads from their cache: the queue, the lists and the pages. */
import type { RuleVerdict } from '../../domain/contract/findings.ts'
import { BULK_MAX } from '../../domain/contract/bulk.ts'
import type { ContestRow } from '../../domain/contract/contests.ts'
import type { ControlRequestRow } from '../../domain/contract/controls.ts'
import type {
  CoverageFilter,
  CoverageSummary,
  CoverageWindow,
} from '../../domain/contract/coverage.ts'
import { fromDay } from '../../domain/calendar/local-date.ts'
import { TandemError } from '../../domain/contract/errors.ts'
import type { NetworkAround, NodeRef } from '../../domain/contract/network.ts'
import type { CoverageOrder } from '../../domain/contract/queue.ts'
import type { DepartureBody } from '../../domain/contract/records.ts'
import type { ReportFilter, ReportList, ReportPage } from '../../domain/contract/reports.ts'
import type { WatchList } from '../../domain/contract/watch.ts'
import {
  QUEUE_FACETS,
  type AbsenceView,
  type AttentionItem,
  type ComparisonPage,
  type DossierPage,
  type EnterpriseName,
  type EnterprisePage,
  type NormView,
  type PersonPage,
  type PersonWorkload,
  type QueueFilter,
  type QueueForecast,
  type QueueOrder,
  type QueueSummary,
  type QueueWindow,
  type SavedView,
  type SearchHit,
  type VerdictsAsked,
  type WorkerMatrix,
} from '../../domain/contract/workbench.ts'
import { coverageSummary } from '../../domain/limosa/coverage-list.ts'
import { displayName } from '../../domain/linking/names.ts'
import type { Late } from '../../domain/dossier/line.ts'
import type { StockHandling } from '../../domain/dossier/stock.ts'
import { intermediariesOn } from '../../domain/reference/intermediaries.ts'
import { reportList } from '../../domain/reports/report-list.ts'
import { concerns, seesView } from '../../domain/rights/service.ts'
import type { Party, PartyKind } from '../access/work-session.ts'
import { type OrderOutcome, runForecast } from '../queue/forecast.ts'
import type { ForecastQuestion } from '../router.ts'
import { contestRows } from '../views/contests.ts'
import { controlRequests, controlsWaiting } from '../views/controls.ts'
import { type MatrixAsked, workerMatrix } from '../views/matrix.ts'
import {
  comparisonPage,
  dossierPage,
  enterprisePage,
  personPage,
  verdictsOf,
} from '../views/pages.ts'
import { reportPage } from '../views/reports.ts'
import type { DeskCache } from './desk-cache.ts'

export class DeskReads {
  private readonly desk: DeskCache

  constructor(desk: DeskCache) {
    this.desk = desk
  }

  queueWindow(filter: QueueFilter, order: QueueOrder, offset: number, limit: number): QueueWindow {
    return this.desk.read(({ columns }) => columns.window(filter, order, offset, limit), {
      offset,
      total: 0,
      rows: [],
    })
  }

  queueSummary(filter: QueueFilter): QueueSummary {
    const none = Object.fromEntries(QUEUE_FACETS.map((facet) => [facet, []]))
    return this.desk.read(({ columns }) => columns.summary(filter), {
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
    const side = this.desk.viewer().side ?? 'REGION'
    const rows = this.desk.read(
      ({ columns }) => columns.rowNumbers(filter, order),
      new Uint32Array(0),
    )
    const { file, key } = this.desk.location
    const { today } = this.desk
    const found = await runForecast({ file, key, rows, side, today, capacity, assumed })
    const { inLine, missedAtLeast, stock, orders } = found
    // One by one: a dossier that left meanwhile must not lend its days to the next.
    const rowsOf = (late: readonly Late[]) =>
      this.desk.read(
        ({ columns }) =>
          late.flatMap(({ key, days }) => columns.rowsAt([key]).map((row) => ({ row, days }))),
        [],
      )
    const shown = ({ late, ...sums }: OrderOutcome) => ({ ...sums, late: rowsOf(late) })
    const way = ({ latest: _latest, lastEnd, ...sums }: StockHandling) => ({
      ...sums,
      lastEnd: lastEnd === null ? null : fromDay(lastEnd),
    })
    const { serial, parallel } = stock
    return {
      side,
      inLine,
      missedAtLeast,
      stock: { ...stock, serial: way(serial), parallel: way(parallel) },
      latest: { serial: rowsOf(serial.latest), parallel: rowsOf(parallel.latest) },
      orders: {
        present: shown(orders.present),
        earliestFirst: shown(orders.earliestFirst),
        fewestMissed: shown(orders.fewestMissed),
      },
    }
  }

  queuePick(filter: QueueFilter, order: QueueOrder): { ids: string[]; total: number } {
    return this.desk.read(
      ({ columns }) => ({
        ids: columns.ids(filter, order, BULK_MAX),
        total: columns.summary(filter).total,
      }),
      { ids: [], total: 0 },
    )
  }

  queuePosition(filter: QueueFilter, order: QueueOrder, id: string): number | null {
    return this.desk.read(({ columns }) => columns.position(filter, order, id), null)
  }

  coverageWindow(
    filter: CoverageFilter,
    order: CoverageOrder,
    offset: number,
    limit: number,
  ): CoverageWindow {
    return this.desk.read(({ coverage }) => coverage.window(filter, order, offset, limit), {
      offset,
      total: 0,
      rows: [],
    })
  }

  coverageSummary(filter: CoverageFilter): CoverageSummary {
    return this.desk.read(({ coverage }) => coverage.summary(filter), coverageSummary([], filter))
  }

  coveragePick(filter: CoverageFilter, order: CoverageOrder): { ids: string[]; total: number } {
    return this.desk.read(({ coverage }) => coverage.pick(filter, order, BULK_MAX), {
      ids: [],
      total: 0,
    })
  }

  views(): SavedView[] {
    const { actor } = this.desk.person
    return this.desk
      .read(({ cache }) => cache.few('savedView'), [])
      .filter(({ body }) => actor !== null && seesView(actor, body))
  }

  norms(): NormView[] {
    return this.desk.read(({ cache }) => cache.few('norm'), [])
  }

  departures(): DepartureBody[] {
    return this.desk.read(({ cache }) => cache.few('departure'), []).map(({ body }) => body)
  }

  workload(): PersonWorkload[] {
    return this.desk.read(({ columns }) => columns.workload(), [])
  }

  absences(): AbsenceView[] {
    const { actor } = this.desk.person
    return this.desk
      .read(({ cache }) => cache.few('absence'), [])
      .filter(({ body }) => actor !== null && concerns(actor, body, this.desk.today))
      .toSorted((a, b) => (a.body.from < b.body.from ? -1 : 1))
  }

  dossierPage(id: string): DossierPage {
    return this.desk.page((sources) => dossierPage(sources, id))
  }

  verdictsOf(asked: VerdictsAsked): RuleVerdict[] {
    return this.desk.page((sources) => verdictsOf(sources, asked))
  }

  personPage(id: string): PersonPage {
    return this.desk.page((sources) => personPage(sources, id))
  }

  enterprisePage(id: string): EnterprisePage {
    return this.desk.page((sources) => enterprisePage(sources, id))
  }

  personsOfDeclarations(ids: readonly string[]): string[] {
    return this.desk.read(({ cache }) => cache.personsOfDeclarations(ids), [])
  }

  async workerMatrix(asked: MatrixAsked): Promise<WorkerMatrix> {
    return await workerMatrix((read) => this.desk.page(read), asked)
  }

  enterpriseOf(number: string): EnterpriseName | null {
    const found = this.desk.read(({ cache }) => cache.enterpriseOf(number), null)
    return found && { id: found.id, name: found.body.name }
  }

  comparisonPage(personId: string): ComparisonPage {
    return this.desk.page((sources) => comparisonPage(sources, personId))
  }

  contests(): ContestRow[] {
    return this.desk.read(
      ({ cache }) => contestRows(cache, this.desk.person.actor, this.desk.today),
      [],
    )
  }

  contestsWaiting(): number {
    return this.contests().filter(({ mayAnswer }) => mayAnswer).length
  }

  controlRequests(): ControlRequestRow[] {
    const { actor } = this.desk.person
    return actor ? this.desk.read(({ cache }) => controlRequests(cache, actor), []) : []
  }

  controlsWaiting(): number {
    const { actor } = this.desk.person
    return actor ? this.desk.read(({ cache }) => controlsWaiting(cache, actor), 0) : 0
  }

  networkAround(ref: NodeRef): NetworkAround {
    return this.desk.page(({ cache, today }) => {
      const around = cache.networkAround(ref, intermediariesOn(cache.few('norm'), today))
      if (!around) throw new TandemError('NOT_FOUND')
      return around
    })
  }

  /** Words for a node that the access log names by its key; null when this desk has none. */
  networkLabel(key: string): string | null {
    return this.desk.read(({ cache }) => cache.networkLabel(key), null)
  }

  watches(): WatchList {
    return this.desk.read(({ cache }) => cache.watches(), { watches: [], alerts: [] })
  }

  reportList(filter: ReportFilter): ReportList {
    const reports = this.desk.read(({ cache }) => cache.few('report'), [])
    return reportList(reports, filter, this.desk.person.actor?.id ?? '')
  }

  reportPage(id: string): ReportPage {
    const { actor } = this.desk
    return this.desk.page(({ cache }) => reportPage(cache, actor, id))
  }

  search(text: string, limit: number): SearchHit[] {
    return this.desk.read(({ cache }) => cache.search(text, limit), [])
  }

  attention(): AttentionItem[] {
    return this.desk.read(({ cache }) => cache.attention(), [])
  }

  partiesOf(dossierId: string): Party[] {
    const body = this.desk.read(
      ({ cache }) => cache.record('dossier', dossierId)?.body ?? null,
      null,
    )
    if (!body) return []
    const enterprises = [body.employerId, body.filedById].flatMap((id) => id ?? [])
    return [
      { kind: 'person', id: body.personId },
      ...enterprises.map((id) => ({ kind: 'enterprise' as const, id })),
    ]
  }

  labelOf(kind: PartyKind | 'dossier', id: string): string | null {
    return this.desk.read(({ cache }) => {
      if (kind === 'dossier') return cache.record(kind, id)?.body.reference ?? null
      if (kind === 'enterprise') return cache.record(kind, id)?.body.name ?? null
      const person = cache.record(kind, id)
      return person && displayName(person.body)
    }, null)
  }
}
