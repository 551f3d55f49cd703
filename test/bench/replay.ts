/** A draft that changes several rules, replayed on half the world's declarations, facts in memory. */
import { engineOf } from '../../domain/risk/index.ts'
import type { RuleSetting, RuleSettings, Values } from '../../domain/risk/parameters.ts'
import { replay } from '../../domain/risk/replay.ts'
import { atMost, type Bench } from './figure.ts'
import { factsOf, sizesOf, TODAY, worldOf } from './rules.world.ts'

const GOAL_S = 5
const CORES = 2

const setting = (values: Values, active = true): RuleSetting => ({ revision: 1, active, values })
const DRAFT: RuleSettings = new Map([
  ['R06', setting({ minDays: 60 })],
  ['R11', setting({ maxDays: 3 })],
  ['R13', setting({ maxKm: 60 })],
  ['R49', setting({}, false)],
])

const bench: Bench = async function* ({ world: size }) {
  const [inUse, draft] = [engineOf(TODAY), engineOf(TODAY, DRAFT)]
  const sizes = sizesOf(size)
  let took = 0
  let [added, gone] = [0, 0]
  for (const some of factsOf(worldOf(size), sizes.persons / 2)) {
    const start = performance.now()
    const result = replay(some, inUse, draft)
    took += performance.now() - start
    added += result.added.length
    gone += result.gone.length
  }
  const what = `replay of about ${sizes.declarations / 2} declarations with diff (${added} new, ${gone} gone)`
  yield atMost(`${what}, facts in memory, one core`, took / 1000, 's', GOAL_S * CORES)
}

export default bench
