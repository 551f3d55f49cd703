import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { LocalDate } from '../../domain/calendar/local-date.ts'
import type { TandemError } from '../../domain/contract/errors.ts'
import type { TandemRecord } from '../../domain/contract/records.ts'
import type { Cache, Changed } from '../../db/index.ts'
import { kept } from '../domain/rules/cases.ts'
import { Analysis } from '../../host/analysis/analysis.ts'
import type {
  FindingsWork,
  FromFindingsWorker,
  ToFindingsWorker,
} from '../../host/analysis/findings-messages.ts'

/** What a thread does in one pass, as far as the host sees it. */
class FakeWorker {
  readonly work: FindingsWork
  readonly thread: FakeThread
  constructor(thread: FakeThread, work: FindingsWork) {
    this.thread = thread
    this.work = work
  }
  /** Persons whose findings it may store, by message. */
  readonly let: string[][] = []
  /** What it said before it was stopped, and is heard only then. */
  lastWords: FromFindingsWorker | null = null
  /** When it is gone after it was stopped. */
  gone: Promise<void> = Promise.resolve()
  says(message: FromFindingsWorker): void {
    this.thread.emit('message', message)
  }
}

class FakeThread extends EventEmitter {
  doing: FakeWorker | null = null
  postMessage(message: ToFindingsWorker): void {
    if (message.type === 'work') {
      this.doing = new FakeWorker(this, message.work)
      workers.push(this.doing)
    } else {
      const entries = (message.passed?.entries ?? []) as { personId: string }[]
      this.doing!.let.push(entries.map(({ personId }) => personId))
    }
  }
  ref(): void {}
  unref(): void {}
  async terminate(): Promise<number> {
    const { doing } = this
    await doing?.gone
    if (doing?.lastWords) doing.says(doing.lastWords)
    if (doing) doing.lastWords = null
    threads.splice(threads.indexOf(this), 1)
    this.emit('exit', 1)
    return 1
  }
}
/** One for each thread of each pass. */
const workers: FakeWorker[] = []
/** Those that have the cache open. */
const threads: FakeThread[] = []
vi.mock('../../host/workers.ts', () => ({
  startWorker() {
    const thread = new FakeThread()
    threads.push(thread)
    return thread
  },
}))

beforeEach(() => {
  workers.length = 0
  threads.length = 0
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'clearImmediate'] })
})
afterEach(() => void vi.useRealTimers())

/** An analysis over a cache that fails as the test wants. */
function analysisWith(threads = 1) {
  const written: string[] = []
  const trouble = { write: null as string | null, unreadable: new Set<string>() }
  let date: LocalDate | null = null
  const held: { body: { source: string; asOf: string } }[] = []
  const norms: TandemRecord<'norm'>[] = []
  const cache = {
    factsOfPersons(persons: readonly string[]) {
      const unreadable = persons.find((person) => trouble.unreadable.has(person))
      if (unreadable) throw new Error('facts that no rule understands')
      return new Map()
    },
    writeFindings(entries: { personId: string }[]): Changed {
      if (trouble.write) throw Object.assign(new Error('disk'), { code: trouble.write })
      written.push(...entries.map(({ personId }) => personId))
      const queue = { dossiers: [], names: false, texts: false, declarations: false }
      return { kinds: ['finding'], ids: [], persons: [], enterprises: [], queue }
    },
    counts: () => ({ person: 1, enterprise: 0 }),
    tendLog: () => {},
    lastFactChange: () => 0,
    piecesHold: () => {},
    few: (kind: string) => ({ holding: held, norm: norms })[kind] ?? [],
    tidyWatch: () => {},
    rules: { fresh: () => [], days: () => [], holds: () => [], shown: () => new Set() },
    findingsDate: () => date,
    setFindingsDate: (next: LocalDate) => void (date = next),
  } as unknown as Cache
  const day = { today: '2026-11-02' as LocalDate }
  const changed = vi.fn<(changed: Changed) => void>()
  const damaged = vi.fn<(error: TandemError) => void>()
  const untold = vi.fn<() => void>()
  const log = vi.fn<() => void>()
  /** What was heard of links: nothing waits. */
  const links = { linked: Promise.resolve() }
  const analysis = new Analysis({
    cache,
    location: { file: '', key: Buffer.alloc(32) },
    today: () => day.today,
    threads,
    log,
    linked: () => links.linked,
    changed,
    progress: () => {},
    untold,
    damaged,
  })
  const told = { written, trouble, changed, damaged, untold, log }
  return { analysis, ...told, day, held, norms, links, date: () => date }
}

