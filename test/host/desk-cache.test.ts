/**
 * The cache of a desk: when its log is cut, what sets linking going, what a failed pass left, and what
 * follows from a long pull.
 */
import { EventEmitter } from 'node:events'
import { statSync } from 'node:fs'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openFollowWriter } from '../../db/index.ts'
import { connectReader } from '../../db/sqlite.ts'
import { RECORD_KINDS, type RecordKind } from '../../domain/contract/records.ts'
import type { QueueFilter, WorkbenchEvent } from '../../domain/contract/workbench.ts'
import type { AnalysisOptions } from '../../host/analysis/analysis.ts'
import { CacheTarget } from '../../host/desk/cache-target.ts'
import { DeskCache } from '../../host/desk/desk-cache.ts'
import type { FromPullWorker, PullWork } from '../../host/sync/pull-messages.ts'
import type { Slice } from '../../host/sync/pull-pages.ts'
import {
  ACTOR,
  enterprise,
  filledCache,
  newPlace,
  note,
  page,
  tombstone,
  wire,
  type Place,
} from '../db/samples.ts'

const analyses = vi.hoisted(() => [] as AnalysisOptions[])
const linksTouched = vi.hoisted(() => vi.fn<() => void>())
/** What was asked of linking and of the rules, in its order. */
const asked = vi.hoisted(() => [] as string[])
const linked = vi.hoisted(() => ({ settled: Promise.resolve() }))
vi.mock(import('../../host/analysis/analysis.ts'), async (original) => ({
  ...(await original()),
  Analysis: class {
    constructor(options: AnalysisOptions) {
      analyses.push(options)
    }
    touched() {}
    rulesChanged() {}
    pause() {}
    resume() {
      asked.push('findings')
    }
    async close() {}
  } as never,
}))
vi.mock(import('../../host/linking/links.ts'), async (original) => ({
  ...(await original()),
  Links: class {
    touched = linksTouched
    pause() {}
    resume() {
      asked.push('links')
    }
    settled = () => linked.settled
    async close() {}
  } as never,
}))

/** A thread that says what the test wants. */
class Thread extends EventEmitter {
  readonly data: PullWork
  constructor(data: PullWork) {
    super()
    this.data = data
  }
  postMessage() {}
  terminate() {
    this.emit('exit')
    return Promise.resolve(0)
  }
  says(message: FromPullWorker) {
    this.emit('message', message)
  }
}
const threads: Thread[] = []
vi.mock('../../host/workers.ts', () => ({
  startWorker(_name: string, data: PullWork) {
    const thread = new Thread(data)
    threads.push(thread)
    return thread
  },
}))

const ALL: QueueFilter = { queue: 'ALL', facets: {}, due: null, search: '' }
const MINUTE = 60_000
/** For what comes in a few turns: long, for a machine that is busy. */
const PATIENCE = { timeout: 30_000, interval: 2 }

let place: Place
let desk: DeskCache
let target: CacheTarget
let now: number
const told: WorkbenchEvent[] = []
beforeEach(() => {
  place = newPlace()
  filledCache(place).close()
  now = Date.parse('2026-03-02T09:00:00.000Z')
  told.length = 0
  analyses.length = 0
  asked.length = 0
  threads.length = 0
  linked.settled = Promise.resolve()
  linksTouched.mockClear()
  desk = new DeskCache({
    folder: place.folder,
    key: place.key,
    person: {
      actor: ACTOR,
      view: () => ({ colleagues: [] }),
      takeOver: () => Promise.resolve(),
      token: () => Promise.resolve('token'),
    },
    clock: () => new Date(now),
    log: () => {},
    publish: (event) => told.push(event),
    newDay: () => {},
    statusChanged: () => {},
    engine: () => ({ state: 'UP_TO_DATE', recheck() {}, retry() {}, work() {} }),
  })
  desk.openIfThere(true)
  target = new CacheTarget(desk, 'http://127.0.0.1:1')
})
afterEach(async () => {
  desk.leave()
  await desk.close()
  place.remove()
})

const isCut = () => statSync(`${place.file}-wal`).size === 0

/** Another page is in; then the desk is in step. */
function step(from: number, ...changes: Parameters<typeof page>[0]): void {
  target.applyPage(page(changes, [], from))
  expect(isCut(), 'the page stands in the log').toBe(false)
  target.inStep()
}
const aNote = (from: number) => wire('note', `n${from}`, note({ dossierId: 'd1' }))

test('the log is cut when the desk is in step, at most once in five minutes', () => {
  step(10, aNote(10))
  expect(isCut(), 'at the first look').toBe(true)
  now += 4 * MINUTE
  step(11, aNote(11))
  expect(isCut(), 'four minutes later').toBe(false)
  now += MINUTE
  target.inStep()
  expect(isCut(), 'five minutes later').toBe(true)
})

test('what was forgotten leaves the log at once', () => {
  step(10, aNote(10))
  step(11, tombstone('note', 'n10'))
  expect(isCut()).toBe(true)
})

test('a log that somebody reads is cut at the next look, not five minutes later', () => {
  const reader = connectReader(place.file, place.key)
  reader.still(() => {
    reader.value('SELECT count(*) FROM note')
    step(10, aNote(10))
    expect(isCut(), 'while somebody reads').toBe(false)
  })
  reader.close()
  target.inStep()
  expect(isCut()).toBe(true)
})

