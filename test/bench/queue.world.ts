/** A cache that holds a whole practice world, made once and kept under .data/bench. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openCache, openFill, type CacheLocation } from '../../db/index.ts'
import { STEPS } from '../../db/migrations/steps.ts'
import { projectionStamp } from '../../db/project/stamp.ts'
import { connectWriter } from '../../db/sqlite.ts'
import type { Actor } from '../../domain/contract/actor.ts'
import type { AnyRecord } from '../../domain/contract/records.ts'
import type { WireRecord } from '../../domain/contract/sync.ts'
import { findingsOf } from '../../domain/risk/index.ts'
import { FULL, generateWorld, SMALL } from '../../gateway/practice/world/index.ts'
import type { World } from './figure.ts'

export const FOLDER = join(import.meta.dirname, '../../.data/bench')
/** The benches' caches hold synthetic people only. */
const KEY = Buffer.alloc(32, 'bench')
const SEED = 1
export const TODAY = '2026-11-23'
const PAGE = 5_000
/** Persons whose findings are computed, so that the column of risks is not empty. */
const PERSONS_WITH_FINDINGS = 20_000
const SLICE = 1_000

export const ACTOR: Actor = { id: 'fl-an', name: 'An', role: 'REGION_OFFICER', region: 'FL' }

/** The order by due date, dossiers without one last: an expression that an index can hold. */
export const DUE = 'coalesce(d.clockDue, 2147483647)'

/** Best indexes for the baselines' statements; the product has none of them. */
export const BEST_INDEXES = [
  `CREATE INDEX bench_due ON dossier (closed, region, ${DUE.replace('d.', '')}, workState)`,
  'CREATE INDEX bench_multi ON dossier (closed, workState, submittedOn DESC, reference)',
  `CREATE INDEX bench_facets ON dossier (closed, region, procedure, category, workState,
     residenceState, workWaits, residenceWaits, riskSeverity, assignee, clockDue, clockAmber, clockOrange, clockRed)`,
]

/** Records of the world in pages, as they come over the wire. */
export function* pagesOf(
  world: World,
  isWanted: (record: AnyRecord) => boolean = () => true,
): Generator<WireRecord[]> {
  const sizes = world === 'full' ? FULL : SMALL
  let records: WireRecord[] = []
  for (const { record } of generateWorld({ seed: SEED, today: TODAY, ...sizes })) {
    if (!isWanted(record)) continue
    records.push({ ...record, body: JSON.stringify(record.body) })
    if (records.length === PAGE) {
      yield records
      records = []
    }
  }
  yield records
}

function writeSomeFindings(location: CacheLocation): void {
  const cache = openCache(location)
  let after: string | null = null
  for (let done = 0; done < PERSONS_WITH_FINDINGS; done += SLICE) {
    const ids: string[] = cache.personIds(after, SLICE)
    cache.writeFindings(
      ids.map((personId) => ({
        personId,
        findings: findingsOf(cache.personFacts(personId)!, TODAY),
      })),
    )
    after = ids.at(-1) ?? after
  }
  cache.close()
}

/** Makes a cache of pages. */
export function fillFrom(location: CacheLocation, pages: Iterable<WireRecord[]>): void {
  for (const end of ['', '-wal', '-shm', '.filling', '.filling-journal'])
    rmSync(`${location.file}${end}`, { force: true })
  const fill = openFill(location, {
    gatewayId: 'bench',
    view: 'bench',
    actor: ACTOR,
    colleagues: [],
  })
  let previous: WireRecord[] | null = null
  const put = (records: WireRecord[], next: string | null) =>
    fill.put({ head: 0, records, next, total: 0 })
  for (const records of pages) {
    if (previous) put(previous, 'more')
    previous = records
  }
  put(previous!, null)
  fill.finish()
}

function build(location: CacheLocation, world: World): void {
  fillFrom(location, pagesOf(world))
  writeSomeFindings(location)
  const db = connectWriter(location.file, location.key)
  for (const sql of BEST_INDEXES) db.exec(sql)
  db.exec('ANALYZE')
  db.tryClearLog()
  db.close()
}

/** A cache with the persons and declarations of the world alone: what linking reads. */
export function linkCache(world: World): CacheLocation {
  mkdirSync(FOLDER, { recursive: true })
  const location = { file: join(FOLDER, `link-${world}.db`), key: KEY }
  const stampFile = `${location.file}.stamp`
  const stamp = JSON.stringify([SEED, TODAY, projectionStamp(), STEPS])
  const fresh = existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp
  if (fresh && existsSync(location.file)) return location
  process.stderr.write(`building the ${world} world for the bench, once\n`)
  const isWanted = ({ kind }: AnyRecord) => kind === 'person' || kind === 'declaration'
  fillFrom(location, pagesOf(world, isWanted))
  writeFileSync(stampFile, stamp)
  return location
}

/** Where the world's cache is; builds it when there is none, or when it was built by other code. */
export function benchCache(world: World): CacheLocation {
  mkdirSync(FOLDER, { recursive: true })
  const location = { file: join(FOLDER, `queue-${world}.db`), key: KEY }
  const stampFile = `${location.file}.stamp`
  const stamp = JSON.stringify([SEED, TODAY, projectionStamp(), STEPS, BEST_INDEXES])
  const fresh = existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp
  if (!fresh || !existsSync(location.file)) {
    process.stderr.write(`building the ${world} world for the bench, once\n`)
    build(location, world)
    writeFileSync(stampFile, stamp)
  }
  return location
}
