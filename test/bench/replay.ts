/**
 * A draft that changes several rules, replayed on a year of declarations from the encrypted cache, on two
 * threads, with all rules and the difference; beside it the same with one look at each, on a sample.
 */
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { type Cache, openCache } from '../../db/index.ts'
import { engineOf } from '../../domain/risk/index.ts'
import type { RuleSetting, RuleSettings, Values } from '../../domain/risk/parameters.ts'
import { replay } from '../../domain/risk/replay.ts'
import { keepCompiled } from '../../host/compiled.ts'
import { atMost, type Bench } from './figure.ts'
import { benchCache, FOLDER } from './queue.world.ts'
import type { Replayed, ReplayWork } from './replay.worker.ts'
import { renewPieces } from './rules.ts'
import { TODAY } from './rules.world.ts'

const GOAL_S = 5
const THREADS = 2
const ROUNDS = 3
/** Half the world holds about 500,000 declarations. */
const SHARE = 0.5
const SAMPLED = 100

const setting = (values: Values, active = true): RuleSetting => ({ revision: 1, active, values })
const DRAFT: RuleSettings = new Map([
  ['R06', setting({ minDays: 60 })],
  ['R11', setting({ maxDays: 3 })],
  ['R13', setting({ maxKm: 60 })],
  ['R49', setting({}, false)],
])

/** Pieces of the share of the world, and the declarations of their persons. */
function shareOf(cache: Cache): { pieces: number; declarations: number } {
  const all = cache.everybody(TODAY)
  const pieces = Math.ceil(all.pieces * SHARE)
  let declarations = 0
  for (let piece = 0; piece < pieces; piece += 1) {
    for (const one of all.persons(piece).facts) declarations += one.declarations.length
  }
  return { pieces, declarations }
}

function run(work: ReplayWork): Promise<Replayed> {
  const { promise, resolve, reject } = Promise.withResolvers<Replayed>()
  const worker = new Worker(new URL('./replay.worker.ts', import.meta.url), { workerData: work })
  worker.once('message', resolve)
  worker.once('error', reject)
  return promise
}

const bench: Bench = async function* ({ world: size }) {
  keepCompiled(join(FOLDER, 'compiled'))
  const location = benchCache(size)
  const cache = openCache(location)
  await renewPieces(cache, location)
  const { pieces, declarations } = shareOf(cache)
  const took: number[] = []
  let sum: Replayed = { added: 0, gone: 0 }
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now()
    const taken = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)
    const work = { location, today: TODAY, draft: DRAFT, pieces, taken }
    const parts = await Promise.all(Array.from({ length: THREADS }, () => run(work)))
    took.push((performance.now() - start) / 1000)
    const total = (name: keyof Replayed) => parts.reduce((n, part) => n + part[name], 0)
    sum = { added: total('added'), gone: total('gone') }
  }
  const ids = cache.personIds(null, 1_000_000).filter((_, i) => i % SAMPLED === 0)
  const start = performance.now()
  const facts = ids.map((id) => cache.personFacts(id)!)
  replay(facts, engineOf(TODAY), engineOf(TODAY, DRAFT))
  const looked = facts.reduce((n, { declarations }) => n + declarations.length, 0)
  const each = (performance.now() - start) / 1000 / THREADS
  cache.close()
  const what = `replay of ${declarations} declarations with diff (${sum.added} new, ${sum.gone} gone), from the cache, ${THREADS} threads`
  const median = took.toSorted((a, b) => a - b)[ROUNDS >> 1]!
  yield atMost(what, median, 's', GOAL_S, (each * declarations) / looked)
}

export default bench
