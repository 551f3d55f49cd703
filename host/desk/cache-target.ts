/** What the sync engine asks of the cache. */
import type { ErrorCode } from '../../domain/contract/errors.ts'
import type { ChangePage, CommandAnswers, Me, WireCommand } from '../../domain/contract/sync.ts'
import { heldOf } from '../offline/guard.ts'
import type { PullMany, SyncTarget } from '../sync/engine.ts'
import { runFill } from '../sync/fill.ts'
import type { DeskCache } from './desk-cache.ts'
import { LongPull } from './long-pull.ts'

/** Time between two moves of the cache's log into its file, in milliseconds. */
const CHECKPOINT_MS = 5 * 60_000

export class CacheTarget implements SyncTarget {
  private readonly desk: DeskCache
  private readonly gatewayUrl: string
  private readonly longPull: LongPull
  private lastCheckpoint = 0
  /** A person expects that much disappears with the next fill. */
  private lossAccepted = false
  /** The last change number that the gateway was heard to have. */
  head: number | null = null

  constructor(desk: DeskCache, gatewayUrl: string) {
    this.desk = desk
    this.gatewayUrl = gatewayUrl
    this.longPull = new LongPull(desk, {
      gatewayUrl,
      moved: (isCleared) => {
        this.lastCheckpoint = isCleared ? desk.clock().getTime() : 0
      },
    })
  }

  held(): ReturnType<SyncTarget['held']> {
    if (this.desk.guard.locked) return this.desk.guard.locked.held
    return this.desk.opened && heldOf(this.desk.opened.cache)
  }

  async takeOver(me: Me): Promise<void> {
    this.head = me.head
    await this.desk.person.takeOver(me)
    if (this.desk.guard.locked) await this.desk.unlock(true)
    if (!this.desk.opened) return
    this.desk.opened.cache.setMe(me)
    this.desk.guard.confirm(this.desk.opened.cache)
    this.desk.opened.columns.setViewer(this.desk.viewer())
  }

  /**
   * Builds a new cache beside the old one, which stays usable until the last moment, unless it holds
   * what the person may no longer see.
   */
  async fill(me: Me, signal: AbortSignal): Promise<void> {
    const { gatewayUrl } = this
    const { location, person, log } = this.desk
    // Who expected another gateway's data did not therefore expect less of it: a restored server
    // may have shrunk.
    const acceptDeletions = this.lossAccepted
    await person.takeOver(me)
    await this.desk.closeUnlessAllowed(me)
    // Whoever is killed as soon as the new cache is in place starts with the gateway's word in it.
    const contact = this.desk.guard.confirmed()
    const work = { ...location, gatewayUrl, fillFor: me, contact, acceptDeletions }
    const start = performance.now()
    let filled = false
    try {
      const rejected = await runFill(
        work,
        {
          tokens: person,
          onProgress: (fill) => this.desk.setProgress(fill),
          onComplete: () => this.desk.closeCache(),
        },
        signal,
      )
      this.desk.damage = null
      this.lossAccepted = false
      filled = true
      log('info', 'sync.filled', { ms: Math.round(performance.now() - start), rejected })
    } finally {
      this.desk.progress = null
      // A fill that failed at the end leaves the old cache in place.
      if (!this.desk.opened && !this.desk.closed) this.desk.openIfThere(filled)
    }
    this.desk.publishAll()
    this.desk.begin()
  }

  nextCommands(limit: number): WireCommand[] {
    return this.desk.opened?.cache.nextCommands(limit, this.desk.now()) ?? []
  }

  recordAnswers(answers: CommandAnswers): void {
    this.desk.write(({ cache }) => cache.recordAnswers(answers))
  }

  withdraw(n: number, code: ErrorCode): void {
    this.desk.announce(this.desk.write(({ cache }) => cache.withdrawCommand(n, code)))
    this.desk.statusChanged()
  }

  stepAside(n: number): boolean {
    const { numbers, changed } = this.desk.write(({ cache }) => cache.stepAside(n))
    this.desk.announce(changed)
    return numbers.size > 0
  }

  renumber(): void {
    this.desk.announce(this.desk.write(({ cache }) => cache.renumberOutbox()))
    this.desk.statusChanged()
  }

  judge(page: ChangePage): void {
    this.head = page.head
    this.desk.write(({ cache }) => cache.judgeDeletions(page.changes))
  }

  applyPage(page: ChangePage): void {
    const changed = this.desk.write(({ cache }) => cache.applyPage(page))
    // What is forgotten must leave the cache's log too.
    if (changed.forgotten) this.lastCheckpoint = 0
    const { count, error } = changed.rejected
    if (error) this.desk.log('error', 'sync.rejected', { count, code: error.code })
    this.desk.announce(changed)
    if (page.settlements.length > 0) this.desk.statusChanged()
  }

  pullMany(many: PullMany, signal: AbortSignal): Promise<boolean> {
    return this.longPull.run(many, signal)
  }

  inStep(): void {
    this.lossAccepted = false
    const now = this.desk.clock()
    this.desk.write(({ cache }) => {
      cache.setUpToDateAt(now.toISOString())
      // Every page said that the rights are these still.
      this.desk.guard.confirm(cache)
      // After a long pull its worker does this.
      if (this.desk.pulling || now.getTime() - this.lastCheckpoint < CHECKPOINT_MS) return
      if (cache.tryClearLog()) this.lastCheckpoint = now.getTime()
    })
  }

  /** A person said that much may disappear. */
  acceptLoss(): void {
    this.lossAccepted = true
    this.desk.inCache(({ cache }) => cache.acceptDeletions(), undefined)
  }
}
