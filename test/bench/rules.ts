/**
 * All rules over the whole world as a desk judges everybody once a day: from its encrypted cache, by
 * the workers of the desk, findings compared with what is stored. Beside it, on a sample, the way of
 * one look at each; and one changed dossier: its person's facts read, judged and stored.
 */
import { join } from 'node:path'
import { type Cache, type CacheLocation, openCache } from '../../db/index.ts'
import {
  type Engine,
  engineOf,
  enterpriseFindings,
  personFindings,
} from '../../domain/risk/index.ts'
import { keepCompiled } from '../../host/compiled.ts'
import { FindingsThreads } from '../../host/analysis/findings-threads.ts'
import { Pass } from '../../host/analysis/pass.ts'
import { atMost, type Bench } from './figure.ts'
import { benchCache, FOLDER } from './queue.world.ts'
import { sizesOf, TODAY } from './rules.world.ts'

/** What the issue asks on two cores. */
const THREADS = 2
const GOAL_S = 4
const GOAL_MS = 10
const ROUNDS = 3
/** Looked at one by one: every so many persons and enterprises. */
const SAMPLED = 100
const CHANGED = 200

/** One pass over everybody, which renews the pieces that are read; how long it took, in seconds. */
export async function renewPieces(cache: Cache, location: CacheLocation): Promise<number> {
  const start = performance.now()
  const since = cache.lastFactChange()
  const watch = { day: TODAY, fired: null, holds: [], held: [], shadow: [] }
  await new Pass(new FindingsThreads(location), { today: TODAY, subjects: null }, THREADS, {
    letThrough: (said) =>
      said.type === 'batch' && said.entries.length > 0 ? { entries: said.entries, watch } : null,
    written: () => {},
  }).over
  cache.piecesHold(since)
  return (performance.now() - start) / 1000
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!

/** Everybody by a look at each, from a sample: seconds on as many cores. */
function oneByOne(cache: Cache, engine: Engine): number {
  const everySo = (ids: string[]) => ids.filter((_, i) => i % SAMPLED === 0)
  const persons = everySo(cache.personIds(null, 1_000_000))
  const enterprises = everySo(cache.enterpriseIds(null, 1_000_000))
  const start = performance.now()
  for (const personId of persons) {
    const findings = personFindings(cache.personFacts(personId)!, engine)
    cache.areStored({ personId, findings })
  }
  for (const enterpriseId of enterprises) {
    const findings = enterpriseFindings(cache.enterpriseFacts(enterpriseId)!, engine)
    cache.areStored({ enterpriseId, findings })
  }
  return ((performance.now() - start) / 1000) * (SAMPLED / THREADS)
}

function changedDossiers(cache: Cache, engine: Engine): number[] {
  return cache.personIds(null, CHANGED).map((personId) => {
    const start = performance.now()
    const facts = cache.personFacts(personId)!
    cache.writeFindings([{ personId, findings: personFindings(facts, engine) }])
    return performance.now() - start
  })
}

const bench: Bench = async function* ({ world: size }) {
  // As `npm start` does: a worker does not compile what was compiled before.
  keepCompiled(join(FOLDER, 'compiled'))
  const location = benchCache(size)
  const cache = openCache(location)
  const engine = engineOf(TODAY)
  const first = await renewPieces(cache, location)
  process.stderr.write(`the first pass, which makes the pieces: ${first.toFixed(1)} s\n`)
  const took: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) took.push(await renewPieces(cache, location))
  const { dossiers, declarations } = sizesOf(size)
  const what = `rules over ${dossiers} dossiers, ${declarations} declarations and the network, from the cache, ${THREADS} threads`
  yield atMost(what, median(took), 's', GOAL_S, oneByOne(cache, engine))
  const times = changedDossiers(cache, engine).toSorted((a, b) => a - b)
  cache.close()
  yield atMost('one changed dossier, median', times[times.length >> 1]!, 'ms', GOAL_MS)
  yield atMost('one changed dossier, p95', times[Math.floor(times.length * 0.95)]!, 'ms', GOAL_MS)
}

export default bench
