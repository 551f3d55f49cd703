/** The access log at the gateway: what desks append, how it is chained, and who may read it. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import {
  ACCESS_BATCH_MAX,
  type AccessExport,
  type AccessFilter,
  type AccessNote,
  type AccessOutliers,
  type AccessPage,
  type AccessTaken,
} from '../../domain/contract/access.ts'
import { purposesOf } from '../../domain/access/purposes.ts'
import type { Actor } from '../../domain/contract/actor.ts'
import { legalBasisOn } from '../../domain/reference/legal-bases.ts'
import { appendAccess } from '../../gateway/access-log.ts'
import { rememberPeople } from '../../gateway/colleagues.ts'
import { openPostgres, rows, type Database, type Queries } from '../../gateway/database.ts'
import { PRACTICE_PEOPLE } from '../../gateway/practice/people.ts'
import { loadRecords } from '../../gateway/records.ts'
import { tellVerified, verifyLog } from '../../gateway/verify-log.ts'
import {
  actor,
  AN,
  databaseKinds,
  JORIS,
  LUC,
  person,
  realPostgres,
  testGateway,
  TOM,
  VERA,
  withoutPostgres,
  type TestGateway,
} from './fixtures.ts'
import { startIssuer, type TestIssuer } from './issuer.ts'

const NOW = new Date('2026-03-03T10:00:00.000Z')
const GREET = actor('vl-greet')
const ALL: AccessFilter = {
  userId: null,
  subject: null,
  action: null,
  from: '2026-01-01',
  to: '2026-12-31',
  withoutDossier: false,
}

function look(changes: Partial<AccessNote> = {}): AccessNote {
  const note = {
    at: '2026-03-03T09:00:00.000Z',
    role: 'REGION_OFFICER' as const,
    region: 'FL' as const,
    action: 'VIEW' as const,
    subject: { kind: 'dossier' as const, id: 'd1' },
    dossierId: 'd1',
    purpose: 'HANDLE_DOSSIER' as const,
    reason: null,
    fields: ['NAME', 'WORK'] as AccessNote['fields'],
    sources: ['PLATFORM'] as AccessNote['sources'],
    count: 1,
    persons: ['p1'],
    ...changes,
  }
  const basis = legalBasisOn(note, note.purpose, '2026-03-03')
  return { legalBasis: basis?.code ?? 'ACT_1999_04_30', ...note }
}

const batch = (client: string, first: number, notes: readonly AccessNote[], sentAt = NOW) => ({
  client,
  sentAt: sentAt.toISOString(),
  entries: notes.map((note, i) => ({ n: first + i, note })),
})

/** Entries without those that the readers of a test left behind. */
const looks = (page: AccessPage) => page.rows.filter(({ subject }) => subject.kind !== 'log')

