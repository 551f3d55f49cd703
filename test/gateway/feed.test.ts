import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '../../domain/contract/actor.ts'
import type { RecordRef } from '../../domain/contract/records.ts'
import type { ChangePage, Me, SnapshotPage } from '../../domain/contract/sync.ts'
import { ChangePage as ChangePageSchema, Me as MeSchema } from '../../domain/contract/sync.ts'
import { MASKED } from '../../domain/rights/view.ts'
import { rows, type Database } from '../../gateway/database.ts'
import {
  loadRecords,
  lockRecords,
  moveToScopes,
  numberChanges,
  storeRecords,
  type LoadItem,
} from '../../gateway/records.ts'
import * as v from 'valibot'
import {
  addNote,
  AN,
  assign,
  command,
  databaseKinds,
  dossier,
  JORIS,
  LUC,
  note,
  person,
  realPostgres,
  refill,
  testGateway,
  TOM,
  VERA,
  withoutPostgres,
  type TestGateway,
} from './fixtures.ts'
import { startIssuer, type TestIssuer } from './issuer.ts'
import { WIRE_VERSION } from '../../domain/contract/wire.ts'

let issuer: TestIssuer
beforeAll(async () => {
  issuer = await startIssuer()
})
afterAll(() => issuer.close())

const assignableOf = ({ colleagues }: Me) =>
  colleagues.filter(({ assignable }) => assignable).map(({ id }) => id)

const WORLD: LoadItem[] = [
  person('p1', ['FL', 'FED']),
  person('p2', ['WA', 'FED']),
  person('p3', ['FL', 'WA', 'FED']),
  dossier('d1', 'p1', ['FL', 'FED']),
  dossier('d2', 'p2', ['WA', 'FED'], { region: 'WA' }),
  dossier('d3', 'p3', ['FL', 'FED']),
  note('n1', 'd1', ['FL', 'FED']),
  note('n2', 'd2', ['WA', 'FED']),
]

/** What a desk holds after applying what the gateway gave it. */
class Desk {
  readonly records = new Map<string, { version: number; body: string }>()
  cursor = 0

  readonly gateway: TestGateway
  readonly who: Actor
  readonly client: string

  constructor(gateway: TestGateway, who: Actor) {
    this.gateway = gateway
    this.who = who
    this.client = `desk-${who.id}`
  }

  async fill(limit = 5_000, between: () => Promise<void> = async () => undefined): Promise<number> {
    let pages = 0
    for (let after: string | null = null; ; pages++) {
      const cursor: string = after === null ? '' : `&after=${encodeURIComponent(after)}`
      const { body }: { body: SnapshotPage } = await this.gateway.get<SnapshotPage>(
        `/sync/snapshot?limit=${limit}${cursor}`,
        this.who,
      )
      for (const { kind, id, version, body: text } of body.records) {
        this.records.set(`${kind}/${id}`, { version, body: text })
      }
      this.cursor = body.head
      after = body.next
      if (after === null) return pages + 1
      await between()
    }
  }

  async pull(): Promise<ChangePage[]> {
    const pages: ChangePage[] = []
    for (;;) {
      const { body } = await this.gateway.get<ChangePage>(
        `/sync/changes?client=${this.client}&from=${this.cursor}`,
        this.who,
      )
      v.assert(ChangePageSchema, body)
      pages.push(body)
      for (const { kind, id, version, body: text } of body.changes) {
        if (text === null) this.records.delete(`${kind}/${id}`)
        else this.records.set(`${kind}/${id}`, { version, body: text })
      }
      this.cursor = body.to
      if (body.to === body.head) return pages
    }
  }

  body(key: string): Record<string, unknown> {
    return JSON.parse(this.records.get(key)?.body ?? 'null') as Record<string, unknown>
  }
}

