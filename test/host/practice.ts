/** A real gateway and a real identity provider on known records, behind a line that can fail. */
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterAll, onTestFinished, vi } from 'vitest'
import { rememberPeople } from '../../gateway/colleagues.ts'
import { type Database, openEmbedded } from '../../gateway/database.ts'
import { migrate } from '../../gateway/migrations.ts'
import { DESK_CLIENT_ID } from '../../domain/contract/shell.ts'
import { GATEWAY_AUDIENCE, startIdentity } from '../../gateway/practice/identity.ts'
import { PRACTICE_PEOPLE } from '../../gateway/practice/people.ts'
import { loadRecords } from '../../gateway/records.ts'
import { createGateway } from '../../gateway/server.ts'
import { createLog } from '../../host/log.ts'
import { keyFile } from '../../host/keys/key-file.ts'
import type { EngineLimits } from '../../host/sync/engine.ts'
import { createWorkbench, type GatewayAddress, type Workbench } from '../../host/workbench.ts'
import { memoryPorts } from '../../host/doors/memory.ts'
import type { Session, SyncStatus } from '../../domain/contract/workbench.ts'
import { join } from 'node:path'
import { portClient, type WindowClient } from './client.ts'
import { testFolder, type WhenOver } from './folder.ts'
import { type FixtureItem, fixtureWorld } from './records.ts'
import { TEST_SEAL } from '../seal.ts'

/** What the line between desks and gateway does with a request. */
export type LineMode = 'PASS' | 'DOWN' | 'RESET' | 'HTML' | 'HANG' | 'CUT'

/** A line in front of a gateway that can be made to fail; counts what goes through. */
export class Line {
  mode: LineMode = 'PASS'
  /** Applies to requests whose path holds this; others pass. */
  only = ''
  readonly asked: string[] = []
  /** Changes or delays JSON answers on their way; null leaves them as they are. */
  rewrite: ((path: string, json: Record<string, unknown>) => unknown) | null = null
  /** Answers a request in place of the gateway; false lets it through. */
  answers: ((request: IncomingMessage, answer: ServerResponse) => boolean) | null = null
  private readonly target: string
  private readonly server = createServer((incoming, answer) => this.serve(incoming, answer))
  private readonly open = new Set<ServerResponse>()

  constructor(target: string) {
    this.target = target
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  /** Breaks everything that is open now, hint streams too. */
  drop(): void {
    for (const answer of this.open) answer.destroy()
  }

  close(): Promise<void> {
    this.drop()
    this.server.closeAllConnections()
    return new Promise((resolve) => this.server.close(() => resolve()))
  }

  private serve(incoming: IncomingMessage, answer: ServerResponse): void {
    const path = incoming.url ?? ''
    this.asked.push(path)
    this.open.add(answer)
    answer.on('close', () => this.open.delete(answer))
    const mode = path.includes(this.only) ? this.mode : 'PASS'
    if (mode === 'DOWN') return void incoming.socket.destroy()
    if (mode === 'RESET') return void incoming.socket.resetAndDestroy()
    if (mode === 'HANG') return
    if (this.answers?.(incoming, answer)) return
    if (mode === 'HTML') {
      return void answer.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Portal</h1>')
    }
    this.pass(incoming, answer, mode === 'CUT')
  }

  private pass(incoming: IncomingMessage, answer: ServerResponse, cut: boolean): void {
    const { method, headers, url } = incoming
    const passed = request(`${this.target}${url}`, { method, headers }, (from) => {
      const { 'content-length': _, ...passedOn } = from.headers
      answer.writeHead(from.statusCode ?? 502, passedOn)
      if (cut) {
        // Half of the first piece, then nothing more.
        from.once('data', (chunk: Buffer) => {
          answer.write(chunk.subarray(0, chunk.length >> 1))
          setTimeout(() => answer.destroy(), 5)
        })
        return
      }
      const { rewrite } = this
      if (rewrite && from.headers['content-type']?.startsWith('application/json')) {
        void rewritten(from, (json) => rewrite(url ?? '', json)).then((body) => answer.end(body))
        return
      }
      from.pipe(answer)
      from.on('error', () => answer.destroy())
    })
    passed.on('error', () => answer.destroy())
    answer.on('close', () => passed.destroy())
    incoming.pipe(passed)
  }
}

async function rewritten(
  from: IncomingMessage,
  rewrite: (json: Record<string, unknown>) => unknown,
): Promise<string> {
  let text = ''
  for await (const chunk of from) text += String(chunk)
  return JSON.stringify(await rewrite(JSON.parse(text) as Record<string, unknown>))
}

/** What stands behind the line. */
interface Backend {
  url: string
  issuer: string
  database: Database
  close(): Promise<void>
}

async function openInMemory(): Promise<Database> {
  const database = await openEmbedded(null)
  await migrate(database)
  return database
}

async function startBackend(
  items: Iterable<FixtureItem>,
  openDatabase = openInMemory,
): Promise<Backend> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'tandem-identity-'))
  const identity = await startIdentity({ dataFolder, port: 0 })
  const database = await openDatabase()
  await rememberPeople(database.queries, PRACTICE_PEOPLE)
  await loadRecords(database, items, TEST_SEAL)
  const { issuer } = identity
  const audience = GATEWAY_AUDIENCE
  const gateway = createGateway({ database, seal: TEST_SEAL, issuer, audience, log: () => {} })
  const { url } = await gateway.listen({ host: '127.0.0.1', port: 0 })
  const close = async () => {
    await gateway.close()
    await identity.close()
    await database.close()
    rmSync(dataFolder, { recursive: true, force: true })
  }
  return { url, issuer, database, close }
}

