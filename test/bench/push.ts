/**
 * 10,000 commands that waited while the gateway was away, until the feed has settled them all, with
 * a real gateway in its own thread. The baseline applies the same kind of decision directly on a
 * gateway's database, one transaction each.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Actor } from '../../domain/contract/actor.ts'
import { runBatch } from '../../gateway/commands.ts'
import { openEmbedded } from '../../gateway/database.ts'
import { migrate } from '../../gateway/migrations.ts'
import { DESK_CLIENT_ID } from '../../domain/contract/shell.ts'
import { startPracticeThread } from '../../gateway/practice/thread.ts'
import { loadRecords } from '../../gateway/records.ts'
import { memoryPorts } from '../../host/doors/memory.ts'
import { givenKeys } from '../../host/keys/keys.ts'
import { createWorkbench } from '../../host/workbench.ts'
import { portClient, type WindowClient } from '../host/client.ts'
import { fixtureWorld } from '../host/records.ts'
import { atMost, type Bench, type Figure } from './figure.ts'
import { atRest } from './measure.ts'
import { TEST_SEAL } from '../seal.ts'

const COMMANDS = 10_000
/** Decisions of the baseline, scaled to all commands: one transaction each takes long. */
const DIRECT = 500
const GOAL_SETTLED_S = 10
const GOAL_STEP_MS = 40
const PROBE_MS = 2

const ANY = { queue: 'ALL', facets: {}, due: null, search: '' } as const
const noteOf = (n: number) => `push-${process.pid}-${n}`

/** Cuts this process off from the gateway and lets it back. */
function line() {
  const passing = globalThis.fetch
  let isDown = false
  globalThis.fetch = (...args) => (isDown ? Promise.reject(new TypeError('cut')) : passing(...args))
  return {
    cut: (down: boolean) => {
      isDown = down
    },
    restore: () => {
      globalThis.fetch = passing
    },
  }
}

/**
 * Most processor time, in milliseconds, that this thread, the host's, spent between two chances to
 * do something else: on a busy machine the clock on the wall tells of the others too.
 */
function probe(): () => number {
  const spent = () => {
    const { user, system } = process.threadCpuUsage()
    return (user + system) / 1000
  }
  let last = spent()
  let longest = 0
  const look = () => {
    const now = spent()
    longest = Math.max(longest, now - last)
    last = now
  }
  const timer = setInterval(look, PROBE_MS)
  return () => {
    clearInterval(timer)
    return longest
  }
}

async function until(good: () => Promise<boolean>): Promise<void> {
  while (!(await good())) await new Promise((resolve) => setTimeout(resolve, 50))
}

async function settled(window: WindowClient): Promise<boolean> {
  const { state, fill, pending } = await window.sync.status()
  return state === 'UP_TO_DATE' && fill === null && pending === 0
}

/** Seconds for all commands, from those of DIRECT. */
async function direct(): Promise<number> {
  const database = await openEmbedded(null)
  await migrate(database)
  await loadRecords(database, fixtureWorld(DIRECT))
  const actor: Actor = { id: 'vl-an', name: 'An', role: 'REGION_OFFICER', region: 'FL' }
  const start = performance.now()
  for (let n = 1; n <= DIRECT; n += 1) {
    const args = { noteId: noteOf(n), dossierId: `dossier-${n}`, text: `Nota ${n}.` }
    const command = { n, name: 'addNote', args, at: new Date().toISOString() }
    const batch = { client: 'bench', commands: [command] }
    await runBatch(database, actor, batch, {
      now: () => new Date(),
      log: () => undefined,
      seal: TEST_SEAL,
    })
  }
  const seconds = (performance.now() - start) / 1000
  await database.close()
  return (seconds * COMMANDS) / DIRECT
}

const push: Bench = async function* ({ world }): AsyncGenerator<Figure> {
  const scratch = mkdtempSync(join(tmpdir(), 'tandem-bench-'))
  const made = join(import.meta.dirname, '../../.data/bench/gateway')
  const dataDir = join(scratch, 'gateway')
  if (existsSync(made)) cpSync(made, dataDir, { recursive: true })
  else mkdirSync(dataDir)
  const thread = await startPracticeThread({ dataDir, seed: 1, world, port: 0 })
  const network = line()
  const workbench = await createWorkbench({
    dataDir: join(scratch, 'desk'),
    gateway: { url: thread.url, issuer: thread.issuer, clientId: DESK_CLIENT_ID },
    keys: givenKeys(Buffer.alloc(32, 11)),
    mode: 'electron',
    practice: true,
    log: () => {},
  })
  try {
    const [here, there] = memoryPorts()
    workbench.attach(there)
    const window = portClient(here)
    await workbench.signInWith('vl-an')
    await until(() => settled(window))
    await atRest()
    const page = { filter: ANY, order: [], offset: 0, limit: 100 }
    const { rows } = await window.queue.window(page)
    network.cut(true)
    for (let n = 1; n <= COMMANDS; n += 1) {
      const dossierId = rows[n % rows.length]!.id
      const args = { noteId: noteOf(n), dossierId, text: `Nota ${n}.` }
      await window.command.run({ name: 'addNote', args })
    }
    network.cut(false)
    const longest = probe()
    const start = performance.now()
    await window.sync.now()
    await until(() => settled(window))
    const seconds = (performance.now() - start) / 1000
    const step = longest()
    const { pending, attention } = await window.sync.status()
    const ids = new Set<string>()
    for (const { id } of rows) {
      for (const note of (await window.dossier.get({ id })).notes) ids.add(note.id)
    }
    const kept = Array.from({ length: COMMANDS }, (_, n) => noteOf(n + 1)).filter((id) =>
      ids.has(id),
    )
    yield atMost('10,000 waiting commands settled', seconds, 's', GOAL_SETTLED_S, await direct())
    yield atMost('commands lost', COMMANDS - kept.length, 'count', 0)
    yield atMost('commands stuck or refused', pending + attention, 'count', 0)
    yield atMost('longest step of the host thread (processor time)', step, 'ms', GOAL_STEP_MS)
  } finally {
    network.restore()
    await workbench.close()
    await thread.close()
    rmSync(scratch, { recursive: true, force: true })
  }
}

export default push
