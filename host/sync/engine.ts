/**
 * Keeps one desk in step with the gateway: does what the state of machine.ts says, one step at a
 * time, and turns what happens into events. All waiting is bounded and ends at `stop`.
 */
import { randomUUID } from 'node:crypto'
import { type ErrorCode, TandemError } from '../../domain/contract/errors.ts'
import {
  type ChangePage,
  type CommandAnswers,
  type Hint,
  type Me,
  type OpenedThere,
  type WireCommand,
} from '../../domain/contract/sync.ts'
import type { ErrorValue } from '../../domain/contract/workbench.ts'
import { asTandemError, errorValue } from '../errors.ts'
import { errorFields, type Log } from '../log.ts'
import { Backoff } from './backoff.ts'
import type { GatewayClient } from './gateway-client.ts'
import { follows } from './page-check.ts'
import { slicesOf } from './slices.ts'
import { eventOfError, type SyncEvent, type SyncState, TRANSITIONS } from './machine.ts'
import { CLOCK_TIMERS, type Timers } from './timers.ts'
import { isOfOne, keptCode, Tries } from './tries.ts'

/** What a cache holds and how far; `mark`: of the change at its cursor, null while it is not known. */
export interface Held {
  gatewayId: string
  view: string
  clientId: string
  cursor: number
  mark: string | null
}

/** What the engine moves records in and out of: a desk. Each method is one step, or throws. */
export interface SyncTarget {
  /** What the cache holds; null when there is none yet. */
  held(): Held | null
  /** Takes over the person and colleagues as the gateway knows them. */
  takeOver(me: Me): Promise<void>
  /** Builds a new cache for this person and gateway and opens it. */
  fill(me: Me, signal: AbortSignal): Promise<void>
  nextCommands(limit: number): WireCommand[]
  recordAnswers(answers: CommandAnswers): void
  /** The gateway will never take this command: its words are kept, its number is used up. */
  withdraw(n: number, code: ErrorCode): void
  /** The first command that waits steps behind all others with what hangs on it. False: nothing else can go. */
  stepAside(n: number): boolean
  /** What waits goes out under a new client id, numbered anew. */
  renumber(): void
  /** Throws SYNC_FUSE when the whole page would delete too much and nobody accepted that. */
  judge(page: ChangePage): void
  applyPage(page: ChangePage): void
  /**
   * Pulls to the end of the feed on another thread, beginning with a page that was fetched already.
   * False: the pages are of other data or rights. Absent: every page is applied here.
   */
  pullMany?(many: PullMany, signal: AbortSignal): Promise<boolean>
  /** The cache equals the gateway now. */
  inStep(): void
}

export interface PullMany {
  clientId: string
  first: ChangePage | null
  /** Changes of one transaction. */
  sliceChanges: number
}

export interface EngineOptions {
  client: GatewayClient
  target: SyncTarget
  log: Log
  /** Sends what goes beside commands; a throw means that the gateway cannot be reached. */
  pushLog?: (signal: AbortSignal) => Promise<void>
  /** Hears which dossiers stand open on other desks, for as long as the hint stream does. */
  opened?: { live(stream: string): void; heard(there: OpenedThere): void; lost(): void }
  /** Called after every change of `state` or `error`. */
  changed(): void
  random?: () => number
  timers?: Timers
  limits?: Partial<EngineLimits>
}

/** How much is done in one piece. */
export interface EngineLimits {
  /** Commands of one push; halved for as long as the gateway finds it too large. */
  pushBatch: number
  /** Changes applied in one transaction, unless one transaction of the gateway is larger. */
  sliceChanges: number
  /** More changes than this, or as many transactions behind, are pulled on another thread. */
  manyChanges: number
  /** Changes of one transaction there: an act of the person waits for one at most. */
  manySliceChanges: number
}

