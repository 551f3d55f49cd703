/**
 * From an act on one desk until another desk can repaint: its window was told `changed`, asked
 * again for what it shows, and the answer holds the new value. Two whole workbenches, a gateway in
 * its own thread, one machine. The baseline is the same on the desk that acts, for its own window.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DESK_CLIENT_ID } from '../../domain/contract/shell.ts'
import type { QueueRow } from '../../domain/contract/workbench.ts'
import { startPracticeThread } from '../../gateway/practice/thread.ts'
import { memoryPorts } from '../../host/doors/memory.ts'
import { givenKeys } from '../../host/keys/keys.ts'
import { createWorkbench, type GatewayAddress, type Workbench } from '../../host/workbench.ts'
import { portClient, type WindowClient } from '../host/client.ts'
import { atMost, type Bench, type Figure } from './figure.ts'
import { atRest, median, p95 } from './measure.ts'

const ACTS = 120
const WARM_UP = 10
const GOAL_P95_MS = 250
const GOAL_MEDIAN_MS = 100

const OPEN = { queue: 'OPEN', facets: {}, due: null, search: '' } as const
const PAGE = { filter: OPEN, order: [], offset: 0, limit: 200 }

interface Desk {
  workbench: Workbench
  window: WindowClient
}

async function openDesk(dataDir: string, gateway: GatewayAddress, person: string): Promise<Desk> {
  const workbench = await createWorkbench({
    dataDir,
    gateway,
    keys: givenKeys(Buffer.alloc(32, 11)),
    mode: 'electron',
    practice: true,
    // The way of an act that left: a note waits on the desk before it leaves.
    holdMs: 0,
    log: () => {},
  })
  const [here, there] = memoryPorts()
  workbench.attach(there)
  const desk = { workbench, window: portClient(here) }
  await workbench.signInWith(person)
  await settled(desk)
  return desk
}

async function settled({ window }: Desk): Promise<void> {
  for (;;) {
    const { state, fill } = await window.sync.status()
    if (state === 'UP_TO_DATE' && fill === null) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** What a desk does to be seen, and how its window asks whether the new value is there. */
interface Act {
  id: string
  run(window: WindowClient): Promise<{ outcome: string }>
  isThere(window: WindowClient): Promise<boolean>
}

/** A note, read on the page of its dossier. */
function writeNote({ id: dossierId }: QueueRow, n: number): Act {
  const id = `propagate-${process.pid}-${n}`
  return {
    id,
    run: ({ command }) =>
      command.run({ name: 'addNote', args: { noteId: id, dossierId, text: `Nota ${n}.` } }),
    isThere: async ({ dossier }) =>
      (await dossier.get({ id: dossierId })).notes.some((note) => note.id === id),
  }
}

/** A dossier taken in hand, read in the queue. */
function takeOn({ id }: QueueRow): Act {
  return {
    id,
    run: ({ command }) =>
      command.run({
        name: 'assignDossier',
        args: { dossierId: id, assignee: 'vl-an', from: null },
      }),
    isThere: async ({ queue }) =>
      (await queue.window(PAGE)).rows.some((row) => row.id === id && row.assignee === 'vl-an'),
  }
}

/** Resolves when this window was told of the act and what it then asked for shows it. */
async function repaintReady(window: WindowClient, act: Act): Promise<() => Promise<number>> {
  const events = (await window.events())[Symbol.asyncIterator]()
  return async () => {
    for (;;) {
      const heard = await events.next()
      if (heard.done) throw new Error('the events of the window ended')
      const { value } = heard
      const concerns = value.type === 'changed' && (value.ids?.includes(act.id) ?? true)
      if (concerns && (await act.isThere(window))) break
    }
    const at = performance.now()
    await events.return?.()
    return at
  }
}

/** Milliseconds of one act until its own window and the other one can repaint. */
async function measured(acting: Desk, watching: Desk, act: Act) {
  const [own, other] = await Promise.all(
    [acting, watching].map(({ window }) => repaintReady(window, act)),
  )
  const start = performance.now()
  const { outcome } = await act.run(acting.window)
  if (outcome !== 'QUEUED') throw new Error(`an act was ${outcome}`)
  const [mine, theirs] = await Promise.all([own!(), other!()])
  return { own: mine - start, other: theirs - start }
}

const propagate: Bench = async function* ({ world }): AsyncGenerator<Figure> {
  const scratch = mkdtempSync(join(tmpdir(), 'tandem-bench-'))
  const dataDir = join(import.meta.dirname, '../../.data/bench/gateway')
  mkdirSync(dataDir, { recursive: true })
  const thread = await startPracticeThread({ dataDir, seed: 1, world, port: 0 })
  const gateway = { url: thread.url, issuer: thread.issuer, clientId: DESK_CLIENT_ID }
  const desks: Desk[] = []
  try {
    const acting = await openDesk(join(scratch, 'acting'), gateway, 'vl-an')
    desks.push(acting)
    const watching = await openDesk(join(scratch, 'watching'), gateway, 'vl-joris')
    desks.push(watching)
    await atRest()
    const { rows } = await acting.window.queue.window(PAGE)
    const free = rows.filter(({ assignee }) => assignee === null)
    const own: number[] = []
    const other: number[] = []
    for (let n = -WARM_UP; n < ACTS; n += 1) {
      const taken = n % 2 === 0 ? free.pop() : undefined
      const act = taken ? takeOn(taken) : writeNote(rows[(n + WARM_UP) % rows.length]!, n)
      const ms = await measured(acting, watching, act)
      if (n < 0) continue
      own.push(ms.own)
      other.push(ms.other)
    }
    const base = [median(own), p95(own)] as const
    yield atMost(
      'act to repaint on another desk: median',
      median(other),
      'ms',
      GOAL_MEDIAN_MS,
      base[0],
    )
    yield atMost('act to repaint on another desk: p95', p95(other), 'ms', GOAL_P95_MS, base[1])
  } finally {
    for (const { workbench } of desks) await workbench.close()
    await thread.close()
    rmSync(scratch, { recursive: true, force: true })
  }
}

export default propagate