describe.each(databaseKinds())('on $name', (kind) => {
  let database: Database
  let gateway: TestGateway

  beforeAll(async () => {
    database = await kind.open()
    gateway = testGateway(database, issuer)
  })
  beforeEach(() => refill(database, WORLD))
  afterAll(async () => {
    await gateway.gateway.close()
    await database.close()
    await kind.stop()
  })

  describe('who am I', () => {
    test('tells the actor, the gateway, the head and to whom work may be given', async () => {
      const { status, body } = await gateway.get<Me>('/sync/me', AN)
      expect(status).toBe(200)
      v.assert(MeSchema, body)
      expect(body).toMatchObject({ actor: AN, wire: WIRE_VERSION, head: 0 })
      expect(assignableOf(body)).toEqual(['vl-an', 'vl-greet', 'vl-joris', 'vl-mieke'])
      const auditor = await gateway.get<Me>('/sync/me', VERA)
      expect(assignableOf(auditor.body)).toEqual([])
      expect(auditor.body.colleagues.map(({ id }) => id)).toContain('vl-an')
      const clerk = await gateway.get<Me>('/sync/me', TOM)
      expect(assignableOf(clerk.body).toSorted()).toEqual(['dvz-claire', 'dvz-nora', 'dvz-tom'])
    })

    test('a person whom nobody loaded becomes a colleague by signing in', async () => {
      const fresh: Actor = {
        id: 'vl-new',
        name: 'Nieuwe Collega',
        role: 'REGION_OFFICER',
        region: 'FL',
      }
      await gateway.get<Me>('/sync/me', fresh)
      const { body } = await gateway.get<Me>('/sync/me', AN)
      expect(body.colleagues).toContainEqual({
        id: 'vl-new',
        name: 'Nieuwe Collega',
        assignable: true,
      })
    })
  })

  describe('snapshot', () => {
    test('comes by kind and id, only what the actor may see, with the total', async () => {
      const { body } = await gateway.get<SnapshotPage>('/sync/snapshot', AN)
      expect(body.records.map(({ kind: name, id }) => `${name}/${id}`)).toEqual([
        'person/p1',
        'person/p3',
        'dossier/d1',
        'dossier/d3',
        'note/n1',
      ])
      expect(body).toMatchObject({ head: 0, total: 5, next: null })
    })

    test('comes in pages of the size asked for, each record once', async () => {
      for (const limit of [1, 2, 3, 5]) {
        const desk = new Desk(gateway, AN)
        const pages = await desk.fill(limit)
        expect([...desk.records.keys()], `pages of ${limit}`).toHaveLength(5)
        expect(pages).toBe(Math.ceil(5 / limit) + (5 % limit === 0 ? 1 : 0))
      }
    })

    test('keeps pages below the limit of bytes, but gives at least one record', async () => {
      const small = testGateway(database, issuer, { limits: { pageBytes: 900 } })
      const desk = new Desk(small, AN)
      expect(await desk.fill()).toBeGreaterThan(2)
      expect([...desk.records.keys()]).toHaveLength(5)
      const tiny = new Desk(testGateway(database, issuer, { limits: { pageBytes: 1 } }), AN)
      await tiny.fill()
      expect([...tiny.records.keys()]).toHaveLength(5)
    })

    test('converges while records change between its pages', async () => {
      const desk = new Desk(gateway, AN)
      let n = 0
      const [d1, d3] = ['d1', 'd3']
      await desk.fill(1, async () => {
        n++
        if (n === 1) await gateway.push(JORIS, 'joris', assign(1, d1, 'vl-an', null))
        if (n === 2) await gateway.push(JORIS, 'joris', addNote(2, d3, 'n9'))
        if (n === 3) await moveToScopes(database, { kind: 'dossier', id: d1 }, ['WA', 'FED'])
        if (n === 4) await gateway.push(JORIS, 'joris', assign(3, d3, 'vl-joris', null))
      })
      expect(desk.cursor, 'changes are pulled from where the snapshot began').toBe(0)
      await desk.pull()
      const fresh = new Desk(gateway, AN)
      await fresh.fill()
      expect(Object.fromEntries(desk.records)).toEqual(Object.fromEntries(fresh.records))
      expect(desk.records.has('dossier/d1')).toBe(false)
      expect(desk.records.has('note/n1'), 'a note goes with its dossier').toBe(false)
      expect(desk.body('dossier/d3')['assignee']).toBe('vl-joris')
    })

    test.each([
      'x',
      Buffer.from('[]').toString('base64url'),
      Buffer.from('{"a":1}').toString('base64url'),
      'ÿÿÿ',
    ])('refuses a cursor that is none: %s', async (after) => {
      const { status, body } = await gateway.get(
        `/sync/snapshot?after=${encodeURIComponent(after)}`,
        AN,
      )
      expect({ status, body }).toEqual({
        status: 400,
        body: { code: 'BAD_REQUEST', details: { parameter: 'after' } },
      })
    })

    test('a cursor of one person or of other rights is void for another', async () => {
      const { body } = await gateway.get<SnapshotPage>('/sync/snapshot?limit=1', AN)
      const path = `/sync/snapshot?after=${encodeURIComponent(body.next ?? '')}`
      expect((await gateway.get(path, AN)).status).toBe(200)
      expect((await gateway.get(path, JORIS)).status).toBe(400)
      const moved = { ...AN, region: 'WA' as const }
      expect((await gateway.get(path, moved)).status).toBe(400)
    })

    test('masks what the role may not see, field by field', async () => {
      const auditor = new Desk(gateway, VERA)
      await auditor.fill()
      expect(auditor.body('person/p1')).toMatchObject({
        familyName: MASKED,
        givenNames: MASKED,
        insz: null,
        inszAliases: [],
        passports: [],
      })
      expect([...auditor.records.keys()].filter((key) => key.startsWith('note/'))).toEqual([])
      const clerk = new Desk(gateway, TOM)
      await clerk.fill()
      expect(clerk.body('person/p1')['familyName']).toBe('Familie-p1')
      expect(clerk.body('dossier/d1')['documents']).toHaveLength(2)
    })

    test('an auditor is told the total without the kinds that stay hidden', async () => {
      const { body } = await gateway.get<SnapshotPage>('/sync/snapshot', VERA)
      expect(body.total).toBe(6)
      expect(body.records).toHaveLength(6)
    })
  })

  describe('changes', () => {
    test('a change of one desk reaches those who may see it, and nobody else', async () => {
      const joris = new Desk(gateway, JORIS)
      const luc = new Desk(gateway, LUC)
      await joris.fill()
      await luc.fill()
      await gateway.push(AN, 'an', assign(1, 'd1', 'vl-an', null))
      const [page] = await joris.pull()
      expect(page?.changes).toMatchObject([{ n: 1, kind: 'dossier', id: 'd1', version: 2 }])
      expect(joris.body('dossier/d1')['assignee']).toBe('vl-an')
      const [other] = await luc.pull()
      expect(other).toMatchObject({ from: 0, to: 1, head: 1, changes: [], settlements: [] })
    })

    test('a view reaches its owner alone, the service while it is shared, then its owner again', async () => {
      const save = (n: number, shared: boolean, from: number) =>
        command(n, 'saveView', {
          viewId: 'v1',
          name: 'Rood',
          query: { queue: 'OPEN', facets: [], due: null, order: [] },
          shared,
          from,
        })
      const seen = async (actor: Actor, from: number) => {
        const path = `/sync/changes?client=${actor.id}-desk&from=${from}`
        const { body } = await gateway.get<ChangePage>(path, actor)
        return body.changes.map(({ body: text }) => (text === null ? 'FORGET' : 'SEEN'))
      }
      const all = (from: number) =>
        Promise.all([AN, JORIS, LUC, TOM, VERA].map((actor) => seen(actor, from)))
      const inSnapshot = async (actor: Actor) => {
        const { body } = await gateway.get<SnapshotPage>('/sync/snapshot', actor)
        return [body.records.some(({ id }) => id === 'v1'), body.total === body.records.length]
      }
      await gateway.push(AN, 'an-desk', save(1, false, 0))
      expect(await all(0), 'for herself').toEqual([['SEEN'], [], [], [], []])
      expect(await inSnapshot(AN)).toEqual([true, true])
      expect(await inSnapshot(JORIS)).toEqual([false, true])
      await gateway.push(AN, 'an-desk', save(2, true, 1))
      expect(await all(1), 'shared').toEqual([['SEEN'], ['SEEN'], [], [], []])
      expect(await inSnapshot(JORIS)).toEqual([true, true])
      await gateway.push(AN, 'an-desk', save(3, false, 2))
      expect(await all(2), 'shared no more').toEqual([['SEEN'], ['FORGET'], [], [], []])
      const { body } = await gateway.push(JORIS, 'joris-desk', save(1, false, 3))
      expect(body.answers[0]?.code, 'of a colleague').toBe('NOT_FOUND')
    })

    test('a record that leaves the scope comes as a tombstone, one that enters comes whole', async () => {
      const an = new Desk(gateway, AN)
      const luc = new Desk(gateway, LUC)
      const tom = new Desk(gateway, TOM)
      for (const desk of [an, luc, tom]) await desk.fill()
      await moveToScopes(database, { kind: 'dossier', id: 'd1' }, ['WA', 'FED'])
      const [page] = await an.pull()
      expect(page?.changes).toEqual([
        { n: 1, kind: 'dossier', id: 'd1', version: 2, body: null },
        { n: 1, kind: 'note', id: 'n1', version: 2, body: null },
      ])
      await luc.pull()
      await tom.pull()
      expect(luc.body('dossier/d1')['reference']).toBe('FL-2026-d1')
      expect(luc.body('note/n1')['dossierId']).toBe('d1')
      expect(tom.records.get('dossier/d1')?.version, 'who keeps it sees the new version').toBe(2)
    })

    test('a page holds whole transactions within its limits', async () => {
      for (let n = 1; n <= 6; n++) await gateway.push(AN, 'an', addNote(n, 'd1', `m${n}`))
      await moveToScopes(database, { kind: 'dossier', id: 'd1' }, ['FL'])
      await gateway.push(AN, 'an', addNote(7, 'd1', 'm7'))
      const small = testGateway(database, issuer, { limits: { changeRows: 4 } })
      const desk = new Desk(small, AN)
      const pages = await desk.pull()
      expect(pages.map(({ to, changes }) => [to, changes.length])).toEqual([
        [4, 4],
        [6, 2],
        [7, 8],
        [8, 1],
      ])
      const bytes = testGateway(database, issuer, { limits: { pageBytes: 400 } })
      const one = await new Desk(bytes, AN).pull()
      expect(one.length).toBeGreaterThan(3)
      for (const { changes } of one) {
        const size = changes.reduce((sum, { body }) => sum + Buffer.byteLength(body ?? ''), 0)
        const transactions = new Set(changes.map(({ n }) => n)).size
        expect(size <= 400 || transactions === 1, `${size} bytes, ${transactions}`).toBe(true)
      }
      expect(one.flatMap(({ changes }) => changes)).toHaveLength(15)
    })

    test('settlements come with the page that holds their rows, to their own client alone', async () => {
      await gateway.push(AN, 'an', assign(1, 'd1', 'vl-an', null), assign(2, 'd1', 'vl-an', null))
      const own = await gateway.get<ChangePage>('/sync/changes?client=an&from=0', AN)
      expect(own.body.settlements).toEqual([
        { n: 1, command: 1, outcome: 'ACCEPTED', code: null, details: null },
        { n: 2, command: 2, outcome: 'REFUSED', code: 'ALREADY_SO', details: {} },
      ])
      const other = await gateway.get<ChangePage>('/sync/changes?client=an2&from=0', AN)
      expect(other.body.settlements).toEqual([])
      const foreign = await gateway.get('/sync/changes?client=an&from=0', JORIS)
      expect(foreign).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } })
    })

    test('me and every page say whose data they are and what the person may see', async () => {
      const source = async (path: string, who = AN) => {
        const { gatewayId, view } = (await gateway.get<ChangePage>(path, who)).body
        return { gatewayId, view }
      }
      const me = await source('/sync/me')
      expect(me).toEqual({ gatewayId: expect.any(String), view: expect.stringMatching(/./) })
      expect(await source('/sync/snapshot')).toEqual(me)
      const changes = '/sync/changes?client=an&from=0'
      expect(await source(changes), 'nothing new').toEqual(me)
      await gateway.push(AN, 'an', addNote(1, 'd1', 'm1'))
      expect(await source(changes), 'one change').toEqual(me)
      const moved = { ...AN, region: 'WA' as const }
      const promoted = { ...AN, role: 'SUPERVISOR' as const }
      for (const changed of [moved, promoted]) {
        const { gatewayId, view } = await source(changes, changed)
        expect(gatewayId).toBe(me.gatewayId)
        expect(view, `${changed.role} ${changed.region}`).not.toBe(me.view)
      }
    })

    test('a desk that is ahead of the gateway is told so', async () => {
      const answer = await gateway.get('/sync/changes?client=an&from=7', AN)
      expect(answer).toEqual({
        status: 409,
        body: { code: 'GATEWAY_EMPTY', details: { head: 0 } },
      })
    })

    test.each([
      '',
      'client=an',
      'client=an&from=-1',
      'client=an&from=1e3',
      'client=a b&from=0',
      `client=${'x'.repeat(65)}&from=0`,
    ])('refuses a malformed question: %s', async (query) => {
      const { status, body } = await gateway.get(`/sync/changes?${query}`, AN)
      expect(status).toBe(400)
      expect(body).toMatchObject({ code: 'BAD_REQUEST' })
    })
  })

  test('a database that holds records is not filled again', async () => {
    await expect(loadRecords(database, WORLD)).rejects.toMatchObject({ code: 'DATABASE_NOT_EMPTY' })
  })

  test('bodies survive unchanged, whatever characters they hold', async () => {
    const odd = dossier('d9', 'p1', ['FL', 'FED'], {
      job: {
        title: 'a\u0000b\u001ec "\\ \u2028 𝒟 \ud800 ñ',
        isco: '2221',
        payCents: null,
        payUnit: 'YEAR',
        contract: null,
      },
    })
    await refill(database, [odd])
    const desk = new Desk(gateway, TOM)
    await desk.fill()
    expect(desk.body('dossier/d9')).toEqual(JSON.parse(JSON.stringify(odd.record.body)))
    await gateway.push(AN, 'an', assign(1, 'd9', 'vl-an', null))
    await desk.pull()
    expect(desk.body('dossier/d9')['job']).toEqual(JSON.parse(JSON.stringify(odd.record.body)).job)
  })
})