/** One backend serves all tests of a file that are content with the common records. */
let shared: Promise<Backend> | null = null
afterAll(async () => {
  await (await shared)?.close()
})

export interface Practice {
  address: GatewayAddress
  line: Line
  database: Database
}

/**
 * A gateway of the common records behind a line of its own, or, given records, one that nobody
 * else uses, on a new, migrated database.
 */
export async function startPractice(
  items?: Iterable<FixtureItem>,
  whenOver: WhenOver = onTestFinished,
  openDatabase?: () => Promise<Database>,
): Promise<Practice> {
  const backend = await (items
    ? startBackend(items, openDatabase)
    : (shared ??= startBackend(fixtureWorld())))
  const line = new Line(backend.url)
  const address = {
    url: await line.listen(),
    issuer: backend.issuer,
    clientId: DESK_CLIENT_ID,
  }
  whenOver(async () => {
    await line.close()
    if (items) await backend.close()
  })
  return { address, line, database: backend.database }
}

export interface TestDesk {
  workbench: Workbench
  window: WindowClient
  dataDir: string
  log: Record<string, unknown>[]
  close(): Promise<void>
}

/** A workbench with one window in memory; closed when the test is over. */
export async function openDesk(
  gateway: GatewayAddress,
  options: {
    dataDir?: string
    clock?: () => Date
    whenOver?: WhenOver
    limits?: Partial<EngineLimits>
    /** How long acts can be taken back; by default they go at once. */
    holdMs?: number
  } = {},
): Promise<TestDesk> {
  const { clock, limits = {}, holdMs = 0, whenOver = onTestFinished } = options
  const dataDir = options.dataDir ?? testFolder(whenOver)
  const log: Record<string, unknown>[] = []
  const workbench = await createWorkbench({
    dataDir,
    gateway,
    keys: keyFile(join(dataDir, 'key')),
    mode: 'browser',
    practice: true,
    log: createLog((line) => log.push(JSON.parse(line) as Record<string, unknown>)),
    limits,
    holdMs,
    ...(clock ? { clock } : {}),
  })
  const [here, there] = memoryPorts()
  workbench.attach(there)
  whenOver(() => workbench.close())
  return { workbench, window: portClient(here), dataDir, log, close: () => workbench.close() }
}

/** A desk on which this person is signed in and everything is there, findings too. */
export async function workingDesk(
  gateway: GatewayAddress,
  person = 'vl-an',
  options: Parameters<typeof openDesk>[1] = {},
): Promise<TestDesk> {
  const desk = await openDesk(gateway, options)
  await desk.workbench.signInWith(person)
  await statusOf(desk, isSettled)
  return desk
}

/** States why the person looks without a dossier, as the window asks it. */
export async function statePurpose(desk: TestDesk): Promise<void> {
  const reason = 'Vraag van de werkgever aan het loket'
  await desk.window.access.begin({ purpose: 'HANDLE_DOSSIER', reason })
}

/** Filled, in step, and nothing of the first pass of the rules left to do. */
export function isSettled(status: SyncStatus): boolean {
  return status.state === 'UP_TO_DATE' && status.fill === null && status.pending === 0
}

/** On a busy machine a desk may take long to open; a test that hangs still ends. */
const PATIENCE_MS = 60_000
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })

async function waited<T>(
  what: string,
  look: () => Promise<T>,
  good: (value: T) => boolean,
): Promise<T> {
  const end = performance.now() + PATIENCE_MS
  for (;;) {
    const value = await look()
    if (good(value)) return value
    if (performance.now() > end) throw new Error(`${what} never came: ${JSON.stringify(value)}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** The sync status once it is as wanted. */
export function statusOf(
  desk: TestDesk,
  good: (status: SyncStatus) => boolean,
): Promise<SyncStatus> {
  return waited('the sync status', () => desk.window.sync.status(), good)
}

/** The session once it is as wanted. */
export function sessionOf(desk: TestDesk, good: (session: Session) => boolean): Promise<Session> {
  return waited('the session', () => desk.window.session.get(), good)
}

/** Whatever a call answers, once it is as wanted. */
export function eventually<T>(look: () => Promise<T>, good: (value: T) => boolean): Promise<T> {
  return waited('the answer', look, good)
}
