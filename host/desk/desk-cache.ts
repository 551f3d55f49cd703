/**
 * The cache of one person at one desk, with what is kept in memory beside it. It is opened and closed
 * here, kept closed while the gateway has to confirm the rights first, and set aside when it is
 * damaged; who reads or writes does so through here, and whoever changed something tells it here.
 */
import { mkdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { brusselsToday, type LocalDate } from '../../domain/calendar/local-date.ts'
import type { Actor, Colleague } from '../../domain/contract/actor.ts'
import { TandemError } from '../../domain/contract/errors.ts'
import { RECORD_KINDS } from '../../domain/contract/records.ts'
import type { Me } from '../../domain/contract/sync.ts'
import type { ErrorValue, SyncStatus, WorkbenchEvent } from '../../domain/contract/workbench.ts'
import { mayRun } from '../../domain/rights/rights.ts'
import { trackOf } from '../../domain/rights/tracks.ts'
import {
  type Cache,
  cacheExists,
  type CacheLocation,
  type Changed,
  openCache,
  type QueueNumbers,
  setAsideDamaged,
} from '../../db/index.ts'
import { Analysis } from '../analysis/analysis.ts'
import { asTandemError, errorValue } from '../errors.ts'
import { Links } from '../linking/links.ts'
import { errorFields, type Log } from '../log.ts'
import { OfflineGuard } from '../offline/guard.ts'
import { CoverageRows } from '../queue/coverage-rows.ts'
import { loadQueueColumns, type QueueColumns, type QueueViewer } from '../queue/index.ts'
import type { SyncEngine } from '../sync/engine.ts'
import type { FillProgress } from '../sync/fill-messages.ts'
import type { TokenSource } from '../sync/gateway-client.ts'

/** Ids named one by one in an announcement; above it the windows refetch whatever they show. */
const ANNOUNCED_IDS_MAX = 500
/** Threads that judge everybody once a day; more would leave nothing to whoever works. */
const PASS_THREADS = 2
/** How often the desk looks whether a new day began in Brussels, in milliseconds. */
const DAY_CHECK_MS = 30_000
/** Pause between two slices of preparing the queue, in milliseconds: answers go first. */
const PREPARE_PAUSE_MS = 20

/** Kinds by which everybody is judged, whom no single record names. */
const JUDGED_BY: ReadonlySet<string> = new Set(['rule', 'holding', 'norm'])
/** Kinds of record from which links follow. */
const RELINKED: ReadonlySet<string> = new Set([
  'person',
  'dossier',
  'declaration',
  'enterprise',
  'linkJudgement',
])

/** What the desk needs to know of the session. */
export interface DeskPerson extends TokenSource {
  readonly actor: Actor | null
  view(): { colleagues: readonly Colleague[] }
  takeOver(me: Me): Promise<void>
}

/** A complete cache and what is kept in memory beside it. */
export interface Opened {
  cache: Cache
  columns: QueueColumns
  analysis: Analysis
  links: Links
  coverage: CoverageRows
}

export interface DeskCacheOptions {
  /** Folder of this person's cache. */
  folder: string
  key: Buffer
  person: DeskPerson
  clock: () => Date
  log: Log
  publish(event: WorkbenchEvent): void
  /** A new day began: the session's date changed. */
  newDay(): void
  /** What the status line says may be different now. */
  statusChanged(): void
  /** The sync with the gateway, once there is one. */
  engine(): Pick<SyncEngine, 'state' | 'recheck' | 'retry' | 'work'>
}

/** Where the cache of a desk lies. */
export const cacheOf = (folder: string, key: Buffer): CacheLocation => ({
  file: join(folder, 'cache.db'),
  key,
})

export class DeskCache {
  readonly location: CacheLocation
  readonly person: DeskPerson
  readonly clock: () => Date
  readonly log: Log
  readonly publish: (event: WorkbenchEvent) => void
  readonly guard: OfflineGuard
  /** Null before the first fill, and while it is locked, damaged or replaced. */
  opened: Opened | null = null
  progress: FillProgress | null = null
  /** What happened to the cache itself, until a fill has mended it. */
  damage: ErrorValue | null = null
  today: LocalDate
  /** Possible links that came since the officer last looked at them. */
  newLinks = 0
  /** A long pull on another thread: it must be gone before the cache is closed. */
  pulling: { stop(): void; gone: Promise<void> } | null = null
  closed = false
  private readonly options: DeskCacheOptions
  private dayCheck: NodeJS.Timeout | null = null
  private closing: Promise<void> = Promise.resolve()
  private toldOffline: SyncStatus['offline']['state'] = 'OPEN'

  /** Opens nothing yet. */
  constructor(options: DeskCacheOptions) {
    const { folder, key, person, clock, log, publish, engine } = options
    this.options = options
    this.location = cacheOf(folder, key)
    this.person = person
    this.clock = clock
    this.log = log
    this.publish = publish
    this.today = brusselsToday(clock())
    this.guard = new OfflineGuard({
      clock,
      // Of somebody who left meanwhile: the strictest.
      role: () => person.actor?.role ?? 'AUDITOR',
      connected: () => engine().state === 'UP_TO_DATE' || engine().state === 'SYNCING',
      recheck: () => engine().recheck(),
    })
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  }

  /** Opens what is there, and looks at the day from now on. Throws as `openIfThere` does. */
  open(): void {
    this.openIfThere()
    this.dayCheck = setInterval(() => {
      this.checkDay()
      this.checkOffline()
    }, DAY_CHECK_MS)
    this.dayCheck.unref()
  }

  /** Begins what follows from records: who the workers are, and what the rules say today. */
  begin(): void {
    void this.opened?.analysis.ensureToday()
    this.opened?.links.touched()
  }

  /** Has what waits in the outbox sent. */
  send(): void {
    this.options.engine().work()
  }

  /** What the status line says may be different now. */
  statusChanged(): void {
    this.options.statusChanged()
  }

  /** No timer runs on, and nothing is published any more. */
  leave(): void {
    this.closed = true
    if (this.dayCheck) clearInterval(this.dayCheck)
  }

  async close(): Promise<void> {
    if (this.opened) this.guard.keepSeen(this.opened.cache)
    await this.closeCache()
  }

  viewer() {
    const { actor } = this.person
    const track = actor && trackOf(actor)
    const side: QueueViewer['side'] =
      track === 'WORK' ? 'REGION' : track === 'RESIDENCE' ? 'DVZ' : null
    const { colleagues } = this.person.view()
    return { actorId: actor?.id ?? null, colleagues, today: this.today, side }
  }

  /**
   * Opens the cache when there is one; a damaged one is set aside, for the next fill to replace. Throws
   * when it cannot be opened and may not be replaced.
   */
  openIfThere(confirmed = false): void {
    this.guard.gone()
    if (!cacheExists(this.location.file)) return
    try {
      const cache = openCache(this.location)
      if (!this.isAllowed(cache)) return cache.close()
      this.guard.opened(cache, confirmed)
      if (this.guard.locks(cache)) return cache.close()
      const columns = loadQueueColumns(cache.queue, this.viewer())
      this.opened = {
        cache,
        columns,
        analysis: this.analysisOf(cache),
        links: this.linksOf(cache),
        coverage: new CoverageRows(cache, () => this.today),
      }
      columns.update(cache.beginDay(this.today).queue)
      this.prepareQueue(this.opened)
    } catch (error) {
      if (asTandemError(error).code !== 'CACHE_DAMAGED') throw error
      this.setAside(error)
    }
  }

  /** True when the cache was filled for the role and region that the person has now. */
  private isAllowed(cache: Cache): boolean {
    const { actor } = this.person
    const filledFor = cache.state().actor
    return (
      actor?.id === filledFor.id &&
      actor.role === filledFor.role &&
      actor.region === filledFor.region
    )
  }

  /**
   * Closes a cache of other rights, or of another view than the gateway gives now; its file waits, closed,
   * for the fill that takes its place, also when that takes another start of the program.
   */
  async closeUnlessAllowed({ view }: Pick<Me, 'view'>): Promise<void> {
    if (!this.opened) return
    const { cache } = this.opened
    if (this.isAllowed(cache)) {
      if (cache.state().view === view) return
      this.guard.refuse(cache)
      this.guard.locks(cache)
    }
    await this.closeCache()
    this.publishAll()
    this.statusChanged()
  }

  /** One slice per turn, so that the first sort by a text finds its order ready. */
  prepareQueue(opened: Opened): void {
    const slices = opened.columns.prepare()
    const next = () => {
      if (this.opened !== opened) return
      try {
        if (this.guarded(opened, () => slices.next()).done) return
      } catch (error) {
        return this.log('warn', 'queue.prepare', errorFields(error))
      }
      setTimeout(next, PREPARE_PAUSE_MS).unref()
    }
    setTimeout(next, PREPARE_PAUSE_MS).unref()
  }

  loadColumns(opened: Opened): void {
    opened.columns = loadQueueColumns(opened.cache.queue, this.viewer())
  }

  /** Findings were stored of which nothing is known: what is kept beside the cache is read anew. */
  private reload(opened: Opened): void {
    this.loadColumns(opened)
    this.prepareQueue(opened)
    this.publishAll()
  }

  private linksOf(cache: Cache): Links {
    return new Links({
      cache,
      location: this.location,
      log: this.log,
      changed: (changed) => {
        if (this.opened?.cache === cache) this.announce(changed)
      },
      proposed: (count) => {
        this.log('info', 'links.proposed', { count })
        if (this.opened?.cache !== cache || !this.mayJudgeLinks()) return
        this.newLinks += count
        this.statusChanged()
      },
      damaged: (error) => {
        if (this.opened?.cache === cache) this.noticeDamage(this.opened, error)
      },
    })
  }

  private analysisOf(cache: Cache): Analysis {
    return new Analysis({
      cache,
      location: this.location,
      today: () => this.today,
      threads: Math.min(PASS_THREADS, availableParallelism()),
      log: this.log,
      linked: async () => this.opened?.links.settled(),
      changed: (changed) => this.tell(changed),
      progress: (pass) => this.setProgress(pass ? { ...pass, phase: 'FINDINGS' } : null),
      untold: () => {
        if (this.opened?.cache === cache) this.reload(this.opened)
      },
      damaged: (error) => {
        if (this.opened?.cache === cache) this.noticeDamage(this.opened, error)
      },
    })
  }

  /** Closes it, after an earlier one that is being closed still. */
  closeCache(): Promise<void> {
    const { opened } = this
    this.opened = null
    const { pulling } = this
    pulling?.stop()
    const close = async () => {
      // A long pull and the worker of a full pass write and read with handles of their own.
      await pulling?.gone
      await opened?.analysis.close()
      await opened?.links.close()
      opened?.cache.close()
    }
    this.closing = this.closing.then(close, close)
    return this.closing
  }

  private setAside(error: unknown): void {
    this.damage = errorValue(error)
    const { rescued, lost } = setAsideDamaged(this.location)
    this.log('error', 'cache.damaged', { rescued, lost })
  }

  /** The cache broke while it was open: close it, set it aside and let the engine fill anew. */
  private async replaceDamaged(error: unknown): Promise<void> {
    await this.closeCache()
    this.setAside(error)
    this.statusChanged()
    this.options.engine().retry()
  }

  /** A read; before the first fill is in, `none` stands for everything. */
  read<T>(run: (opened: Opened) => T, none: T): T {
    this.refuseWhenLocked()
    return this.inCache(run, none)
  }

  page<T>(run: (sources: Opened & { today: LocalDate }) => T): T {
    this.refuseWhenLocked()
    if (!this.opened) throw new TandemError('NOT_FOUND')
    return this.guarded(this.opened, (opened) => run({ ...opened, today: this.today }))
  }

  /** Without a cache, `none`. For the desk itself: whoever asks for a person uses `read`. */
  inCache<T>(run: (opened: Opened) => T, none: T): T {
    return this.opened ? this.guarded(this.opened, run) : none
  }

  write<T>(run: (opened: Opened) => T): T {
    if (!this.opened) throw this.guard.refusal ?? new TandemError('NOT_FOUND')
    return this.guarded(this.opened, run)
  }

  guarded<T>(opened: Opened, run: (opened: Opened) => T): T {
    try {
      return run(opened)
    } catch (error) {
      const known = asTandemError(error)
      this.noticeDamage(opened, known)
      throw known
    }
  }

  noticeDamage(opened: Opened, error: TandemError): void {
    if (error.code !== 'CACHE_DAMAGED' || this.opened !== opened) return
    this.replaceDamaged(error).catch((cause: unknown) => {
      this.log('error', 'cache.aside', { code: asTandemError(cause).code })
    })
  }

  /** Throws OFFLINE_TOO_LONG, CLOCK_SET_BACK or VIEW_CHANGED while the gateway has to confirm the rights first. */
  refuseWhenLocked(): void {
    const due = this.opened && this.guarded(this.opened, ({ cache }) => this.guard.locks(cache))
    if (due) this.lock()
    if (this.guard.refusal) throw this.guard.refusal
  }

  /** Tells what changed and has the findings of the persons concerned computed anew. */
  announce(changed: Changed, numbers?: readonly QueueNumbers[]): void {
    this.tell(changed, numbers)
    // Before the findings, which wait for the links where there are many.
    if (changed.kinds.some((kind) => RELINKED.has(kind))) this.opened?.links.touched()
    this.opened?.analysis.touched(changed)
    if (changed.kinds.some((kind) => JUDGED_BY.has(kind))) this.opened?.analysis.rulesChanged()
  }

  /** Renews what is kept beside the cache and tells the windows. */
  tell({ kinds, ids, queue }: Changed, numbers?: readonly QueueNumbers[]): void {
    if (!this.opened || kinds.length === 0) return
    this.opened.coverage.forget()
    this.opened.columns.update(queue, numbers)
    this.publish({
      type: 'changed',
      kinds,
      ids: ids.length > ANNOUNCED_IDS_MAX ? null : ids,
    })
  }

  /** Whatever a window shows may be different now. */
  publishAll(): void {
    const kinds = [...RECORD_KINDS, 'finding' as const]
    this.publish({ type: 'changed', kinds, ids: null })
  }

  setProgress(fill: FillProgress | null): void {
    this.progress = fill
    this.statusChanged()
  }

  /** The file is closed with all that waits in it; the engine goes on asking the gateway. */
  private lock(): void {
    this.log('warn', 'desk.locked', { code: this.guard.refusal?.code ?? null })
    this.closeCache().catch((error: unknown) => {
      this.log('error', 'desk.close', errorFields(error))
    })
    this.options.engine().recheck()
    this.publishAll()
    this.statusChanged()
  }

  async unlock(confirmed: boolean): Promise<void> {
    await this.closing.catch(() => {})
    // A fill puts another file in its place and opens that.
    if (this.closed || !this.guard.locked || this.options.engine().state === 'FILLING') return
    this.openIfThere(confirmed)
    this.publishAll()
    this.statusChanged()
    this.begin()
  }

  /** Locks in time, warns before, opens again when a clock was put right. */
  checkOffline(): void {
    try {
      this.read(({ cache }) => this.guard.keepNowAndThen(cache), undefined)
    } catch (error) {
      const known = asTandemError(error)
      if (known !== this.guard.refusal) this.log('warn', 'desk.offline', errorFields(known))
    }
    const { state } = this.guard.view().offline
    if (state !== this.toldOffline) this.statusChanged()
    this.toldOffline = state
    if (!this.guard.mayOpen()) return
    this.unlock(false).catch((error: unknown) => {
      this.log('error', 'desk.failed', errorFields(error))
    })
  }

  private checkDay(): void {
    const today = brusselsToday(this.clock())
    if (today === this.today) return
    this.today = today
    this.opened?.columns.setViewer(this.viewer())
    if (this.opened) this.tell(this.write(({ cache }) => cache.beginDay(today)))
    // What ran out of what is watched stands in the counts.
    this.statusChanged()
    this.options.newDay()
    this.publish({ type: 'changed', kinds: ['dossier'], ids: null })
    this.begin()
  }

  /** Who works here. Throws NOT_SIGNED_IN when nobody does. */
  get actor(): Actor {
    const { actor } = this.person
    if (!actor) throw new TandemError('NOT_SIGNED_IN')
    return actor
  }

  now(): string {
    return this.clock().toISOString()
  }

  mayJudgeLinks(): boolean {
    const { actor } = this.person
    return actor !== null && mayRun(actor, 'judgeLink')
  }
}
