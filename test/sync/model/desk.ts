/**
 * A desk as a process that can be killed: a real cache in a folder, the real engine and the real
 * client of the gateway. Killed, it leaves its files as they are; the next life begins with them.
 */
import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { brusselsToday } from '../../../domain/calendar/local-date.ts'
import { purposesOf } from '../../../domain/access/purposes.ts'
import { legalBasisOn } from '../../../domain/reference/legal-bases.ts'
import type { AccessNote } from '../../../domain/contract/access.ts'
import type { Actor } from '../../../domain/contract/actor.ts'
import { type ErrorCode, TandemError } from '../../../domain/contract/errors.ts'
import type {
  ChangePage,
  CommandAnswers,
  CommandBatch,
  Me,
  WireCommand,
} from '../../../domain/contract/sync.ts'
import { contentOf } from '../../../domain/commands/index.ts'
import type { Decided } from '../../../domain/contract/conflict.ts'
import type { CommandResult, SentAgain, TakenBack } from '../../../domain/contract/workbench.ts'
import {
  type AccessRef,
  type Cache,
  cacheExists,
  type CacheFill,
  type CacheLocation,
  type Content,
  openCache,
} from '../../../db/index.ts'
import { SyncEngine, type SyncTarget } from '../../../host/sync/engine.ts'
import { fillPages } from '../../../host/sync/fill-pages.ts'
import {
  type AccessClient,
  type DocumentClient,
  gatewayClient,
  type GatewayClient,
} from '../../../host/sync/gateway-client.ts'
import { pushContents } from '../../../host/sync/push-contents.ts'
import { AccessPush, type AccessSource } from '../../../host/sync/push-access.ts'
import { bytesOf } from './contents.ts'
import { NOW } from './gateways.ts'
import { Killed, point, type Watcher, type Work, watched } from './commit-points.ts'
import { Line } from './line.ts'
import { VirtualTimers } from './timers.ts'
import { TODAY } from './world.ts'

const URL_OF_GATEWAY = 'http://127.0.0.1'
/** Batches and slices so small that a run has several. */
const LIMITS = { pushBatch: 3, sliceChanges: 2 }
/** The clock of every desk stands still here, and what can be taken back waits until then. */
const CLOCK = `${TODAY}T09:00:00.000Z`
const WAITS_UNTIL = `${TODAY}T09:00:05.000Z`
const RESTING: readonly string[] = ['UP_TO_DATE', 'OFFLINE', 'BLOCKED']

/** A command with its arguments. */
export interface Call {
  name: string
  args: unknown
}

export interface LifeOptions {
  folder: string
  key: Buffer
  token(): Promise<string>
  /** Told each commit point; throws Killed when the process ends there. */
  passed: Watcher
  /** Told what no desk should do. Throwing would not do: the engine lives with errors. */
  complain(words: string): void
  /** Told which acts stepped behind others: their new numbers by the old ones. */
  stepped(numbers: ReadonlyMap<number, number>): void
}

/** One process. After its death it does nothing any more. */
export class Life implements SyncTarget {
  readonly line: Line
  readonly timers = new VirtualTimers()
  readonly engine: SyncEngine
  readonly #options: LifeOptions
  readonly #location: CacheLocation
  readonly #client: GatewayClient & AccessClient & DocumentClient
  #cache: Cache | null = null
  #filling: CacheFill | null = null
  #moves = 0
  dead = false

