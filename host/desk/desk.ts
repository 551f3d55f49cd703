/** The desk of one person: their cache and what is read from and done to it, kept in step with the gateway. */
import type { OpenDossiers, OpenedHere } from '../../domain/contract/opened.ts'
import type { ReporterAsked, ReporterGiven } from '../../domain/contract/reports.ts'
import { type SyncDetails, WAITING_LANES_MAX } from '../../domain/contract/sync-details.ts'
import { WIRE_VERSION } from '../../domain/contract/wire.ts'
import type { ErrorValue, SyncStatus } from '../../domain/contract/workbench.ts'
import { isHeld } from '../../domain/commands/hold.ts'
import { openedAs } from '../../domain/rights/opened.ts'
import { errorValue } from '../errors.ts'
import { Imports } from '../imports.ts'
import { LinkScoring } from '../linking/scoring.ts'
import { shownOf } from '../offline/guard.ts'
import { OpenedDossiers } from '../opened.ts'
import type { Bundle } from '../support/bundle.ts'
import { checkCache } from '../support/check.ts'
import { SyncHistory } from '../support/history.ts'
import { type EngineLimits, SyncEngine } from '../sync/engine.ts'
import {
  type AccessClient,
  type DocumentClient,
  gatewayClient,
  type GatewayClient,
  type OpenedClient,
  type ReporterClient,
} from '../sync/gateway-client.ts'
import { shownState } from '../sync/machine.ts'
import { type ContentSource, pushContents } from '../sync/push-contents.ts'
import { UploadPause } from '../sync/upload-pause.ts'
import { AccessEntries } from './access-entries.ts'
import { DeskActs } from './acts.ts'
import { CacheTarget } from './cache-target.ts'
import { DeskCache, type DeskCacheOptions } from './desk-cache.ts'
import { DeskLinks } from './links.ts'
import { DeskPapers } from './papers.ts'
import { DeskReads } from './reads.ts'
import { DeskWorkshop } from './workshop.ts'

export interface DeskOptions extends Omit<DeskCacheOptions, 'statusChanged' | 'engine'> {
  gatewayUrl: string
  /** How much the sync does in one piece. */
  limits?: Partial<EngineLimits>
  /** How long an act can be taken back, in milliseconds. */
  holdMs: number
  /** Synthetic people only. */
  practice: boolean
}

export class Desk {
  /** The access log of all desks, at the gateway. */
  readonly accessLog: AccessClient
  readonly reads: DeskReads
  readonly acts: DeskActs
  readonly papers: DeskPapers
  readonly links: DeskLinks
  readonly workshop: DeskWorkshop
  readonly imports: Imports
  readonly entries: AccessEntries
  /** What the sync engine works on. */
  readonly target: CacheTarget
  private readonly cache: DeskCache
  private readonly engine: SyncEngine
  private readonly reporters: ReporterClient
  private readonly opened: OpenedDossiers
  private readonly history = new SyncHistory()
  private readonly uploads = new UploadPause()

  /** Opens the desk. Throws when the cache cannot be opened and may not be replaced. */
  constructor(options: DeskOptions) {
    const { folder, gatewayUrl, person, log, practice } = options
    const client = gatewayClient(gatewayUrl, person)
    const cache = new DeskCache({
      ...options,
      statusChanged: () => this.publishStatus(),
      engine: () => this.engine,
    })
    this.cache = cache
    this.accessLog = client
    this.reporters = client
    this.reads = new DeskReads(cache)
    this.acts = new DeskActs(cache, options.holdMs)
    this.papers = new DeskPapers(cache, this.acts, client)
    this.links = new DeskLinks(cache, new LinkScoring({ gateway: client, practice }))
    this.workshop = new DeskWorkshop(cache)
    this.imports = new Imports(
      folder,
      (batch) => client.importBatch(batch),
      () => cache.refuseWhenLocked(),
    )
    this.entries = new AccessEntries(cache, client)
    this.target = new CacheTarget(cache, gatewayUrl)
    this.opened = new OpenedDossiers({
      tell: (here) => this.tellOpened(client, here),
      changed: () => options.publish({ type: 'opened', opened: this.openDossiers() }),
      log,
    })
    this.engine = new SyncEngine({
      client: this.timedClient(client),
      target: this.target,
      pushLog: (signal) => this.entries.push(signal),
      opened: this.opened,
      log,
      changed: () => this.engineChanged(),
      limits: options.limits ?? {},
    })
    cache.open()
  }

  /** Begins to sync; reads work before and without it. */
  start(): void {
    this.engine.start()
    this.cache.begin()
  }

  async close(): Promise<void> {
    this.cache.leave()
    this.opened.close()
    this.entries.close()
    await this.engine.stop()
    await this.cache.close()
  }

