/** Threads that nobody needs end, whatever became of a pass that took the others. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { FindingsThreads } from '../../host/analysis/findings-threads.ts'

/** Longer than a thread waits for work, in milliseconds. */
const LONG = 10 * 60_000

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

it('a thread that was left while a pass took another ends, though that pass gives none back', async () => {
  // Nobody works: none opens a cache.
  const pool = new FindingsThreads({ file: 'absent', key: Buffer.alloc(32) })
  const both = pool.take(2)
  try {
    pool.giveBack(both)
    const [taken] = pool.take(1)
    vi.advanceTimersByTime(LONG)
    const [next] = pool.take(1)
    both.push(next!)
    expect(both.indexOf(taken!), 'it waited').toBe(0)
    expect(both.indexOf(next!), 'the other one has ended: this one is new').toBe(2)
  } finally {
    await Promise.all([pool.end(), ...both.map((thread) => thread.end())])
  }
})
