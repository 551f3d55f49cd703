import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createConnection, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { sql, type Table } from 'drizzle-orm'
import { getTableConfig } from 'drizzle-orm/pg-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { ANSWER_MS } from '../../domain/contract/line.ts'
import { RECORD_KINDS, type RecordKind } from '../../domain/contract/records.ts'
import { SCOPES } from '../../domain/contract/codes.ts'
import {
  DEFAULT_SERVER_LIMITS,
  isTooSlow,
  isUnreachable,
  openEmbedded,
  openPostgres,
  rows,
  sqlState,
  type Database,
  type Queries,
} from '../../gateway/database.ts'
import { rememberPeople } from '../../gateway/colleagues.ts'
import { PRACTICE_PEOPLE } from '../../gateway/practice/people.ts'
import { migrate, MIGRATIONS, type Migration } from '../../gateway/migrations.ts'
import { named, namedPassport, namesIn } from '../../gateway/names.ts'
import * as schema from '../../gateway/schema.ts'
import { kindName, kindNumber, scopeMask, scopesOfMask } from '../../gateway/scopes.ts'
import * as samples from '../db/samples.ts'
import { databaseKinds, realPostgres, withoutPostgres } from './fixtures.ts'

const NEXT: Migration = {
  n: MIGRATIONS.length + 1,
  name: 'a later one',
  statements: [`CREATE TABLE later (id integer PRIMARY KEY)`, `INSERT INTO later VALUES (1)`],
}
const BROKEN: Migration = { ...NEXT, statements: [...NEXT.statements, 'THIS IS NO STATEMENT'] }

describe.each(databaseKinds())('migrations on $name', (kind) => {
  let database: Database
  beforeAll(async () => {
    database = await kind.open()
  })
  afterAll(async () => {
    await database.close()
    await kind.stop()
  })

  const identity = () => rows(database.queries, sql`SELECT id, head FROM gateway`)
  const tables = async () =>
    (
      await rows<{ name: string }>(
        database.queries,
        sql`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`,
      )
    ).map(({ name }) => name)

  test('make the tables that drizzle describes, column by column', async () => {
    const described = Object.values(schema as Record<string, Table>).map((table) => {
      const { name, columns } = getTableConfig(table as never)
      return {
        name,
        columns: columns
          .map((column) => ({
            name: column.name,
            type: column.getSQLType(),
            required: column.notNull,
          }))
          .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
      }
    })
    for (const { name, columns } of described) {
      const found = await rows<{ name: string; type: string; nullable: string }>(
        database.queries,
        sql`SELECT column_name AS name, is_nullable AS nullable,
                   CASE data_type WHEN 'ARRAY' THEN substr(udt_name, 2) || '[]' ELSE data_type END AS type
            FROM information_schema.columns WHERE table_name = ${name} ORDER BY column_name COLLATE "C"`,
      )
      expect(
        found.map((column) => ({
          name: column.name,
          type: column.type,
          required: column.nullable === 'NO',
        })),
        name,
      ).toEqual(columns)
    }
    const names = [...described.map(({ name }) => name), 'schema_migration']
    expect((await tables()).toSorted()).toEqual(names.toSorted())
  })

  test('run once: the gateway stays who it is', async () => {
    const before = await identity()
    await migrate(database)
    expect(await identity()).toEqual(before)
  })

  test('one that fails leaves nothing behind', async () => {
    await expect(migrate(database, [...MIGRATIONS, BROKEN])).rejects.toMatchObject({
      code: 'DATABASE_MIGRATION_FAILED',
    })
    expect(await tables()).not.toContain('later')
  })

  test('an edited one is refused', async () => {
    const [first, ...others] = MIGRATIONS
    if (!first) throw new Error('there are no migrations')
    const edited = [{ ...first, statements: [...first.statements, 'SELECT 1'] }, ...others]
    await expect(migrate(database, edited)).rejects.toMatchObject({ code: 'DATABASE_EDITED' })
  })

  test('a later one is added; this version then refuses the newer database', async () => {
    await migrate(database, [...MIGRATIONS, NEXT])
    expect(await tables()).toContain('later')
    await expect(migrate(database)).rejects.toMatchObject({ code: 'DATABASE_FROM_FUTURE' })
    await database.queries.execute(sql`DROP TABLE later`)
    await database.queries.execute(sql`DELETE FROM schema_migration WHERE n = ${NEXT.n}`)
    await migrate(database)
  })
})