describe.each(databaseKinds())('the access log on $name', (kind) => {
  let issuer: TestIssuer
  let database: Database
  let gateway: TestGateway

  beforeAll(async () => {
    issuer = await startIssuer()
    database = await kind.open()
    await rememberPeople(database.queries, PRACTICE_PEOPLE)
    gateway = testGateway(database, issuer, { now: () => NOW })
  })
  afterAll(async () => {
    await gateway.gateway.close()
    await database.close()
    await issuer.close()
    await kind.stop()
  })
  /** An empty log, as only the owner of the database can make one. */
  beforeEach(() =>
    database.transaction(async (tx) => {
      await tx.execute(sql`SET LOCAL session_replication_role = replica`)
      await tx.execute(sql`TRUNCATE access_log, access_person, access_client, record`)
      await tx.execute(sql`UPDATE access_head SET seq = 0, hash = repeat('0', 64)`)
    }),
  )

  const push = (who: Actor, body: unknown) =>
    gateway.post<AccessTaken & { code?: string }>('/sync/access', who, body)
  const search = async (who: Actor, filter: Partial<AccessFilter> = {}, cursor?: number) =>
    (
      await gateway.post<AccessPage>('/sync/access/search', who, {
        filter: { ...ALL, ...filter },
        cursor: cursor ?? null,
      })
    ).body
  const count = async () =>
    Number(
      (await rows<{ n: string }>(database.queries, sql`SELECT count(*) AS n FROM access_log`))[0]!
        .n,
    )

  test('keeps who looked from the token, and a repeat writes nothing', async () => {
    const sent = batch('desk-1', 1, [look(), look({ subject: { kind: 'person', id: 'p1' } })])
    expect((await push(AN, sent)).body).toEqual({ last: 2 })
    expect((await push(AN, sent)).body).toEqual({ last: 2 })
    const more = batch('desk-1', 2, [sent.entries[1]!.note, look({ action: 'PRINT' })])
    expect((await push(AN, more)).body, 'a repeat with something new').toEqual({ last: 3 })
    expect(await count()).toBe(3)
    const [last] = looks(await search(GREET))
    expect(last).toMatchObject({
      seq: 3,
      action: 'PRINT',
      userId: 'vl-an',
      userName: 'An Ooievaar',
      role: 'REGION_OFFICER',
      region: 'FL',
      client: 'desk-1',
      n: 3,
      receivedAt: NOW.toISOString(),
    })
    expect(await verifyLog(database.queries)).toMatchObject({ intact: true, count: 4 })
  })

  test.each([
    ['another actor in the batch', (body: object) => ({ ...body, actor: VERA })],
    [
      'another actor in the entry',
      (body: { entries: object[] }) => ({
        ...body,
        entries: body.entries.map((entry) => ({ ...entry, userId: 'audit-vera' })),
      }),
    ],
    [
      'a name instead of an id',
      (body: { entries: { n: number }[] }) => ({
        ...body,
        entries: body.entries.map(({ n }) => ({ n, note: look({ persons: ['Ada Voorbeeld'] }) })),
      }),
    ],
    [
      'a purpose that nobody knows',
      (body: { entries: { n: number }[] }) => ({
        ...body,
        entries: body.entries.map(({ n }) => ({ n, note: { ...look(), purpose: 'CURIOSITY' } })),
      }),
    ],
    [
      'a purpose that the role may not state',
      (body: { entries: { n: number }[] }) => ({
        ...body,
        entries: body.entries.map(({ n }) => ({ n, note: look({ purpose: 'AUDIT' }) })),
      }),
    ],
    [
      'a basis on which that service never looks for this',
      (body: { entries: { n: number }[] }) => ({
        ...body,
        entries: body.entries.map(({ n }) => ({ n, note: look({ legalBasis: 'IVC_12_054' }) })),
      }),
    ],
    [
      'a basis that nobody knows',
      (body: { entries: { n: number }[] }) => ({
        ...body,
        entries: body.entries.map(({ n }) => ({ n, note: look({ legalBasis: 'BECAUSE' }) })),
      }),
    ],
    [
      'a role without the region that it needs',
      (body: { entries: { n: number }[] }) => ({
        ...body,
        entries: body.entries.map(({ n }) => ({ n, note: look({ region: null }) })),
      }),
    ],
    [
      'numbers that do not follow each other',
      (body: { entries: { n: number }[] }) => ({
        ...body,
        entries: [body.entries[0]!, { n: 3, note: look() }],
      }),
    ],
    [
      'an instant that is none in an entry',
      (body: { entries: { n: number }[] }) => ({
        ...body,
        entries: body.entries.map(({ n }) => ({ n, note: look({ at: '2026-03-03T09:00:00+01' }) })),
      }),
    ],
    [
      'an instant that is none as the desk’s time',
      (body: object) => ({ ...body, sentAt: '2026-03-03T09:00:00+01' }),
    ],
    ['no entries', (body: object) => ({ ...body, entries: [] })],
    [
      'too many entries',
      (body: object) => ({
        ...body,
        entries: Array.from({ length: ACCESS_BATCH_MAX + 1 }, (_, i) => ({
          n: i + 1,
          note: look(),
        })),
      }),
    ],
  ])('%s is BAD_REQUEST and nothing is written', async (_, change) => {
    const { status, body } = await push(AN, change(batch('desk-1', 1, [look()]) as never))
    expect({ status, code: body.code }).toEqual({ status: 400, code: 'BAD_REQUEST' })
    expect(await count()).toBe(0)
  })

  test('an entry says as what the person looked and, where that differs, as what it was sent', async () => {
    await push({ ...AN, region: 'WA' }, batch('desk-1', 1, [look()]))
    const supervisor = { ...AN, role: 'SUPERVISOR' as const }
    await push(supervisor, batch('desk-1', 2, [look({ action: 'PRINT' })]))
    await push(AN, batch('desk-1', 3, [look({ action: 'COMPARE' })]))
    const told = (page: AccessPage) =>
      looks(page).map(({ role, region, sentAs, n }) => [n, role, region, sentAs])
    const asWalloon = { role: 'REGION_OFFICER', region: 'WA' }
    expect(
      told(await search(GREET)),
      'the supervisor of the region where the person looked',
    ).toEqual([
      [3, 'REGION_OFFICER', 'FL', undefined],
      [2, 'REGION_OFFICER', 'FL', { role: 'SUPERVISOR', region: 'FL' }],
      [1, 'REGION_OFFICER', 'FL', asWalloon],
    ])
    expect(
      told(await search(actor('wa-solange'))),
      'nobody hides a look from their own supervisor by naming another region',
    ).toEqual([[1, 'REGION_OFFICER', 'FL', asWalloon]])
    expect(await verifyLog(database.queries)).toMatchObject({ intact: true })
  })

  test('a body that is too large is TOO_LARGE and nothing is written', async () => {
    const small = testGateway(database, issuer, { now: () => NOW, limits: { bodyBytes: 300 } })
    const { status, body } = await small.post('/sync/access', AN, batch('desk-1', 1, [look()]))
    expect({ status, body }).toMatchObject({ status: 413, body: { code: 'TOO_LARGE' } })
    expect(await count()).toBe(0)
    await small.gateway.close()
  })

  test('a hole, a used number and a name of somebody else are refused', async () => {
    await push(AN, batch('desk-1', 1, [look()]))
    const hole = await push(AN, batch('desk-1', 3, [look()]))
    expect(hole).toMatchObject({
      status: 409,
      body: { code: 'COMMAND_OUT_OF_ORDER', details: { last: 1 } },
    })
    const other = await push(
      AN,
      batch('desk-1', 1, [look({ subject: { kind: 'dossier', id: 'd9' } })]),
    )
    expect(other, 'another entry under a used number').toMatchObject({ status: 409 })
    const stolen = await push(JORIS, batch('desk-1', 2, [look()]))
    expect(stolen).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } })
    expect(await count()).toBe(1)
  })

  test('a desk whose clock is off is put right, and nobody looks in the future', async () => {
    const hour = 3_600_000
    const behind = new Date(NOW.getTime() - hour)
    const at = new Date(behind.getTime() - 60_000).toISOString()
    await push(AN, batch('desk-1', 1, [look({ at })], behind))
    const ahead = new Date(NOW.getTime() + 30_000)
    await push(AN, batch('desk-2', 1, [look({ at: ahead.toISOString() })], ahead))
    const [second, first] = looks(await search(GREET))
    expect(first).toMatchObject({ at: new Date(NOW.getTime() - 60_000).toISOString(), deskAt: at })
    expect(second!.at).toBe(NOW.toISOString())
  })

  test('nothing may be changed or deleted, not even by the gateway', async () => {
    await push(AN, batch('desk-1', 1, [look()]))
    for (const statement of [
      sql`UPDATE access_log SET user_id = 'vl-joris'`,
      sql`DELETE FROM access_person`,
      sql`DELETE FROM access_log`,
      sql`TRUNCATE access_log, access_person`,
    ]) {
      const refused = await database.queries.execute(statement).then(
        () => 'done',
        (error: Error) => String((error.cause as Error | undefined)?.message ?? error.message),
      )
      expect(refused).toMatch(/append-only/)
    }
    expect(await verifyLog(database.queries)).toMatchObject({ intact: true, count: 1 })
  })

  test.each([
    [
      'a changed text',
      2,
      'CONTENT',
      sql`UPDATE access_log SET entry = replace(entry, 'd1', 'd7') WHERE seq = 2`,
    ],
    [
      'a changed hash',
      2,
      'CONTENT',
      sql`UPDATE access_log SET hash = repeat('1', 64) WHERE seq = 2`,
    ],
    ['a deleted entry', 3, 'NUMBER', sql`DELETE FROM access_log WHERE seq = 3`],
    [
      'two entries in each other’s place',
      2,
      'LINK',
      sql`
      UPDATE access_log SET seq = CASE seq WHEN 2 THEN 3 ELSE 2 END WHERE seq IN (2, 3)`,
    ],
    [
      'a changed column',
      4,
      'COLUMNS',
      sql`UPDATE access_log SET user_id = 'vl-joris' WHERE seq = 4`,
    ],
    ['a person who was taken away', 1, 'COLUMNS', sql`DELETE FROM access_person WHERE seq = 1`],
    ['a person who was put in', 1, 'COLUMNS', sql`INSERT INTO access_person VALUES ('p9', 1)`],
    ['a cut end', 5, 'HEAD', sql`DELETE FROM access_log WHERE seq = 5`],
    [
      'a cut end with its head',
      5,
      'HEAD',
      sql`UPDATE access_head SET seq = 4,
      hash = (SELECT hash FROM access_log WHERE seq = 4)`,
    ],
  ])('verify-log finds %s', async (_, seq, fault, tamper) => {
    await push(
      AN,
      batch(
        'desk-1',
        1,
        Array.from({ length: 5 }, () => look()),
      ),
    )
    const found = await tampered(tamper, (tx) => verifyLog(tx))
    expect(found).toMatchObject({ intact: false, seq, fault })
    expect(tellVerified(found).exitCode).toBe(1)
    const whole = await verifyLog(database.queries)
    expect(whole).toMatchObject({ intact: true, count: 5 })
    expect(tellVerified(whole).exitCode).toBe(0)
  })

  /** Does what only the owner of the database can, looks, and takes it back. */
  async function tampered<T>(
    statement: ReturnType<typeof sql>,
    run: (tx: Queries) => Promise<T>,
  ): Promise<T> {
    let result: T | undefined
    const back = new Error('taken back')
    await database
      .transaction(async (tx) => {
        // Without triggers: the append-only one, and the one behind the foreign key.
        await tx.execute(sql`SET LOCAL session_replication_role = replica`)
        await tx.execute(sql`ALTER TABLE access_log DROP CONSTRAINT access_log_pkey CASCADE`)
        await tx.execute(statement)
        result = await run(tx)
        throw back
      })
      .catch((error: unknown) => {
        if (error !== back) throw error
      })
    return result as T
  }

  test('who may read: supervisors their own officers, auditors all, nobody else', async () => {
    const senders = [AN, LUC, TOM, actor('insp-aline'), actor('br-samira')]
    for (const who of senders) {
      const { role, region } = who
      const own = look({ role, region, purpose: purposesOf(role)[0] })
      await push(who, batch(`desk-${who.id}`, 1, [own]))
    }
    const mayRead: Record<string, string[]> = {
      'vl-greet': ['vl-an'],
      'wa-solange': ['wa-luc'],
      'br-ines': ['br-samira'],
      'dg-ute': [],
      'audit-vera': ['br-samira', 'dvz-tom', 'insp-aline', 'vl-an', 'wa-luc'],
    }
    const questions = [
      ['/sync/access/search', { filter: ALL, cursor: null }],
      ['/sync/access/outliers', { from: '2026-03-01', to: '2026-03-31' }],
      ['/sync/access/export', ALL],
    ] as const
    for (const { id } of PRACTICE_PEOPLE) {
      const who = actor(id)
      const allowed = mayRead[id]
      for (const [path, question] of questions) {
        const { status } = await gateway.post(path, who, question)
        expect(status, `${id} ${path}`).toBe(allowed ? 200 : 403)
      }
      if (!allowed) continue
      const seen = looks(await search(who)).map(({ userId }) => userId)
      expect(seen.toSorted(), id).toEqual(allowed)
      const { body } = await gateway.post<AccessExport>('/sync/access/export', who, ALL)
      const lines = body.csv.split('\r\n').filter((line) => /;(dossier);/.test(line))
      expect(lines.length, `${id} exports`).toBe(allowed.length)
    }
  })

  test('reading the log is in the log, with what was asked and how much was seen', async () => {
    await push(AN, batch('desk-1', 1, [look()]))
    await search(GREET, { subject: { kind: 'person', id: 'p1' } })
    await gateway.post('/sync/access/export', GREET, ALL)
    const { rows: seen } = await search(VERA, { userId: 'vl-greet' })
    expect(
      seen.map(({ action, subject, count: n, persons }) => [action, subject, n, persons]),
    ).toEqual([
      ['EXPORT', { kind: 'log', id: null }, 2, []],
      ['VIEW', { kind: 'log', id: 'p1' }, 1, ['p1']],
    ])
    expect(seen.every(({ purpose, legalBasis }) => purpose === 'SUPERVISION' && legalBasis)).toBe(
      true,
    )
  })

  test('finds by person, dossier, act, day in Brussels and without dossier, page by page', async () => {
    const found = look({
      action: 'SEARCH',
      subject: { kind: 'search', id: null },
      dossierId: null,
      reason: 'Vraag van de werkgever',
      persons: ['p1', 'p2'],
    })
    // 23:30 in UTC is the next day in Brussels.
    await push(
      AN,
      batch('desk-1', 1, [
        look({ at: '2026-03-01T23:30:00.000Z' }),
        found,
        look({ subject: { kind: 'enterprise', id: 'e1' }, persons: [] }),
      ]),
    )
    const seqs = async (filter: Partial<AccessFilter>) =>
      looks(await search(VERA, filter)).map(({ seq }) => seq)
    expect(await seqs({ subject: { kind: 'person', id: 'p1' } })).toEqual([2, 1])
    expect(await seqs({ subject: { kind: 'person', id: 'p2' } })).toEqual([2])
    expect(await seqs({ subject: { kind: 'dossier', id: 'd1' } })).toEqual([3, 1])
    expect(await seqs({ subject: { kind: 'enterprise', id: 'e1' } })).toEqual([3])
    expect(await seqs({ action: 'SEARCH' })).toEqual([2])
    expect(await seqs({ withoutDossier: true })).toEqual([2])
    expect(await seqs({ from: '2026-03-02', to: '2026-03-02' })).toEqual([1])
    await push(
      AN,
      batch(
        'desk-1',
        4,
        Array.from({ length: 250 }, () => look()),
      ),
    )
    const first = await search(GREET, { userId: 'vl-an' })
    const second = await search(GREET, { userId: 'vl-an' }, first.next!)
    const all = [...first.rows, ...second.rows].map(({ seq }) => seq)
    expect([first.rows.length, second.next]).toEqual([200, null])
    expect(new Set(all).size, 'no entry twice').toBe(all.length)
    expect(all.length).toBe(253)
  })

  test('every look at a director: where their network begins, and where it shows them', async () => {
    const network = (id: string, persons: string[]) =>
      look({ subject: { kind: 'network', id }, dossierId: null, persons })
    await push(
      AN,
      batch('desk-1', 1, [
        network('dir-1', ['dir-1']),
        network('e1', ['dir-1', 'p1']),
        network('dir-2', ['dir-2']),
      ]),
    )
    const page = await search(VERA, { subject: { kind: 'network', id: 'dir-1' } })
    expect(looks(page).map(({ seq }) => seq)).toEqual([2, 1])
  })

  test('outliers: a colleague’s page of somebody with the own name, by whom and how many', async () => {
    await loadRecords(database, [
      { ...person('p1', ['FL']), record: withName(person('p1', ['FL']), 'OOIEVAAR') },
      person('p2', ['FL']),
    ])
    await push(AN, batch('desk-1', 1, [look(), look({ persons: ['p2'] })]))
    const { body } = await gateway.post<AccessOutliers>('/sync/access/outliers', GREET, {
      from: '2026-03-01',
      to: '2026-03-31',
    })
    expect(body.outliers).toMatchObject([
      { code: 'SAME_NAME', userId: 'vl-an', day: '2026-03-03', count: 1, persons: ['p1'] },
    ])
    const long = { from: '2026-01-01', to: '2026-12-31' }
    const { status } = await gateway.post('/sync/access/outliers', GREET, long)
    expect(status, 'too long a stretch').toBe(400)
  })
})

function withName(item: ReturnType<typeof person>, familyName: string) {
  return { ...item.record, body: { ...item.record.body, familyName } } as typeof item.record
}

describe.skipIf(withoutPostgres())('two gateways on one PostgreSQL', () => {
  const kind = realPostgres()
  afterAll(() => kind.stop())

  test('that append at once keep one chain without holes', async () => {
    const url = await kind.url()
    const one = await openPostgres(url)
    const { migrate } = await import('../../gateway/migrations.ts')
    await migrate(one)
    const two = await openPostgres(url)
    onTestFinished(async () => {
      await one.close()
      await two.close()
    })
    const desks = Array.from({ length: 8 }, (_, i) => `desk-${i}`)
    await Promise.all(
      desks.map(async (desk, i) => {
        const database = i % 2 ? one : two
        for (let n = 1; n <= 21; n += 3) {
          const sent = batch(desk, n, [look(), look(), look()])
          // Each batch twice, the repeat through the other gateway.
          await Promise.all([
            appendAccess(database, AN, sent, NOW),
            appendAccess(database === one ? two : one, AN, sent, NOW),
          ])
        }
      }),
    )
    expect(await verifyLog(one.queries)).toMatchObject({ intact: true, count: 8 * 21 })
  })
})