test('beside a long pull the log is left to its worker', () => {
  desk.pulling = { stop() {}, gone: Promise.resolve() }
  step(10, tombstone('note', 'n1'))
  expect(isCut()).toBe(false)
  desk.pulling = null
  target.inStep()
  expect(isCut()).toBe(true)
})

test('linking looks again for each kind of record from which links follow, and for no other', () => {
  const queue = { dossiers: [], names: false, texts: false, declarations: false }
  const looks = (kind: RecordKind) => {
    linksTouched.mockClear()
    desk.announce({ kinds: [kind], ids: [], persons: [], enterprises: [], queue })
    return linksTouched.mock.calls.length > 0
  }
  const kinds = ['declaration', 'dossier', 'enterprise', 'linkJudgement', 'person']
  expect(RECORD_KINDS.filter(looks).toSorted()).toEqual(kinds)
})

test('the workers of an enterprise whose number changed are linked anew', () => {
  const links = () => desk.opened!.cache.links.waiting()
  expect(links().upTo).toBe(0)
  const changed = enterprise({ enterpriseNumber: '0400000124' })
  target.applyPage(page([wire('enterprise', 'e1', changed, 2)]))
  expect(links().persons).toContain('p1')
  expect(linksTouched).toHaveBeenCalled()
})

test('what a failed pass had stored unheard is shown once the pass is over', () => {
  const rows = () => desk.opened!.columns.window(ALL, [], 0, 100).rows
  const withSignals = () => desk.opened!.columns.summary({ ...ALL, queue: 'SIGNALS' }).total
  expect(withSignals()).toBe(0)
  const worker = openFollowWriter(place)
  const { personId } = rows()[0]!
  worker.writeFindings([
    {
      personId,
      findings: [
        {
          id: 'f1',
          code: 'M1',
          ruleVersion: 1,
          revision: 0,
          enterpriseId: null,
          knownOn: null,
          kind: 'HARD',
          severity: 'HIGH',
          personId,
          dossierId: null,
          declarationId: null,
          facts: [],
          exceptions: [],
        },
      ],
    },
  ])
  worker.close()
  expect(withSignals(), 'nobody told the desk').toBe(0)
  told.length = 0
  analyses[0]!.untold()
  expect(withSignals()).toBeGreaterThan(0)
  expect(told).toEqual([{ type: 'changed', kinds: [...RECORD_KINDS, 'finding'], ids: null }])
})

/** A long pull whose thread has said that it writes, and how it ends. */
function longPull() {
  const { signal } = new AbortController()
  const over = target.pullMany({ clientId: 'c', first: null, sliceChanges: 1 }, signal)
  const thread = () => threads[0]!
  return { over, thread }
}

/** One that changed these. */
const sliceOf = (queue: Partial<Slice['changed']['queue']>): Slice => ({
  changed: {
    kinds: ['person'],
    ids: ['p1'],
    queue: { dossiers: [], names: false, texts: false, declarations: false, ...queue },
  },
  numbers: [],
  forgotten: false,
  rejected: 0,
  error: null,
  settled: false,
})
const touched = { persons: ['p1'], enterprises: [] }

test('after a long pull the log is moved, then workers are linked, then findings follow', async () => {
  const links = Promise.withResolvers<void>()
  linked.settled = links.promise
  const { over, thread } = longPull()
  await vi.waitUntil(() => threads.length > 0, PATIENCE)
  thread().says({ type: 'ready' })
  thread().says({ type: 'written', touched })
  thread().says({ type: 'finished', inStep: true })
  expect(await over).toBe(true)
  expect(asked, 'while its thread moves the log').toEqual([])
  thread().says({ type: 'cleared' })
  thread().emit('exit')
  await vi.waitUntil(() => asked.length > 0, PATIENCE)
  expect(asked).toEqual(['links'])
  links.resolve()
  await vi.waitUntil(() => asked.length > 1, PATIENCE)
  expect(asked).toEqual(['links', 'findings'])
  expect(desk.pulling).toBeNull()
})

test('texts that a long pull moved are put in order once, when it is over', async () => {
  const { over, thread } = longPull()
  await vi.waitUntil(() => threads.length > 0, PATIENCE)
  const update = vi.spyOn(desk.opened!.columns, 'update')
  for (const queue of [{ names: true }, { texts: true }]) {
    thread().says({ type: 'ready' })
    thread().data.slices.postMessage(sliceOf(queue))
    thread().says({ type: 'written', touched })
  }
  const texts = () => update.mock.calls.map(([{ names, texts: all }]) => [names, all])
  expect(texts(), 'while it goes on').toEqual([
    [false, false],
    [false, false],
  ])
  thread().says({ type: 'finished', inStep: true })
  await over
  expect(texts().slice(2)).toEqual([[true, true]])
  thread().emit('exit')
})

test('what a thread wrote that died without a word is read anew', async () => {
  const { over, thread } = longPull()
  await vi.waitUntil(() => threads.length > 0, PATIENCE)
  const before = desk.opened!.columns
  thread().emit('exit')
  await expect(over).rejects.toMatchObject({ code: 'INTERNAL' })
  expect(desk.opened!.columns).not.toBe(before)
  await vi.waitUntil(() => asked.length > 1, PATIENCE)
  expect(asked, 'and what follows is done all the same').toEqual(['links', 'findings'])
})
