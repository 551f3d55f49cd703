/** A long pull: on another thread, beside the cache that windows read. */
import { TandemError } from '../../domain/contract/errors.ts'
import { joined } from '../changed.ts'
import { asTandemError } from '../errors.ts'
import { errorFields } from '../log.ts'
import type { PullMany } from '../sync/engine.ts'
import { type PullHooks, runPull } from '../sync/pull.ts'
import { newestNumbers, type Slice } from '../sync/pull-pages.ts'
import type { DeskCache, Opened } from './desk-cache.ts'

export interface LongPullOptions {
  gatewayUrl: string
  /** The log of the cache was moved into its file, or could not be. */
  moved(isCleared: boolean): void
}

export class LongPull {
  private readonly desk: DeskCache
  private readonly options: LongPullOptions
  /** Begins and ends of long pulls: who waited for one does not take the next one for it. */
  private pulls = 0
  /** Texts that a long pull moved: their orders are renewed when it is over. */
  private textsMoved = { names: false, texts: false }

  constructor(desk: DeskCache, options: LongPullOptions) {
    this.desk = desk
    this.options = options
  }

  /** As SyncTarget.pullMany. Throws NOT_FOUND without a cache. */
  async run({ clientId, first, sliceChanges }: PullMany, signal: AbortSignal) {
    // The worker of the pull before may still move the log.
    await this.desk.pulling?.gone
    const { opened } = this.desk
    if (!opened) throw new TandemError('NOT_FOUND')
    const { file, key } = this.desk.location
    const { gatewayUrl } = this.options
    const work = { file, key, gatewayUrl, clientId, first, sliceChanges }
    const stop = new AbortController()
    const hooks: PullHooks = {
      tokens: this.desk.person,
      cache: opened.cache,
      onWritten: (slices) => this.takeSlices(slices),
      onTouched: (touched) => opened.analysis.touched(touched),
    }
    const start = performance.now()
    this.pulls += 1
    opened.analysis.pause()
    opened.links.pause()
    opened.cache.tendLog(false)
    const running = runPull(work, hooks, AbortSignal.any([signal, stop.signal]))
    const gone = running.gone.then((isCleared) => this.pullGone(opened, isCleared))
    this.desk.pulling = { stop: () => stop.abort(), gone }
    try {
      const inStep = await running.inStep
      this.desk.log('info', 'sync.pulled', { ms: Math.round(performance.now() - start) })
      return inStep
    } catch (error) {
      // Closed meanwhile: there is no cache to go on with.
      if (this.desk.opened !== opened) return false
      const known = asTandemError(error)
      this.desk.noticeDamage(opened, known)
      // A thread that died has not told its last words.
      if (known.code === 'INTERNAL') this.desk.loadColumns(opened)
      throw known
    } finally {
      if (this.desk.opened === opened) this.afterPull(opened, gone)
    }
  }

  /** The worker of a long pull is gone; when its log is not moved, the desk does it at the next look. */
  private pullGone(opened: Opened, isCleared: boolean): void {
    this.desk.pulling = null
    this.desk.log('info', 'sync.moved', { moved: isCleared })
    if (this.desk.opened !== opened) return
    opened.cache.tendLog(true)
    this.options.moved(isCleared)
  }

  /** What a long pull wrote since the last time; texts are put in order when it is over. */
  private takeSlices(slices: readonly Slice[]): void {
    const nobody = { persons: [], enterprises: [] }
    const all = joined(slices.map(({ changed }) => ({ ...changed, ...nobody })))
    for (const { rejected, error } of slices) {
      if (error) this.desk.log('error', 'sync.rejected', { count: rejected, code: error.code })
    }
    this.textsMoved.names ||= all.queue.names
    this.textsMoved.texts ||= all.queue.texts
    const queue = { ...all.queue, names: false, texts: false }
    this.desk.announce({ ...all, queue }, newestNumbers(slices))
    if (slices.some(({ settled }) => settled)) this.desk.statusChanged()
  }

  private afterPull(opened: Opened, gone: Promise<void>): void {
    const { names, texts } = this.textsMoved
    this.textsMoved = { names: false, texts: false }
    opened.columns.update({ dossiers: [], names, texts, declarations: false })
    this.desk.prepareQueue(opened)
    this.desk.publish({ type: 'changed', kinds: ['dossier'], ids: null })
    this.follow(opened, gone).catch((error: unknown) => {
      this.desk.log('error', 'desk.failed', errorFields(error))
      this.desk.noticeDamage(opened, asTandemError(error))
    })
  }

  /**
   * What follows from a long pull, one after the other, so that a core stays free for who reads: the log
   * is moved, then it is told who the workers are, then everybody touched is judged, once.
   */
  private async follow(opened: Opened, gone: Promise<void>): Promise<void> {
    const pulls = (this.pulls += 1)
    const isStill = () => this.desk.opened === opened && this.pulls === pulls
    await gone
    if (isStill()) opened.links.resume()
    await opened.links.settled()
    if (isStill()) opened.analysis.resume()
  }
}
