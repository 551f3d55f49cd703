/**
 * Keeps the findings of a desk true: all persons and enterprises once a day and after a first fill, and
 * many at once (in a worker thread, which stores them too), and each one whose facts changed (here, in small slices).
 * Nothing here throws: what fails is logged and tried again, because the facts themselves are safe in the cache already.
 */
import type { LocalDate } from '../../domain/calendar/local-date.ts'
import type { TandemError } from '../../domain/contract/errors.ts'
import { isTableBody, rulesReadOf } from '../../domain/reference/own-rows.ts'
import type { Cache, CacheLocation, Changed } from '../../db/index.ts'
import { joined } from '../changed.ts'
import { asTandemError } from '../errors.ts'
import { errorFields, type Log } from '../log.ts'
import { Backoff } from '../sync/backoff.ts'
import { Breaker, type Passed } from './breaker.ts'
import { FindingsThreads } from './findings-threads.ts'
import { Pass, type ToStore } from './pass.ts'
import {
  enterpriseSubject,
  judge,
  type Judged,
  personSubject,
  rulesOfDesk,
  type Subject,
  subjectOf,
} from './subjects.ts'

/** Longest time that one slice may take from the host's thread, in milliseconds. */
const SLICE_MS = 8
/** More than so many at once are judged by a pass of their own, in a worker thread. */
const MANY = 64
/** From so many on it is worth a second thread. */
const VERY_MANY = 400
/** Wait before a failed pass is repeated, in milliseconds; doubles with each failure in a row. */
const PASS_RETRY_MS = { first: 60_000, longest: 60 * 60_000 } as const
/** Time between two announcements of a pass to the windows, in milliseconds: each renews what they show. */
const ANNOUNCE_MS = 1_000

export interface AnalysisOptions {
  cache: Cache
  location: CacheLocation
  today: () => LocalDate
  /** Threads of a pass over everybody. */
  threads: number
  log: Log
  /** When whatever came is linked: findings follow from links. */
  linked(): Promise<void>
  /** Findings were written: renew the queue and tell the windows. */
  changed(changed: Changed): void
  /** Progress of the full pass in persons; null when it is over. */
  progress(pass: { done: number; total: number } | null): void
  /** A pass failed: of what it stored some may not have been told. */
  untold(): void
  /** The cache is damaged: replace it, and close this analysis with it. */
  damaged(error: TandemError): void
}

/** The lists that rules read of anybody: who acts for many, and which jobs are short. */
const listsIn = (cache: Cache) =>
  cache
    .few('norm')
    .flatMap(({ id, body }) => (isTableBody(body) ? [[id, rulesReadOf(body)] as const] : []))
    .filter(([, rows]) => rows.length > 0)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))

export class Analysis {
  private readonly options: AnalysisOptions
  private readonly waiting = new Set<Subject>()
  /** Whom the next pass judges. */
  private readonly handedOver = new Set<Subject>()
  private readonly rules: ReturnType<typeof rulesOfDesk>
  private readonly breaker: Breaker
  private readonly threads: FindingsThreads
  /** What was in force when the rules were last looked at, as text. */
  private known: string | null = null
  /** The rules changed during a pass: what it judges is judged again. */
  private outdated = false
  /**
   * Date for which everybody but those handed over is judged. The cache names no date meanwhile:
   * a desk that is killed judges everybody anew.
   */
  private owed: LocalDate | null = null
  private paused = false
  /** Who is touched during a full pass: what the worker read of them may be older. */
  private touchedDuringPass: Set<Subject> | null = null
  /** Whom each worker is storing now: they are judged here when it has. */
  private readonly inFlight = new Map<number, ReadonlySet<Subject>>()
  private slice: NodeJS.Immediate | null = null
  private readonly backoff = new Backoff()
  private sliceRetry: NodeJS.Timeout | null = null
  private sliceFailure: string | null = null
  private passing = false
  private passRetry: NodeJS.Timeout | undefined
  private failedPasses = 0
  private running: Pass | null = null
  private closed = false
  private unannounced: Changed | null = null
  /** A pass failed, and of what it stored some may not have been told. */
  private isUntold = false
  private announcedAt = 0

  constructor(options: AnalysisOptions) {
    this.options = options
    this.rules = rulesOfDesk(options.cache)
    this.breaker = new Breaker(options.cache)
    this.threads = new FindingsThreads(options.location)
  }

  /**
   * Records of rules, of how far a source is held, or of tables of law came or changed: when what is in force
   * today, runs along, was released, can be tested or stands on a list is not what it was, everybody is judged anew.
   */
  rulesChanged(): void {
    try {
      if (this.takeRules()) void this.ensureToday()
    } catch (error) {
      this.report(error)
    }
  }

  /** Takes the rules as they are now; when they are others, everybody is to be judged by them: true. */
  private takeRules(): boolean {
    if (!this.areOtherRules()) return false
    this.options.cache.setFindingsDate(null)
    this.owed = null
    this.outdated = this.running !== null
    return true
  }