test('a full disk is no error of the act that touched a person; the person is judged later', async () => {
  const { analysis, written, trouble, changed, log } = analysisWith()
  trouble.write = 'SQLITE_FULL'
  analysis.touched({ persons: ['person-1', 'person-2'], enterprises: [] })
  analysis.touched({ persons: ['person-3'], enterprises: [] })
  await vi.advanceTimersByTimeAsync(60_000)
  expect(log, 'lines for one row of failures').toHaveBeenCalledTimes(1)
  expect(written).toEqual([])
  trouble.write = null
  await vi.advanceTimersByTimeAsync(20_000)
  expect(written).toEqual(['person-1', 'person-2', 'person-3'])
  expect(changed, 'announcements').toHaveBeenCalledTimes(1)
})

test('a person whom the rules cannot judge holds up nobody else', async () => {
  const { analysis, written, trouble } = analysisWith()
  trouble.unreadable.add('person-1')
  analysis.touched({ persons: ['person-1', 'person-2', 'person-3'], enterprises: [] })
  await vi.advanceTimersByTimeAsync(2_000)
  expect(written).toEqual(['person-2', 'person-3'])
  trouble.unreadable.clear()
  await vi.advanceTimersByTimeAsync(20_000)
  expect(written).toEqual(['person-2', 'person-3', 'person-1'])
})

test('a damaged cache is handed to the desk, by slices and by passes', async () => {
  const { analysis, trouble, damaged } = analysisWith()
  trouble.write = 'SQLITE_CORRUPT'
  analysis.touched({ persons: ['person-1'], enterprises: [] })
  expect(damaged.mock.calls).toMatchObject([[{ code: 'CACHE_DAMAGED' }]])
  const pass = analysis.ensureToday()
  workers[0]!.says({ type: 'failed', code: 'CACHE_DAMAGED', details: {} })
  await pass
  expect(damaged).toHaveBeenCalledTimes(2)
  await analysis.close()
})

test('a pass that runs at midnight is repeated for the new day', async () => {
  const { analysis, day, date } = analysisWith()
  const pass = analysis.ensureToday()
  day.today = '2026-11-03' as LocalDate
  void analysis.ensureToday()
  workers[0]!.says({ type: 'finished' })
  await vi.advanceTimersByTimeAsync(0)
  expect(workers.map(({ work }) => work.today)).toEqual(['2026-11-02', '2026-11-03'])
  workers[1]!.says({ type: 'finished' })
  await pass
  expect(date()).toBe('2026-11-03')
})

test('everybody is judged anew when a source is held further than before, and only then', async () => {
  const { analysis, held } = analysisWith()
  const pass = analysis.ensureToday()
  workers[0]!.says({ type: 'finished' })
  await pass
  analysis.rulesChanged()
  await vi.advanceTimersByTimeAsync(0)
  expect(workers, 'nothing is known of another source').toHaveLength(1)
  held.push({ body: { source: 'A1', asOf: '2026-11-01' } })
  analysis.rulesChanged()
  await vi.advanceTimersByTimeAsync(0)
  expect(workers, 'what was not testable now is').toHaveLength(2)
  await analysis.close()
})

test('everybody is judged anew when a list that rules read is another, and of no other table', async () => {
  const { analysis, norms } = analysisWith()
  const pass = analysis.ensureToday()
  workers[0]!.says({ type: 'finished' })
  await pass
  const jobs = { jobs: ['7212'] }
  norms.push(kept('FL', 'TERM_C2', { value: { unit: 'DAYS', amount: 10 } }))
  norms.push(kept('WA', 'SHORTAGE_JOBS', { value: jobs, state: 'PROPOSED' }))
  analysis.rulesChanged()
  await vi.advanceTimersByTimeAsync(0)
  expect(workers, 'a term, and a list that nobody approved').toHaveLength(1)
  norms[1] = kept('WA', 'SHORTAGE_JOBS', { value: jobs })
  analysis.rulesChanged()
  await vi.advanceTimersByTimeAsync(0)
  expect(workers).toHaveLength(2)
  await analysis.close()
})

