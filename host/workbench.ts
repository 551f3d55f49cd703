/**
 * The workbench of one person at one machine: owns the data folder, the session and the desk of
 * whoever is signed in, and answers windows over ports. It knows no transport and no shell.
 */
import { bundleOf, logTail, supportFile } from './support/bundle.ts'
import { SlowCalls } from './support/slow-calls.ts'
import type { SupportFile } from '../domain/contract/sync-details.ts'
import { join } from 'node:path'
import { HOLD_MS } from '../domain/commands/hold.ts'
import { brusselsToday } from '../domain/calendar/local-date.ts'
import type { AccessState } from '../domain/contract/access.ts'
import type { UiLanguage } from '../domain/contract/codes.ts'
import { TandemError } from '../domain/contract/errors.ts'
import type { OpenDossiers } from '../domain/contract/opened.ts'
import type {
  ErrorValue,
  Session,
  SyncStatus,
  WorkbenchEvent,
} from '../domain/contract/workbench.ts'
import { AccessGate } from './access/gate.ts'
import { Desk } from './desk/desk.ts'
import { cacheOf } from './desk/desk-cache.ts'
import { isRenewalDue, Renewal } from './desk/renewal.ts'
import { asTandemError, errorValue } from './errors.ts'
import { EventHub } from './events.ts'
import { checkMaster } from './keys/key-check.ts'
import { cacheKey, type Keys } from './keys/keys.ts'
import { type FolderLock, lockFolder } from './lock.ts'
import { errorFields, fileLog, type Log } from './log.ts'
import type { Port } from './ports.ts'
import type { WorkbenchService } from './router.ts'
import { PortServer } from './server.ts'
import { identityProvider } from './session/identity.ts'
import { Seat } from './session/seat.ts'
import { SessionKeeper } from './session/session.ts'
import { TokenStore } from './session/token-store.ts'
import type { EngineLimits } from './sync/engine.ts'
import { dismissSpare, prepareFill } from './sync/fill.ts'
import { gatewayClient } from './sync/gateway-client.ts'

export interface GatewayAddress {
  /** Base address of the gateway, without trailing slash. */
  url: string
  /** Issuer of the identity provider. */
  issuer: string
  /** Public client id of the desk at the provider. */
  clientId: string
}

export interface WorkbenchOptions {
  /** Folder that this workbench alone uses; made when absent. */
  dataDir: string
  gateway: GatewayAddress
  keys: Keys
  mode: Session['mode']
  /** Synthetic people only: shown in the window. */
  practice: boolean
  clock?: () => Date
  log?: Log
  /** How much the sync does in one piece. */
  limits?: Partial<EngineLimits>
  /** How long an act can be taken back, in milliseconds; 0: it goes at once. */
  holdMs?: number
}

export interface Workbench {
  /** Serves one window. */
  attach(port: Port): void
  /** Practice sign-in without a click, through the real code path; resolves when signed in. */
  signInWith(loginHint: string): Promise<void>
  /** The session as every window sees it. */
  session(): Session
  /** Why not even a session could be opened (folder, lock, key); null when one was. */
  failure(): ErrorValue | null
  /** Answers what waits with HOST_STOPPED, closes cache and folder. */
  close(): Promise<void>
}

/** Status of a desk that nobody works at. */
const NOBODY: SyncStatus = {
  state: 'STOPPED',
  upToDateAt: null,
  pending: 0,
  oldestPendingAt: null,
  held: null,
  attention: 0,
  logAside: 0,
  unreadable: 0,
  newLinks: 0,
  newAlerts: 0,
  fill: null,
  error: null,
  offline: { state: 'OPEN', code: null, confirmedAt: null, locksAt: null },
  clockAheadMs: null,
}

/**
 * Opens the workbench of a data folder. What stands in its way (folder locked or not writable,
 * wrong key, a cache from the future) does not throw: the session says FAILED and why, so that a
 * window can show it.
 */
export async function createWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const workbench = new LocalWorkbench(options)
  await workbench.open()
  return workbench
}

class LocalWorkbench implements Workbench, WorkbenchService {
  private readonly options: WorkbenchOptions
  private readonly clock: () => Date
  private readonly log: Log
  private readonly hub = new EventHub()
  private readonly slow = new SlowCalls()
  private readonly server: PortServer
  private lock: FolderLock | null = null
  private keeper: SessionKeeper | null = null
  private master: Uint8Array | null = null
  private current: { name: string; desk: Desk; gate: AccessGate; seat: Seat } | null = null
  /** The cache of whoever is signed in is made one of this program: their desk opens afterwards. */
  private renewing: { name: string; renewal: Renewal } | null = null
  /** Desks are closed and opened one after the other. */
  private switching: Promise<void> = Promise.resolve()
  /** Why not even a session could be opened. */
  private broken: ErrorValue | null = null
  private closed = false

