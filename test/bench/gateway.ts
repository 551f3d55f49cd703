/**
 * The gateway as a server: in a process of its own on a real PostgreSQL that writes every commit to
 * the disk. Pages and acts per second for 1, 2 and 4 callers at once, beside the same rows and the
 * same kind of transaction through the driver alone, and the memory of a desk that only listens.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Actor } from '../../domain/contract/actor.ts'
import { openPostgres } from '../../gateway/database.ts'
import { migrate } from '../../gateway/migrations.ts'
import { generateWorld, FULL, SMALL } from '../../gateway/practice/world/index.ts'
import { loadRecords } from '../../gateway/records.ts'
import { scopeMask } from '../../gateway/scopes.ts'
import { AUDIENCE, startIssuer, type TestIssuer } from '../gateway/issuer.ts'
import { startPostgres } from '../gateway/postgres.ts'
import { atLeastShare, atMost, type Bench, type Figure, type World } from './figure.ts'
import { median } from './measure.ts'
import { TEST_SEAL } from '../seal.ts'

const TODAY = '2026-11-23'
const CALLERS = [1, 2, 4] as const
const PAGE_ROWS = 5_000
const ROUNDS = 3
/** Pages of one caller in one round: the kinds of which there are most. */
const PAGES = 3
/** Acts of one caller in one round. */
const ACTS = 150
const BATCH = 100
/** Pushes of so many of one caller in one round. */
const BATCHES = 5
const LISTENERS = 500
/** Goals as shares of the driver alone: the rest is rights, JSON, tokens and packing. */
const SHARE = { pages: 0.1, acts: 0.1 } as const
const GOAL_LISTENER_KB = 60

const OFFICER: Actor = { id: 'bench-an', name: 'An', role: 'REGION_OFFICER', region: 'FL' }
const CLERK: Actor = { id: 'bench-tom', name: 'Tom', role: 'DVZ_CLERK', region: null }

interface Server {
  url: string
  databaseUrl: string
  issuer: TestIssuer
  process: ChildProcess
}

// ---------------------------------------------------------------- asking

const agent = new Agent({ keepAlive: true, maxSockets: LISTENERS * 2 })

/** One exchange; the bytes of the answer are taken, not unpacked: the caller is not what is measured. */
async function ask(
  { url }: Server,
  token: string,
  path: string,
  { body, packed = true }: { body?: string; packed?: boolean } = {},
): Promise<Buffer> {
  const headers = {
    authorization: `Bearer ${token}`,
    ...(packed ? { 'accept-encoding': 'gzip' } : {}),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  }
  const method = body === undefined ? 'GET' : 'POST'
  const sent = request(`${url}${path}`, { agent, method, headers })
  sent.end(body)
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]
  const parts: Buffer[] = []
  for await (const part of answer) parts.push(part as Buffer)
  if (answer.statusCode !== 200) throw new Error(`${path} answered ${answer.statusCode}`)
  return Buffer.concat(parts)
}

/** Does something as one of the callers; gives how often. */
type Work = (caller: number) => Promise<number>

/** What all callers did per second, when each does `work` at once with the others. */
async function rateOf(callers: number, work: Work): Promise<number> {
  const start = performance.now()
  const done = await Promise.all(Array.from({ length: callers }, (_, caller) => work(caller)))
  return done.reduce((sum, one) => sum + one, 0) / ((performance.now() - start) / 1000)
}

/** The rates of several works, in turns: what else the machine does takes from each alike. */
async function perSecond(callers: number, works: readonly Work[]): Promise<number[]> {
  const rates = works.map((): number[] => [])
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const [i, work] of works.entries()) {
      const rate = await rateOf(callers, work)
      if (round >= 0) rates[i]!.push(rate)
    }
  }
  return rates.map(median)
}

/** A connection per caller. */
async function connections(databaseUrl: string, count: number): Promise<pg.Client[]> {
  return await Promise.all(
    Array.from({ length: count }, async () => {
      const client = new pg.Client(databaseUrl)
      await client.connect()
      return client
    }),
  )
}

async function withConnections<T>(
  databaseUrl: string,
  count: number,
  work: (clients: readonly pg.Client[]) => Promise<T>,
): Promise<T> {
  const clients = await connections(databaseUrl, count)
  try {
    return await work(clients)
  } finally {
    await Promise.all(clients.map((client) => client.end()))
  }
}

// ---------------------------------------------------------------- pages

