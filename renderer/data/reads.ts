/** What the window reads of the host, and where the answers are kept. No React here: the first rows are asked for before it is read. */
import type { PairRef } from '../../domain/contract/links.ts'
import type { CoverageFilter } from '../../domain/contract/coverage.ts'
import type { NodeRef } from '../../domain/contract/network.ts'
import type { ReportFilter } from '../../domain/contract/reports.ts'
import { keepPreviousData, notifyManager, QueryClient, queryOptions } from '@tanstack/react-query'
import { workbench, type Workbench } from './client.ts'

// An answer is drawn in the task that brought it: a timer in between may miss a frame.
notifyManager.setScheduler(queueMicrotask)

/** Answers stay true until the host says that records changed; nothing is fetched by the clock. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 5 * 60_000,
      retry: false,
      networkMode: 'always',
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
    },
  },
})

type QueueCalls = Workbench['queue']
type Input<F> = F extends (input: infer I, ...rest: never[]) => unknown ? I : never
export type QueueWindowInput = Input<QueueCalls['window']>
export type CoverageWindowInput = Input<Workbench['coverage']['window']>
export type MatrixInput = Input<Workbench['enterprise']['matrix']>
export type VerdictsInput = Input<Workbench['verdicts']['of']>
export type QueueSummaryInput = Input<QueueCalls['summary']>

/** Every read of the window, with its cache key. The first part of a key is the call's name. */
export const reads = {
  queueWindow: (input: QueueWindowInput) =>
    queryOptions({
      queryKey: ['queue.window', input],
      queryFn: ({ signal }) => workbench.queue.window(input, { signal }),
    }),
  queueSummary: (input: QueueSummaryInput) =>
    queryOptions({
      queryKey: ['queue.summary', input],
      queryFn: ({ signal }) => workbench.queue.summary(input, { signal }),
      placeholderData: keepPreviousData,
    }),
  views: () =>
    queryOptions({
      queryKey: ['team.views'],
      queryFn: ({ signal }) => workbench.team.views(undefined, { signal }),
    }),
  norms: () =>
    queryOptions({
      queryKey: ['norms.list'],
      queryFn: ({ signal }) => workbench.norms.list(undefined, { signal }),
    }),
  workshop: () =>
    queryOptions({
      queryKey: ['workshop.list'],
      queryFn: ({ signal }) => workbench.workshop.list(undefined, { signal }),
    }),
  workshopWaiting: () =>
    queryOptions({
      queryKey: ['workshop.waiting'],
      queryFn: ({ signal }) => workbench.workshop.waiting(undefined, { signal }),
    }),
  samples: () =>
    queryOptions({
      queryKey: ['workshop.samples'],
      queryFn: ({ signal }) => workbench.workshop.samples(undefined, { signal }),
    }),
  workload: () =>
    queryOptions({
      queryKey: ['team.workload'],
      queryFn: ({ signal }) => workbench.team.workload(undefined, { signal }),
    }),
  absences: () =>
    queryOptions({
      queryKey: ['team.absences'],
      queryFn: ({ signal }) => workbench.team.absences(undefined, { signal }),
    }),
  dossier: (id: string) =>
    queryOptions({
      queryKey: ['dossier.get', id],
      queryFn: ({ signal }) => workbench.dossier.get({ id }, { signal }),
    }),
  verdicts: ({ kind, id, dossierId = null }: VerdictsInput) =>
    queryOptions({
      queryKey: ['verdicts.of', kind, id],
      queryFn: ({ signal }) => workbench.verdicts.of({ kind, id, dossierId }, { signal }),
    }),
  departures: () =>
    queryOptions({
      queryKey: ['dossier.departures'],
      queryFn: ({ signal }) => workbench.dossier.departures(undefined, { signal }),
    }),
  person: (id: string, dossierId: string | null = null) =>
    queryOptions({
      queryKey: ['person.get', id],
      queryFn: ({ signal }) => workbench.person.get({ id, dossierId }, { signal }),
    }),
  enterprise: (id: string) =>
    queryOptions({
      queryKey: ['enterprise.get', id],
      queryFn: ({ signal }) => workbench.enterprise.get({ id }, { signal }),
    }),
  comparison: (personId: string, dossierId: string | null = null) =>
    queryOptions({
      queryKey: ['comparison.get', personId],
      queryFn: ({ signal }) => workbench.comparison.get({ personId, dossierId }, { signal }),
    }),
  contests: () =>
    queryOptions({
      queryKey: ['contests.list'],
      queryFn: ({ signal }) => workbench.contests.list(undefined, { signal }),
    }),
  controlRequests: () =>
    queryOptions({
      queryKey: ['controls.requests'],
      queryFn: ({ signal }) => workbench.controls.requests(undefined, { signal }),
    }),
  controlsWaiting: () =>
    queryOptions({
      queryKey: ['controls.waiting'],
      queryFn: ({ signal }) => workbench.controls.waiting(undefined, { signal }),
    }),
  contestsWaiting: () =>
    queryOptions({
      queryKey: ['contests.waiting'],
      queryFn: ({ signal }) => workbench.contests.waiting(undefined, { signal }),
    }),
  coverageWindow: (input: CoverageWindowInput) =>
    queryOptions({
      queryKey: ['coverage.window', input],
      queryFn: ({ signal }) => workbench.coverage.window(input, { signal }),
    }),
  coverageSummary: (input: { filter: CoverageFilter }) =>
    queryOptions({
      queryKey: ['coverage.summary', input],
      queryFn: ({ signal }) => workbench.coverage.summary(input, { signal }),
      placeholderData: keepPreviousData,
    }),
  matrix: (input: MatrixInput) =>
    queryOptions({
      queryKey: ['enterprise.matrix', input],
      queryFn: ({ signal }) => workbench.enterprise.matrix(input, { signal }),
      placeholderData: keepPreviousData,
    }),
  importSources: () =>
    queryOptions({
      queryKey: ['imports.sources'],
      queryFn: ({ signal }) => workbench.imports.sources(undefined, { signal }),
    }),
  proposedLinks: () =>
    queryOptions({
      queryKey: ['links.proposed'],
      queryFn: ({ signal }) => workbench.links.proposed(undefined, { signal }),
    }),
  declared: (id: string) =>
    queryOptions({
      queryKey: ['links.declared', id],
      queryFn: ({ signal }) => workbench.links.declared({ id }, { signal }),
    }),
  pair: (left: PairRef, right: PairRef) =>
    queryOptions({
      queryKey: ['links.pair', left, right],
      queryFn: ({ signal }) => workbench.links.pair({ left, right }, { signal }),
    }),
  /** `count`: which count its pairs are of. */
  linkEdges: (limit: number, count: number) =>
    queryOptions({
      queryKey: ['links.scoreEdges', limit, count],
      queryFn: ({ signal }) => workbench.links.scoreEdges({ limit }, { signal }),
      placeholderData: keepPreviousData,
    }),
  cluster: (personId: string, dossierId: string | null = null) =>
    queryOptions({
      queryKey: ['links.cluster', personId],
      queryFn: ({ signal }) => workbench.links.cluster({ personId, dossierId }, { signal }),
    }),
  networkAround: (ref: NodeRef) =>
    queryOptions({
      queryKey: ['network.around', ref],
      queryFn: ({ signal }) => workbench.network.around(ref, { signal }),
    }),
  watches: () =>
    queryOptions({
      queryKey: ['watch.list'],
      queryFn: ({ signal }) => workbench.watch.list(undefined, { signal }),
    }),
  reports: (filter: ReportFilter) =>
    queryOptions({
      queryKey: ['reports.list', filter],
      queryFn: ({ signal }) => workbench.reports.list({ filter }, { signal }),
      placeholderData: keepPreviousData,
    }),
  report: (id: string) =>
    queryOptions({
      queryKey: ['reports.get', id],
      queryFn: ({ signal }) => workbench.reports.get({ id }, { signal }),
    }),
  search: (text: string) =>
    queryOptions({
      queryKey: ['search.all', text],
      queryFn: ({ signal }) => workbench.search.all({ text, limit: 20 }, { signal }),
      placeholderData: keepPreviousData,
    }),
  syncDetails: () =>
    queryOptions({
      queryKey: ['sync.details'],
      queryFn: ({ signal }) => workbench.sync.details(undefined, { signal }),
    }),
  attention: () =>
    queryOptions({
      queryKey: ['sync.attention'],
      queryFn: ({ signal }) => workbench.sync.attention(undefined, { signal }),
    }),
} as const
