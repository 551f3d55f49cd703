/**
 * Keeps the findings of a desk true: everybody once a day and after a first fill (in a worker
 * thread), and each person whose facts changed (here, in small slices).
 */
import type { Worker } from 'node:worker_threads'
import type { LocalDate } from '../../domain/calendar/local-date.ts'
import { TandemError } from '../../domain/contract/errors.ts'
import { findingsOf } from '../../domain/risk/index.ts'
import type { Cache, CacheLocation, Changed } from '../../db/index.ts'
import { asTandemError } from '../errors.ts'
import { errorFields, type Log } from '../log.ts'
import { startWorker } from '../workers.ts'
import type {
  FindingsWork,
  FromFindingsWorker,
  PersonFindings,
  ToFindingsWorker,
} from './findings-messages.ts'

/** Longest time that one slice may take from the host's thread, in milliseconds. */
const SLICE_MS = 15
/** Batches of the full pass between two announcements to the windows. */
const ANNOUNCE_EVERY = 10

export interface AnalysisOptions {
  cache: Cache
  location: CacheLocation
  today: () => LocalDate
  log: Log
  /** Findings were written: renew the queue and tell the windows. */
  changed(changed: Changed): void
  /** Progress of the full pass in persons; null when it is over. */
  progress(pass: { done: number; total: number } | null): void
}

export class Analysis {
  private readonly options: AnalysisOptions
  private readonly waiting = new Set<string>()
  /** Persons touched during a full pass: what the worker read of them may be older. */
  private touchedDuringPass: Set<string> | null = null
  private slice: NodeJS.Immediate | null = null
  private worker: Worker | null = null
  private closed = false
  private unannounced: Changed | null = null

  constructor(options: AnalysisOptions) {
    this.options = options
  }

  /** The facts of these persons changed: the first slice is computed at once, the rest soon. */
  touched(persons: readonly string[]): void {
    for (const person of persons) {
      this.waiting.add(person)
      this.touchedDuringPass?.add(person)
    }
    if (this.waiting.size > 0 && this.slice === null) this.runSlice()
  }

  /** Computes everybody's findings when they are not those of today. */
  async ensureToday(): Promise<void> {
    const { cache, log } = this.options
    const date = this.options.today()
    if (this.closed || this.worker || cache.findingsDate() === date) return
    try {
      await this.fullPass(date)
      if (!this.closed) cache.setFindingsDate(date)
    } catch (error) {
      if (!this.closed) log('error', 'analysis.failed', errorFields(error))
    } finally {
      this.touchedDuringPass = null
      if (!this.closed) this.options.progress(null)
    }
  }

  async close(): Promise<void> {
    this.closed = true
    if (this.slice) clearImmediate(this.slice)
    await this.worker?.terminate()
  }

  private runSlice(): void {
    this.slice = null
    if (this.closed) return
    const end = performance.now() + SLICE_MS
    const entries: PersonFindings[] = []
    for (const person of this.waiting) {
      this.waiting.delete(person)
      entries.push(this.findingsOf(person))
      if (performance.now() > end) break
    }
    this.write(entries, true)
    if (this.waiting.size > 0) this.slice = setImmediate(() => this.runSlice())
  }

  private findingsOf(personId: string): PersonFindings {
    const facts = this.options.cache.personFacts(personId)
    return { personId, findings: facts ? findingsOf(facts, this.options.today()) : [] }
  }

  private write(entries: readonly PersonFindings[], announce: boolean): void {
    if (entries.length === 0) return
    const changed = this.options.cache.writeFindings(entries)
    if (announce && changed.kinds.length > 0) this.options.changed(changed)
    else this.unannounced = this.unannounced ? joined(this.unannounced, changed) : changed
  }

  private announce(): void {
    const changed = this.unannounced
    this.unannounced = null
    if (changed && changed.kinds.length > 0) this.options.changed(changed)
  }

  private fullPass(today: LocalDate): Promise<void> {
    const { file, key } = this.options.location
    this.options.progress({ done: 0, total: this.options.cache.counts().person })
    const work: FindingsWork = { file, key, today }
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const worker = startWorker('findings', work)
    this.worker = worker
    this.touchedDuringPass = new Set()
    let batches = 0
    worker.on('message', (message: FromFindingsWorker) => {
      if (this.closed) return
      try {
        if (message.type === 'finished') resolve()
        if (message.type === 'failed') reject(new TandemError(message.code, message.details))
        if (message.type !== 'batch') return
        this.storeBatch(message)
        batches += 1
        if (batches % ANNOUNCE_EVERY === 0) this.announce()
        worker.postMessage({ type: 'stored' } satisfies ToFindingsWorker)
      } catch (error) {
        reject(asTandemError(error))
        void worker.terminate()
      }
    })
    worker.on('error', (error) => reject(asTandemError(error)))
    worker.on('exit', () => reject(new TandemError('INTERNAL')))
    return promise.finally(() => {
      this.worker = null
      if (!this.closed) this.announce()
    })
  }

  private storeBatch({ entries, done, total }: FromFindingsWorker & { type: 'batch' }): void {
    const fresh = entries.filter(({ personId }) => !this.touchedDuringPass?.has(personId))
    this.write(fresh, false)
    this.options.progress({ done, total })
  }
}

function joined(a: Changed, b: Changed): Changed {
  return {
    kinds: [...new Set([...a.kinds, ...b.kinds])],
    ids: [...a.ids, ...b.ids],
    persons: [...a.persons, ...b.persons],
    queue: {
      dossiers: [...a.queue.dossiers, ...b.queue.dossiers],
      names: a.queue.names || b.queue.names,
      texts: a.queue.texts || b.queue.texts,
    },
  }
}
