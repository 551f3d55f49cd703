/** Two gateways on one real PostgreSQL, whose transactions can be made to fail. */
import { sql } from 'drizzle-orm'
import pg from 'pg'
import type { Actor } from '../../../domain/contract/actor.ts'
import type { Scope } from '../../../domain/contract/codes.ts'
import type { ErrorDetails } from '../../../domain/contract/errors.ts'
import type { AnyRecord, RecordKind, RecordRef } from '../../../domain/contract/records.ts'
import { rememberPeople } from '../../../gateway/colleagues.ts'
import { openPostgres, rows, type Database, type Queries } from '../../../gateway/database.ts'
import { migrate } from '../../../gateway/migrations.ts'
import { PRACTICE_PEOPLE } from '../../../gateway/practice/people.ts'
import { loadRecords, moveToScopes, parseDetails } from '../../../gateway/records.ts'
import { kindName, scopesOfMask } from '../../../gateway/scopes.ts'
import { createGateway, type Gateway } from '../../../gateway/server.ts'
import { type Verified, verifyLog } from '../../../gateway/verify-log.ts'
import { AUDIENCE, startIssuer, type TestIssuer } from '../../gateway/issuer.ts'
import { startPostgres, type PostgresServer } from '../../gateway/postgres.ts'
import type { Answered, Sent } from './line.ts'
import { TODAY, WORLD } from './world.ts'
import { TEST_SEAL } from '../../seal.ts'

/** Which of the two serves a request. */
export type Via = 0 | 1

/** Where the connection to PostgreSQL ends: in the middle, before COMMIT, before its confirmation. */
export type Break = 'IN_TRANSACTION' | 'BEFORE_COMMIT' | 'AFTER_COMMIT'

/** What happens to the next transaction of any gateway. */
type Trouble = (tx: Queries, work: (tx: Queries) => Promise<unknown>) => Promise<unknown>

/** Pages so small that a run reads several. */
const LIMITS = { snapshotRows: 10, changeRows: 4 }
/** Later than any act of a run, by the clock of the gateways and of the desks: these are believed. */
export const NOW = new Date(Date.parse(`${TODAY}T08:00:00Z`) + 8 * 24 * 60 * 60 * 1000)
/** Longer than any run. */
const TOKENS_END = Math.floor(Date.now() / 1000) + 24 * 60 * 60

/** Everything that the database holds, for the checks. */
export interface Content {
  head: number
  records: (AnyRecord & { scopes: Scope[] })[]
  changes: { n: number; kind: RecordKind; id: string; version: number }[]
  /** By change number. */
  results: {
    client: string
    n: number
    change: number
    digest: string
    outcome: string
    code: string | null
    details: ErrorDetails | null
  }[]
  clients: { id: string; owner: string }[]
  /** Hashes of the contents of documents. */
  contents: string[]
  /** Entries of the access log in their order: what was looked at, and by whom. */
  looks: { id: string; who: string }[]
  log: Verified
}

export class Gateways {
  readonly #server: PostgresServer
  readonly #issuer: TestIssuer
  readonly #databases: readonly Database[]
  readonly #gateways: readonly Gateway[]
  readonly #admin: pg.Client
  readonly #tokens = new Map<string, Promise<string>>()
  readonly #actors = new Map<string, Actor>()
  #trouble: Trouble | null = null

  private constructor(
    server: PostgresServer,
    issuer: TestIssuer,
    databases: readonly Database[],
    admin: pg.Client,
  ) {
    this.#server = server
    this.#issuer = issuer
    this.#databases = databases
    this.#admin = admin
    this.#gateways = databases.map((database) =>
      createGateway({
        seal: TEST_SEAL,
        database: { ...database, transaction: (work) => this.#transaction(database, work) },
        issuer: issuer.url,
        audience: AUDIENCE,
        log: () => undefined,
        now: () => NOW,
        limits: LIMITS,
      }),
    )
  }

  static async start(): Promise<Gateways> {
    const [server, issuer] = await Promise.all([startPostgres(), startIssuer()])
    const url = await server.createDatabase()
    const databases = [await openPostgres(url), await openPostgres(url)]
    await migrate(databases[0]!)
    const admin = new pg.Client(url)
    await admin.connect()
    return new Gateways(server, issuer, databases, admin)
  }

