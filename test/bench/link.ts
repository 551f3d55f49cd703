/**
 * Bench `link`: all declarations of the world against its persons, read from and written to the
 * cache, beside DuckDB doing the same blocking and comparisons in the style of Splink.
 */
import { execFileSync } from 'node:child_process'
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import { openReader } from '../../db/index.ts'
import { connectWriter } from '../../db/sqlite.ts'
import { latin } from '../../domain/linking/latin.ts'
import type { Identity } from '../../domain/linking/register/identity.ts'
import { soundOf } from '../../domain/linking/sounds.ts'
import { FULL, SMALL, World } from '../../gateway/practice/world/index.ts'
import { flagF1 } from './link.flags.ts'
import { atMostTimes, type Bench, type Figure, type World as WorldName } from './figure.ts'
import { linkCache, TODAY } from './queue.world.ts'

const ROUNDS = 2
const SEED = 1

interface Run {
  seconds: number
  mb: number
}

function run(file: string, argument: string): Run {
  const out = execFileSync(process.execPath, [join(import.meta.dirname, file), argument], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
  return JSON.parse(out.trim().split('\n').at(-1)!) as Run
}

const HEADER =
  'id given family givenSound familySound birth turned year day sex nationality insz alias passport damaged'

function cells(id: string, who: Identity): string {
  const given = latin(who.givenNames)
  const family = latin(who.familyName)
  const birth = (who.birthDate ?? '').replaceAll('-', '')
  const [insz = '', alias = ''] = who.identifiers.filter((value) => value[2] !== ':')
  const passport = who.identifiers.findLast((value) => value[2] === ':') ?? ''
  return [
    id,
    given,
    family,
    soundOf(given.split(' ')[0]!),
    soundOf(family),
    birth,
    birth.slice(0, 4) + birth.slice(6) + birth.slice(4, 6),
    birth.slice(0, 4),
    [birth.slice(4, 6), birth.slice(6)].toSorted().join(''),
    who.sex,
    who.nationality,
    insz,
    alias,
    passport,
    who.damaged ?? '',
  ].join('\t')
}

async function write(file: string, lines: Iterable<string>): Promise<void> {
  const stream = createWriteStream(file)
  stream.write(`${HEADER.replaceAll(' ', '\t')}\n`)
  for (const line of lines) if (!stream.write(`${line}\n`)) await once(stream, 'drain')
  stream.end()
  await once(stream, 'finish')
}

/** The same facts as files for the baseline; making them is not measured. */
async function exportTo(folder: string, location: ReturnType<typeof linkCache>): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const cache = openReader(location)
  const { links } = cache
  function* persons() {
    for (const { id, who } of links.persons()) yield cells(id, who)
  }
  function* workers() {
    const end = links.lastDeclaration()
    for (let last = 0; ;) {
      const slice = links.workers(last, end)
      if (slice.length === 0) return
      for (const { id, who } of slice) yield cells(id, who)
      last = slice.at(-1)!.row
    }
  }
  await write(join(folder, 'person.csv'), persons())
  await write(join(folder, 'worker.csv'), workers())
  cache.close()
}

interface Found {
  person: string
  probability: number
  isLinked: boolean
}

/** What the cache says about each declaration after linking, exact identifiers included. */
function ownLinks(location: ReturnType<typeof linkCache>): Map<string, Found> {
  const cache = openReader(location)
  const found = new Map<string, Found>()
  for (const { id, personId, probability, isLinked } of cache.links.everyLink()) {
    found.set(id, { person: personId, probability, isLinked })
  }
  cache.close()
  return found
}

function baselineLinks(folder: string): Map<string, Found> {
  const lines = readFileSync(join(folder, 'links.csv'), 'utf8').trim().split('\n').slice(1)
  return new Map(
    lines.map((line) => {
      const [id, person, probability] = line.split('\t') as [string, string, string]
      return [
        id,
        { person, probability: Number(probability), isLinked: Number(probability) > 0.97 },
      ]
    }),
  )
}

const FROM = 0.5

function f1(links: Map<string, Found>, truth: Map<string, string>, of: (id: string) => boolean) {
  let hits = 0
  let found = 0
  let wanted = 0
  for (const [id, person] of truth) {
    if (!of(id)) continue
    wanted += 1
    const link = links.get(id)
    if (!link || link.probability < FROM) continue
    found += 1
    if (link.person === person) hits += 1
  }
  return (2 * hits) / (found + wanted)
}

function linkedPrecision(links: Map<string, Found>, truth: Map<string, string>): number {
  const linked = [...links].filter(([, { isLinked }]) => isLinked)
  return linked.filter(([id, { person }]) => truth.get(id) === person).length / linked.length
}

const atLeast = (figure: string, value: number, goal: number, baseline: number | null): Figure => ({
  figure,
  value,
  unit: 'x',
  baseline,
  ratio: baseline === null ? null : value / baseline,
  goal: `>= ${goal}`,
  ok: value >= goal,
})

function worldOf(name: WorldName) {
  const sizes = name === 'full' ? FULL : SMALL
  return { world: new World({ seed: SEED, today: TODAY, ...sizes }), persons: sizes.persons }
}

/** Declarations whose identifier is missing or leads nowhere. */
function withoutIdentifier(location: ReturnType<typeof linkCache>): Set<string> {
  const cache = openReader(location)
  const ids = new Set(cache.links.open().map(({ id }) => id))
  cache.close()
  return ids
}

function reset(location: ReturnType<typeof linkCache>): void {
  const db = connectWriter(location.file, location.key)
  db.exec("DELETE FROM link; DELETE FROM relink; DELETE FROM meta WHERE key = 'linksMade'")
  db.tryClearLog()
  db.close()
}

const least = (runs: readonly Run[], of: (one: Run) => number) => Math.min(...runs.map(of))

const bench: Bench = async function* ({ world: name }) {
  const location = linkCache(name)
  const folder = `${location.file}.link`
  await exportTo(folder, location)
  const own: Run[] = []
  const other: Run[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    reset(location)
    own.push(run('link.process.ts', location.file))
    other.push(run('link.duckdb.ts', folder))
  }
  const seconds = ({ seconds: s }: Run) => s
  yield atMostTimes('link all, cold', least(own, seconds), 's', 0.4, least(other, seconds))
  const mb = (one: Run) => one.mb
  yield atMostTimes('peak memory', least(own, mb), 'MB', 0.75, least(other, mb))
  const { world, persons } = worldOf(name)
  const truth = new Map(world.workers())
  const links = ownLinks(location)
  const theirs = baselineLinks(folder)
  const open = withoutIdentifier(location)
  const all = () => true
  yield atLeast('F1 of all', f1(links, truth, all), 0.995, f1(theirs, truth, all))
  const isOpen = (id: string) => open.has(id)
  yield atLeast('F1 without identifier', f1(links, truth, isOpen), 0.985, f1(theirs, truth, isOpen))
  yield atLeast(
    'precision of what is linked',
    linkedPrecision(links, truth),
    0.999,
    linkedPrecision(theirs, truth),
  )
  const linkedTo = (found: ReadonlyMap<string, Found>) => (id: string) => {
    const link = found.get(id)
    return link?.isLinked ? link.person : null
  }
  yield atLeast(
    'F1 of "not covered" from own links',
    flagF1(world, persons, linkedTo(links)),
    0.98,
    flagF1(world, persons, linkedTo(theirs)),
  )
}

export default bench