  constructor(options: WorkbenchOptions) {
    this.options = options
    this.clock = options.clock ?? (() => new Date())
    this.log = options.log ?? fileLog(join(options.dataDir, 'host.log'))
    this.server = new PortServer(this, this.log, this.slow)
  }

  async open(): Promise<void> {
    const { dataDir, keys, gateway, mode, practice } = this.options
    try {
      this.lock = await lockFolder(dataDir)
      const master = await keys.master()
      await checkMaster(dataDir, master)
      this.master = master
      const { clock, log } = this
      this.keeper = new SessionKeeper({
        issuer: gateway.issuer,
        provider: identityProvider(gateway.issuer, gateway.clientId, () => clock().getTime()),
        store: new TokenStore(dataDir, master),
        master,
        mode,
        practice,
        clock,
        log,
        me: (token) => gatewayClient(gateway.url, { token: () => Promise.resolve(token) }).me(),
        changed: (person) => this.sessionChanged(person),
      })
      await this.keeper.reopen()
      await this.seatPerson()
    } catch (error) {
      this.log('error', 'workbench.failed', errorFields(error))
      this.broken = errorValue(error)
    }
  }

  failure(): ErrorValue | null {
    return this.broken
  }

  attach(port: Port): void {
    this.server.attach(port)
  }

  async close(): Promise<void> {
    if (this.closed) return
    this.closed = true
    await this.server.close()
    this.hub.close()
    dismissSpare()
    // A desk may wait for a token: it is told to leave while the keeper ends what is under way.
    const leave = () => Promise.all([this.stopRenewal(), this.leaveDesk()])
    await Promise.all([this.keeper?.close(), this.switching.then(leave)])
    await this.lock?.release()
  }

  // ---------------------------------------------------------------- what the router asks

  session(): Session {
    const { mode, practice } = this.options
    const view = this.keeper?.view() ?? {
      state: 'SIGNED_OUT',
      actor: null,
      colleagues: [],
      mode,
      practice,
      error: null,
      today: brusselsToday(this.clock()),
    }
    if (this.broken) return { ...view, state: 'FAILED', error: this.broken }
    // Signed in means: the desk is there. Opening it is the last step of signing in.
    if (view.state === 'SIGNED_IN' && !this.current) return { ...view, state: 'SIGNING_IN' }
    return view
  }

  async signIn(language: UiLanguage): Promise<{ url: string }> {
    const keeper = this.sessionKeeper()
    prepareFill()
    return keeper.signIn(language)
  }

  async signInWith(loginHint: string): Promise<void> {
    const keeper = this.sessionKeeper()
    prepareFill()
    await keeper.signInWith(loginHint)
    await this.switching
    await this.renewing?.renewal.over.catch(() => {})
    await this.switching
    const { state, error } = this.session()
    if (state !== 'SIGNED_IN')
      throw new TandemError('SIGN_IN_FAILED', { reason: error?.code ?? '' })
  }

  async cancelSignIn(): Promise<void> {
    this.keeper?.cancelSignIn()
  }

  async signOut(): Promise<void> {
    dismissSpare()
    await this.keeper?.signOut()
    await this.switching
  }

  async signOutEverywhere(): Promise<void> {
    const { seat } = this.current ?? {}
    if (!seat) throw new TandemError('NOT_SIGNED_IN')
    const { at } = await gatewayClient(this.options.gateway.url, seat).signOutEverywhere()
    // A slow answer: this session ended meanwhile, and another person may sit here.
    if (this.current?.seat !== seat || !seat.actor) return
    dismissSpare()
    await this.keeper?.signedOutEverywhere(at)
    await this.switching
  }

  syncStatus(): SyncStatus {
    return (
      this.current?.desk.status() ?? {
        ...NOBODY,
        fill: this.renewing?.renewal.progress ?? null,
      }
    )
  }

  async supportFile(): Promise<SupportFile> {
    const { dataDir, gateway, mode, practice } = this.options
    const desk = this.current?.desk
    const bundle = bundleOf({
      now: this.clock(),
      settings: { mode, practice, gateway: gateway.url, issuer: gateway.issuer },
      session: this.session(),
      status: this.syncStatus(),
      details: desk?.syncDetails() ?? null,
      cache: (await desk?.cacheCondition()) ?? null,
      slow: this.slow.list(),
      log: await logTail(join(dataDir, 'host.log')),
    })
    return supportFile(bundle)
  }

  events(signal: AbortSignal | undefined): AsyncGenerator<WorkbenchEvent, void, void> {
    const first: WorkbenchEvent[] = [
      { type: 'session', session: this.session() },
      { type: 'sync', status: this.syncStatus() },
      { type: 'access', access: this.accessState() },
      { type: 'opened', opened: this.openDossiers() },
    ]
    return this.hub.stream(first, signal)
  }

