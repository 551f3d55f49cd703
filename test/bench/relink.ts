/**
 * Bench `relink`: a page of 1,000 changed declarations, other ones each time, until links and findings of
 * whom they touch are stored, by the threads of a desk on which everybody was linked and judged; beside
 * linking everything anew.
 */
import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Cache, type CacheLocation, openCache } from '../../db/index.ts'
import type { Change } from '../../domain/contract/sync.ts'
import { Analysis } from '../../host/analysis/analysis.ts'
import { keepCompiled } from '../../host/compiled.ts'
import { Linker } from '../../host/linking/linker.ts'
import { Links } from '../../host/linking/links.ts'
import { atMost, type Bench } from './figure.ts'
import { median, timed } from './measure.ts'
import { FOLDER, linkCache, TODAY } from './queue.world.ts'

const CHANGED = 1_000
const ROUNDS = 7
const LIMIT_MS = 200
const THREADS = 2

/** The same work on one thread, all of it. */
function linkAnew(cache: Cache): number {
  return timed(() => {
    const linker = new Linker(cache.links)
    const model = linker.learn()
    for (const { rows } of linker.all(0, cache.links.lastDeclaration())) {
      cache.writeLinks({ rows, upTo: 0, model })
    }
  })
}

const failed = (code: unknown): never => {
  throw new Error(`The bench cannot go on: ${String(code)}`)
}

/** What keeps links and findings of a desk true; `judged` is called at the end of each pass. */
function desk(cache: Cache, location: CacheLocation, judged: () => void) {
  const log = (level: string, what: string) => void (level === 'error' && failed(what))
  const analysis = new Analysis({
    cache,
    location,
    today: () => TODAY,
    threads: THREADS,
    log,
    linked: () => links.settled(),
    changed: () => {},
    progress: (pass) => void (pass ?? judged()),
    untold: () => {},
    damaged: ({ code }) => failed(code),
  })
  const links: Links = new Links({
    cache,
    location,
    log,
    changed: (changed) => analysis.touched(changed),
    proposed: () => {},
    damaged: ({ code }) => failed(code),
  })
  return { analysis, links }
}

/** A page that takes the INSZ off every so many declarations, and off one name in ten a letter. */
function change(cache: Cache, round: number) {
  const { cursor, ...state } = cache.state()
  const step = Math.floor(cache.links.lastDeclaration() / CHANGED)
  const changes = Array.from({ length: CHANGED }, (_, i): Change => {
    const row = i * step + 1 + round
    const { id } = cache.links.workers(row - 1, row)[0]!
    const { body, version } = cache.record('declaration', id)!
    if (i % 10 === round) body.worker.familyName = body.worker.familyName.slice(1)
    body.worker.insz = null
    const text = JSON.stringify(body)
    return { n: cursor + 1, kind: 'declaration', id, version: version + 1, body: text }
  })
  const [to, head] = [cursor + 1, cursor + 1]
  const { gatewayId, view } = state
  return cache.applyPage({ gatewayId, view, from: cursor, to, head, changes, settlements: [] })
}

const bench: Bench = async function* ({ world }) {
  keepCompiled(join(FOLDER, 'compiled'))
  const made = linkCache(world)
  const location = { ...made, file: `${made.file}.relink` }
  const files = ['', '-wal', '-shm'].map((end) => `${location.file}${end}`)
  for (const file of files) rmSync(file, { force: true })
  copyFileSync(made.file, location.file)
  const cache = openCache(location)
  let judged = Promise.withResolvers<void>()
  const { analysis, links } = desk(cache, location, () => judged.resolve())
  // The threads alone do not keep the program.
  const awake = setInterval(() => {}, 1_000)
  try {
    const all = linkAnew(cache)
    await analysis.ensureToday()
    const linked: number[] = []
    const done: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const changed = change(cache, round)
      judged = Promise.withResolvers<void>()
      const start = performance.now()
      links.touched()
      analysis.touched(changed)
      await links.settled()
      linked.push(performance.now() - start)
      await judged.promise
      done.push(performance.now() - start)
    }
    // The first starts the threads, which read the register.
    yield atMost(
      `1,000 changed declarations relinked`,
      median(linked.slice(1)),
      'ms',
      LIMIT_MS,
      all,
    )
    yield atMost(
      '1,000 changed declarations to findings',
      median(done.slice(1)),
      'ms',
      LIMIT_MS,
      all,
    )
    process.stderr.write(`each: ${done.map((ms) => Math.round(ms)).join(', ')} ms\n`)
  } finally {
    clearInterval(awake)
    await analysis.close()
    await links.close()
    cache.close()
    for (const file of files) rmSync(file, { force: true })
  }
}

export default bench