test('a pass that failed is repeated after a while, not the next day', async () => {
  const { analysis, date } = analysisWith()
  for (let n = 0; n < 3; n += 1) {
    const pass = analysis.ensureToday()
    workers.at(-1)!.says({ type: 'failed', code: 'DISK_FULL', details: {} })
    await pass
  }
  expect(workers).toHaveLength(3)
  await vi.advanceTimersByTimeAsync(5 * 60_000)
  expect(workers).toHaveLength(4)
  workers[3]!.says({ type: 'finished' })
  await vi.advanceTimersByTimeAsync(0)
  expect(date()).toBe('2026-11-02')
})

test('a closed analysis tries nothing more', async () => {
  const { analysis, written, trouble } = analysisWith()
  trouble.write = 'SQLITE_FULL'
  analysis.touched({ persons: ['person-1'], enterprises: [] })
  const pass = analysis.ensureToday()
  workers[0]!.says({ type: 'failed', code: 'DISK_FULL', details: {} })
  await pass
  await analysis.close()
  trouble.write = null
  await vi.advanceTimersByTimeAsync(60 * 60_000)
  expect(written).toEqual([])
  expect(workers).toHaveLength(1)
})

const found = (...persons: string[]): FromFindingsWorker => ({
  type: 'batch',
  entries: persons.map((personId) => ({ personId, findings: [] })),
  judged: persons.length,
})
const STORED: FromFindingsWorker = {
  type: 'written',
  changed: {
    kinds: ['finding'],
    ids: [],
    persons: [],
    enterprises: [],
    queue: { dossiers: [], names: false, texts: false, declarations: false },
  },
}

test('the worker stores what it found, but not of whom was touched meanwhile; who is touched while it stores is judged after it', async () => {
  const { analysis, written } = analysisWith()
  void analysis.ensureToday()
  const worker = workers[0]!
  analysis.touched({ persons: ['person-1'], enterprises: [] })
  expect(written, 'judged at once').toEqual(['person-1'])
  worker.says(found('person-1', 'person-2', 'person-3'))
  expect(worker.let).toEqual([['person-2', 'person-3']])
  analysis.touched({ persons: ['person-2', 'person-4'], enterprises: [] })
  await vi.advanceTimersByTimeAsync(100)
  expect(written, 'the worker would write its older word over it').toEqual(['person-1', 'person-4'])
  worker.says(STORED)
  expect(written).toEqual(['person-1', 'person-4', 'person-2'])
  await analysis.close()
})

test('while much is written the worker stores nothing, and nothing is told', async () => {
  const { analysis, changed } = analysisWith()
  void analysis.ensureToday()
  const worker = workers[0]!
  worker.says(found('person-1'))
  analysis.pause()
  worker.says(STORED)
  worker.says(found('person-2', 'person-3'))
  analysis.touched({ persons: ['person-3'], enterprises: [] })
  await vi.advanceTimersByTimeAsync(5_000)
  expect(worker.let).toEqual([['person-1']])
  expect(changed).not.toHaveBeenCalled()
  analysis.resume()
  expect(worker.let, 'whoever was touched meanwhile is judged anew').toEqual([
    ['person-1'],
    ['person-2'],
  ])
  expect(changed).toHaveBeenCalled()
  await analysis.close()
})

test('what one worker had stored when another failed is told, and everything is read anew', async () => {
  const { analysis, changed, untold } = analysisWith(2)
  const pass = analysis.ensureToday()
  workers[0]!.says(found('person-1'))
  workers[0]!.lastWords = STORED
  workers[1]!.says({ type: 'failed', code: 'DISK_FULL', details: {} })
  await pass
  expect(changed, 'the pass that is repeated finds it stored and tells nothing').toHaveBeenCalled()
  expect(untold, 'a worker that was killed says nothing').toHaveBeenCalledTimes(1)
  await analysis.close()
})

test('a damaged cache is handed to the desk only when no worker has it open any more', async () => {
  const { analysis, damaged } = analysisWith(2)
  const pass = analysis.ensureToday()
  const { promise, resolve } = Promise.withResolvers<void>()
  workers[0]!.gone = promise
  workers[1]!.says({ type: 'failed', code: 'CACHE_DAMAGED', details: {} })
  await vi.advanceTimersByTimeAsync(1_000)
  expect(damaged, 'the other worker may write still').not.toHaveBeenCalled()
  resolve()
  await pass
  expect(damaged).toHaveBeenCalledTimes(1)
  await analysis.close()
})