const DEFAULT_LIMITS: EngineLimits = {
  pushBatch: 100,
  sliceChanges: 250,
  manyChanges: 500,
  manySliceChanges: 500,
}
/**
 * Batches of one exchange, and the time in milliseconds after which one that was taken is the last: what comes back
 * is pulled in one go, but what others did must not wait for a long line of ours.
 */
const PUSH_BATCHES = 100
const PUSH_MS = 10_000
/** Time between two looks at the gateway, in milliseconds: with hints, without, and when blocked. */
const POLL_MS = { hints: 60_000, none: 10_000, blocked: 60_000 } as const
/** It is over by itself, later, and keeps nothing but the act with its content: all other work goes on. */
const WAITS_ALONE: readonly string[] = ['UPLOADS_USED_UP']
/** The gateway knows this client id otherwise: as another person's, or with other commands. */
const NAME_REFUSED: readonly string[] = ['COMMAND_OUT_OF_ORDER', 'FORBIDDEN']

export class SyncEngine {
  private readonly options: EngineOptions
  private readonly backoff: Backoff
  private readonly timers: Timers
  private readonly limits: EngineLimits
  private readonly stopping = new AbortController()
  /** Last head that the gateway told. */
  private head = 0
  private current: SyncState = 'CONNECTING'
  private reason: ErrorValue | null = null
  private me: Me | null = null
  /** What the gateway said about the person may have changed: ask before going on. */
  private mayBeAnother = false
  /** Another gateway's data that a person expects here. */
  private expectedGateway: string | null = null
  /** Commands of the next push; after one that the gateway did not take, half as many and then more again. */
  private pushSize: number
  /** Of the command that does not go through by itself. */
  private readonly tries = new Tries()
  private hinted = false
  private listening = false
  private running: Promise<void> | null = null
  private readonly asked = new Set<'WORK' | 'RETRY'>()
  private wake: (() => void) | null = null

  constructor(options: EngineOptions) {
    this.options = options
    this.backoff = new Backoff(options.random)
    this.timers = options.timers ?? CLOCK_TIMERS
    this.limits = { ...DEFAULT_LIMITS, ...options.limits }
    this.pushSize = this.limits.pushBatch
  }

  get state(): SyncState {
    return this.current
  }
  get error(): ErrorValue | null {
    return this.reason
  }

  start(): void {
    this.running ??= this.run()
  }

  /** There may be something to send or to pull. */
  work(): void {
    this.ask('WORK')
  }

  /** What the gateway says of the person's rights is wanted anew, now. */
  recheck(): void {
    this.mayBeAnother = true
    this.ask('WORK')
    this.ask('RETRY')
  }

  /** A person asks to try now. */
  retry(): void {
    this.ask('RETRY')
  }

  /** A person expected that the gateway has other data now: follow it. */
  expectGateway(): void {
    this.expectedGateway = this.me?.gatewayId ?? null
  }

  async stop(): Promise<void> {
    this.enter('STOP', null)
    this.stopping.abort()
    this.wake?.()
    await this.running
  }

  private ask(what: 'WORK' | 'RETRY'): void {
    this.asked.add(what)
    this.wake?.()
  }

  private async run(): Promise<void> {
    while (this.current !== 'STOPPED') {
      try {
        await this.step()
      } catch (error) {
        this.failed(error)
      }
    }
  }

  private step(): Promise<void> {
    switch (this.current) {
      case 'CONNECTING':
        return this.connect()
      case 'FILLING':
        return this.fill()
      case 'SYNCING':
        return this.exchange()
      case 'UP_TO_DATE':
        return this.rest('WORK', this.hinted ? POLL_MS.hints : POLL_MS.none, ['WORK', 'RETRY'])
      case 'OFFLINE':
        return this.rest('RETRY', this.backoff.next(), ['RETRY'])
      case 'BLOCKED':
        return this.rest('RETRY', POLL_MS.blocked, ['RETRY'])
      case 'STOPPED':
        return Promise.resolve()
    }
  }

