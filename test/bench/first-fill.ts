/**
 * How long a desk waits for its first cache: from pages in memory, and from sign-in to a queue that
 * can be worked with, through a real gateway in its own thread. Baseline of both: ./first-fill.raw.ts.
 *
 * The embedded PostgreSQL needs many minutes to take the full world in, so the sign-in is measured
 * on the small one; with TANDEM_FULL_SIGN_IN in the environment on the full one too, without a goal.
 */
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DESK_CLIENT_ID } from '../../domain/contract/shell.ts'
import { startPracticeThread } from '../../gateway/practice/thread.ts'
import { memoryPorts } from '../../host/doors/memory.ts'
import { cacheKey, givenKeys } from '../../host/keys/keys.ts'
import { createWorkbench, type GatewayAddress, type Workbench } from '../../host/workbench.ts'
import { portClient, type WindowClient } from '../host/client.ts'
import { atMost, type Bench, type Figure, type World } from './figure.ts'
import { fromMemory } from './first-fill.memory.ts'
import { writeRaw } from './first-fill.raw.ts'
import { median } from './measure.ts'

const GOAL_S: Readonly<Record<World, number>> = { small: 3, full: Infinity }
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

function cacheFileOf(dataDir: string): string {
  const [desk] = readdirSync(join(dataDir, 'desks'))
  return join(dataDir, 'desks', desk!, 'cache.db')
}

async function* throughGateway(world: World, scratch: string): AsyncGenerator<Figure> {
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
      const copy = join(scratch, `raw-${round}.db`)
      raw.push(writeRaw(cacheFileOf(folder), copy, cacheKey(MASTER)))
    }
    yield atMost('sign-in to usable queue', median(fills), 's', GOAL_S[world], median(raw))
  } finally {
    await thread.close()
  }
}

const firstFill: Bench = async function* ({ world }): AsyncGenerator<Figure> {
  const scratch = mkdtempSync(join(tmpdir(), 'tandem-bench-'))
  try {
    const isMeasured = world === 'small' || process.env['TANDEM_FULL_SIGN_IN'] !== undefined
    if (isMeasured) yield* throughGateway(world, scratch)
    yield await fromMemory(world, scratch)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

export default firstFill
