/**
 * The desk of an officer on a whole practice world in which some dossiers are as heavy as they get,
 * made once and kept under .data/bench. It has met its gateway and works without it since.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openCache } from '../../db/index.ts'
import { STEPS } from '../../db/migrations/steps.ts'
import { projectionStamp } from '../../db/project/stamp.ts'
import { addDays } from '../../domain/calendar/local-date.ts'
import { DOCUMENT_TYPES } from '../../domain/contract/codes.ts'
import type { DossierBody, DossierEvent } from '../../domain/contract/records.ts'
import type { WireRecord } from '../../domain/contract/sync.ts'
import { FULL, generateWorld, SMALL } from '../../gateway/practice/world/index.ts'
import { cacheKey } from '../../host/keys/keys.ts'
import { Linker } from '../../host/linking/linker.ts'
import { deskName } from '../../host/session/session.ts'
import { TokenStore } from '../../host/session/token-store.ts'
import type { World } from './figure.ts'
import { ACTOR, fillFrom, FOLDER, pagesOf, TODAY } from './queue.world.ts'

export { TODAY } from './queue.world.ts'

/** Synthetic people only. */
const MASTER = Buffer.alloc(32, 'bench')
/** Nobody answers there: the desk works without its gateway. */
export const NOWHERE = { url: 'http://127.0.0.1:9', issuer: 'http://127.0.0.1:9', clientId: 'desk' }
export const NOW = new Date(`${TODAY}T09:00:00.000Z`)

const DAY_MS = 86_400_000
const EVENTS = 200
const DOCUMENTS = 60
const QUESTIONS = 30
/** Of each sort: as many as stand on one screen of the queue together. */
const EACH = 8
/** The first ones of the queue by day of filing. */
const FIRST_DAY = '1990-01-01'

export interface DossierDesk {
  dataDir: string
  heavy: string[]
  ordinary: string[]
}

/** A dossier with a history of 200 events, 30 questions that stopped its clock, and 60 documents. */
function heavier(body: DossierBody): DossierBody {
  const start = body.submittedOn
  const by = ACTOR.id
  const asked = Array.from({ length: QUESTIONS }, (_, n) => addDays(start, n * 2))
  const events: DossierEvent[] = Array.from({ length: EVENTS }, (_, n) => {
    const on = addDays(start, n >> 2)
    const states = { from: 'IN_EXAM', to: 'INFO_REQUESTED' } as const
    const reason = 'De loonfiches van de laatste drie maanden en het contract ontbreken nog.'
    return {
      at: `${on}T08:${String(n % 60).padStart(2, '0')}:00.000Z`,
      type: n % 2 === 0 ? 'INFO_ASKED' : 'INFO_RECEIVED',
      by,
      text: null,
      step: { track: 'WORK', ...states, on, basis: 'SWA-2018-24', reason },
    }
  })
  const documents: DossierBody['documents'] = Array.from({ length: DOCUMENTS }, (_, n) => ({
    id: `doc-${n}`,
    type: DOCUMENT_TYPES[n % DOCUMENT_TYPES.length]!,
    status: 'RECEIVED',
    receivedOn: addDays(start, n >> 1),
    file: {
      hash: String(n).padStart(43, 'h'),
      bytes: 200_000 + n,
      claims: 'PDF',
      version: 1 + (n % 3),
    },
  }))
  const stops = asked.flatMap((at) =>
    (['SUSPEND', 'RESUME'] as const).map((kind, n) => ({
      clock: 'C3B' as const,
      at: addDays(at, n),
      kind,
      reason: null,
      by,
    })),
  )
  return {
    ...body,
    events,
    documents,
    clockEvents: [...body.clockEvents, ...stops],
    infoRequests: asked.map((askedOn) => ({
      track: 'WORK',
      askedOn,
      deadline: addDays(askedOn, 15),
      documents: ['CONTRACT', 'DIPLOMA'],
      text: 'Gelieve de loonfiches van de laatste drie maanden te bezorgen.',
      by,
      closedOn: addDays(askedOn, 1),
    })),
  }
}

/** Open dossiers of the officer's region in examination, in the order of the world: heavy and ordinary in turn. */
function chosen(world: World): Map<string, 'heavy' | 'ordinary'> {
  const found = new Map<string, 'heavy' | 'ordinary'>()
  const sizes = world === 'full' ? FULL : SMALL
  for (const { record } of generateWorld({ seed: 1, today: TODAY, ...sizes })) {
    if (record.kind !== 'dossier') continue
    const { region, work } = record.body as DossierBody
    if (region !== ACTOR.region || work.state !== 'IN_EXAM') continue
    found.set(record.id, found.size % 2 === 0 ? 'heavy' : 'ordinary')
    if (found.size === 2 * EACH) break
  }
  return found
}

function* withHeavy(
  pages: Iterable<WireRecord[]>,
  which: ReadonlyMap<string, 'heavy' | 'ordinary'>,
): Generator<WireRecord[]> {
  for (const page of pages) {
    yield page.map((record) => {
      const sort = record.kind === 'dossier' ? which.get(record.id) : undefined
      if (sort === undefined) return record
      const body = JSON.parse(record.body) as DossierBody
      const made = sort === 'heavy' ? heavier(body) : body
      return { ...record, body: JSON.stringify({ ...made, submittedOn: FIRST_DAY }) }
    })
  }
}

async function build(dataDir: string, world: World, which: Map<string, 'heavy' | 'ordinary'>) {
  rmSync(dataDir, { recursive: true, force: true })
  const folder = join(dataDir, 'desks', deskName(MASTER, NOWHERE.issuer, ACTOR.id))
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(join(dataDir, 'key'), MASTER, { mode: 0o600 })
  const location = { file: join(folder, 'cache.db'), key: cacheKey(MASTER) }
  fillFrom(location, withHeavy(pagesOf(world), which))
  const cache = openCache(location)
  // What a desk works out once after its first fill must not run beside the measurement.
  cache.setFindingsDate(TODAY)
  const linker = new Linker(cache.links)
  cache.writeLinks({ rows: [], upTo: cache.links.waiting().upTo, model: linker.learn() })
  const met = NOW.getTime()
  cache.setContact({ confirmedAt: met, highest: met, gatewayAhead: 0 })
  cache.setUpToDateAt(NOW.toISOString())
  cache.tryClearLog()
  cache.close()
}

/** The desk; built when there is none, or when it was built by other code. */
export async function dossierDesk(world: World): Promise<DossierDesk> {
  mkdirSync(FOLDER, { recursive: true })
  const dataDir = join(FOLDER, `dossier-${world}`)
  const which = chosen(world)
  const stampFile = join(FOLDER, `dossier-${world}.stamp`)
  const stamp = JSON.stringify([TODAY, projectionStamp(), STEPS, heavier.toString()])
  const fresh = existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp
  if (!fresh || !existsSync(dataDir)) {
    process.stderr.write(`building the ${world} world for the bench, once\n`)
    await build(dataDir, world, which)
    writeFileSync(stampFile, stamp)
  }
  const expiresAt = NOW.getTime() + DAY_MS
  const tokens = { access: 'bench', refresh: null, expiresAt }
  const store = new TokenStore(dataDir, MASTER)
  await store.write({ issuer: NOWHERE.issuer, actor: ACTOR, colleagues: [], tokens })
  const of = (sort: 'heavy' | 'ordinary') =>
    [...which].filter(([, one]) => one === sort).map(([id]) => id)
  return { dataDir, heavy: of('heavy'), ordinary: of('ordinary') }
}
