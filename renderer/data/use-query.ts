import type { PairRef } from '../../domain/contract/links.ts'
import type { ReportFilter } from '../../domain/contract/reports.ts'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { TandemError } from '../../domain/contract/errors.ts'
import type { Session, SyncStatus } from '../../domain/contract/workbench.ts'
import type { AccessState } from '../../domain/contract/access.ts'
import { access, hostState, session, syncStatus, type HostState } from './client.ts'
import { reads, type VerdictsInput } from './reads.ts'
import { useStore } from './use-store.ts'

type Read<T> = UseQueryResult<T, TandemError>
type DataOf<F> = F extends (input: never) => { queryFn?: infer Q }
  ? Q extends (...args: never[]) => infer R
    ? Awaited<R>
    : never
  : never

/** The whole of a dossier's page. `error` is a TandemError; the data stay while it is read again. */
export const useDossier = (id: string) =>
  useQuery(reads.dossier(id)) as Read<DataOf<typeof reads.dossier>>
/** How each rule about a record comes out; asked only while `enabled`. */
export const useVerdicts = (of: VerdictsInput, enabled: boolean) =>
  useQuery({ ...reads.verdicts(of), enabled }) as Read<DataOf<typeof reads.verdicts>>
/** The whole of a person's page; `dossierId`: the dossier that the officer comes from. */
export const usePerson = (id: string, dossierId: string | null = null) =>
  useQuery(reads.person(id, dossierId)) as Read<DataOf<typeof reads.person>>
/** The whole of an enterprise's page. */
export const useEnterprise = (id: string) =>
  useQuery(reads.enterprise(id)) as Read<DataOf<typeof reads.enterprise>>
/** Permits and declarations of one person; `dossierId`: the dossier that the officer comes from. */
export const useComparison = (personId: string, dossierId: string | null = null) =>
  useQuery(reads.comparison(personId, dossierId)) as Read<DataOf<typeof reads.comparison>>

/** Possible links that somebody has to look at. */
export const useProposedLinks = () =>
  useQuery(reads.proposedLinks()) as Read<DataOf<typeof reads.proposedLinks>>
/** A declaration by itself. */
export const useDeclared = (id: string) =>
  useQuery(reads.declared(id)) as Read<DataOf<typeof reads.declared>>
/** Two records side by side. */
export const usePair = (left: PairRef, right: PairRef) =>
  useQuery(reads.pair(left, right)) as Read<DataOf<typeof reads.pair>>
/** All records that are taken for one person; `dossierId`: where the officer comes from. */
export const useCluster = (personId: string, dossierId: string | null = null) =>
  useQuery(reads.cluster(personId, dossierId)) as Read<DataOf<typeof reads.cluster>>

/** What this officer watches, with what happened to it. */
export const useWatches = () => useQuery(reads.watches()) as Read<DataOf<typeof reads.watches>>
/** Contested signals that wait for an answer. */
export const useContests = () => useQuery(reads.contests()) as Read<DataOf<typeof reads.contests>>

/** Controls that were asked for. */
export const useControlRequests = () =>
  useQuery(reads.controlRequests()) as Read<DataOf<typeof reads.controlRequests>>

/** Reports of irregularities under a filter. */
export const useReports = (filter: ReportFilter) =>
  useQuery(reads.reports(filter)) as Read<DataOf<typeof reads.reports>>
/** One report with what it may be about. */
export const useReport = (id: string) =>
  useQuery(reads.report(id)) as Read<DataOf<typeof reads.report>>

/** Who works here; null before the host said it. */
export const useSession = (): Session | null => useStore(session)
/** How fresh the cache is; null before the host said it. */
export const useSyncStatus = (): SyncStatus | null => useStore(syncStatus)
/** What was stated for looking without a dossier; null before the host said it. */
export const useAccess = (): AccessState | null => useStore(access)
/** Whether the host answers. */
export const useHostState = (): HostState => useStore(hostState)