/**
 * A row per table, in an order in which what they refer to comes first. Columns that a version does
 * not have yet are left out.
 */
const ROWS: Readonly<Record<string, Readonly<Record<string, string | number>>>> = {
  record: { kind: 40, id: 'd1', version: 2, scopes: 1, body: '{}' },
  change: {
    n: 1,
    seq: 1,
    kind: 40,
    id: 'd1',
    version: 2,
    scopes_before: 1,
    scopes_after: 1,
    body: '{}',
  },
  client: { id: 'desk-1', owner: 'vl-an', last: 1 },
  command_result: {
    client: 'desk-1',
    n: 1,
    change: 1,
    name: 'addNote',
    digest: 'x',
    outcome: 'ACCEPTED',
    desk_at: 1,
    received_at: 2,
  },
  colleague: { id: 'vl-an', name: 'An', role: 'REGION_OFFICER', region: 'FL' },
  sign_out: { person: 'vl-an', at: 1, not_before: 2 },
  document_content: { hash: 'h', content: 'b' },
  content_sent: { hash: 'h', actor: 'vl-an', at: 1 },
  upload_day: { actor: 'vl-an', day: '2026-03-02', bytes: 1 },
  opened: {
    stream: 's',
    person: 'vl-an',
    track: 'WORK',
    dossier: 'd1',
    scopes: 1,
    until: '2026-03-03T09:00:00.000Z',
  },
  import_end: { kind: 62, id: 'imp-1', since: '2026-03-02' },
  access_client: { id: 'log-1', owner: 'vl-an', last: 1 },
  access_log: {
    seq: 1,
    client: 'log-1',
    n: 1,
    user_id: 'vl-an',
    role: 'REGION_OFFICER',
    at: '2026-03-03T09:00:00.000Z',
    action: 'VIEW',
    subject_kind: 'person',
    entry: '{}',
    prev_hash: 'x',
    hash: 'y',
  },
  access_person: { person: 'p1', seq: 1 },
}
/** Rows that the gateway makes itself. */
const MADE = ['gateway', 'schema_migration', 'access_head']