/** Pages from the middle of a snapshot, so that callers need not unpack one to ask for the next. */
async function cursorsOf(server: Server, token: string): Promise<string[]> {
  const cursors: string[] = []
  for (let after: string | null = ''; after !== null;) {
    const path: string = `/sync/snapshot?limit=${PAGE_ROWS}${after && `&after=${after}`}`
    cursors.push(path)
    const text = (await ask(server, token, path, { packed: false })).toString('utf8')
    ;({ next: after } = JSON.parse(text) as { next: string | null })
  }
  const middle = Math.max(0, (cursors.length - PAGES) >> 1)
  return cursors.slice(middle, middle + PAGES)
}

/** The rows that a page begins after, as its cursor says. */
function beginOf(path: string): [kind: number, id: string] {
  const after = new URL(path, 'http://x').searchParams.get('after')
  if (!after) return [0, '']
  const [kind, id] = (JSON.parse(Buffer.from(after, 'base64url').toString()) as unknown[]).slice(-2)
  return [kind as number, id as string]
}

async function rawPage(client: pg.Client, path: string, mask: number): Promise<void> {
  await client.query(
    `SELECT kind, id, version, body FROM record
     WHERE (kind, id) > ($1::smallint, $2::text) AND (scopes & $3::smallint) <> 0
     ORDER BY kind, id LIMIT ${PAGE_ROWS}`,
    [...beginOf(path), mask],
  )
}

async function* snapshots(server: Server, actor: Actor, who: string, mask: number) {
  const token = await server.issuer.token(actor)
  const paths = await cursorsOf(server, token)
  for (const callers of CALLERS) {
    const [pages, raw] = await withConnections(server.databaseUrl, callers, (clients) =>
      perSecond(callers, [
        async () => {
          for (const path of paths) await ask(server, token, path)
          return paths.length
        },
        async (caller) => {
          for (const path of paths) await rawPage(clients[caller]!, path, mask)
          return paths.length
        },
      ]),
    )
    const figure = `first fill of ${who}, ${callers} at once`
    yield atLeastShare(figure, pages!, 'pages/s', SHARE.pages, raw!)
  }
}

async function* changePages(server: Server) {
  const token = await server.issuer.token(OFFICER)
  for (const callers of CALLERS) {
    const [pages, raw] = await withConnections(server.databaseUrl, callers, (clients) =>
      perSecond(callers, [
        async () => {
          await ask(server, token, '/sync/changes?client=nobody&from=0')
          return 1
        },
        async (caller) => {
          await clients[caller]!.query(
            `SELECT n, kind, id, version, body FROM change WHERE n > 0 ORDER BY n, seq
             LIMIT ${PAGE_ROWS}`,
          )
          return 1
        },
      ]),
    )
    const figure = `page of ${PAGE_ROWS} changes, ${callers} at once`
    yield atLeastShare(figure, pages!, 'pages/s', SHARE.pages, raw!)
  }
}

// ---------------------------------------------------------------- acts

let desks = 0

/** A desk that writes notes on dossiers of its region, some in each push. */
function deskOf(server: Server, token: string, dossiers: readonly string[]) {
  desks += 1
  const client = `bench-${desks}`
  let n = 0
  return async (size: number): Promise<number> => {
    const commands = Array.from({ length: size }, () => {
      n += 1
      const dossierId = dossiers[(n * 31 + desks * 7) % dossiers.length]
      const args = { noteId: `${client}-${n}`, dossierId, text: `Nota ${n}.` }
      return { n, name: 'addNote', args, at: new Date().toISOString() }
    })
    const body = JSON.stringify({ client, commands })
    const answer = await ask(server, token, '/sync/commands', { body, packed: false })
    const refused = /"REFUSED"/.test(answer.toString('utf8'))
    if (refused) throw new Error('the gateway refused a note')
    return size
  }
}

/** As many statements as the gateway's transaction of one act; the last lock is that of the head. */
async function rawTransaction(client: pg.Client, id: string): Promise<void> {
  await client.query('BEGIN')
  for (let reads = 0; reads < 3; reads += 1) await client.query('SELECT 1')
  await client.query('INSERT INTO bench_row (id, body) VALUES ($1, $2)', [id, 'x'.repeat(300)])
  await client.query('UPDATE bench_head SET head = head + 1')
  await client.query('COMMIT')
}

