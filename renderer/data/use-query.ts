import {
  keepPreviousData,
  QueryClient,
  queryOptions,
  useQuery,
  type UseQueryResult,
} from '@tanstack/react-query'
import type { TandemError } from '../../domain/contract/errors.ts'
import type { Session, SyncStatus } from '../../domain/contract/workbench.ts'
import type { AccessState } from '../../domain/contract/access.ts'
import {
  access,
  hostState,
  onChanged,
  session,
  syncStatus,
  workbench,
  type HostState,
  type Workbench,
} from './client.ts'
import { useStore } from './store.ts'

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
  dossier: (id: string) =>
    queryOptions({
      queryKey: ['dossier.get', id],
      queryFn: ({ signal }) => workbench.dossier.get({ id }, { signal }),
    }),
  person: (id: string) =>
    queryOptions({
      queryKey: ['person.get', id],
      queryFn: ({ signal }) => workbench.person.get({ id }, { signal }),
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
  search: (text: string) =>
    queryOptions({
      queryKey: ['search.all', text],
      queryFn: ({ signal }) => workbench.search.all({ text, limit: 20 }, { signal }),
      placeholderData: keepPreviousData,
    }),
  attention: () =>
    queryOptions({
      queryKey: ['sync.attention'],
      queryFn: ({ signal }) => workbench.sync.attention(undefined, { signal }),
    }),
} as const

type Read<T> = UseQueryResult<T, TandemError>
type DataOf<F> = F extends (input: never) => { queryFn?: infer Q }
  ? Q extends (...args: never[]) => infer R
    ? Awaited<R>
    : never
  : never

/** The whole of a dossier's page. `error` is a TandemError; the data stay while it is read again. */
export const useDossier = (id: string) =>
  useQuery(reads.dossier(id)) as Read<DataOf<typeof reads.dossier>>
/** The whole of a person's page. */
export const usePerson = (id: string) =>
  useQuery(reads.person(id)) as Read<DataOf<typeof reads.person>>
/** The whole of an enterprise's page. */
export const useEnterprise = (id: string) =>
  useQuery(reads.enterprise(id)) as Read<DataOf<typeof reads.enterprise>>
/** Permits and declarations of one person; `dossierId`: the dossier that the officer comes from. */
export const useComparison = (personId: string, dossierId: string | null = null) =>
  useQuery(reads.comparison(personId, dossierId)) as Read<DataOf<typeof reads.comparison>>

/** Who works here; null before the host said it. */
export const useSession = (): Session | null => useStore(session)
/** How fresh the cache is; null before the host said it. */
export const useSyncStatus = (): SyncStatus | null => useStore(syncStatus)
/** What was stated for looking without a dossier; null before the host said it. */
export const useAccess = (): AccessState | null => useStore(access)
/** Whether the host answers. */
export const useHostState = (): HostState => useStore(hostState)

/** Changes within one of these come as one: a screen reads again at most this often. */
const COALESCE_MS = 40

/**
 * Marks what the window shows as old when records change or the host comes back; what is on screen
 * is read again, the rest when it is next looked at. Returns the way to stop.
 */
export function followChanges(): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null
  const refresh = () => {
    timer = null
    void queryClient.invalidateQueries()
  }
  const schedule = () => {
    timer ??= setTimeout(refresh, COALESCE_MS)
  }
  let before = hostState.get()
  let attention = syncStatus.get()?.attention
  let purpose = access.get()?.stated?.since
  let actor = session.get()?.actor?.id ?? null
  const stops = [
    onChanged(schedule),
    hostState.subscribe(() => {
      const now = hostState.get()
      if (now === 'CONNECTED' && before === 'LOST') schedule()
      before = now
    }),
    session.subscribe(() => {
      const now = session.get()?.actor?.id ?? null
      // What one person read is not for the next.
      if (actor !== null && now !== actor) queryClient.clear()
      actor = now
    }),
    access.subscribe(() => {
      const now = access.get()?.stated?.since
      // What was refused for want of a purpose is asked again.
      if (now !== purpose) schedule()
      purpose = now
    }),
    syncStatus.subscribe(() => {
      const now = syncStatus.get()?.attention
      if (now !== attention) void queryClient.invalidateQueries({ queryKey: ['sync.attention'] })
      attention = now
    }),
  ]
  return () => {
    for (const stop of stops) stop()
    if (timer) clearTimeout(timer)
  }
}
