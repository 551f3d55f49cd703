/**
 * The states of the sync between one desk and the gateway, and what each event leads to. This
 * table is the whole truth: the engine only does what the state says and reports events; tests
 * are derived from the table.
 *
 *   CONNECTING  asks the gateway who it is and what its head is
 *   FILLING     builds a new cache beside the old one
 *   SYNCING     sends what waits, pulls and applies change pages
 *   UP_TO_DATE  listens for hints, polls now and then
 *   OFFLINE     the gateway is absent or answers nonsense; waits, then tries again
 *   BLOCKED     trying again does not help by itself: another wire, an emptied gateway, a full
 *               disk, a refused token; tried again seldom or when a person asks
 *   STOPPED     the desk is closed
 */
import type { SyncState } from '../../domain/contract/sync-details.ts'
import type { ErrorValue, SyncStatus } from '../../domain/contract/workbench.ts'

export { SYNC_STATES, type SyncState } from '../../domain/contract/sync-details.ts'

export const SYNC_EVENTS = [
  /** The gateway answered and the cache has nothing of it. */
  'CONNECTED_EMPTY',
  /** The gateway answered and the cache holds its records up to a cursor. */
  'CONNECTED',
  /** The new cache is complete and in place. */
  'FILLED',
  /** Nothing left to send or pull. */
  'IN_STEP',
  /** A hint, a command or the clock says that there may be something to do. */
  'WORK',
  /** The gateway cannot be reached, does not get done or its answer makes no sense. */
  'UNREACHABLE',
  /** An error that waiting does not mend. */
  'REFUSED',
  /** The waiting time is over, or a person asks for it. */
  'RETRY',
  /** The desk closes. */
  'STOP',
] as const
export type SyncEvent = (typeof SYNC_EVENTS)[number]

/** Next state by state and event; an event that says nothing new keeps the state. */
export const TRANSITIONS: Readonly<Record<SyncState, Readonly<Record<SyncEvent, SyncState>>>> = {
  CONNECTING: {
    CONNECTED_EMPTY: 'FILLING',
    CONNECTED: 'SYNCING',
    FILLED: 'CONNECTING',
    IN_STEP: 'CONNECTING',
    WORK: 'CONNECTING',
    UNREACHABLE: 'OFFLINE',
    REFUSED: 'BLOCKED',
    RETRY: 'CONNECTING',
    STOP: 'STOPPED',
  },
  FILLING: {
    CONNECTED_EMPTY: 'FILLING',
    CONNECTED: 'FILLING',
    FILLED: 'SYNCING',
    IN_STEP: 'FILLING',
    WORK: 'FILLING',
    UNREACHABLE: 'OFFLINE',
    REFUSED: 'BLOCKED',
    RETRY: 'FILLING',
    STOP: 'STOPPED',
  },
  SYNCING: {
    CONNECTED_EMPTY: 'FILLING',
    CONNECTED: 'SYNCING',
    FILLED: 'SYNCING',
    IN_STEP: 'UP_TO_DATE',
    WORK: 'SYNCING',
    UNREACHABLE: 'OFFLINE',
    REFUSED: 'BLOCKED',
    RETRY: 'SYNCING',
    STOP: 'STOPPED',
  },
  UP_TO_DATE: {
    CONNECTED_EMPTY: 'FILLING',
    CONNECTED: 'UP_TO_DATE',
    FILLED: 'UP_TO_DATE',
    IN_STEP: 'UP_TO_DATE',
    WORK: 'SYNCING',
    UNREACHABLE: 'OFFLINE',
    REFUSED: 'BLOCKED',
    RETRY: 'SYNCING',
    STOP: 'STOPPED',
  },
  OFFLINE: {
    CONNECTED_EMPTY: 'OFFLINE',
    CONNECTED: 'OFFLINE',
    FILLED: 'OFFLINE',
    IN_STEP: 'OFFLINE',
    WORK: 'OFFLINE',
    UNREACHABLE: 'OFFLINE',
    REFUSED: 'BLOCKED',
    RETRY: 'CONNECTING',
    STOP: 'STOPPED',
  },
  BLOCKED: {
    CONNECTED_EMPTY: 'BLOCKED',
    CONNECTED: 'BLOCKED',
    FILLED: 'BLOCKED',
    IN_STEP: 'BLOCKED',
    WORK: 'BLOCKED',
    UNREACHABLE: 'OFFLINE',
    REFUSED: 'BLOCKED',
    RETRY: 'CONNECTING',
    STOP: 'STOPPED',
  },
  STOPPED: {
    CONNECTED_EMPTY: 'STOPPED',
    CONNECTED: 'STOPPED',
    FILLED: 'STOPPED',
    IN_STEP: 'STOPPED',
    WORK: 'STOPPED',
    UNREACHABLE: 'STOPPED',
    REFUSED: 'STOPPED',
    RETRY: 'STOPPED',
    STOP: 'STOPPED',
  },
}

/** Errors that waiting may mend: the gateway is absent, its database is busy, or something before it answers. */
const MENDED_BY_WAITING: readonly string[] = [
  'GATEWAY_UNREACHABLE',
  'GATEWAY_SLOW',
  'GATEWAY_BAD_ANSWER',
]

/** The event that an error is. */
export function eventOfError(code: string): 'UNREACHABLE' | 'REFUSED' {
  return MENDED_BY_WAITING.includes(code) ? 'UNREACHABLE' : 'REFUSED'
}

/**
 * How a state is called in the window. While it tries again after a failure, a desk is still
 * called what it was: offline or stopped.
 */
export function shownState(state: SyncState, reason: ErrorValue | null): SyncStatus['state'] {
  switch (state) {
    case 'CONNECTING':
      if (!reason) return 'SYNCING'
      return eventOfError(reason.code) === 'UNREACHABLE' ? 'OFFLINE' : 'STOPPED'
    case 'BLOCKED':
      return 'STOPPED'
    default:
      return state
  }
}