async function* acts(server: Server) {
  const token = await server.issuer.token(OFFICER)
  const dossiers = await withConnections(server.databaseUrl, 1, async ([client]) => {
    await client!.query('CREATE TABLE bench_row (id text PRIMARY KEY, body text)')
    await client!.query('CREATE TABLE bench_head AS SELECT 0 AS head')
    const { rows } = await client!.query<{ id: string }>(
      `SELECT id FROM record WHERE kind = 40 AND (scopes & ${scopeMask(['FL'])}) <> 0 LIMIT 2000`,
    )
    return rows.map(({ id }) => id)
  })
  let raws = 0
  for (const callers of CALLERS) {
    const at = Array.from({ length: callers }, () => deskOf(server, token, dossiers))
    const [each, raw, batches] = await withConnections(server.databaseUrl, callers, (clients) =>
      perSecond(callers, [
        async (caller) => {
          for (let i = 0; i < ACTS; i += 1) await at[caller]!(1)
          return ACTS
        },
        async (caller) => {
          for (let i = 0; i < ACTS; i += 1) {
            raws += 1
            await rawTransaction(clients[caller]!, `raw-${raws}`)
          }
          return ACTS
        },
        async (caller) => {
          for (let i = 0; i < BATCHES; i += 1) await at[caller]!(BATCH)
          return BATCHES * BATCH
        },
      ]),
    )
    yield atLeastShare(`acts one by one, ${callers} at once`, each!, 'acts/s', SHARE.acts, raw!)
    const figure = `acts by ${BATCH}, ${callers} at once, beside one by one`
    yield atLeastShare(figure, batches!, 'acts/s', 1, each!)
  }
}

// ---------------------------------------------------------------- listeners

async function rssOf({ process: child }: Server): Promise<number> {
  const told = once(child, 'message') as Promise<[{ rss: number }]>
  child.send('rss')
  const [{ rss }] = await told
  return rss
}

/** Kilobytes that the gateway holds for each desk that waits for a hint. */
async function listenerMemory(server: Server): Promise<number> {
  const token = await server.issuer.token(OFFICER)
  await rssOf(server)
  await pause(500)
  const before = await rssOf(server)
  const streams = await Promise.all(
    Array.from({ length: LISTENERS }, async () => {
      const headers = { authorization: `Bearer ${token}` }
      const sent = request(`${server.url}/sync/hints`, { agent: false, headers })
      sent.on('error', () => undefined)
      sent.end()
      const [answer] = (await once(sent, 'response')) as [IncomingMessage]
      await once(answer, 'data')
      answer.resume()
      return sent
    }),
  )
  await pause(500)
  await rssOf(server)
  const after = await rssOf(server)
  for (const stream of streams) stream.destroy()
  return (after - before) / 1024 / LISTENERS
}

// ---------------------------------------------------------------- all

async function load(databaseUrl: string, world: World): Promise<void> {
  const database = await openPostgres(databaseUrl)
  await migrate(database)
  const sizes = world === 'full' ? FULL : SMALL
  await loadRecords(database, generateWorld({ seed: 1, today: TODAY, ...sizes }), TEST_SEAL)
  await database.close()
}

/** Bytes of the database on disk per 100,000 dossiers, indexes and all else of the world with them. */
async function diskFigure(databaseUrl: string): Promise<Figure> {
  return await withConnections(databaseUrl, 1, async ([client]) => {
    const { rows } = await client!.query<{ bytes: string; dossiers: string }>(
      `SELECT pg_database_size(current_database()) AS bytes,
              (SELECT count(*) FROM record WHERE kind = 40) AS dossiers`,
    )
    const mb = Number(rows[0]!.bytes) / 1024 / 1024
    const per = (mb / Number(rows[0]!.dossiers)) * 100_000
    return atMost('database on disk per 100,000 dossiers', per, 'MB', 5_000)
  })
}

const bench: Bench = async function* ({ world }): AsyncGenerator<Figure> {
  const postgres = await startPostgres({ durable: true })
  const issuer = await startIssuer()
  let child: ChildProcess | null = null
  try {
    const databaseUrl = await postgres.createDatabase()
    await load(databaseUrl, world)
    child = fork(join(import.meta.dirname, 'gateway.process.ts'), [
      databaseUrl,
      issuer.url,
      AUDIENCE,
    ])
    const [{ url }] = (await once(child, 'message')) as [{ url: string }]
    const server: Server = { url, databaseUrl, issuer, process: child }
    yield await diskFigure(databaseUrl)
    const perListener = await listenerMemory(server)
    yield atMost('memory of a desk that listens', perListener, 'kB', GOAL_LISTENER_KB)
    yield* snapshots(server, CLERK, 'a federal clerk', scopeMask(['FED']))
    yield* snapshots(server, OFFICER, 'a regional officer', scopeMask(['FL']))
    yield* acts(server)
    yield* changePages(server)
  } finally {
    agent.destroy()
    child?.kill()
    await issuer.close()
    await postgres.stop()
  }
}

export default bench
