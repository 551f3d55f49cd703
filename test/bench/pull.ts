/**
 * A desk that comes back to a backlog of 60,000 changes, 85 % of them scattered updates, on the
 * cache of a whole world, while somebody reads the queue until all that follows is stored: the log
 * moved, the links and the findings renewed.
 *
 * The goal is held against the naive way: look the row up, then write everything that belongs to the
 * record, each statement on its own, on the same encrypted tables (pull.naive.ts, ALL). A way that
 * compares first and writes the differing rows and texts alone is measured too, as information: to
 * compare is half of what a pull does, so that it is no naive baseline. Both write the first of these
 * changes on a copy of the same file, half before the pull and half after it.
 */
import { once } from 'node:events'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { Worker } from 'node:worker_threads'
import { openCache, openReader, type CacheLocation } from '../../db/index.ts'
import { connectReader, connectWriter, type WriteDb } from '../../db/sqlite.ts'
import { REGIONS } from '../../domain/contract/codes.ts'
import type { Change } from '../../domain/contract/sync.ts'
import type { QueueFilter } from '../../domain/contract/workbench.ts'
import { contactAt } from '../../domain/rights/offline-age.ts'
import { Desk } from '../../host/desk/desk.ts'
import { atLeastShare, atMost, atMostTimes, type Bench, type Figure } from './figure.ts'
import { p95, timed } from './measure.ts'
import { backlog } from './pull.changes.ts'
import { applyNaively, type Written } from './pull.naive.ts'
import { ACTOR, BEST_INDEXES, benchCache, TODAY } from './queue.world.ts'

const NOON = new Date(`${TODAY}T12:00:00Z`)
const CHANGES = { small: 12_000, full: 60_000 } as const
/** Changes that are written each naive way before the pull, and after it: all of them would take long. */
const NAIVE = 2_000
const IDLE_MS = 3_000
/** Time between two looks whether something is over: they take some of the host's time too. */
const LOOK_MS = 20
/** The desk rests when it has done next to nothing for so many times so long. */
const REST_MS = 500
const RESTS = 4
const IDLE_SHARE = 0.1
const GOAL_TIMES_NAIVE = 5
const GOAL_TIMES_IDLE = 1.5
const GOAL_LONGEST_MS = 100
const PAGE = 100
/** Records that are looked at afterwards. */
const CHECKED = 2_000

const thread = (name: string, workerData?: unknown) =>
  new Worker(new URL(`./pull.${name}.ts`, import.meta.url), { workerData })

const until = async (good: () => boolean): Promise<void> => {
  while (!good()) await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
}

/**
 * Until the desk knows who the workers of its declarations are and has judged what follows: it has
 * that long before it comes back to a backlog.
 */
async function untilLinked(location: CacheLocation): Promise<void> {
  const cache = openReader(location)
  const pause = () => new Promise((resolve) => setTimeout(resolve, REST_MS))
  while (cache.links.model() === null) await pause()
  cache.close()
  for (let rests = 0; rests < RESTS;) {
    const before = performance.eventLoopUtilization()
    await pause()
    const { utilization } = performance.eventLoopUtilization(before)
    rests = utilization < IDLE_SHARE ? rests + 1 : 0
  }
}

/** Until all that was touched is judged: the date of the findings is absent from the begin of a pull. */
async function untilJudged({ file, key }: CacheLocation): Promise<void> {
  const db = connectReader(file, key)
  await until(() => db.value(`SELECT value FROM meta WHERE key = 'findingsDate'`) !== undefined)
  db.close()
}

/** A copy as a desk has it: without the indexes of other benches, with the statistics of a fill. */
function copyOf({ file, key }: CacheLocation, to: string): WriteDb {
  mkdirSync(dirname(to), { recursive: true })
  copyFileSync(file, to)
  copyFileSync(`${file}.check`, `${to}.check`)
  const db = connectWriter(to, key)
  for (const sql of BEST_INDEXES) db.exec(`DROP INDEX ${/INDEX (\w+)/.exec(sql)![1]!}`)
  db.exec('DELETE FROM sqlite_stat4; PRAGMA analysis_limit = 400; ANALYZE')
  db.tryClearLog()
  return db
}