  private areOtherRules(): boolean {
    const { cache, today } = this.options
    const rules = cache.few('rule')
    this.rules.forget()
    const { engine, shadow } = this.rules.on(today())
    const isReleased = this.breaker.renew(rules, today())
    const shadows = [...(shadow?.settings ?? [])]
    // What a source says of nobody is a signal only as far as the source is held.
    const held = cache
      .few('holding')
      .map(({ body }) => [body.source, body.region, body.from, body.asOf])
    const text = JSON.stringify([[...engine.settings], shadows, held, listsIn(cache)])
    const isOther = isReleased || (this.known !== null && this.known !== text)
    this.known = text
    if (isOther) cache.tidyWatch(shadows.map(([code]) => code))
    return isOther
  }

  /** The facts of these changed: the first slice is computed at once, the rest soon; persons first. */
  touched({ persons, enterprises }: Pick<Changed, 'persons' | 'enterprises'>): void {
    for (const subject of [...persons.map(personSubject), ...enterprises.map(enterpriseSubject)]) {
      this.waiting.add(subject)
      this.touchedDuringPass?.add(subject)
    }
    this.goOn()
  }

  /** Until `resume` nothing is judged and stored: much is being written, and more persons will come. */
  pause(): void {
    this.paused = true
    this.running?.pause()
    if (this.slice) clearImmediate(this.slice)
    this.slice = null
    this.noteOwed()
  }

  resume(): void {
    this.paused = false
    this.announce()
    this.running?.resume()
    this.goOn()
    void this.ensureToday()
  }

  private goOn(): void {
    if (this.paused || this.closed) return
    if (this.waiting.size > MANY) return this.handOver()
    if (this.waiting.size > 0 && !this.slice && !this.sliceRetry) this.runSlice()
  }

  private handOver(): void {
    this.noteOwed()
    for (const subject of this.waiting) this.handedOver.add(subject)
    this.waiting.clear()
    void this.ensureToday()
  }

  private noteOwed(): void {
    try {
      const date = this.options.cache.findingsDate()
      if (date === null) return
      this.options.cache.setFindingsDate(null)
      this.owed = date
    } catch (error) {
      this.report(error)
    }
  }

  /** Computes everybody's findings when they are not those of today, and those of who was handed over. */
  async ensureToday(): Promise<void> {
    if (this.closed || this.passing || this.paused) return
    clearTimeout(this.passRetry)
    try {
      await this.passUntilToday()
      this.failedPasses = 0
    } catch (error) {
      this.repeatPass(error)
    }
  }

  async close(): Promise<void> {
    this.closed = true
    if (this.slice) clearImmediate(this.slice)
    if (this.sliceRetry) clearTimeout(this.sliceRetry)
    clearTimeout(this.passRetry)
    await this.running?.end()
    await this.threads.end()
  }

  private runSlice(): void {
    this.slice = null
    this.sliceRetry = null
    if (this.closed || this.paused) return
    try {
      this.renewSlice()
    } catch (error) {
      this.repeatSlice(error)
      return
    }
    this.backoff.reset()
    this.sliceFailure = null
    const others = [...this.waiting].some((subject) => !this.isInFlight(subject))
    if (others) this.slice = setImmediate(() => this.runSlice())
  }

  /** Computes and stores some of those who wait; whoever is not stored goes on waiting. */
  private renewSlice(): void {
    const end = performance.now() + SLICE_MS
    const entries: Judged[] = []
    let failure: { error: unknown } | null = null
    for (const subject of this.waiting) {
      if (this.isInFlight(subject)) continue
      try {
        entries.push(this.findingsOf(subject))
      } catch (error) {
        failure = { error }
        // To the end: one whom the rules cannot judge holds up nobody else.
        this.waiting.delete(subject)
        this.waiting.add(subject)
      }
      if (failure || performance.now() > end) break
    }
    this.write(entries)
    for (const of of entries) this.waiting.delete(subjectOf(of))
    this.announce()
    if (failure) throw failure.error
  }

  private repeatSlice(error: unknown): void {
    const { code } = asTandemError(error)
    this.sliceRetry = setTimeout(() => this.runSlice(), this.backoff.next())
    this.sliceRetry.unref()
    // Once for a row of equal failures: it is tried again every few seconds.
    if (code !== this.sliceFailure) this.report(error)
    this.sliceFailure = code
  }

  private report(error: unknown): void {
    const known = asTandemError(error)
    this.options.log('error', 'analysis.failed', errorFields(known))
    if (known.code === 'CACHE_DAMAGED') this.options.damaged(known)
  }

  private findingsOf(subject: Subject): Judged {
    return judge(this.options.cache, subject, this.rules.on(this.options.today()))
  }

  private write(judged: readonly Judged[]): void {
    const passed = this.passed(judged)
    if (!passed) return
    const changed = this.options.cache.writeFindings(passed.entries, passed.watch)
    this.note(changed)
  }

