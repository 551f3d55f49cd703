/** From gateway pages in memory to the encrypted, indexed, searchable cache. */
import { once } from 'node:events'
import { join } from 'node:path'
import { rmSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { fillFrom } from '../../host/sync/fill-pages.ts'
import { readSnapshot } from '../../host/sync/snapshot-reader.ts'
import { atLeastShare, type Figure, type World } from './figure.ts'
import { writeRaw } from './first-fill.raw.ts'
import { median } from './measure.ts'
import { ACTOR } from './queue.world.ts'

const KEY = Buffer.alloc(32, 'bench')
const ROUNDS: Readonly<Record<World, number>> = { small: 5, full: 2 }
const GOAL = 0.5
const FILL_FOR = { gatewayId: 'bench', view: 'bench', actor: ACTOR, colleagues: [] }
const NO_TOKENS = { token: () => Promise.reject(new Error('nobody asks for a token')) }

/** Seconds from the first page to a cache that can be opened. */
async function fill(worker: Worker, file: string): Promise<number> {
  const start = performance.now()
  const work = { gatewayUrl: '', gatewayId: FILL_FOR.gatewayId }
  const filling = await fillFrom({
    pages: (after) => readSnapshot(worker, { ...work, after }, NO_TOKENS),
    location: { file, key: KEY },
    fillFor: FILL_FOR,
    stored: () => {},
  })
  filling.index()
  filling.finish()
  return (performance.now() - start) / 1000
}

/** Rows are records: the same number goes into both files. */
export async function fromMemory(world: World, scratch: string): Promise<Figure> {
  const worker = new Worker(new URL('./first-fill.pages.ts', import.meta.url), {
    workerData: world,
  })
  try {
    const [{ total }] = (await once(worker, 'message')) as [{ total: number }]
    const fills: number[] = []
    const raw: number[] = []
    for (let round = 0; round < ROUNDS[world]; round += 1) {
      const cache = join(scratch, 'memory.db')
      const copy = join(scratch, 'memory-raw.db')
      fills.push(total / (await fill(worker, cache)))
      raw.push(total / writeRaw(cache, copy, KEY))
      for (const file of [cache, copy]) rmSync(file)
    }
    const what = `records of pages in memory into the cache (baseline: raw inserts and indexes, no full text)`
    return atLeastShare(what, median(fills), 'rows/s', GOAL, median(raw))
  } finally {
    await worker.terminate()
  }
}
