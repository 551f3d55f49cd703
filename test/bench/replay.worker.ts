/** Runs in a worker thread: replays a draft of every rule on a share of what a cache holds. */
import { parentPort, workerData } from 'node:worker_threads'
import { openReader, type CacheLocation } from '../../db/index.ts'
import type { FindingCode } from '../../domain/contract/codes.ts'
import type { RuleSettings } from '../../domain/risk/parameters.ts'
import { lookAt } from '../../domain/risk/index.ts'
import { type Facts, type ReplayGroup, RuleReplaying } from '../../domain/risk/rule-replay.ts'

export interface ReplayWork {
  location: CacheLocation
  today: string
  drafts: readonly (readonly [FindingCode, RuleSettings])[]
  /** The first pieces of persons and parts of enterprises. */
  pieces: number
  parts: number
  /** How many of them are taken (Int32 each): whoever is free takes the next. */
  taken: SharedArrayBuffer
}

export type Replayed = Record<ReplayGroup, number>

/** As many of each group as a window is told. */
const TOLD = 50

const { location, today, drafts, pieces, parts, taken } = workerData as ReplayWork
const cache = openReader({ ...location, key: Buffer.from(location.key) })
const all = cache.everybody()
const runs = drafts.map(
  ([code, draft]) => new RuleReplaying(code, today, { inForce: new Map(), draft }, TOLD),
)
/** What follows from the facts alone is concluded once for all rules. */
function takeAll(runs: readonly RuleReplaying[], facts: Facts): void {
  const by = lookAt(facts, today)
  for (const run of runs) run.take(facts, by)
}

const next = (place: number) => Atomics.add(new Int32Array(taken), place, 1)

const aboutPersons = runs.filter((run) => run.isAboutPersons)
for (let piece = next(0); piece < pieces; piece = next(0)) {
  for (const facts of all.persons(piece).facts) takeAll(aboutPersons, facts)
}
const aboutEnterprises = runs.filter((run) => !run.isAboutPersons)
for (let part = next(1); part < parts; part = next(1)) {
  for (const facts of all.enterprises(part).facts) takeAll(aboutEnterprises, facts)
}
cache.close()

const sum: Replayed = { added: 0, gone: 0, changed: 0, justIn: 0, justOut: 0 }
for (const run of runs) {
  const { counts } = run.result()
  for (const group of Object.keys(sum) as ReplayGroup[]) sum[group] += counts[group]
}
parentPort!.postMessage(sum)