function applyAll(db: WriteDb, changes: readonly Change[], written: Written): void {
  for (const change of changes) applyNaively(db, change, written)
}

/** First and next pages of four regions, by due date. */
function pageOf(desk: Desk, asked: number) {
  const region = [REGIONS[asked % REGIONS.length]!]
  const filter: QueueFilter = { queue: 'OPEN', facets: { region }, due: null, search: '' }
  const offset = PAGE * (Math.floor(asked / REGIONS.length) % 50)
  const page = desk.reads.queueWindow(filter, [{ column: 'due', descending: false }], offset, PAGE)
  const promised = Math.max(0, Math.min(PAGE, page.total - offset))
  if (page.rows.length !== promised) throw new Error('a page has holes')
  return page
}

/** Times of the pages since it was asked last, in milliseconds. */
function reader(desk: Desk) {
  const worker = thread('reader')
  worker.on('message', (message: { ask: number } | { times: number[] }) => {
    if ('ask' in message) worker.postMessage(pageOf(desk, message.ask))
  })
  worker.on('error', (error) => {
    throw error
  })
  const times = (): Promise<number[]> =>
    new Promise((resolve) => {
      const listener = (message: { ask: number } | { times: number[] }) => {
        if (!('times' in message)) return
        worker.off('message', listener)
        resolve(message.times)
      }
      worker.on('message', listener)
      worker.postMessage('times')
    })
  return { times, close: () => worker.terminate() }
}

/** What the cache must show of a change. */
type Told = Pick<Change, 'kind' | 'id' | 'version'> & { isGone: boolean }

/** Some changes, spread over all of them, without their bodies. */
function toldOf(changes: readonly Change[]): Told[] {
  const step = Math.max(1, Math.floor(changes.length / CHECKED))
  return changes
    .filter((_, i) => i % step === 0)
    .map(({ kind, id, version, body }) => ({ kind, id, version, isGone: body === null }))
}

/** How many of them the cache does not show. */
function missing(location: CacheLocation, told: readonly Told[]): number {
  const cache = openReader(location)
  const lost = told.filter(({ kind, id, version, isGone }) => {
    const record = cache.record(kind, id)
    return isGone ? record !== null : record?.version !== version
  })
  cache.close()
  return lost.length
}

/**
 * The gateway with a backlog on a copy of this cache. The bodies stay in its thread: in that of the
 * desk, whose reads are timed, no gateway's memory would have to be swept.
 */
async function gatewayFor(source: CacheLocation, count: number) {
  const from = connectReader(source.file, source.key)
  const changes = backlog(from, count)
  from.close()
  const gateway = thread('gateway', changes)
  const [url] = (await once(gateway, 'message')) as [string]
  return { gateway, url, naively: changes.slice(0, 4 * NAIVE), told: toldOf(changes) }
}

