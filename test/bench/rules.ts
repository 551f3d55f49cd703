/**
 * All rules about persons over the whole world, their facts in memory, on one core; and one changed
 * dossier on a desk: its person's facts read from the cache, judged and stored.
 */
import { openCache } from '../../db/index.ts'
import { engineOf, personFindings } from '../../domain/risk/index.ts'
import { atMost, type Bench } from './figure.ts'
import { benchCache } from './queue.world.ts'
import { factsOf, sizesOf, TODAY, worldOf } from './rules.world.ts'

/** What the issue asks on two cores; persons are judged alone, so that cores share them out. */
const CORES = 2
const GOAL_S = 4
const GOAL_MS = 10
const CHANGED = 200

const bench: Bench = async function* ({ world: size }) {
  const engine = engineOf(TODAY)
  const world = worldOf(size)
  let took = 0
  for (const some of factsOf(world, sizesOf(size).persons)) {
    const start = performance.now()
    for (const facts of some) personFindings(facts, engine)
    took += performance.now() - start
  }
  const sizes = sizesOf(size)
  const what = `rules over ${sizes.dossiers} dossiers, ${sizes.declarations} declarations, facts in memory`
  yield atMost(`${what}, one core`, took / 1000, 's', GOAL_S * CORES)
  const cache = openCache(benchCache(size))
  const ids = cache.personIds(null, CHANGED)
  const times = ids.map((personId) => {
    const start = performance.now()
    const facts = cache.personFacts(personId)!
    cache.writeFindings([{ personId, findings: personFindings(facts, engine) }])
    return performance.now() - start
  })
  cache.close()
  times.sort((a, b) => a - b)
  yield atMost('one changed dossier, median', times[times.length >> 1]!, 'ms', GOAL_MS)
  yield atMost('one changed dossier, p95', times[Math.floor(times.length * 0.95)]!, 'ms', GOAL_MS)
}

export default bench