  constructor(options: LifeOptions) {
    this.#options = options
    this.line = new Line(options.complain)
    this.#location = { file: join(options.folder, 'cache.db'), key: options.key }
    const way = { fetch: this.line.fetch as typeof fetch, timers: this.timers }
    this.#client = gatewayClient(URL_OF_GATEWAY, { token: () => options.token() }, way)
    const log = new AccessPush({
      source: this.#accessSource(),
      client: this.#client,
      now: () => NOW,
      timers: this.timers,
      random: () => 0.5,
    })
    this.engine = new SyncEngine({
      client: { ...this.#client, commands: (batch, signal) => this.#push(batch, signal) },
      target: this,
      log: () => {},
      pushLog: (signal) => log.push(signal),
      changed: () => {
        this.#moves += 1
      },
      random: () => 0.5,
      timers: this.timers,
      limits: LIMITS,
    })
    mkdirSync(options.folder, { recursive: true })
    if (cacheExists(this.#location.file)) this.#cache = openCache(this.#location)
  }

  get cache(): Cache | null {
    return this.#cache
  }

  get location(): CacheLocation {
    return this.#location
  }

  /** Counts whatever the process does, to see whether it still does something. */
  get moves(): number {
    return this.#moves + this.line.moves
  }

  /** True when nothing happens until the line answers or time passes. */
  get waits(): boolean {
    if (this.line.held) return true
    return RESTING.includes(this.engine.state) && this.timers.waiting
  }

  /** Copies the files as a process leaves them that is killed now, and does nothing any more. */
  die(copy: string): void {
    cpSync(this.#options.folder, copy, { recursive: true })
    this.dead = true
  }

  /** Ends what is left of a dead or a living process. */
  async end(): Promise<void> {
    this.dead = true
    this.line.close()
    await this.engine.stop()
    this.#filling?.close()
    this.#cache?.close()
    rmSync(this.#options.folder, { recursive: true, force: true })
  }

  #write<T>(work: Work, run: () => T): T {
    if (this.dead) throw new Killed(`${work} BEFORE`)
    this.#moves += 1
    return watched({ work, watcher: this.#options.passed }, run)
  }

  get #open(): Cache {
    if (this.#cache) return this.#cache
    if (!this.dead) this.#options.complain('works on a cache that is not there')
    throw new TandemError('CACHE_DAMAGED')
  }

  // ---------------------------------------------------------------- what the officer does

  /** Null: there is no cache yet to act on. `waits`: it can be taken back for a moment. */
  act({ name, args }: Call, at: string, waits: boolean): CommandResult | null {
    const cache = this.#cache
    if (!cache) return null
    const context = { ...this.#context(cache, at), heldUntil: waits ? WAITS_UNTIL : null }
    const content = contentWith(name, args)
    const { result } = this.#write('ACT', () =>
      cache.queueCommand({ name, args }, context, content),
    )
    if (result.outcome === 'QUEUED') this.engine.work()
    return result
  }

  /** Several at once, as a bulk act gives them; null: there is no cache yet to act on. */
  actMany(calls: readonly Call[], at: string): CommandResult[] | null {
    const cache = this.#cache
    if (!cache) return null
    const named = calls.map(({ name, args }) => ({ name, args }))
    const context = this.#context(cache, at)
    const { results } = this.#write('ACT', () => cache.queueCommands(named, context))
    this.engine.work()
    return results
  }

  /** The last act that waits to be taken back; null: none does. */
  get waiting(): number | null {
    return this.#cache?.outboxCounts().held?.n ?? null
  }

  takeBack(n: number): TakenBack {
    const { result } = this.#write('ACT', () => this.#open.takeBack(n, CLOCK))
    this.engine.work()
    return result
  }

  /** The moment is over in which an act can be taken back. */
  release(): void {
    if (this.waiting === null) return
    this.#write('ACT', () => this.#open.releaseHeld())
    this.engine.work()
  }

  sendAgain(refused: { n: number; decided: Decided }, at: string): SentAgain {
    const context = this.#context(this.#open, at)
    const { result } = this.#write('ACT', () => this.#open.sendAgain(refused, context))
    this.engine.work()
    return result
  }

  #context(cache: Cache, at: string) {
    const { actor, colleagues } = cache.state()
    return { actor, at, today: brusselsToday(new Date(at)), colleagues }
  }

  /** The entry of a look; null: there is no cache yet to look into. */
  look(id: string): AccessRef | null {
    const cache = this.#cache
    if (!cache) return null
    const { role, region } = cache.state().actor
    const note: AccessNote = {
      at: `${TODAY}T08:00:00.000Z`,
      role,
      region,
      action: 'VIEW',
      subject: { kind: 'dossier', id },
      dossierId: id,
      purpose: purposesOf(role)[0],
      legalBasis: legalBasisOn({ role, region }, purposesOf(role)[0], TODAY)!.code,
      reason: null,
      fields: ['NAME'],
      sources: ['PLATFORM'],
      count: 1,
      persons: ['p1'],
    }
    const ref = this.#write('LOOK', () => cache.noteAccess(note))
    this.engine.work()
    return ref
  }

  /** As in host/desk.ts: what acts put on dossiers goes before them. */
  async #push(batch: CommandBatch, signal?: AbortSignal): Promise<CommandAnswers> {
    const source = {
      contentToSend: (hash: string) => this.#cache?.contentToSend(hash) ?? null,
      contentSent: (hash: string) => this.#write('CONTENT', () => this.#cache?.contentSent(hash)),
      goesOut: (last: number) => this.#write('ANSWERS', () => this.#cache?.goesOut(last)),
    }
    const commands = await pushContents(source, this.#client, batch, signal)
    return this.#client.commands({ ...batch, commands }, signal)
  }

  #accessSource(): AccessSource {
    return {
      nextAccess: (limit) => this.#write('LOG', () => this.#open.nextAccess(limit)),
      accessTaken: (name, last) => this.#write('LOG', () => this.#open.accessTaken(name, last)),
      renameAccess: (name) => {
        this.#options.complain('gives its entries another name although nobody took it')
        this.#write('LOG', () => this.#open.renameAccess(name))
      },
      setAsideAccess: (ref, code) => {
        this.#options.complain(`sets an entry aside as ${code} although the gateway takes it`)
        this.#write('LOG', () => this.#open.setAsideAccess(ref, code))
      },
    }
  }

  // ---------------------------------------------------------------- what the engine asks

  held(): ReturnType<SyncTarget['held']> {
    if (!this.#cache) return null
    const { gatewayId, view, clientId, cursor, mark } = this.#cache.state()
    return { gatewayId, view, clientId, cursor, mark }
  }

  takeOver(me: Me): Promise<void> {
    if (this.#cache) this.#write('ME', () => this.#open.setMe(me))
    return Promise.resolve()
  }

  async fill(me: Me): Promise<void> {
    // As in host/desk.ts: what the person may no longer see is closed before the new comes.
    if (this.#cache && !sameRights(this.#cache.state().actor, me.actor)) this.#close()
    try {
      const fill = await this.#pages(me)
      this.#filling = fill
      this.#write('FILL_INDEX', () =>
        fill.index((share) => point(share === 1 ? 'AFTER' : 'BEFORE')),
      )
      this.#close()
      this.#write('FILL_END', () => fill.finish({ acceptDeletions: true }))
      this.#filling = null
    } finally {
      this.#filling?.close()
      this.#filling = null
      if (!this.dead && !this.#cache) this.#reopen(me)
    }
  }

  /** A fill that failed leaves the old cache in place; it is used when it is still allowed. */
  #reopen(me: Me): void {
    if (!cacheExists(this.#location.file)) return
    const cache = openCache(this.#location)
    if (sameRights(cache.state().actor, me.actor)) this.#cache = cache
    else cache.close()
  }

  /** What writes after an answer of the gateway is watched too. */
  #pages(me: Me): Promise<CacheFill> {
    const watch = { work: 'FILL_START' as Work, watcher: this.#options.passed }
    const stored = () => {
      watch.work = 'FILL_PAGE'
    }
    const client = this.#client
    return watched(watch, () =>
      fillPages({ client, location: this.#location, fillFor: me, stored }),
    )
  }

  #close(): void {
    this.#cache?.close()
    this.#cache = null
  }

  nextCommands(limit: number): WireCommand[] {
    return this.#cache?.nextCommands(limit, CLOCK) ?? []
  }

  recordAnswers(answers: CommandAnswers): void {
    this.#write('ANSWERS', () => this.#open.recordAnswers(answers))
  }

  withdraw(n: number, code: ErrorCode): void {
    this.#options.complain(`gives command ${n} up although the gateway takes it`)
    this.#write('ACT', () => this.#open.withdrawCommand(n, code))
  }

  stepAside(n: number): boolean {
    let after: Aside | undefined
    try {
      after = this.#write('ACT', () => this.#open.stepAside(n))
      return after.numbers.size > 0
    } catch (error) {
      if (error instanceof Killed) after = error.value as Aside | undefined
      throw error
    } finally {
      if (after) this.#options.stepped(after.numbers)
    }
  }

  renumber(): void {
    this.#options.complain('gives its commands new numbers although nobody took its name')
    this.#write('ACT', () => this.#open.renumberOutbox())
  }

  judge(page: ChangePage): void {
    if (this.dead) throw new Killed('PAGE BEFORE')
    this.#open.judgeDeletions(page.changes)
  }

  applyPage(page: ChangePage): void {
    const { forgotten } = this.#write('PAGE', () => this.#open.applyPage(page))
    if (forgotten) this.#open.tryClearLog()
  }

  inStep(): void {
    this.#write('IN_STEP', () => {
      point('BEFORE')
      this.#open.setUpToDateAt(`${TODAY}T12:00:00.000Z`)
      point('AFTER')
    })
  }
}

type Aside = ReturnType<Cache['stepAside']>

/** The bytes that an act comes with. */
function contentWith(name: string, args: unknown): Content | undefined {
  const named = contentOf(name, args)
  const bytes = named && bytesOf(named.hash)
  if (!bytes) return undefined
  const { dossierId } = args as { dossierId: string }
  return { dossierId, hash: named.hash, bytes, usedAt: `${TODAY}T08:00:00.000Z` }
}

function sameRights(a: Actor, b: Actor): boolean {
  return a.id === b.id && a.role === b.role && a.region === b.region
}
