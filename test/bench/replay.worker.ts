/** Runs in a worker thread: replays a draft on a share of the persons of a cache. */
import { parentPort, workerData } from 'node:worker_threads'
import { openReader, type CacheLocation } from '../../db/index.ts'
import { engineOf } from '../../domain/risk/index.ts'
import type { RuleSettings } from '../../domain/risk/parameters.ts'
import { replay } from '../../domain/risk/replay.ts'

export interface ReplayWork {
  location: CacheLocation
  today: string
  draft: RuleSettings
  /** Every so many of the first pieces of persons. */
  worker: number
  workers: number
  share: number
}

export interface Replayed {
  declarations: number
  added: number
  gone: number
}

const { location, today, draft, worker, workers, share } = workerData as ReplayWork
const cache = openReader({ ...location, key: Buffer.from(location.key) })
const all = cache.everybody(today)
const sum: Replayed = { declarations: 0, added: 0, gone: 0 }
const [inUse, drafted] = [engineOf(today), engineOf(today, draft)]
for (let piece = worker; piece < all.pieces * share; piece += workers) {
  const { facts } = all.persons(piece)
  const result = replay(facts, inUse, drafted)
  for (const { declarations } of facts) sum.declarations += declarations.length
  sum.added += result.added.length
  sum.gone += result.gone.length
}
cache.close()
parentPort!.postMessage(sum)
