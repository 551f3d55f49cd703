/**
 * One interface over a real PostgreSQL (15 or newer) and the embedded one (PGlite). Statements are
 * written for PostgreSQL 15. Nothing outside gateway/ holds SQL for it.
 */
import { DrizzleQueryError, sql, type SQL } from 'drizzle-orm'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import type { Pool, PoolClient } from 'pg'
import type { OpenedThere } from '../domain/contract/opened.ts'
import { StartError } from './start-error.ts'

/** Runs statements, inside or outside a transaction. */
export type Queries = PgDatabase<PgQueryResultHKT>

export interface Database {
  /** Each statement on its own. */
  readonly queries: Queries
  /**
   * All or nothing, at READ COMMITTED. Runs `work` again when the database says that it met
   * another transaction (deadlock, serialisation, two inserts of one key): `work` has no other effects.
   */
  transaction<T>(work: (tx: Queries) => Promise<T>): Promise<T>
  /** Calls back with the head after each commit of any gateway on this database. Returns the end. */
  onHead(listener: (head: number) => void): () => void
  /** Calls back with the person after each sign-out everywhere, likewise. */
  onSignOut(listener: (person: string) => void): () => void
  /** Calls back when a desk opened or left a dossier, likewise. */
  onOpened(listener: (row: OpenedRow) => void): () => void
  close(): Promise<void>
}

/** Channel on which a committing transaction announces the head. */
export const HEAD_CHANNEL = 'tandem_head'
/** Channel on which a sign-out everywhere announces the person. */
export const SIGN_OUT_CHANNEL = 'tandem_sign_out'
/** Channel on which a gateway announces that a desk opened or left a dossier. */
export const OPENED_CHANNEL = 'tandem_opened'
const CHANNELS = [HEAD_CHANNEL, SIGN_OUT_CHANNEL, OPENED_CHANNEL] as const

/** A dossier that stands open on a desk, with the scopes of who may know it. */
export interface OpenedRow extends OpenedThere {
  scopes: number
}
type Announce = (channel: string, payload: string | undefined) => void

/** Rows of a statement that drizzle does not type. PostgreSQL's bigint may come as text. */
export async function rows<T>(queries: Queries, statement: SQL): Promise<T[]> {
  const result = (await queries.execute(statement)) as unknown as { rows: T[] }
  return result.rows
}

/**
 * A column of values for `unnest`, sent as one text. JSON text and identifiers hold no control
 * characters, so the record separator never occurs in a value, and PostgreSQL splits it several
 * times faster than the drivers escape an array.
 */
export function textColumn(values: readonly (string | number)[]): SQL {
  return sql`string_to_array(${values.join('\u001e')}::text, chr(30))`
}

// ---------------------------------------------------------------- shared by both

/** SQLSTATE of a failed statement, also when drizzle wrapped the error; null for other errors. */
export function sqlState(error: unknown): string | null {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code } = at as { code?: unknown }
    if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) return code
  }
  return null
}

/** SQLSTATE of a statement that the server ended because it took longer than its limit. */
const CANCELLED = '57014'

/** True when the server gave up a statement at its time limit; its transaction left nothing behind. */
export function isTooSlow(error: unknown): boolean {
  return sqlState(error) === CANCELLED
}

/** True when the server could not be asked, as opposed to a statement that it refused or gave up. */
export function isUnreachable(error: unknown): boolean {
  if (error instanceof NoConnection) return true
  if (!(error instanceof DrizzleQueryError)) return false
  const state = sqlState(error)
  return state === null || (/^(08|53|57)/.test(state) && state !== CANCELLED)
}

/** SQLSTATE classes of the state of connection, transaction, locks, resources and server. */
const OF_THE_MOMENT = /^(?:08|25|40|53|55|57|58)/

/** True when the same statements may go through later as they are. */
export function mayPass(error: unknown): boolean {
  return isUnreachable(error) || OF_THE_MOMENT.test(sqlState(error) ?? '')
}

/** No connection could be had for a transaction. */
class NoConnection extends Error {
  override readonly name = 'NoConnection'
}

const RUN_AGAIN = new Set(['40001', '40P01', '23505'])
const MAX_RUNS = 8