describe('a database of every earlier version', () => {
  const columnsOf = (database: Database) =>
    rows<{ table: string; name: string; type: string; nullable: string }>(
      database.queries,
      sql`SELECT table_name AS table, column_name AS name, data_type AS type, is_nullable AS nullable
          FROM information_schema.columns WHERE table_schema = 'public'
          ORDER BY table_name COLLATE "C", column_name COLLATE "C"`,
    )
  const allRows = async (database: Database, tables: Iterable<string>) => {
    const found = new Map<string, object[]>()
    for (const table of tables) {
      found.set(table, await rows(database.queries, sql.raw(`SELECT * FROM ${table}`)))
    }
    return found
  }
  /** Fills the tables of this version; gives their names. */
  async function fill(database: Database): Promise<string[]> {
    const columns = await columnsOf(database)
    const tables = [...new Set(columns.map(({ table }) => table))].filter((t) => !MADE.includes(t))
    const unknown = tables.filter((table) => !(table in ROWS))
    expect(unknown, 'tables that this test must get a row for').toEqual([])
    const known = Object.keys(ROWS).filter((table) => tables.includes(table))
    for (const table of known) {
      const mine = columns.filter((column) => column.table === table).map(({ name }) => name)
      const values = Object.entries(ROWS[table]!).filter(([name]) => mine.includes(name))
      const names = sql.raw(values.map(([name]) => name).join(', '))
      const given = sql.join(
        values.map(([, value]) => sql`${value}`),
        sql`, `,
      )
      await database.queries.execute(
        sql`INSERT INTO ${sql.raw(table)} (${names}) VALUES (${given})`,
      )
    }
    return known
  }

  test.each(MIGRATIONS.slice(0, -1).map(({ n, name }) => [n, name] as const))(
    'after %i (%s) keeps every row and gets today’s tables',
    async (n) => {
      const database = await openEmbedded(null)
      const fresh = await openEmbedded(null)
      onTestFinished(async () => {
        await database.close()
        await fresh.close()
      })
      await migrate(database, MIGRATIONS.slice(0, n))
      const tables = await fill(database)
      const before = await allRows(database, [...tables, 'gateway'])

      await migrate(database)

      const after = await allRows(database, before.keys())
      for (const [table, kept] of before) expect(after.get(table), table).toMatchObject(kept)
      await migrate(fresh)
      expect(await columnsOf(database)).toEqual(await columnsOf(fresh))
    },
  )

  test('in which the work of a replay had the name of a region: the field is renamed, words are left alone', async () => {
    const database = await openEmbedded(null)
    onTestFinished(() => database.close())
    await migrate(database, MIGRATIONS.slice(0, 10))
    const body = (field: string) =>
      `{"reason":"Zie \\"region\\": WA","workload":[{"${field}":"FL","added":1,"gone":0}]}`
    const put = (kind: number, id: string) =>
      database.queries.execute(
        sql`INSERT INTO record (kind, id, version, scopes, body)
            VALUES (${kind}, ${id}, 1, 1, ${body('region')})`,
      )
    await put(120, 'rule-R06')
    await put(40, 'd1')
    await migrate(database)
    const found = await rows<{ id: string; body: string }>(
      database.queries,
      sql`SELECT id, body FROM record ORDER BY id`,
    )
    expect(found).toEqual([
      { id: 'd1', body: body('region') },
      { id: 'rule-R06', body: body('service') },
    ])
  })

  test('in which one service alone had a dossier in hand: that of the Immigration Office has its part', async () => {
    const database = await openEmbedded(null)
    onTestFinished(() => database.close())
    await migrate(database, MIGRATIONS.slice(0, 14))
    await rememberPeople(database.queries, PRACTICE_PEOPLE)
    const held = ['dvz-tom', 'vl-an', null]
    for (const [at, assignee] of held.entries()) {
      const body = JSON.stringify({ reference: 'FL-1', assignee, tags: [] })
      await database.queries.execute(
        sql`INSERT INTO record (kind, id, version, scopes, body) VALUES (40, ${`d${at}`}, 1, 1, ${body})`,
      )
    }
    await migrate(database)
    const found = await rows<{ body: string }>(
      database.queries,
      sql`SELECT body FROM record ORDER BY id`,
    )
    expect(found.map(({ body }) => JSON.parse(body))).toEqual([
      { reference: 'FL-1', assignee: null, assigneeDvz: 'dvz-tom', tags: [] },
      { reference: 'FL-1', assignee: 'vl-an', tags: [] },
      { reference: 'FL-1', assignee: null, tags: [] },
    ])
  })

  test('in which a signal of no dossier was judged for one: it is told to whoever sees the person', async () => {
    const database = await openEmbedded(null)
    onTestFinished(() => database.close())
    await migrate(database, MIGRATIONS.slice(0, 16))
    const said = { personId: 'p1', dossierId: 'd1', reason: 'Zie "dossierId":"d1" in de brief' }
    const put = async (kind: RecordKind, id: string, scopes: number, body: object) => {
      const parent = kind === 'findingJudgement' ? [kindNumber('dossier'), 'd1'] : [null, null]
      await database.queries.execute(
        sql`INSERT INTO record (kind, id, version, scopes, parent_kind, parent_id, body)
            VALUES (${kindNumber(kind)}, ${id}, 3, ${scopes}, ${parent[0]}, ${parent[1]},
                    ${JSON.stringify(body)})`,
      )
    }
    await put('person', 'p1', scopeMask(['FL', 'WA', 'FED']), {})
    await put('dossier', 'd1', scopeMask(['FL', 'FED']), { personId: 'p1' })
    for (const code of ['R01', 'R54', 'M3']) {
      await put('findingJudgement', `${code}-x`, scopeMask(['FL', 'FED']), { code, ...said })
    }
    await put('findingJudgement', 'R01-gone', scopeMask(['FL']), { ...said, personId: 'p9' })

    await migrate(database)

    const found = await rows<{
      id: string
      version: number
      scopes: number
      of: string
      body: string
    }>(
      database.queries,
      sql`SELECT id, version, scopes, parent_kind || ' ' || parent_id AS of, body FROM record
          WHERE kind = ${kindNumber('findingJudgement')} ORDER BY id`,
    )
    const moved = { version: 4, scopes: scopeMask(['FL', 'WA', 'FED']), of: '20 p1' }
    const kept = { version: 3, scopes: scopeMask(['FL', 'FED']), of: '40 d1' }
    expect(found.map(({ body, ...row }) => [row, JSON.parse(body)])).toEqual([
      [
        { id: 'M3-x', ...kept },
        { code: 'M3', ...said },
      ],
      [
        { id: 'R01-gone', ...kept, scopes: scopeMask(['FL']) },
        { ...said, personId: 'p9' },
      ],
      [
        { id: 'R01-x', ...moved },
        { code: 'R01', ...said, dossierId: null },
      ],
      [
        { id: 'R54-x', ...moved },
        { code: 'R54', ...said, dossierId: null },
      ],
    ])
    const [gateway] = await rows<{ head: string }>(database.queries, sql`SELECT head FROM gateway`)
    expect(Number(gateway!.head)).toBe(1)
    const changes = await rows<{ n: string; id: string }>(
      database.queries,
      sql`SELECT n, seq, id, version, scopes_before AS before, scopes_after AS after FROM change
          ORDER BY n, seq`,
    )
    const told = { version: 4, before: kept.scopes, after: moved.scopes }
    expect(changes.map((row) => ({ ...row, n: Number(row.n) }))).toEqual([
      { n: 1, seq: 1, id: 'R01-x', ...told },
      { n: 1, seq: 2, id: 'R54-x', ...told },
    ])
  })

  test('in which nothing said whom a record names: it says so as if it were stored today', async () => {
    const database = await openEmbedded(null)
    onTestFinished(() => database.close())
    await migrate(database, MIGRATIONS.slice(0, 12))
    const employer = { name: 'Budowa \\ "Zelenko" sp. z o.o.', country: 'PL' }
    const written: [RecordKind, object][] = [
      ['person', { insz: '85073003328' }],
      ['mandate', { mandatorId: 'ent-1', mandataryId: 'ent-2' }],
      ['dossier', { personId: 'per-1', employerId: 'ent-1' }],
      ['declaration', samples.declaration()],
      [
        'presence',
        samples.presence({
          l1Number: 'L1 "7" \\',
          employer: { ...employer, enterpriseNumber: null },
        }),
      ],
      ['a1', samples.a1()],
      ['employment', { insz: '85073003328', employer: { name: 'Bouw', enterpriseNumber: null } }],
      [
        'control',
        {
          met: [
            { insz: null, l1Number: 'L1-1' },
            { insz: '85073003328', l1Number: 'L1-1' },
          ],
        },
      ],
      ['workerLine', { worker: { insz: '85073003328', l1Number: null } }],
      ['registerLine', { enterprise: { vatNumber: 'PL1234567890', enterpriseNumber: null } }],
      ['note', { dossierId: 'd1', text: 'insz 85073003328' }],
    ]
    for (const [kind, body] of written) {
      await database.queries.execute(
        sql`INSERT INTO record (kind, id, version, scopes, body)
            VALUES (${kindNumber(kind)}, ${kind}, 1, 1, ${JSON.stringify(body)})`,
      )
    }
    await migrate(database)
    const found = await rows<{ id: string; names: string[] | null }>(
      database.queries,
      sql`SELECT id, names FROM record`,
    )
    const names = Object.fromEntries(found.map((row) => [row.id, row.names?.toSorted() ?? []]))
    const today = written.map(([kind, body]) => [
      kind,
      namesIn(kind, JSON.stringify(body)).toSorted(),
    ])
    expect(names).toEqual(Object.fromEntries(today))
    expect(names).toMatchObject({
      person: [],
      dossier: [named('personId', 'per-1')],
      control: [named('insz', '85073003328'), named('l1Number', 'L1-1')],
      declaration: [
        named('insz', samples.declaration().worker.insz!),
        named('l1Number', samples.declaration().l1Number),
        namedPassport('U123456'),
      ],
      note: [],
    })
    expect(names['presence']).toContain(named('l1Number', 'L1 "7" \\'))
  })

  test('has a row in this test for every table of today', async () => {
    const database = await openEmbedded(null)
    onTestFinished(() => database.close())
    await migrate(database)
    expect(await fill(database)).toEqual(Object.keys(ROWS))
  })
})