  /** What of it is to be stored; null: nothing. */
  private passed(judged: readonly Judged[]): Passed | null {
    if (judged.length === 0) return null
    const passed = this.breaker.pass(judged, this.options.today())
    for (const { code, fired } of passed.watch.holds) {
      this.options.log('warn', 'rule.held', { code, count: fired })
    }
    return passed
  }

  private note(changed: Changed): void {
    this.unannounced = this.unannounced ? joined([this.unannounced, changed]) : changed
  }

  private announce(): void {
    // While the desk holds still it would show what is read then: the state of before.
    if (this.paused) return
    this.tellUntold()
    const changed = this.unannounced
    this.unannounced = null
    this.announcedAt = performance.now()
    if (changed && changed.kinds.length > 0) this.options.changed(changed)
  }

  private async passUntilToday(): Promise<void> {
    this.passing = true
    try {
      this.takeRules()
      for (;;) {
        if (this.handedOver.size > 0) await this.options.linked()
        // Who is touched meanwhile is judged after `resume`: until then the cache names no date.
        if (this.closed || this.paused) return
        const today = this.options.today()
        const isEverybody = (this.options.cache.findingsDate() ?? this.owed) !== today
        if (!isEverybody && this.handedOver.size === 0) break
        const subjects = isEverybody ? null : [...this.handedOver]
        this.handedOver.clear()
        this.owed = null
        await this.passAndNote(today, subjects)
      }
      if (this.owed !== null) this.options.cache.setFindingsDate(this.owed)
      this.owed = null
    } finally {
      this.passing = false
    }
  }

  private async passAndNote(today: LocalDate, subjects: readonly Subject[] | null): Promise<void> {
    try {
      await this.pass(today, subjects)
      if (this.closed) return
      if (subjects === null) this.breaker.begin(today)
      if (this.outdated) this.outdated = false
      else if (this.handedOver.size > 0 || this.paused) this.owed = today
      else this.options.cache.setFindingsDate(today)
    } finally {
      this.touchedDuringPass = null
      if (!this.closed) this.options.progress(null)
    }
  }

  private repeatPass(error: unknown): void {
    if (this.closed) return
    const wait = PASS_RETRY_MS.first * 2 ** this.failedPasses
    this.failedPasses += 1
    this.passRetry = setTimeout(
      () => void this.ensureToday(),
      Math.min(wait, PASS_RETRY_MS.longest),
    )
    this.passRetry.unref()
    this.report(error)
    this.isUntold = true
    this.announce()
  }

  private tellUntold(): void {
    if (!this.isUntold || this.closed) return
    this.isUntold = false
    try {
      this.options.untold()
    } catch (error) {
      this.report(error)
    }
  }

  private async pass(today: LocalDate, subjects: readonly Subject[] | null): Promise<void> {
    const { cache, progress, threads } = this.options
    const total = subjects?.length ?? this.everybody()
    progress({ done: 0, total })
    const since = cache.lastFactChange()
    this.touchedDuringPass = new Set()
    cache.tendLog(false)
    let done = 0
    const few = subjects !== null && subjects.length < VERY_MANY
    this.running = new Pass(this.threads, { today, subjects }, few ? 1 : threads, {
      letThrough: (said, worker) => {
        if (said.type === 'handles') return null
        done += said.judged
        return this.letThrough(said, worker, { done, total: Math.max(total, done) })
      },
      written: (changed, worker) => this.written(changed, worker),
    })
    if (this.paused) this.running.pause()
    try {
      await this.running.over
      if (subjects === null && !this.closed) cache.piecesHold(since)
    } finally {
      this.running = null
      this.inFlight.clear()
      if (!this.closed) {
        cache.tendLog(true)
        this.announce()
        this.goOn()
      }
    }
  }

  private everybody(): number {
    const { person, enterprise } = this.options.cache.counts()
    return person + enterprise
  }

  /** Of a batch, what is to be stored: whoever was touched meanwhile is judged anew. */
  private letThrough(
    { entries }: Extract<ToStore, { type: 'batch' }>,
    worker: number,
    progress: { done: number; total: number },
  ): Passed | null {
    if (performance.now() - this.announcedAt >= ANNOUNCE_MS) {
      this.announce()
      this.options.progress(progress)
    }
    const fresh = entries.filter((of) => !this.touchedDuringPass?.has(subjectOf(of)))
    const passed = this.passed(fresh)
    this.inFlight.set(worker, new Set(passed?.entries.map(subjectOf)))
    return passed
  }

  private written(changed: Changed, worker: number): void {
    this.inFlight.delete(worker)
    this.note(changed)
    this.goOn()
  }

  /** Whether a worker is storing what it found of a subject. */
  private isInFlight(subject: Subject): boolean {
    for (const subjects of this.inFlight.values()) if (subjects.has(subject)) return true
    return false
  }
}