test('a pass that ends while much is written names its date only after who was touched', async () => {
  const { analysis, written, date } = analysisWith()
  const pass = analysis.ensureToday()
  analysis.pause()
  analysis.touched({ persons: ['person-1'], enterprises: [] })
  workers[0]!.says({ type: 'finished' })
  await pass
  expect(date(), 'a desk that is killed now judges everybody anew').toBeNull()
  analysis.resume()
  await vi.advanceTimersByTimeAsync(100)
  expect(written).toEqual(['person-1'])
  expect(date()).toBe('2026-11-02')
  expect(workers, 'nobody else is judged again').toHaveLength(1)
  await analysis.close()
})

const crowd = (of: string, count = 500) => ({
  persons: Array.from({ length: count }, (_, i) => `${of}-${i}`),
  enterprises: [],
})

/** Everybody is judged. */
async function judged(analysis: Analysis) {
  const pass = analysis.ensureToday()
  for (const worker of workers) worker.says({ type: 'finished' })
  await pass
}

test('the threads that judged many judge the next ones, end when nobody needs them, and at the close', async () => {
  const { analysis } = analysisWith(2)
  await judged(analysis)
  expect(threads, 'those of everybody held much in memory').toEqual([])
  for (const of of ['first', 'second']) {
    analysis.touched(crowd(of))
    await vi.advanceTimersByTimeAsync(0)
    for (const worker of workers.slice(-2)) worker.says({ type: 'finished' })
    await vi.advanceTimersByTimeAsync(0)
  }
  expect(workers.slice(-4).map(({ work }) => work.subjects?.[0])).toEqual([
    'pfirst-0',
    'pfirst-0',
    'psecond-0',
    'psecond-0',
  ])
  expect(workers.at(-1)!.thread, 'the same threads').toBe(workers.at(-3)!.thread)
  expect(threads).toHaveLength(2)
  await vi.advanceTimersByTimeAsync(60 * 60_000)
  expect(threads, 'they keep pages of the cache in memory').toEqual([])
  analysis.touched(crowd('third'))
  await vi.advanceTimersByTimeAsync(0)
  for (const worker of workers.slice(-2)) worker.says({ type: 'finished' })
  await vi.advanceTimersByTimeAsync(0)
  expect(threads).toHaveLength(2)
  await analysis.close()
  expect(threads, 'a file that is open cannot be replaced').toEqual([])
})

test('a thread that breaks while nobody needs it is replaced', async () => {
  const { analysis, log } = analysisWith()
  await judged(analysis)
  for (const of of ['first', 'second']) {
    analysis.touched(crowd(of, 100))
    await vi.advanceTimersByTimeAsync(0)
    workers.at(-1)!.says({ type: 'finished' })
    await vi.advanceTimersByTimeAsync(0)
    workers.at(-1)!.thread.emit('error', new Error('out of memory'))
  }
  const [, first, second] = workers
  expect(second!.thread).not.toBe(first!.thread)
  expect(second!.work.subjects).toContain('psecond-0')
  expect(log, 'nothing failed').not.toHaveBeenCalled()
  await analysis.close()
})

test('many who were touched are judged once, when they are linked, with whom the links touched', async () => {
  const { analysis, links, date } = analysisWith()
  await judged(analysis)
  const { promise, resolve } = Promise.withResolvers<void>()
  links.linked = promise
  analysis.touched(crowd('declared', 100))
  await vi.advanceTimersByTimeAsync(1_000)
  expect(workers, 'who is declared is known only then').toHaveLength(1)
  expect(date(), 'a desk that is killed now judges everybody anew').toBeNull()
  analysis.touched(crowd('linked', 100))
  resolve()
  await vi.advanceTimersByTimeAsync(0)
  expect(workers).toHaveLength(2)
  expect(workers[1]!.work.subjects).toHaveLength(200)
  workers[1]!.says({ type: 'finished' })
  await vi.advanceTimersByTimeAsync(0)
  expect(date()).toBe('2026-11-02')
  await analysis.close()
})

test('a pull that ends in the moment in which its links are made leaves nobody unjudged', async () => {
  const { analysis, links, date } = analysisWith()
  await judged(analysis)
  const { promise, resolve } = Promise.withResolvers<void>()
  links.linked = promise
  analysis.touched(crowd('touched', 100))
  analysis.pause()
  void promise.then(() => analysis.resume())
  resolve()
  await vi.advanceTimersByTimeAsync(0)
  expect(workers.at(-1)!.work.subjects).toHaveLength(100)
  workers.at(-1)!.says({ type: 'finished' })
  await vi.advanceTimersByTimeAsync(0)
  expect(date()).toBe('2026-11-02')
  await analysis.close()
})