  accessState(): AccessState {
    return this.current?.gate.accessState() ?? { purposes: [], stated: null }
  }

  private openDossiers(): OpenDossiers {
    return this.current?.desk.openDossiers() ?? { known: false, dossiers: [] }
  }

  /** The desk of whoever is signed in, behind the gate that keeps the access log. */
  desk(): AccessGate {
    if (!this.current) throw new TandemError('NOT_SIGNED_IN')
    return this.current.gate
  }

  // ---------------------------------------------------------------- inside

  private sessionKeeper(): SessionKeeper {
    if (!this.keeper || this.broken) {
      throw new TandemError('SIGN_IN_FAILED', { reason: this.broken?.code ?? '' })
    }
    return this.keeper
  }

  private sessionChanged(person: boolean): void {
    if (!person) return this.publishSession()
    this.switchTo(() => this.seatPerson())
  }

  private switchTo(seat: () => Promise<void>): void {
    this.switching = this.switching
      .then(seat)
      .catch((error: unknown) => this.log('error', 'desk.failed', errorFields(error)))
  }

  /**
   * Closes the desk of whoever left and opens the one of whoever is signed in now; where their cache is to
   * be renewed first, the desk is opened when that is done.
   */
  private async seatPerson({ isRenewed = false } = {}): Promise<void> {
    const name = this.keeper?.deskName() ?? null
    if (this.closed || name === (this.current?.name ?? this.renewing?.name ?? null)) {
      // The same person signed in again, with tokens that the gateway takes.
      this.current?.desk.syncNow()
      return this.publishSession()
    }
    await this.stopRenewal()
    await this.leaveDesk()
    if (name !== null && (isRenewed || !this.beginRenewal(name))) this.openDesk(name)
    this.publishSession()
    this.publishStatus()
    this.hub.publish({ type: 'opened', opened: this.openDossiers() })
    this.publishAccess()
  }

  /** Never throws: the next person is not kept out by what the last desk could not end. */
  private async leaveDesk(): Promise<void> {
    const { current } = this
    this.current = null
    try {
      current?.gate.close()
      const closing = current?.desk.close()
      current?.seat.leave()
      await closing
    } catch (error) {
      this.log('error', 'desk.close', errorFields(error))
    }
  }

  private folderOf(deskName: string): string {
    return join(this.options.dataDir, 'desks', deskName)
  }

  /** False when there is nothing to be renewed. */
  private beginRenewal(name: string): boolean {
    if (!this.master) return false
    const location = cacheOf(this.folderOf(name), cacheKey(this.master))
    if (!isRenewalDue(location)) return false
    this.log('info', 'cache.renewal')
    const renewal = new Renewal(location, () => this.publishStatus())
    this.renewing = { name, renewal }
    renewal.over.then(
      () => this.renewed(renewal),
      (error: unknown) => this.renewed(renewal, error),
    )
    return true
  }

  /** Damage is the desk's matter: it sets the file aside and fills another. */
  private renewed(renewal: Renewal, error?: unknown): void {
    if (this.renewing?.renewal !== renewal) return
    this.renewing = null
    if (error === undefined || asTandemError(error).code === 'CACHE_DAMAGED') {
      return this.switchTo(() => this.seatPerson({ isRenewed: true }))
    }
    this.log('error', 'desk.failed', errorFields(error))
    this.keeper?.fail(error)
    this.publishStatus()
  }

  /** Of somebody who left: it goes on when they come back. */
  private async stopRenewal(): Promise<void> {
    const { renewing } = this
    this.renewing = null
    await renewing?.renewal.stop()
  }

  private openDesk(name: string): void {
    const { keeper, master } = this
    if (!keeper || !master) return
    try {
      const seat = new Seat(keeper, name)
      const desk = new Desk({
        folder: this.folderOf(name),
        key: cacheKey(master),
        gatewayUrl: this.options.gateway.url,
        person: seat,
        clock: this.clock,
        log: this.log,
        publish: (event) => this.hub.publish(event),
        newDay: () => this.publishSession(),
        limits: this.options.limits ?? {},
        holdMs: this.options.holdMs ?? HOLD_MS,
        practice: this.options.practice,
      })
      const gate = new AccessGate({
        desk,
        log: desk.accessLog,
        actor: () => seat.actor,
        clock: this.clock,
        changed: () => this.publishAccess(),
      })
      this.current = { name, desk, gate, seat }
      desk.start()
    } catch (error) {
      this.log('error', 'desk.failed', errorFields(error))
      keeper.fail(error)
    }
  }

  private publishAccess(): void {
    this.hub.publish({ type: 'access', access: this.accessState() })
  }

  private publishStatus(): void {
    this.hub.publish({ type: 'sync', status: this.syncStatus() })
  }

  private publishSession(): void {
    this.hub.publish({ type: 'session', session: this.session() })
    // A new day or another role ends what was stated.
    this.publishAccess()
  }
}
