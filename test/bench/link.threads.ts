/** A thread of the bench `link`: links its share of the declarations on a register of its own. */
import { parentPort, workerData } from 'node:worker_threads'
import { openReader } from '../../db/index.ts'
import { Linker } from '../../host/linking/linker.ts'

const { file, key, part, parts } = workerData as {
  file: string
  key: Uint8Array
  part: number
  parts: number
}
const cache = openReader({ file, key: Buffer.from(key) })
const start = performance.now()
const linker = new Linker(cache.links)
const indexed = performance.now()
const model = linker.learn()
const learned = performance.now()
const last = cache.links.lastDeclaration()
const from = Math.floor((last * part) / parts)
const to = Math.floor((last * (part + 1)) / parts)
for (const { rows } of linker.all(from, to)) parentPort!.postMessage({ rows })
const times = {
  index: indexed - start,
  learn: learned - indexed,
  link: performance.now() - learned,
}
parentPort!.postMessage({ model: part === 0 ? model : null, times })
cache.close()
