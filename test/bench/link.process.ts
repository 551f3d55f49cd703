/** The bench `link` in a process of its own: two threads link, this one writes to the cache. */
import { Worker } from 'node:worker_threads'
import { openCache } from '../../db/index.ts'

const PARTS = 2
const file = process.argv[2]!
const key = Buffer.alloc(32, 'bench')

const start = performance.now()
const cache = openCache({ file, key })
const times: unknown[] = []
await Promise.all(
  Array.from({ length: PARTS }, async (_, part) => {
    const worker = new Worker(new URL('./link.threads.ts', import.meta.url), {
      workerData: { file, key, part, parts: PARTS },
    })
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    worker.on('message', ({ rows, model, times: own }) => {
      cache.writeLinks({ rows: rows ?? [], upTo: 0, model: model ?? null })
      if (own) times.push(own)
    })
    worker.on('error', reject)
    worker.on('exit', () => resolve())
    await promise
  }),
)
cache.close()
const { maxRSS } = process.resourceUsage()
console.log(
  JSON.stringify({ seconds: (performance.now() - start) / 1000, mb: maxRSS / 1024, times }),
)
