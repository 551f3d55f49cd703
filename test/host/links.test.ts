import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Cache } from '../../db/index.ts'
import type { FromLinksWorker, ToLinksWorker } from '../../host/linking/links-messages.ts'
import { Links } from '../../host/linking/links.ts'

/** The worker that links, as far as the host sees it. */
class FakeWorker extends EventEmitter {
  readonly told: ToLinksWorker['type'][] = []
  postMessage({ type }: ToLinksWorker): void {
    this.told.push(type)
  }
  unref(): void {}
  /** When it is gone after it was stopped. */
  gone: Promise<void> = Promise.resolve()
  async terminate(): Promise<number> {
    await this.gone
    return 1
  }
  says(message: FromLinksWorker): void {
    this.emit('message', message)
  }
}
const workers: FakeWorker[] = []
vi.mock('../../host/workers.ts', () => ({
  startWorker() {
    const worker = new FakeWorker()
    workers.push(worker)
    return worker
  },
}))

beforeEach(() => {
  workers.length = 0
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => void vi.useRealTimers())

function linksWith() {
  const waiting = { upTo: 5 }
  /** Below zero: others move the log. */
  let tended = 0
  const cache = {
    links: { model: () => ({}), waiting: () => waiting },
    tendLog: (isTended: boolean) => void (tended += isTended ? 1 : -1),
  } as unknown as Cache
  const links = new Links({
    cache,
    location: { file: '', key: Buffer.alloc(32) },
    log: () => {},
    changed: () => {},
    proposed: () => {},
    damaged: () => {},
  })
  const settled = vi.fn<() => void>()
  return { links, waiting, settled, tended: () => tended }
}

test('what came during a long pull is linked after it, piece by piece; who waits for the end is told', async () => {
  const { links, settled, tended } = linksWith()
  links.touched()
  await vi.advanceTimersByTimeAsync(1_000)
  const [worker] = workers
  expect(worker!.told).toEqual(['renew'])
  expect(tended(), 'the worker moves the log').toBe(-1)
  links.pause()
  worker!.says({ type: 'piece' })
  await vi.advanceTimersByTimeAsync(1_000)
  expect(worker!.told, 'nothing is stored beside the pull').toEqual(['renew'])
  links.resume()
  void links.settled().then(settled)
  expect(worker!.told).toEqual(['renew', 'store'])
  worker!.says({ type: 'finished' })
  await vi.advanceTimersByTimeAsync(10)
  expect(settled, 'more came with the pull').not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1_000)
  worker!.says({ type: 'finished' })
  await vi.advanceTimersByTimeAsync(0)
  expect(settled).toHaveBeenCalledOnce()
  expect(tended()).toBe(0)
  await links.close()
})

test('who waits for links is not kept waiting by a worker that failed, or when there is nothing to link', async () => {
  const { links, waiting, settled, tended } = linksWith()
  links.touched()
  await vi.advanceTimersByTimeAsync(1_000)
  void links.settled().then(settled)
  workers[0]!.says({ type: 'failed', code: 'DISK_FULL', details: {} })
  await vi.advanceTimersByTimeAsync(0)
  expect(settled).toHaveBeenCalledTimes(1)
  expect(tended(), 'the desk moves its log again').toBe(0)
  waiting.upTo = 0
  links.touched()
  void links.settled().then(settled)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(settled).toHaveBeenCalledTimes(2)
  await links.close()
})

test('what came while a worker failed is linked soon, though nothing more comes', async () => {
  const { links } = linksWith()
  links.touched()
  await vi.advanceTimersByTimeAsync(1_000)
  links.touched()
  await vi.advanceTimersByTimeAsync(1_000)
  workers[0]!.says({ type: 'failed', code: 'DISK_FULL', details: {} })
  await vi.advanceTimersByTimeAsync(15_000)
  expect(workers.map(({ told }) => told)).toEqual([['renew'], ['renew']])
  await links.close()
})

test('links are closed only when a worker that failed is gone', async () => {
  const { links } = linksWith()
  const { promise, resolve } = Promise.withResolvers<void>()
  links.touched()
  await vi.advanceTimersByTimeAsync(1_000)
  workers[0]!.gone = promise
  workers[0]!.says({ type: 'failed', code: 'CACHE_DAMAGED', details: {} })
  const closed = vi.fn<() => void>()
  const closing = links.close().then(closed)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(closed, 'it may write still').not.toHaveBeenCalled()
  resolve()
  await closing
})

test('who waits for what came is told when it is linked, however much comes after it', async () => {
  const { links, settled } = linksWith()
  links.touched()
  void links.settled().then(settled)
  await vi.advanceTimersByTimeAsync(1_000)
  const [worker] = workers
  links.touched()
  const later = vi.fn<() => void>()
  void links.settled().then(later)
  worker!.says({ type: 'finished' })
  await vi.advanceTimersByTimeAsync(0)
  expect(settled, 'what came later is no reason to wait').toHaveBeenCalledOnce()
  expect(later, 'what came later is not linked').not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1_000)
  worker!.says({ type: 'finished' })
  await vi.advanceTimersByTimeAsync(0)
  expect(later).toHaveBeenCalledOnce()
  await links.close()
})
