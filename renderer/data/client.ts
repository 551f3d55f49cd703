/**
 * The window's only way to the host. The door may open, close and open again; `workbench` stays the
 * same object. While there is no host, calls reject at once with HOST_STOPPED instead of waiting.
 */
import { createORPCClient, type ClientLink } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { AccessState } from '../../domain/contract/access.ts'
import { TandemError } from '../../domain/contract/errors.ts'
import type { OpenDossiers } from '../../domain/contract/opened.ts'
import type {
  Session,
  SyncStatus,
  workbenchContract,
  WorkbenchEvent,
} from '../../domain/contract/workbench.ts'
import { openDoor, type Door } from './door.ts'
import { isAbort, toTandemError } from './errors.ts'
import { createStore } from './store.ts'
import { openWay, type Way } from './way.ts'

export type Workbench = ContractRouterClient<typeof workbenchContract>

/** CONNECTING only before the first door opens; LOST while there is no host. */
export type HostState = 'CONNECTING' | 'CONNECTED' | 'LOST'

export const hostState = createStore<HostState>('CONNECTING')
/** Why the last attempt failed, while LOST. */
export const hostError = createStore<TandemError | null>(null)
export const session = createStore<Session | null>(null)
export const syncStatus = createStore<SyncStatus | null>(null)
/** The session of work: purposes that may be stated, and the one that is. */
export const access = createStore<AccessState | null>(null)
/** Who else has which dossier open. */
export const openDossiers = createStore<OpenDossiers>({ known: false, dossiers: [] })

type Changed = Extract<WorkbenchEvent, { type: 'changed' }>
const changeListeners = new Set<(change: Changed) => void>()

/** Calls back after every change of records; returns the way to stop. */
export function onChanged(listener: (change: Changed) => void): () => void {
  changeListeners.add(listener)
  return () => changeListeners.delete(listener)
}

let door: Promise<Door> = new Promise(() => undefined)

const link: ClientLink<Record<never, never>> = {
  async call(path, input, options) {
    try {
      const open = await door
      const gone = open.closed.then((): never => {
        throw new TandemError('HOST_STOPPED')
      })
      return await Promise.race([open.link.call(path, input, options), gone])
    } catch (error) {
      throw isAbort(error, options.signal) ? error : toTandemError(error)
    }
  },
}

/** Queries, commands and events of the host; see domain/contract/workbench.ts. */
export const workbench: Workbench = createORPCClient(link)

const RETRY_FIRST_MS = 150
const RETRY_LAST_MS = 2000

/**
 * Keeps a door to the host open for as long as the page lives, the first one on the way that is
 * opening already. Never settles.
 */
export async function connect(first: Promise<Way>): Promise<never> {
  let wait = RETRY_FIRST_MS
  for (let way = first; ; way = openWay()) {
    const opening = way.then(openDoor)
    if (hostState.get() === 'CONNECTING') door = opening
    const reason = await opening.then(
      async (open) => {
        wait = RETRY_FIRST_MS
        await serve(open)
        return new TandemError('HOST_STOPPED')
      },
      (error: unknown) => toTandemError(error),
    )
    hostError.set(reason)
    hostState.set('LOST')
    openDossiers.set({ known: false, dossiers: [] })
    door = Promise.reject(reason)
    door.catch(() => undefined)
    await pause(wait)
    wait = Math.min(wait * 2, RETRY_LAST_MS)
  }
}

/** Follows the host's events until the door closes. */
async function serve(open: Door): Promise<void> {
  door = Promise.resolve(open)
  hostError.set(null)
  hostState.set('CONNECTED')
  let closed = false
  void open.closed.then(() => (closed = true))
  while (!closed) {
    await Promise.race([followEvents(), open.closed]).catch(() => undefined)
    if (!closed) await Promise.race([pause(RETRY_FIRST_MS), open.closed])
  }
}

async function followEvents(): Promise<void> {
  for await (const event of await workbench.events()) take(event)
}

function take(event: WorkbenchEvent): void {
  if (event.type === 'session') session.set(event.session)
  else if (event.type === 'sync') syncStatus.set(event.status)
  else if (event.type === 'access') access.set(event.access)
  else if (event.type === 'opened') openDossiers.set(event.opened)
  else for (const listener of changeListeners) listener(event)
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
