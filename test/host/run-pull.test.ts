/** The host's side of a long pull, with a thread that says what the test wants. */
import { EventEmitter } from 'node:events'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Cache, Touched } from '../../db/index.ts'
import type { FromPullWorker, PullWork } from '../../host/sync/pull-messages.ts'
import type { Slice } from '../../host/sync/pull-pages.ts'
import { runPull } from '../../host/sync/pull.ts'

class Thread extends EventEmitter {
  readonly heard: unknown[] = []
  data!: PullWork
  postMessage(message: unknown) {
    this.heard.push(message)
  }
  terminate() {
    this.emit('exit')
    return Promise.resolve(0)
  }
  says(message: FromPullWorker) {
    this.emit('message', message)
  }
}

const threads = vi.hoisted(() => [] as unknown[])
vi.mock('../../host/workers.ts', () => ({
  startWorker: (_name: string, data: PullWork) => {
    const thread = new Thread()
    thread.data = data
    threads.push(thread)
    return thread as never
  },
}))
beforeEach(() => void (threads.length = 0))

const SLICE: Slice = {
  changed: {
    kinds: ['note'],
    ids: ['n1'],
    queue: { dossiers: [], names: false, texts: false, declarations: false },
  },
  numbers: [],
  forgotten: false,
  rejected: 0,
  error: null,
  settled: false,
}

function pulling(onTouched: (touched: Touched) => void = () => {}) {
  const cache = { hold: vi.fn<() => void>(), release: vi.fn<() => void>() }
  const written: Slice[] = []
  const stop = new AbortController()
  const work = { file: '', key: Buffer.alloc(32), gatewayUrl: '', clientId: 'c', first: null }
  const running = runPull(
    { ...work, sliceChanges: 1 },
    {
      tokens: { token: () => Promise.resolve('token') },
      cache: cache as unknown as Cache,
      onWritten: (slices) => written.push(...slices),
      onTouched,
    },
    stop.signal,
  )
  running.inStep.catch(() => {})
  return { running, thread: threads[0] as Thread, cache, written, stop }
}

const ids = (count: number, name: string) => Array.from({ length: count }, (_, n) => `${name}${n}`)

test('whose facts changed is told in pieces, all of it before the pull is over, and nobody waits', async () => {
  const told: Touched[] = []
  const { running, thread } = pulling((touched) => told.push(touched))
  thread.says({ type: 'ready' })
  thread.heard.length = 0
  const touched = { persons: ids(5_000, 'p'), enterprises: ids(2_500, 'e') }
  thread.says({ type: 'written', touched })
  expect(thread.heard, 'the thread goes on at once').toEqual([{ type: 'goOn' }])
  expect(told, 'and who reads comes first').toEqual([])
  thread.says({ type: 'written', touched: { persons: ['last'], enterprises: [] } })
  thread.says({ type: 'finished', inStep: true })
  expect(await running.inStep).toBe(true)
  expect(Math.max(...told.map(({ persons }) => persons.length))).toBeLessThan(5_000)
  expect(told.flatMap(({ persons }) => persons)).toEqual([...touched.persons, 'last'])
  expect(told.flatMap(({ enterprises }) => enterprises)).toEqual(touched.enterprises)
})

test('what cannot be told ends the pull with the reason', async () => {
  const { running, thread } = pulling(() => {
    throw new RangeError('told to nobody')
  })
  thread.says({ type: 'ready' })
  thread.says({ type: 'written', touched: { persons: ['p1'], enterprises: [] } })
  await expect(running.inStep).rejects.toThrow('told to nobody')
})

test('a thread that dies while reads stand still lets them go on, with what it wrote', async () => {
  const { running, thread, cache, written } = pulling()
  thread.says({ type: 'ready' })
  expect(cache.hold).toHaveBeenCalledTimes(1)
  thread.data.slices.postMessage(SLICE)
  thread.emit('exit')
  await expect(running.inStep).rejects.toMatchObject({ code: 'INTERNAL' })
  expect(written).toEqual([SLICE])
  expect(cache.release).toHaveBeenCalled()
  expect(await running.gone, 'nobody moved the log').toBe(false)
})

test('a desk that closes ends the thread', async () => {
  const { running, thread, stop, cache } = pulling()
  thread.says({ type: 'ready' })
  stop.abort()
  await expect(running.inStep).rejects.toMatchObject({ code: 'HOST_STOPPED' })
  expect(cache.release).toHaveBeenCalled()
})