  private enter(event: SyncEvent, reason: ErrorValue | null): void {
    const next = TRANSITIONS[this.current][event]
    const same = next === this.current && JSON.stringify(reason) === JSON.stringify(this.reason)
    this.current = next
    this.reason = reason
    if (!same) this.options.changed()
  }

  private failed(error: unknown): void {
    if (this.current === 'STOPPED') return
    const known = asTandemError(error)
    this.options.log('warn', 'sync.failed', {
      state: `sync.${this.current.toLowerCase()}`,
      ...errorFields(known),
    })
    this.enter(eventOfError(known.code), errorValue(known))
  }

  private async connect(): Promise<void> {
    this.enter(await this.meet(), null)
  }

  /** Asks the gateway who it is and what the person may see now, and compares it with the cache. */
  private async meet(): Promise<'CONNECTED' | 'CONNECTED_EMPTY'> {
    const { client, target } = this.options
    const held = target.held()
    const me = await client.me(this.stopping.signal, held?.cursor)
    this.me = me
    this.head = me.head
    this.mayBeAnother = false
    if (!held) return 'CONNECTED_EMPTY'
    // Restored from a backup that nobody told, the same data go on otherwise under the same numbers.
    const isOtherHistory = held.mark !== null && me.mark !== undefined && held.mark !== me.mark
    if (held.gatewayId !== me.gatewayId || (isOtherHistory && me.head >= held.cursor)) {
      if (me.gatewayId !== this.expectedGateway) throw new TandemError('GATEWAY_CHANGED')
      return 'CONNECTED_EMPTY'
    }
    // The same gateway with less than we have seen has lost its records: never follow it there, whatever
    // the person may see of them.
    if (me.head < held.cursor) throw new TandemError('GATEWAY_EMPTY')
    if (held.view !== me.view) return 'CONNECTED_EMPTY'
    await target.takeOver(me)
    return 'CONNECTED'
  }

  private async fill(): Promise<void> {
    if (!this.me) return this.connect()
    await this.options.target.fill(this.me, this.stopping.signal)
    this.expectedGateway = null
    await this.options.target.takeOver(this.me)
    this.enter('FILLED', null)
  }

  private async exchange(): Promise<void> {
    this.asked.delete('WORK')
    // The cache may have broken under a window's read.
    if (!this.options.target.held()) return this.enter('CONNECTED_EMPTY', null)
    if (this.mayBeAnother && (await this.meet()) === 'CONNECTED_EMPTY') {
      return this.enter('CONNECTED_EMPTY', null)
    }
    this.listen()
    const refusal = await this.push()
    if (!(await this.pullOrFuse())) {
      if ((await this.meet()) === 'CONNECTED_EMPTY') return this.enter('CONNECTED_EMPTY', null)
      if (!(await this.pullOrFuse())) throw new TandemError('GATEWAY_BAD_ANSWER')
    }
    const waits = refusal !== null && WAITS_ALONE.includes(refusal.code)
    const isStuck = refusal !== null && !waits && !this.givesUp(refusal.code)
    await this.options.pushLog?.(this.stopping.signal)
    if (isStuck) throw refusal
    this.options.target.inStep()
    if (!refusal) this.backoff.reset()
    const isLeft = !waits && this.options.target.nextCommands(1).length > 0
    const isMore = this.asked.has('WORK') || isLeft
    this.enter(isMore ? 'WORK' : 'IN_STEP', null)
  }