const pull: Bench = async function* ({ world }): AsyncGenerator<Figure> {
  const source = benchCache(world)
  const folder = mkdtempSync(join(dirname(source.file), 'pull-'))
  const location = { file: join(folder, 'desk', 'cache.db'), key: source.key }
  const count = CHANGES[world]
  copyOf(source, location.file).close()
  const naive = copyOf(source, join(folder, 'naive.db'))
  const cache = openCache(location)
  cache.setFindingsDate(TODAY)
  // A desk whose rights were never confirmed is locked.
  cache.setContact(contactAt(NOON.getTime(), 0))
  cache.close()
  const { gateway, url: gatewayUrl, naively, told } = await gatewayFor(source, count)
  /** Logs of pulls that their workers moved; what the desk writes next begins a new one. */
  let moves = 0
  const desk = new Desk({
    folder: dirname(location.file),
    key: location.key,
    gatewayUrl,
    holdMs: 0,
    practice: true,
    person: {
      actor: ACTOR,
      view: () => ({ colleagues: [] }),
      takeOver: () => Promise.resolve(),
      token: () => Promise.resolve('bench'),
    },
    clock: () => NOON,
    log: (_, event) => {
      if (event === 'sync.moved') moves += 1
    },
    publish: () => {},
    newDay: () => {},
  })
  const reads = { idle: [] as number[], pulling: [] as number[], judging: [] as number[] }
  const spent = { pull: 0, moved: 0, judged: 0, differing: 0, all: 0 }
  let look: ReturnType<typeof reader> | null = null
  try {
    desk.start()
    const isInStep = (cursor: number) =>
      desk.target.held()?.cursor === cursor && desk.status().state === 'UP_TO_DATE'
    await until(() => isInStep(0))
    await untilLinked(location)
    look = reader(desk)
    const times = look.times
    const rest = async () => {
      // The page that waited while the baseline was written is no idle one.
      await new Promise((resolve) => setTimeout(resolve, IDLE_MS / 10))
      await times()
      await new Promise((resolve) => setTimeout(resolve, IDLE_MS))
      reads.idle.push(...(await times()))
    }
    const writeNaively = (from: number) => {
      const ways = naively.slice(from, from + 2 * NAIVE)
      spent.differing += timed(() => applyAll(naive, ways.slice(0, NAIVE), 'DIFFERING'))
      spent.all += timed(() => applyAll(naive, ways.slice(NAIVE), 'ALL'))
    }
    writeNaively(0)
    await rest()
    const start = performance.now()
    gateway.postMessage(count)
    await until(() => isInStep(count))
    spent.pull = performance.now() - start
    await until(() => moves > 0)
    spent.moved = performance.now() - start
    reads.pulling.push(...(await times()))
    await untilJudged(location)
    spent.judged = performance.now() - start
    reads.judging.push(...(await times()))
    writeNaively(2 * NAIVE)
    await rest()
    const rate = (what: string, ms: number, times: number, naiveMs: number): Figure => {
      const figure = `${count.toLocaleString('en')} changes ${what}`
      const naiveRate = (2 * NAIVE) / (naiveMs / 1000)
      return atLeastShare(figure, count / (ms / 1000), 'rows/s', times, naiveRate)
    }
    yield rate('pulled', spent.pull, GOAL_TIMES_NAIVE, spent.all)
    yield rate('pulled and moved out of the log', spent.moved, GOAL_TIMES_NAIVE, spent.all)
    yield rate('pulled, beside a way that compares', spent.pull, 0, spent.differing)
    yield rate('pulled, linked and judged', spent.judged, 0, spent.all)
    const [idle, pulling, judging] = Object.values(reads).map((some) =>
      some.length === 0 ? undefined : p95(some),
    )
    yield atMostTimes('page read while it pulls: p95', pulling!, 'ms', GOAL_TIMES_IDLE, idle!)
    yield atMost(
      'page read while it pulls: longest',
      Math.max(...reads.pulling),
      'ms',
      GOAL_LONGEST_MS,
      Math.max(...reads.idle),
    )
    if (judging !== undefined) {
      yield atMostTimes(
        'page read while findings follow: p95',
        judging,
        'ms',
        GOAL_TIMES_IDLE,
        idle!,
      )
      yield atMost(
        'page read while findings follow: longest',
        Math.max(...reads.judging),
        'ms',
        GOAL_LONGEST_MS,
        Math.max(...reads.idle),
      )
    }
    yield atMost('changes that the cache does not show', missing(location, told), 'count', 0)
  } finally {
    await look?.close()
    await desk.close()
    gateway.postMessage('end')
    naive.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

export default pull