describe.skipIf(withoutPostgres() !== null)('on PostgreSQL 15', () => {
  const kind = realPostgres()
  afterAll(() => kind.stop())

  test('gateways that start together on an empty database agree who they are', async () => {
    const url = await kind.url()
    const databases = await Promise.all([1, 2, 3].map(() => openPostgres(url)))
    await Promise.all(databases.map((database) => migrate(database)))
    const ids = await Promise.all(
      databases.map((database) => rows(database.queries, sql`SELECT id FROM gateway`)),
    )
    expect(ids[1]).toEqual(ids[0])
    expect(ids[2]).toEqual(ids[0])
    await Promise.all(databases.map((database) => database.close()))
  })

  test('heads are heard again after the listening connection broke', async () => {
    const database = await kind.open()
    const heard: number[] = []
    const again = Promise.withResolvers<void>()
    database.onHead((head) => {
      heard.push(head)
      again.resolve()
    })
    await database.queries.execute(sql`UPDATE gateway SET head = 5`)
    await database.queries.execute(
      sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE query LIKE 'LISTEN%' AND datname = current_database()`,
    )
    await again.promise
    expect(heard, 'the head as it is now, told without a notification').toEqual([5])
    await database.close()
  })
})

/** A socket before a server that can go dead: it keeps what it has and hears nothing any more. */
async function deadlyProxy(url: string): Promise<{ url: string; goDead(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'proxy-'))
  const target = decodeURIComponent(url.split('host=')[1]!)
  const open: Socket[] = []
  const server = createServer((near) => {
    const far = createConnection(join(target, '.s.PGSQL.5432'))
    for (const socket of [near, far]) open.push(socket.on('error', () => undefined))
    near.pipe(far).pipe(near)
  })
  server.listen(join(folder, '.s.PGSQL.5432'))
  await once(server, 'listening')
  onTestFinished(() => {
    for (const socket of open) socket.destroy()
    server.close()
    rmSync(folder, { recursive: true })
  })
  return {
    url: `${url.split('host=')[0]}host=${encodeURIComponent(folder)}`,
    goDead() {
      for (const socket of open) socket.unpipe().pause()
    },
  }
}

describe.skipIf(withoutPostgres() !== null)('a connection that breaks on PostgreSQL 15', () => {
  const kind = realPostgres()
  let database: Database
  beforeAll(async () => {
    database = await kind.open()
  })
  afterAll(async () => {
    await database.close()
    await kind.stop()
  })
  const answers = async () => await rows(database.queries, sql`SELECT 1 AS one`)
  const backendOf = async (tx: Queries): Promise<number> =>
    (await rows<{ pid: number }>(tx, sql`SELECT pg_backend_pid() AS pid`))[0]!.pid
  /** Waits until the server has ended a connection and this process may have heard of it. */
  const hasEnded = async (pid: number): Promise<void> => {
    const alive = () =>
      rows(database.queries, sql`SELECT 1 FROM pg_stat_activity WHERE pid = ${pid}`)
    while ((await alive()).length > 0) await wait(10)
    await wait(10)
  }

  test('between two statements fails that transaction alone, not the process', async () => {
    const uncaught: unknown[] = []
    const note = (error: unknown): void => void uncaught.push(error)
    process.on('uncaughtException', note)
    onTestFinished(() => void process.off('uncaughtException', note))
    const failed = await database
      .transaction(async (tx) => {
        const pid = await backendOf(tx)
        await database.queries.execute(sql`SELECT pg_terminate_backend(${pid})`)
        // The end of the connection arrives while no statement waits for it.
        await hasEnded(pid)
        await tx.execute(sql`SELECT 1`)
      })
      .catch((error: unknown) => error)
    expect(isUnreachable(failed), 'is told as an unreachable database').toBe(true)
    expect(uncaught, 'nothing falls through to the process').toEqual([])
    // More transactions than the pool holds connections: the broken one is none of them.
    for (let n = 0; n < 12; n++) {
      await database.transaction(async (tx) => void (await tx.execute(sql`SELECT 1`)))
    }
    expect(await answers()).toEqual([{ one: 1 }])
  })

  test('limits of statements and of waiting transactions are the ones of the settings', async () => {
    const short = { statement_timeout: 250, idle_in_transaction_session_timeout: 250 }
    const limited = await openPostgres(await kind.url(), short)
    onTestFinished(() => limited.close())
    const slow = await limited.queries.execute(sql`SELECT pg_sleep(5)`).catch((error) => error)
    expect(sqlState(slow)).toBe('57014')
    expect([isTooSlow(slow), isUnreachable(slow)], 'the server is there').toEqual([true, false])
    expect(DEFAULT_SERVER_LIMITS.statement_timeout, 'told before a desk gives up').toBeLessThan(
      ANSWER_MS,
    )
    const idle = await limited
      .transaction(async (tx) => {
        await hasEnded(await backendOf(tx))
        await tx.execute(sql`SELECT 1`)
      })
      .catch((error: unknown) => error)
    expect(isUnreachable(idle)).toBe(true)
    expect(await rows(limited.queries, sql`SELECT 2 AS two`)).toEqual([{ two: 2 }])
  })

  test('a server that does not answer is given up; heads are heard again', async () => {
    const url = await kind.url()
    const near = await openPostgres(url)
    onTestFinished(() => near.close())
    await migrate(near)
    const proxy = await deadlyProxy(url)
    const limits = { query_timeout: 500, listenCheckMillis: 200 }
    const far = await openPostgres(proxy.url, limits)
    onTestFinished(() => far.close())
    // The connection of the pool that goes dead.
    await far.queries.execute(sql`SELECT 1`)
    proxy.goDead()
    const unanswered = await far.queries.execute(sql`SELECT 1`).catch((error) => error)
    expect(isUnreachable(unanswered)).toBe(true)
    const heard = Promise.withResolvers<number>()
    far.onHead((head) => {
      if (head === 9) heard.resolve(head)
    })
    await near.queries.execute(sql`UPDATE gateway SET head = 9`)
    expect(await heard.promise, 'through a new connection').toBe(9)
    expect(await rows(far.queries, sql`SELECT head FROM gateway`)).toEqual([{ head: '9' }])
  })
})

test('a database that is not there is said so, without its password', async () => {
  const opening = openPostgres('postgres://someone:geheim@127.0.0.1:9/none')
  await expect(opening).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' })
  await expect(opening).rejects.not.toThrow(/geheim/)
})

test('heads of the embedded database are told after the commit', async () => {
  const database = await openEmbedded(null)
  await migrate(database)
  const told = Promise.withResolvers<number>()
  const stop = database.onHead(told.resolve)
  await database.transaction(async (tx) => {
    await tx.execute(sql`SELECT pg_notify('tandem_head', '7')`)
  })
  expect(await told.promise).toBe(7)
  stop()
  await database.close()
})

describe('numbers of kinds and bits of scopes', () => {
  test('kinds sort in dependency order', () => {
    const numbers = RECORD_KINDS.map(kindNumber)
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
    expect(numbers.map(kindName)).toEqual(RECORD_KINDS)
    expect(() => kindName(1)).toThrow(RangeError)
  })

  test('every set of scopes has a mask of its own that gives it back', () => {
    const sets = SCOPES.reduce<string[][]>(
      (found, scope) => [...found, ...found.map((set) => [...set, scope])],
      [[]],
    )
    const masks = sets.map((set) => scopeMask(set as never))
    expect(new Set(masks).size).toBe(2 ** SCOPES.length)
    expect(masks.map(scopesOfMask)).toEqual(sets)
  })
})