  /**
   * Sends what waits, or the first of it, in number order. A repeat is harmless: the gateway knows the numbers. What the
   * gateway refuses is returned: changes are pulled all the same.
   */
  private async push(): Promise<TandemError | null> {
    this.pushSize = Math.min(this.pushSize * 2, this.limits.pushBatch)
    const waiting = this.options.target.nextCommands(this.limits.pushBatch).length
    let aside: TandemError[] = []
    const end = this.timers.now() + PUSH_MS
    for (let sent = 0; sent < PUSH_BATCHES; sent += 1) {
      try {
        if (!(await this.pushBatch(this.pushSize))) return null
        aside = []
        if (this.timers.now() >= end) break
      } catch (error) {
        const known = asTandemError(error)
        // A content that does not come through says little of the line for what is small.
        const isContent = known.details['part'] === 'content'
        if (isContent && aside.length < waiting && this.stepAside(known.code)) {
          aside.push(known)
          continue
        }
        if (isOfOne(known.code)) {
          if (!this.sendFewer()) return known
        } else if (eventOfError(known.code) === 'UNREACHABLE' && !isContent) {
          throw known
        } else {
          return known
        }
      }
    }
    // Only contents that wait were found: whoever goes on at once would find no other.
    return aside.find(({ code }) => WAITS_ALONE.includes(code)) ?? null
  }

  /** What waits for a content to come through holds back nothing but what hangs on it. True: others can go. */
  private stepAside(code: ErrorCode): boolean {
    const { target, log } = this.options
    const [first] = target.nextCommands(1)
    const mayPass = eventOfError(code) === 'UNREACHABLE' || WAITS_ALONE.includes(code)
    const isAside = first !== undefined && mayPass && target.stepAside(first.n)
    if (isAside) log('warn', 'sync.steppedAside', { code })
    return isAside
  }

  /** Half as many commands go out next. False: it was one by itself. */
  private sendFewer(): boolean {
    const tried = this.options.target.nextCommands(this.pushSize)
    if (tried.length <= 1) return false
    this.pushSize = tried.length >> 1
    return true
  }

  /**
   * The gateway answers all else, but not the first command that waits. However often it is tried, it would
   * stop all that follows it: its words are kept. False: it is tried again.
   */
  private givesUp(code: ErrorCode): boolean {
    const { target, log } = this.options
    const [first] = target.nextCommands(1)
    if (!first || !isOfOne(code) || !this.tries.isEnough(String(first.n), code)) return false
    target.withdraw(first.n, keptCode(code))
    log('error', 'sync.withdrawn', { code })
    this.pushSize = this.limits.pushBatch
    return true
  }

  /** False: nothing waits. */
  private async pushBatch(size: number): Promise<boolean> {
    const { client, target } = this.options
    if (target.nextCommands(1).length === 0) return false
    const answers = await this.named((name) => {
      const commands = target.nextCommands(size)
      return client
        .commands({ client: name, commands }, this.stopping.signal)
        .then((known) => ({ ...known, first: commands[0]!.n }))
    })
    // Without progress the same batch would go out forever.
    if (answers.last < answers.first) throw new TandemError('GATEWAY_BAD_ANSWER')
    target.recordAnswers(answers)
    return true
  }

  /** Asks under this desk's client id; under a new one when the gateway knows that otherwise. */
  private async named<T>(ask: (clientId: string) => Promise<T>): Promise<T> {
    const { target, log } = this.options
    const clientId = () => {
      const held = target.held()
      if (!held) throw new TandemError('CACHE_DAMAGED')
      return held.clientId
    }
    try {
      return await ask(clientId())
    } catch (error) {
      if (!NAME_REFUSED.includes(asTandemError(error).code)) throw error
      log('warn', 'sync.renumbered', errorFields(error))
    }
    target.renumber()
    return ask(clientId())
  }

  /**
   * Pulls and applies pages until the cursor is at the head. False: the pages are of other data or
   * for other rights than the cache, or there is no cache any more.
   */
  private async pull(): Promise<boolean> {
    const { client, target } = this.options
    for (;;) {
      const held = target.held()
      if (!held) return false
      if (target.pullMany && this.head - held.cursor > this.limits.manyChanges) {
        if (!(await this.pullMany(null))) return false
        this.head = 0
        continue
      }
      const { cursor } = held
      const page = await this.named((name) => client.changes(name, cursor, this.stopping.signal))
      if (!follows(page, held)) return false
      if (target.pullMany && page.changes.length > this.limits.manyChanges) {
        if (!(await this.pullMany(page))) return false
        continue
      }
      target.judge(page)
      await this.apply(page)
      if (page.to >= page.head) return true
    }
  }