async function runAgain<T>(run: () => Promise<T>): Promise<T> {
  for (let runs = 1; ; runs++) {
    try {
      return await run()
    } catch (error) {
      const state = sqlState(error)
      if (runs === MAX_RUNS || state === null || !RUN_AGAIN.has(state)) throw error
    }
  }
}

class Listeners<T> {
  readonly #listeners = new Set<(value: T) => void>()

  readonly add = (listener: (value: T) => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  tell(value: T): void {
    for (const listener of this.#listeners) listener(value)
  }
}

/** Who listens to what the channels of a database say. */
class Announcements {
  readonly heads = new Listeners<number>()
  readonly signOuts = new Listeners<string>()
  readonly opened = new Listeners<OpenedRow>()

  readonly announce: Announce = (channel, payload = '') => {
    if (channel === SIGN_OUT_CHANNEL) return this.signOuts.tell(payload)
    if (channel === OPENED_CHANNEL) return this.opened.tell(JSON.parse(payload) as OpenedRow)
    const head = Number(payload)
    if (payload !== '' && Number.isSafeInteger(head)) this.heads.tell(head)
  }
}

// ---------------------------------------------------------------- embedded

/** Nobody replicates an embedded database: the first load then needs no write-ahead log. */
const EMBEDDED_SETTINGS = ['wal_level = minimal', 'max_wal_senders = 0']

/**
 * Opens the embedded PostgreSQL in a folder, or in memory when `folder` is null. One connection:
 * transactions wait for each other.
 */
export async function openEmbedded(folder: string | null): Promise<Database> {
  const [{ PGlite }, { drizzle }] = await Promise.all([
    import('@electric-sql/pglite'),
    import('drizzle-orm/pglite'),
  ])
  const pglite = await PGlite.create(folder ?? 'memory://', {
    postgresqlconf: EMBEDDED_SETTINGS,
  }).catch((error: unknown) => {
    throw new StartError('DATABASE_DAMAGED', null, { cause: error })
  })
  const queries = drizzle(pglite)
  const { heads, signOuts, opened, announce } = new Announcements()
  for (const channel of CHANNELS) {
    await pglite.listen(channel, (payload) => announce(channel, payload))
  }
  return {
    queries: queries as unknown as Queries,
    transaction: (work) =>
      runAgain(() => queries.transaction((tx) => work(tx as unknown as Queries))),
    onHead: heads.add,
    onSignOut: signOuts.add,
    onOpened: opened.add,
    close: () => pglite.close(),
  }
}

// ---------------------------------------------------------------- server

const POOL_SIZE = 10
const CONNECT_TIMEOUT_MS = 5_000
const LISTEN_AGAIN_MS = 1_000

/** Time limits towards a server, in milliseconds. */
export interface ServerLimits {
  /** The server ends a statement that takes longer. Shorter than a desk waits: it is told so. */
  statement_timeout: number
  /** The server ends a session whose transaction waits longer for its next statement. */
  idle_in_transaction_session_timeout: number
  /** The gateway gives up a statement that the server does not answer. Longer than the first. */
  query_timeout: number
  /** Silence on a connection before the system asks whether the other side is still there. */
  keepAliveInitialDelayMillis: number
  /** Between two checks of the connection that hears about commits. */
  listenCheckMillis: number
}

/** The address may set the first three in its query: `?statement_timeout=60000`. */
export const DEFAULT_SERVER_LIMITS: ServerLimits = {
  statement_timeout: 20_000,
  idle_in_transaction_session_timeout: 30_000,
  query_timeout: 40_000,
  keepAliveInitialDelayMillis: 10_000,
  listenCheckMillis: 30_000,
}

/** Connects to a PostgreSQL server. Throws DATABASE_UNREACHABLE when there is none. */
export async function openPostgres(
  url: string,
  limits: Partial<ServerLimits> = {},
): Promise<Database> {
  const { listenCheckMillis, ...timeouts } = { ...DEFAULT_SERVER_LIMITS, ...limits }
  const [{ default: pg }, { drizzle }] = await Promise.all([
    import('pg'),
    import('drizzle-orm/node-postgres'),
  ])
  const connection = {
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'tandem-gateway',
    keepAlive: true,
    ...timeouts,
  }
  const pool = new pg.Pool({ ...connection, max: POOL_SIZE })
  // An idle connection that breaks is replaced by the pool; a statement on it fails by itself.
  pool.on('error', () => undefined)
  const queries = drizzle(pool)
  const { heads, signOuts, opened, announce } = new Announcements()
  const listening = new ListeningConnection(
    () => new pg.Client(connection),
    announce,
    listenCheckMillis,
  )
  try {
    await listening.start()
  } catch (error) {
    await pool.end()
    throw new StartError('DATABASE_UNREACHABLE', null, { cause: error })
  }
  return {
    queries: queries as unknown as Queries,
    transaction: (work) =>
      runAgain(() =>
        withConnection(pool, (client) =>
          drizzle(client).transaction((tx) => work(tx as unknown as Queries)),
        ),
      ),
    onHead: heads.add,
    onSignOut: signOuts.add,
    onOpened: opened.add,
    async close() {
      await listening.close()
      await pool.end()
    },
  }
}

/**
 * Lends a connection of the pool. One that breaks meanwhile, or whose server did not answer, leaves
 * the pool: its error is told by the statement that meets it, never by the process falling over.
 */
async function withConnection<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect().catch((error: unknown) => {
    throw new NoConnection('no connection', { cause: error })
  })
  let broken: Error | undefined
  const onError = (error: Error): void => {
    broken = error
  }
  client.on('error', onError)
  try {
    return await work(client)
  } catch (error) {
    if (isUnreachable(error)) broken ??= error as Error
    throw error
  } finally {
    client.release(broken)
    // A broken one keeps the listener: what it still reports concerns nobody.
    if (!broken) client.off('error', onError)
  }
}

interface Notification {
  channel: string
  payload?: string
}

interface NotifyingClient {
  connect(): Promise<unknown>
  query(text: string): Promise<{ rows: { head: string }[] }>
  end(): Promise<void>
  on(event: 'notification', listener: (message: Notification) => void): unknown
  on(event: 'error' | 'end', listener: () => void): unknown
}

/**
 * Keeps one connection that listens; when it breaks, connects again and tells the head anew. Who
 * only listens does not notice that the other side is gone: it asks for the head now and then.
 */
class ListeningConnection {
  readonly #create: () => NotifyingClient
  readonly #announce: Announce
  readonly #checkMillis: number
  #client: NotifyingClient | null = null
  #timer: NodeJS.Timeout | null = null
  #closed = false

