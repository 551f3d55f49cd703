/**
 * Keeps the cache of one desk from being read when the gateway was away too long, or when it holds what the
 * person may not be shown any more.
 */
import type { Cache } from '../../db/index.ts'
import type { Role } from '../../domain/contract/codes.ts'
import { TandemError } from '../../domain/contract/errors.ts'
import type { OfflineAccess } from '../../domain/contract/offline.ts'
import type { Contact } from '../../domain/rights/offline-age.ts'
import type { SyncStatus } from '../../domain/contract/workbench.ts'
import type { SyncTarget } from '../sync/engine.ts'
import { OfflineWatch } from './watch.ts'

/** Time between two writes of the highest time seen, in milliseconds. */
const KEEP_MS = 5 * 60_000
/** A connected desk whose clock was set back has this long to hear from the gateway. */
const GRACE_MS = 10_000

export interface OfflineGuardOptions {
  clock: () => Date
  role: () => Role
  /** The gateway answered lately. */
  connected: () => boolean
  /** Asks the gateway for the rights, now. */
  recheck: () => void
  /** Milliseconds that nobody can set. */
  running?: () => number
}

/** What is still known of a cache that was closed. */
interface Locked {
  code: LockCode
  refusal: TandemError
  held: ReturnType<SyncTarget['held']>
  shown: Shown
}

type LockCode = NonNullable<OfflineAccess['code']>
type Shown = Pick<
  SyncStatus,
  | 'upToDateAt'
  | 'pending'
  | 'oldestPendingAt'
  | 'attention'
  | 'logAside'
  | 'unreadable'
  | 'held'
  | 'newAlerts'
>

/** What the status line says about a cache, or that there is none. */
export function shownOf(cache: Cache | undefined): Shown {
  if (!cache) {
    const none = { pending: 0, oldestPendingAt: null, attention: 0, logAside: 0, unreadable: 0 }
    return { upToDateAt: null, held: null, newAlerts: 0, ...none }
  }
  return { upToDateAt: cache.state().upToDateAt, ...cache.outboxCounts() }
}

/** What the engine is told that a cache holds. */
export function heldOf(cache: Cache): Locked['held'] {
  const { gatewayId, view, clientId, cursor, mark } = cache.state()
  return { gatewayId, view, clientId, cursor, mark }
}

export class OfflineGuard {
  private readonly options: OfflineGuardOptions
  private readonly running: () => number
  private readonly watch: OfflineWatch
  private closed: Locked | null = null
  /** The open cache was filled through other masks than hold now. */
  private isOther = false
  private setBackSince: number | null = null
  private keptAt: number

  constructor(options: OfflineGuardOptions) {
    this.options = options
    this.running = options.running ?? (() => performance.now())
    this.watch = new OfflineWatch(options.clock, this.running)
    this.keptAt = this.running()
  }

  /** Set while the cache is closed; whoever closed it asks the gateway and opens it again. */
  get locked(): Locked | null {
    return this.closed
  }

  /** The refusal of every read and act; null while the desk is open. */
  get refusal(): TandemError | null {
    return this.closed?.refusal ?? null
  }

  /** The gateway just said what time it is. */
  hear(gatewayAt: string): void {
    this.watch.hear(gatewayAt)
  }

  /** A cache was opened. `confirmed`: the gateway just said that its rights are those of the person. */
  opened(cache: Cache, confirmed: boolean): void {
    this.closed = null
    this.watch.resume(cache.contact())
    if (confirmed) this.confirm(cache)
    this.isOther = !cache.areMasksConfirmed()
  }

  /** The gateway said that the person may see other things now: the open cache `locks`, and so does its file. */
  refuse(cache: Cache): void {
    cache.refuseMasks()
    this.isOther = true
  }

  /** There is no cache that could be locked. */
  gone(): void {
    this.closed = null
  }

  /** The gateway's time at the last contact; null before the first. */
  get lastContact(): Date | null {
    const { contact } = this.watch
    return contact && new Date(contact.confirmedAt + contact.gatewayAhead)
  }

  /** The gateway confirmed the rights that the cache was filled for. */
  confirm(cache: Cache): void {
    this.keep(cache, this.confirmed())
    cache.confirmMasks()
  }

  /** The same, for a cache that is being made: it has to know of the contact when it takes its place. */
  confirmed(): Contact {
    this.setBackSince = null
    return this.watch.confirm()
  }

  /** True when this open cache must be closed now; the guard is `locked` from then on. */
  locks(cache: Cache): boolean {
    const { state, code: late } = this.look()
    const isLate = state === 'LOCKED' && late !== null && !this.isGranted(late)
    const code = this.isOther ? 'VIEW_CHANGED' : isLate ? late : null
    if (code === null) return false
    this.keepSeen(cache)
    this.closed = {
      code,
      refusal: new TandemError(code),
      held: heldOf(cache),
      shown: shownOf(cache),
    }
    return true
  }

  /** True when a locked cache may be opened without the gateway: the clock is right again. */
  mayOpen(): boolean {
    const code = this.closed?.code ?? 'VIEW_CHANGED'
    return code !== 'VIEW_CHANGED' && this.look().state !== 'LOCKED'
  }

  /** Writes down now and then how late it was. */
  keepNowAndThen(cache: Cache): void {
    if (this.running() - this.keptAt >= KEEP_MS) this.keepSeen(cache)
  }

  /** Writes down how late it is. */
  keepSeen(cache: Cache): void {
    this.look()
    this.keep(cache, this.watch.contact)
  }

  view(): Pick<SyncStatus, 'offline' | 'clockAheadMs'> {
    const access = this.look()
    const clockAheadMs = this.watch.clockAheadMs()
    if (this.closed) {
      return { offline: { ...access, state: 'LOCKED', code: this.closed.code }, clockAheadMs }
    }
    // Due, but the next call has yet to close it; or there is nothing to close.
    const due = access.locksAt === null ? ('OPEN' as const) : ('ENDING' as const)
    const state = access.state === 'LOCKED' ? due : access.state
    return { offline: { ...access, state, code: null }, clockAheadMs }
  }

  private look(): OfflineAccess {
    const { access, clockWasSet } = this.watch.look(this.options.role())
    if (clockWasSet) this.options.recheck()
    return access
  }

  /** The gateway is there and will say at once whether all is well. */
  private isGranted(code: LockCode): boolean {
    if (code !== 'CLOCK_SET_BACK' || !this.options.connected()) return false
    this.setBackSince ??= this.running()
    return this.running() - this.setBackSince < GRACE_MS
  }

  private keep(cache: Cache, contact: OfflineWatch['contact']): void {
    if (!contact) return
    this.keptAt = this.running()
    cache.setContact(contact)
  }
}