  /**
   * As `pull`; what waits of the access log goes out also while a fuse asks a person. The gateway and
   * its data are the known ones there: only deletions are in question. One that lost its records or
   * has others (GATEWAY_EMPTY, GATEWAY_CHANGED) gets nothing: whoever mends it puts another database in
   * its place, and entries that this one took would be gone here and there.
   */
  private async pullOrFuse(): Promise<boolean> {
    try {
      return await this.pull()
    } catch (error) {
      if (asTandemError(error).code === 'SYNC_FUSE') {
        await this.options.pushLog?.(this.stopping.signal)
      }
      throw error
    }
  }

  private pullMany(first: ChangePage | null): Promise<boolean> {
    const sliceChanges = this.limits.manySliceChanges
    return this.named((clientId) =>
      this.options.target.pullMany!({ clientId, first, sliceChanges }, this.stopping.signal),
    )
  }

  /** Applies a page in slices, so that a person who works is never kept waiting. */
  private async apply(page: ChangePage): Promise<void> {
    for (const slice of slicesOf(page, this.limits.sliceChanges)) {
      this.options.target.applyPage(slice)
      await new Promise((resolve) => setImmediate(resolve))
      if (this.current === 'STOPPED') return
    }
  }

  /** Waits until one of `wakers` is asked for or the time is over, then reports `event`. */
  private async rest(
    event: SyncEvent,
    ms: number,
    wakers: readonly ('WORK' | 'RETRY')[],
  ): Promise<void> {
    const deadline = this.timers.now() + ms
    const due = () => wakers.some((waker) => this.asked.has(waker))
    while (!due() && this.current !== 'STOPPED') {
      const left = deadline - this.timers.now()
      if (left <= 0) break
      await this.pause(left)
    }
    for (const waker of wakers) this.asked.delete(waker)
    this.enter(event, event === 'RETRY' ? this.reason : null)
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const callOff = this.timers.after(ms, resolve)
      this.wake = () => {
        callOff()
        resolve()
      }
    })
  }

  /** Keeps a hint stream open as long as the gateway is there. */
  private listen(): void {
    if (this.listening) return
    this.listening = true
    void this.listenWhileConnected().finally(() => {
      this.listening = false
    })
  }

  private hear(hint: Hint): void {
    if ('opened' in hint) return this.options.opened?.heard(hint.opened)
    this.head = hint.head
    if (hint.head > (this.options.target.held()?.cursor ?? 0)) this.work()
  }

  private async listenWhileConnected(): Promise<void> {
    const { client, log, opened } = this.options
    const backoff = new Backoff(this.options.random)
    const { signal } = this.stopping
    while (this.current === 'SYNCING' || this.current === 'UP_TO_DATE') {
      try {
        const stream = randomUUID()
        await client.hints(
          stream,
          (hint) => {
            if (!this.hinted) opened?.live(stream)
            this.hinted = true
            backoff.reset()
            this.hear(hint)
          },
          signal,
        )
      } catch (error) {
        if (!signal.aborted) log('info', 'sync.hints', errorFields(error))
      }
      this.hinted = false
      opened?.lost()
      // The stream ended: look at once whether the gateway is still there. It ends with the token
      // too, and the next token may carry other rights.
      this.mayBeAnother = true
      this.work()
      await new Promise<void>((resolve) => {
        const done = () => {
          callOff()
          signal.removeEventListener('abort', done)
          resolve()
        }
        const callOff = this.timers.after(backoff.next(), done)
        if (signal.aborted) done()
        else signal.addEventListener('abort', done, { once: true })
      })
    }
  }
}
