/**
 * From sign-in to a queue that can be worked with, through a real gateway in its own thread. The
 * baseline writes the same rows into the same encrypted, indexed tables with raw prepared
 * statements: no gateway, no checks, no full text.
 */
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { DESK_CLIENT_ID } from '../../domain/contract/shell.ts'
import { startPracticeThread } from '../../gateway/practice/thread.ts'
import { memoryPorts } from '../../host/doors/memory.ts'
import { cacheKey, givenKeys } from '../../host/keys/keys.ts'
import { createWorkbench, type GatewayAddress, type Workbench } from '../../host/workbench.ts'
import { portClient, type WindowClient } from '../host/client.ts'
import { atMost, type Bench, type Figure, type World } from './figure.ts'
import { median } from './measure.ts'

/** The goal holds for the small world; the full one is measured without a promise. */
const GOAL_S: Readonly<Record<World, number>> = { small: 3, full: 120 }
const ROUNDS: Readonly<Record<World, number>> = { small: 3, full: 1 }

const MASTER = Buffer.alloc(32, 11)
const ANY = { queue: 'ALL', facets: {}, due: null, search: '' } as const

interface Desk {
  workbench: Workbench
  window: WindowClient
}

async function openDesk(dataDir: string, gateway: GatewayAddress): Promise<Desk> {
  const workbench = await createWorkbench({
    dataDir,
    gateway,
    keys: givenKeys(MASTER),
    mode: 'electron',
    practice: true,
    log: () => {},
  })
  const [here, there] = memoryPorts()
  workbench.attach(there)
  return { workbench, window: portClient(here) }
}

/** Signs in and waits until the first page of the queue shows rows; seconds. */
async function fill({ workbench, window }: Desk, person: string): Promise<number> {
  const start = performance.now()
  await workbench.signInWith(person)
  const page = { filter: ANY, order: [], offset: 0, limit: 100 }
  while ((await window.queue.window(page)).rows.length === 0) {
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return (performance.now() - start) / 1000
}

async function settled({ window }: Desk): Promise<void> {
  for (;;) {
    const { state, fill: running } = await window.sync.status()
    if (state === 'UP_TO_DATE' && running === null) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

function openRaw(file: string): Database.Database {
  const db = new Database(file)
  db.pragma("cipher='aegis'")
  db.pragma(`key="raw:${cacheKey(MASTER).toString('hex')}"`)
  db.pragma('journal_mode=WAL')
  db.pragma('synchronous=NORMAL')
  return db
}

const FULL_TEXT = /^search/

/** Writes the rows of a filled cache into a new file with the same tables and indexes; seconds. */
function writeRaw(cacheFile: string, file: string): number {
  const from = openRaw(cacheFile)
  const to = openRaw(file)
  const made = from
    .prepare(
      "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'",
    )
    .all() as { type: string; name: string; sql: string }[]
  const plain = made.filter(({ name }) => !FULL_TEXT.test(name))
  const tables = plain.filter(({ type }) => type === 'table')
  for (const { sql } of tables) to.exec(sql)
  const contents = tables.map(({ name }) => ({
    name,
    rows: from.prepare(`SELECT * FROM ${name}`).raw().all() as unknown[][],
  }))
  const write = to.transaction(() => {
    for (const { name, rows } of contents) insertAll(to, name, rows)
    for (const { sql } of plain.filter(({ type }) => type === 'index')) to.exec(sql)
  })
  const start = performance.now()
  write()
  const seconds = (performance.now() - start) / 1000
  from.close()
  to.close()
  return seconds
}

function insertAll(db: Database.Database, table: string, rows: readonly unknown[][]): void {
  const width = rows[0]?.length ?? 0
  if (width === 0) return
  const insert = db.prepare(`INSERT INTO ${table} VALUES (${Array(width).fill('?').join(',')})`)
  for (const row of rows) insert.run(...row)
}

function cacheFileOf(dataDir: string): string {
  const [desk] = readdirSync(join(dataDir, 'desks'))
  return join(dataDir, 'desks', desk!, 'cache.db')
}

const firstFill: Bench = async function* ({ world }): AsyncGenerator<Figure> {
  const scratch = mkdtempSync(join(tmpdir(), 'tandem-bench-'))
  // The world is made once; what is measured begins at the sign-in.
  const dataDir = join(import.meta.dirname, '../../.data/bench/gateway')
  mkdirSync(dataDir, { recursive: true })
  const thread = await startPracticeThread({ dataDir, seed: 1, world, port: 0 })
  const gateway = { url: thread.url, issuer: thread.issuer, clientId: DESK_CLIENT_ID }
  try {
    const fills: number[] = []
    const raw: number[] = []
    for (let round = 0; round < ROUNDS[world]; round += 1) {
      const folder = join(scratch, `round-${round}`)
      const desk = await openDesk(folder, gateway)
      fills.push(await fill(desk, 'vl-an'))
      await settled(desk)
      await desk.workbench.close()
      raw.push(writeRaw(cacheFileOf(folder), join(scratch, `raw-${round}.db`)))
    }
    yield atMost('sign-in to usable queue', median(fills), 's', GOAL_S[world], median(raw))
  } finally {
    await thread.close()
    rmSync(scratch, { recursive: true, force: true })
  }
}

export default firstFill