  constructor(create: () => NotifyingClient, announce: Announce, checkMillis: number) {
    this.#create = create
    this.#announce = announce
    this.#checkMillis = checkMillis
  }

  /** Connects and listens; throws when the connection fails. */
  async start(): Promise<void> {
    const client = this.#create()
    client.on('notification', ({ channel, payload }) => this.#announce(channel, payload))
    client.on('error', () => undefined)
    client.on('end', () => this.#lost(client))
    try {
      await client.connect()
      for (const channel of CHANNELS) await client.query(`LISTEN ${channel}`)
    } catch (error) {
      await client.end().catch(() => undefined)
      throw error
    }
    if (this.#closed) return await client.end()
    this.#client = client
    this.#later(() => this.#check(client), this.#checkMillis)
  }

  #lost(client: NotifyingClient): void {
    if (this.#client !== client) return
    this.#client = null
    this.#later(() => this.#again(), LISTEN_AGAIN_MS)
  }

  /** One thing to come at a time: the next check, or the next try to connect. */
  #later(act: () => Promise<void>, millis: number): void {
    if (this.#timer) clearTimeout(this.#timer)
    if (!this.#closed) this.#timer = setTimeout(() => void act(), millis)
  }

  /** The head also makes good what was announced while nobody listened. */
  async #check(client: NotifyingClient): Promise<void> {
    try {
      const { rows: found } = await client.query('SELECT head FROM gateway')
      this.#announce(HEAD_CHANNEL, found[0]?.head)
      if (this.#client === client) this.#later(() => this.#check(client), this.#checkMillis)
    } catch {
      // Statements report an unreachable server to whoever asks; here the next try follows.
      this.#lost(client)
      await client.end().catch(() => undefined)
    }
  }

  async #again(): Promise<void> {
    try {
      await this.start()
    } catch {
      this.#later(() => this.#again(), LISTEN_AGAIN_MS)
      return
    }
    if (this.#client) await this.#check(this.#client)
  }

  async close(): Promise<void> {
    this.#closed = true
    if (this.#timer) clearTimeout(this.#timer)
    await this.#client?.end()
  }
}
