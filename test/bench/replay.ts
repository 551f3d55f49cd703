/**
 * A draft of every rule, each of its numbers a step from what is in force, replayed as the workshop replays one:
 * on a year of declarations from the encrypted cache, with the difference and what stands at its edge, on
 * two threads. Beside it the same with one look at each, on a sample; and one rule alone on everything, today
 * and over the past year, which is what somebody waits for.
 */
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { type Cache, openCache } from '../../db/index.ts'
import type { FindingCode } from '../../domain/contract/codes.ts'
import { RULES } from '../../domain/risk/index.ts'
import { type RuleSettings, valuesOn } from '../../domain/risk/parameters.ts'
import { RuleHistoring } from '../../domain/risk/rule-history.ts'
import { type Facts, RuleReplaying } from '../../domain/risk/rule-replay.ts'
import { keepCompiled } from '../../host/compiled.ts'
import { atMost, type Bench } from './figure.ts'
import { benchCache, FOLDER } from './queue.world.ts'
import type { Replayed, ReplayWork } from './replay.worker.ts'
import { renewPieces } from './rules.ts'
import { TODAY } from './rules.world.ts'

const GOAL_S = 5
/** Somebody waits for it with its progress in sight, and may stop it. */
const PAST_GOAL_S = 60
const THREADS = 2
const ROUNDS = 3
/** Half the world holds about 500,000 declarations. */
const SHARE = 0.5
const SAMPLED = 100
/** A tenth of the way between the limits of a number. */
const STEP = 0.1

type Draft = readonly [FindingCode, RuleSettings]

/** A draft of each rule: every number a step up, or down where it stands at its end. */
const DRAFTS: readonly Draft[] = RULES.map(({ code, parameters }) => {
  const inForce = valuesOn(parameters, TODAY)
  const values = Object.fromEntries(
    Object.entries(parameters).map(([name, { min, max }]) => {
      const step = Math.max(1, Math.round((max - min) * STEP))
      const value = inForce[name]!
      return [name, value + step <= max ? value + step : Math.max(min, value - step)]
    }),
  )
  return [code, new Map([[code, { revision: 1, active: true, values }]])]
})

const replaying = ([code, draft]: Draft) =>
  new RuleReplaying(code, TODAY, { inForce: new Map(), draft }, 50)

interface Share {
  pieces: number
  parts: number
  declarations: number
}

/** Pieces and parts of the share of the world, and the declarations of their persons. */
function shareOf(cache: Cache): Share {
  const all = cache.everybody()
  const [pieces, parts] = [Math.ceil(all.pieces * SHARE), Math.ceil(all.parts * SHARE)]
  let declarations = 0
  for (let piece = 0; piece < pieces; piece += 1) {
    for (const one of all.persons(piece).facts) declarations += one.declarations.length
  }
  return { pieces, parts, declarations }
}

function run(work: ReplayWork): Promise<Replayed> {
  const { promise, resolve, reject } = Promise.withResolvers<Replayed>()
  const worker = new Worker(new URL('./replay.worker.ts', import.meta.url), { workerData: work })
  worker.once('message', resolve)
  worker.once('error', reject)
  return promise
}

/** Everybody of a sample of a share, each by a look of its own: seconds for the share, on as many threads. */
function oneByOne(cache: Cache): number {
  const everySo = (ids: string[]) => ids.filter((_, i) => i % SAMPLED === 0)
  const runs = DRAFTS.map(replaying)
  const start = performance.now()
  const take = (facts: Facts, isPerson: boolean) => {
    for (const one of runs) if (one.isAboutPersons === isPerson) one.take(facts)
  }
  for (const id of everySo(cache.personIds(null, 1_000_000))) take(cache.personFacts(id)!, true)
  for (const id of everySo(cache.enterpriseIds(null, 1_000_000))) {
    take(cache.enterpriseFacts(id)!, false)
  }
  return ((performance.now() - start) / 1000) * ((SAMPLED * SHARE) / THREADS)
}

/** Seconds of the draft of each rule on everything that the cache holds, on one thread as in the workshop. */
function oneRule(cache: Cache): number[] {
  return DRAFTS.map((draft) => {
    const start = performance.now()
    const all = cache.everybody()
    const one = replaying(draft)
    for (let n = 0; n < (one.isAboutPersons ? all.pieces : all.parts); n += 1) {
      const { facts } = one.isAboutPersons ? all.persons(n) : all.enterprises(n)
      for (const subject of facts) one.take(subject)
    }
    return (performance.now() - start) / 1000
  })
}

/** A rule over its past year is run on one of so many subjects. */
const PAST_SAMPLED = 20

/** Seconds of each rule over the past year on everything, from a sample. */
function oneRulesPast(cache: Cache): number[] {
  return DRAFTS.map(([code, draft]) => {
    const start = performance.now()
    const all = cache.everybody()
    const one = new RuleHistoring(code, TODAY, { inForce: new Map(), draft }, 50)
    const { isAboutPersons } = replaying([code, draft])
    const every = isAboutPersons ? PAST_SAMPLED : 1
    for (let n = 0; n < (isAboutPersons ? all.pieces : all.parts); n += every) {
      const { facts } = isAboutPersons ? all.persons(n) : all.enterprises(n)
      const some = isAboutPersons ? facts : facts.filter((_, i) => i % PAST_SAMPLED === 0)
      for (const subject of some) one.take(subject)
    }
    return ((performance.now() - start) / 1000) * PAST_SAMPLED
  })
}

const bench: Bench = async function* ({ world: size }) {
  keepCompiled(join(FOLDER, 'compiled'))
  const location = benchCache(size)
  const cache = openCache(location)
  await renewPieces(cache, location)
  const { pieces, parts, declarations } = shareOf(cache)
  const took: number[] = []
  let sum: Replayed = { added: 0, gone: 0, changed: 0, justIn: 0, justOut: 0 }
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now()
    const taken = new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT)
    const work = { location, today: TODAY, drafts: DRAFTS, pieces, parts, taken }
    const results = await Promise.all(Array.from({ length: THREADS }, () => run(work)))
    took.push((performance.now() - start) / 1000)
    const total = (group: keyof Replayed) => results.reduce((n, result) => n + result[group], 0)
    sum = {
      added: total('added'),
      gone: total('gone'),
      changed: total('changed'),
      justIn: total('justIn'),
      justOut: total('justOut'),
    }
  }
  const diff = `${sum.added} new, ${sum.gone} gone, ${sum.changed} changed`
  const median = took.toSorted((a, b) => a - b)[ROUNDS >> 1]!
  yield atMost(
    `replay of ${declarations} declarations x ${DRAFTS.length} rules with diff (${diff}), from the cache, ${THREADS} threads`,
    median,
    's',
    GOAL_S,
    oneByOne(cache),
  )
  const alone = oneRule(cache).toSorted((a, b) => a - b)
  yield atMost(
    'one rule on everything, one thread: the slowest rule (beside the median)',
    alone.at(-1)!,
    's',
    GOAL_S,
    alone[alone.length >> 1]!,
  )
  const past = oneRulesPast(cache).toSorted((a, b) => a - b)
  yield atMost(
    `one rule over the past year on everything, one thread, from one in ${PAST_SAMPLED}: the slowest rule (beside the median)`,
    past.at(-1)!,
    's',
    PAST_GOAL_S,
    past[past.length >> 1]!,
  )
  cache.close()
}

export default bench