  status(): SyncStatus {
    const { state, error } = this.engine
    const { guard, opened, damage, progress, newLinks } = this.cache
    const shown = guard.locked?.shown ?? shownOf(opened?.cache)
    const held = shown.held && isHeld(shown.held.until, this.cache.now()) ? shown.held : null
    return {
      state: shownState(state, error),
      ...shown,
      held,
      newLinks,
      fill: progress,
      error: error ?? damage ?? this.entries.trouble ?? this.uploadsWait(shown.pending),
      ...guard.view(),
    }
  }

  /** Why contents stay here, while acts wait with them. */
  private uploadsWait(pending: number): ErrorValue | null {
    const { why } = this.uploads
    return why && pending > 0 ? errorValue(why) : null
  }

  openDossiers(): OpenDossiers {
    return this.opened.view()
  }

  stay(dossierId: string, signal: AbortSignal | undefined): AsyncGenerator<'HERE', void> {
    return this.opened.stay(dossierId, signal)
  }

  /** Only of who decides on dossiers; of others the gateway would keep nothing. */
  private async tellOpened(client: OpenedClient, here: OpenedHere): Promise<void> {
    const { actor } = this.cache.person
    if (actor && openedAs(actor) !== null) await client.opened(here)
  }

  /** Passed on and kept nowhere. */
  async reporter(asked: ReporterAsked): Promise<ReporterGiven> {
    this.cache.refuseWhenLocked()
    return await this.reporters.reporter(asked)
  }

  syncDetails(): SyncDetails {
    // They name dossiers: a cache that is due to be closed shows none.
    this.cache.checkOffline()
    const cache = this.cache.opened?.cache
    const diagnosis = cache?.diagnosis()
    return {
      cursor: cache?.state().cursor ?? null,
      head: this.target.head,
      history: this.history.list(),
      waiting: cache?.waitingLanes(WAITING_LANES_MAX) ?? [],
      accessLog: diagnosis?.access ?? { waiting: 0, refused: [] },
      rejected: diagnosis?.rejected ?? 0,
      cacheBytes: diagnosis?.bytes ?? null,
      counts: cache?.counts() ?? null,
      schema: diagnosis?.migrations.at(-1)?.number ?? null,
      wire: WIRE_VERSION,
      findingsDate: diagnosis?.findingsDate ?? null,
    }
  }

  /** Condition of the cache for the support file; null before the first fill. */
  async cacheCondition(): Promise<Bundle['cache']> {
    const { opened, location } = this.cache
    if (!opened) return null
    const condition = { ...opened.cache.diagnosis(), counts: opened.cache.counts() }
    return { ...condition, check: await checkCache(location) }
  }

  syncNow(): void {
    this.cache.checkOffline()
    this.cache.inCache(({ cache }) => cache.releaseHeld(), undefined)
    this.publishStatus()
    this.engine.retry()
  }

  /** Nothing when the sync did not stop to ask. */
  acceptSync(): void {
    const code = this.engine.error?.code
    if (code === 'GATEWAY_CHANGED') this.engine.expectGateway()
    else if (code === 'SYNC_FUSE') this.target.acceptLoss()
    else return
    this.cache.log('warn', 'sync.accepted', { code })
    this.engine.retry()
  }

  private engineChanged(): void {
    const { state, error } = this.engine
    this.history.note({ at: this.cache.now(), state, code: error?.code ?? null })
    this.publishStatus()
  }

  private publishStatus(): void {
    if (!this.cache.closed) this.cache.publish({ type: 'sync', status: this.status() })
  }

  /** The client, listened to for the gateway's time; what acts put on dossiers goes before them. */
  private timedClient(client: GatewayClient & DocumentClient): GatewayClient {
    const { cache } = this
    const me: GatewayClient['me'] = async (signal, cursor) => {
      const answer = await client.me(signal, cursor)
      cache.guard.hear(answer.at)
      return answer
    }
    const contents: ContentSource = {
      contentToSend: (hash) => cache.inCache((opened) => opened.cache.contentToSend(hash), null),
      contentSent: (hash) => cache.inCache((opened) => opened.cache.contentSent(hash), undefined),
      goesOut: (last) => cache.inCache((opened) => opened.cache.goesOut(last), undefined),
    }
    const paused: DocumentClient = {
      ...client,
      sendContent: (sent, stop) => this.uploads.send(() => client.sendContent(sent, stop)),
    }
    const commands: GatewayClient['commands'] = async (batch, signal) => {
      const ready = await pushContents(contents, paused, batch, signal)
      return client.commands({ ...batch, commands: ready }, signal)
    }
    return { ...client, me, commands }
  }
}
