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
  /** The first pieces of persons, and how many of them are taken (Int32): whoever is free takes the next. */
  pieces: number
  taken: SharedArrayBuffer
}

export interface Replayed {
  added: number
  gone: number
}

const { location, today, draft, pieces, taken } = workerData as ReplayWork
const cache = openReader({ ...location, key: Buffer.from(location.key) })
const all = cache.everybody(today)
const sum: Replayed = { added: 0, gone: 0 }
const next = () => Atomics.add(new Int32Array(taken), 0, 1)
const [inUse, drafted] = [engineOf(today), engineOf(today, draft)]
for (let piece = next(); piece < pieces; piece = next()) {
  const result = replay(all.persons(piece).facts, inUse, drafted)
  sum.added += result.added.length
  sum.gone += result.gone.length
}
cache.close()
parentPort!.postMessage(sum)