/** Locks that wait for each other exist on a real server only: PGlite has one session. */
describe.skipIf(withoutPostgres() !== null)('numbers follow commits on PostgreSQL 15', () => {
  const kind = realPostgres()
  let database: Database

  beforeAll(async () => {
    database = await kind.open()
  })
  beforeEach(() => refill(database, WORLD))
  afterAll(async () => {
    await database.close()
    await kind.stop()
  })

  /** Changes a record as any writer does, and waits where the test says. */
  async function change(
    ref: RecordRef,
    pauses: {
      beforeNumber?: Promise<void>
      beforeCommit?: Promise<void>
      numbered?: () => void
    } = {},
  ): Promise<number> {
    return await database.transaction(async (tx) => {
      const [held] = await lockRecords(tx, [ref])
      if (!held) throw new Error(`no such record: ${ref.id}`)
      const record = { ...held.record, version: held.record.version + 1 }
      const changes = [{ record, scopesBefore: held.scopes, scopesAfter: held.scopes }]
      await storeRecords(tx, changes)
      await pauses.beforeNumber
      const n = await numberChanges(tx, [{ changes, verdict: null }])
      pauses.numbered?.()
      await pauses.beforeCommit
      return n
    })
  }

  const readAll = async (after: number) =>
    await rows<{ n: string; id: string }>(
      database.queries,
      sql`SELECT n, id FROM change WHERE n > ${after} ORDER BY n`,
    )

  test('a slow transaction that commits late gets the later number, and no reader misses it', async () => {
    const gate = Promise.withResolvers<void>()
    const slow = change({ kind: 'dossier', id: 'd1' }, { beforeNumber: gate.promise })
    const fast = await change({ kind: 'dossier', id: 'd2' })
    expect(fast).toBe(1)
    const cursor = Number((await readAll(0)).at(-1)?.n)
    gate.resolve()
    expect(await slow).toBe(2)
    expect((await readAll(cursor)).map(({ id }) => id)).toEqual(['d1'])
  })

  test('while a numbered transaction has not committed, no later number can be read', async () => {
    const numbered = Promise.withResolvers<void>()
    const gate = Promise.withResolvers<void>()
    const slow = change(
      { kind: 'dossier', id: 'd1' },
      { numbered: numbered.resolve, beforeCommit: gate.promise },
    )
    await numbered.promise
    let fastDone = false
    const fast = change({ kind: 'dossier', id: 'd2' }).then((n) => {
      fastDone = true
      return n
    })
    const gateway = testGateway(database, issuer)
    for (let look = 0; look < 5; look++) {
      const { body } = await gateway.get<ChangePage>('/sync/changes?client=an&from=0', TOM)
      expect(body).toMatchObject({ head: 0, changes: [] })
    }
    expect(fastDone, 'the second waits for the first').toBe(false)
    gate.resolve()
    expect([await slow, await fast]).toEqual([1, 2])
    await gateway.gateway.close()
  })

  test('writers and a reader at once: no number is skipped, none is seen twice', async () => {
    const total = 60
    const seen: number[] = []
    const gateway = testGateway(database, issuer)
    const writers = Array.from({ length: 6 }, (_, writer) => async () => {
      for (let i = 0; i < total / 6; i++) {
        await change({ kind: 'dossier', id: `d${((writer + i) % 3) + 1}` })
      }
    })
    const reader = async (): Promise<void> => {
      let from = 0
      while (seen.length < total) {
        const { body } = await gateway.get<ChangePage>(`/sync/changes?client=t&from=${from}`, TOM)
        seen.push(...body.changes.map(({ n }) => n))
        from = body.to
      }
    }
    await Promise.all([reader(), ...writers.map((write) => write())])
    expect(seen).toEqual(Array.from({ length: total }, (_, i) => i + 1))
    await gateway.gateway.close()
  })

  test('two gateways on one database: both answer one client, both hint', async () => {
    const here = testGateway(database, issuer)
    const there = testGateway(database, issuer)
    const first = await here.push(AN, 'an', addNote(1, 'd1', 'm1'))
    const second = await there.push(AN, 'an', addNote(1, 'd1', 'm1'), addNote(2, 'd1', 'm2'))
    expect(first.body.answers).toMatchObject([{ n: 1, outcome: 'ACCEPTED' }])
    expect(second.body).toMatchObject({ last: 2, answers: [{ n: 1 }, { n: 2 }] })
    const both = await Promise.all(
      [here, there, here, there].map((gateway) => gateway.push(AN, 'an', addNote(3, 'd1', 'm3'))),
    )
    for (const { body } of both)
      expect(body).toMatchObject({ last: 3, answers: [{ n: 3, code: null }] })
    const { body } = await there.get<ChangePage>('/sync/changes?client=an&from=0', AN)
    expect(body.changes.map(({ id }) => id)).toEqual(['m1', 'm2', 'm3'])
    await here.gateway.close()
    await there.gateway.close()
  })

  test('two desks that make the same note at once: one is accepted, one is told', async () => {
    const gateway = testGateway(database, issuer)
    const answers = await Promise.all(
      ['a', 'b', 'c', 'd'].map((client) => gateway.push(AN, client, addNote(1, 'd1', 'same'))),
    )
    const outcomes = answers.map(({ body }) => body.answers[0]?.code ?? 'ACCEPTED')
    expect(outcomes.toSorted()).toEqual(['ACCEPTED', 'ALREADY_SO', 'ALREADY_SO', 'ALREADY_SO'])
    await gateway.gateway.close()
  })
})