  async stop(): Promise<void> {
    for (const gateway of this.#gateways) await gateway.close()
    for (const database of this.#databases) await database.close()
    await this.#admin.end()
    await this.#issuer.close()
    await this.#server.stop()
  }

  /** Reads and moves go beside the gateways, over a connection that no fault ends. */
  get queries(): Queries {
    return this.#databases[0]!.queries
  }

  /** The world as it was before anybody acted, under another identity. */
  async reset(): Promise<void> {
    this.#trouble = null
    await this.#admin.query(
      `DELETE FROM command_result; DELETE FROM client; DELETE FROM change; DELETE FROM record;
       DELETE FROM colleague; DELETE FROM content_sent; DELETE FROM document_content; SET session_replication_role = replica;
       TRUNCATE access_log, access_person, access_client; SET session_replication_role = DEFAULT;
       UPDATE access_head SET seq = 0, hash = repeat('0', 64); UPDATE gateway SET head = 0, id = gen_random_uuid()::text;`,
    )
    await rememberPeople(this.queries, PRACTICE_PEOPLE)
    await loadRecords(this.#databases[0]!, WORLD, TEST_SEAL)
  }

  token(actor: Actor): Promise<string> {
    const key = `${actor.id} ${actor.role}`
    const known = this.#tokens.get(key) ?? this.#issuer.token(actor, { exp: TOKENS_END })
    this.#tokens.set(key, known)
    return known.then((token) => {
      this.#actors.set(`Bearer ${token}`, actor)
      return token
    })
  }

  /** Who asks, as the token of a request says. */
  actorOf({ authorization }: Sent): Actor {
    return this.#actors.get(authorization)!
  }

  async head(): Promise<number> {
    const [found] = await rows<{ head: string }>(this.queries, sql`SELECT head FROM gateway`)
    return Number(found!.head)
  }

  async content(): Promise<Content> {
    const read = async <T>(text: string): Promise<T[]> =>
      (await this.#admin.query(text)).rows as T[]
    const records = await read<{
      kind: number
      id: string
      version: number
      scopes: number
      body: string
    }>('SELECT kind, id, version, scopes, body FROM record')
    const changes = await read<{ n: string; kind: number; id: string; version: number }>(
      'SELECT n, kind, id, version FROM change ORDER BY n, kind, id',
    )
    const results = await read<{ change: string; details: string | null } & Content['results'][0]>(
      'SELECT * FROM command_result ORDER BY change',
    )
    return {
      head: await this.head(),
      records: records.map(({ kind, id, version, scopes, body }) => {
        const told = JSON.parse(body)
        // Who reported is locked in the database.
        const opened = kindName(kind) === 'reporter' ? TEST_SEAL.open(id, told) : told
        const record = { kind: kindName(kind), id, version, body: opened } as AnyRecord
        return { ...record, scopes: scopesOfMask(scopes) }
      }),
      changes: changes.map((row) => ({ ...row, n: Number(row.n), kind: kindName(row.kind) })),
      results: results.map((row) => ({
        ...row,
        change: Number(row.change),
        details: parseDetails(row.details),
      })),
      clients: await read('SELECT id, owner FROM client'),
      contents: (await read<{ hash: string }>('SELECT hash FROM document_content')).map(
        ({ hash }) => hash,
      ),
      looks: await read('SELECT subject_id AS id, user_id AS "who" FROM access_log ORDER BY seq'),
      log: await verifyLog(this.queries),
    }
  }

  move(ref: RecordRef, scopes: readonly Scope[]): Promise<number> {
    return moveToScopes(this.#databases[0]!, ref, scopes)
  }

  /** A request arrives at a gateway and is answered; whether the answer arrives is another matter. */
  async deliver({ path, method, authorization, body }: Sent, via: Via): Promise<Answered> {
    const request = new Request(`http://gateway.test${path}`, {
      method,
      headers: { authorization },
      ...(body === null ? {} : { body }),
    })
    const response = await this.#gateways[via]!.fetch(request)
    const type = response.headers.get('content-type') ?? ''
    return { status: response.status, type, text: await response.text() }
  }

  /** The same, but PostgreSQL ends the connection of its transaction. False: there was none. */
  async deliverBroken(sent: Sent, via: Via, at: Break): Promise<[Answered, boolean]> {
    let broke = false
    const broken = () => {
      broke = true
    }
    this.#trouble = (tx, work) => this.#broken(tx, work, at, broken)
    const answered = await this.deliver(sent, via)
    this.#trouble = null
    return [answered, broke]
  }

  /**
   * Two requests at once: the first one's transaction has done everything but commit when the
   * second arrives at the other gateway, and commits when the second is done or waits for it.
   */
  async deliverTogether(first: Sent, second: Sent, via: Via): Promise<[Answered, Answered]> {
    let other: Promise<Answered> | null = null
    this.#trouble = async (tx, work) => {
      const result = await work(tx)
      other = this.deliver(second, via === 0 ? 1 : 0)
      await this.#doneOrWaiting(other)
      return result
    }
    const answered = await this.deliver(first, via)
    this.#trouble = null
    return [answered, await (other ?? this.deliver(second, via === 0 ? 1 : 0))]
  }

  #transaction<T>(database: Database, work: (tx: Queries) => Promise<T>): Promise<T> {
    const trouble = this.#trouble
    this.#trouble = null
    if (!trouble) return database.transaction(work)
    return database.transaction((tx) => trouble(tx, work) as Promise<T>)
  }

  async #broken(
    tx: Queries,
    work: (tx: Queries) => Promise<unknown>,
    at: Break,
    broken: () => void,
  ): Promise<unknown> {
    const [backend] = await rows<{ pid: number }>(tx, sql`SELECT pg_backend_pid() AS pid`)
    const end = async () => {
      broken()
      await this.#admin.query('SELECT pg_terminate_backend($1, 5000)', [backend!.pid])
    }
    if (at === 'IN_TRANSACTION') return await work(endingInTheMiddle(tx, end))
    const result = await work(tx)
    // Committed, and nobody hears of it: the gateway's own COMMIT meets a dead connection.
    if (at === 'AFTER_COMMIT') await tx.execute(sql`COMMIT`)
    await end()
    return result
  }

  async #doneOrWaiting(other: Promise<unknown>): Promise<void> {
    let done = false
    const over = () => {
      done = true
    }
    other.then(over, over)
    while (!done) {
      const { rowCount } = await this.#admin.query(
        `SELECT 1 FROM pg_stat_activity
         WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      )
      if (rowCount) return
    }
  }
}

/** The records are locked, or the new ones stored, when the connection ends. */
function endingInTheMiddle(tx: Queries, end: () => Promise<void>): Queries {
  let statements = 0
  return new Proxy(tx, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target)
      if (typeof value !== 'function') return value
      if (name !== 'execute') return value.bind(target) as unknown
      return async (statement: Parameters<Queries['execute']>[0]) => {
        statements += 1
        if (statements === 2) await end()
        return await target.execute(statement)
      }
    },
  })
}
