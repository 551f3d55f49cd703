/** A long pull beside a host that reads: what it sees, and what is left when the pull breaks off. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openBulkWriter, openCache, type Cache } from '../../db/index.ts'
import type { ChangePage } from '../../domain/contract/sync.ts'
import type { QueueFilter, QueueOrder } from '../../domain/contract/workbench.ts'
import { loadQueueColumns, type QueueColumns } from '../../host/queue/index.ts'
import { joined } from '../../host/changed.ts'
import { newestNumbers, pullPages, type PullPages, type Slice } from '../../host/sync/pull-pages.ts'
import { Chance, randomRecords, randomDossier, randomPerson } from '../db/random-records.ts'
import { filledCache, newPlace, type Place } from '../db/samples.ts'

const DOSSIERS = 60
const ALL: QueueFilter = { queue: 'ALL', facets: {}, due: null, search: '' }
const BY_DUE: QueueOrder = [{ column: 'due', descending: false }]
/** Orders that no text decides. */
const ORDERS = (['due', 'risk', 'assignee', 'submittedOn', 'workState'] as const).map((column) => [
  { column, descending: false },
])
const VIEWER = { actorId: 'fl-an', colleagues: [], today: '2026-04-01', side: null } as const
const START = 10
const PAGE_ROWS = 20

let place: Place
let cache: Cache
let queue: QueueColumns
beforeEach(() => {
  place = newPlace()
  cache = filledCache(place, randomRecords(3, DOSSIERS))
  queue = loadQueueColumns(cache.queue, VIEWER)
})
afterEach(() => {
  cache.close()
  place.remove()
})

/** Dossiers that change, come and go, one to a transaction, and persons between them. */
function feed(count: number, chance = new Chance(5)): ChangePage['changes'] {
  const ids = queue.window(ALL, [], 0, 1000).rows.map(({ id, personId }) => ({ id, personId }))
  return Array.from({ length: count }, (_, i) => {
    const { id, personId } = ids[i % ids.length]!
    const change = { n: START + i + 1, version: 2 + i }
    if (i % 9 === 4) return { ...change, kind: 'dossier' as const, id, body: null }
    if (i % 5 === 3) {
      const body = JSON.stringify(randomPerson(chance))
      return { ...change, kind: 'person' as const, id: personId, body }
    }
    const body = JSON.stringify({ ...randomDossier(chance, DOSSIERS, 5), personId })
    const isNew = i % 7 === 2
    return { ...change, kind: 'dossier' as const, id: isNew ? `new-${i}` : id, body }
  })
}

function clientOf(changes: ChangePage['changes'], asked: number[] = []): PullPages['client'] {
  return {
    changes(_, from) {
      asked.push(from)
      const { gatewayId, view } = cache.state()
      const head = START + changes.length
      const rows = changes.slice(from - START, from - START + PAGE_ROWS)
      return Promise.resolve({
        gatewayId,
        view,
        from,
        to: from + rows.length,
        head,
        changes: rows,
        settlements: [],
      })
    },
  }
}

/** What the queue shows is what its columns promise: no holes, no row of another dossier. */
function expectWhole(when: string): void {
  const { total, rows } = queue.window(ALL, BY_DUE, 0, 1000)
  expect(rows.length, `rows of the page ${when}`).toBe(total)
  for (const row of rows) {
    const { body, version } = cache.record('dossier', row.id)!
    expect(row, when).toMatchObject({ reference: body.reference, version, region: body.region })
  }
  const fresh = loadQueueColumns(cache.queue, VIEWER)
  for (const order of ORDERS) {
    const told = `by ${order[0]!.column} ${when}`
    expect(queue.window(ALL, order, 0, 1000), told).toEqual(fresh.window(ALL, order, 0, 1000))
  }
}

function pull(changes: ChangePage['changes'], more: Partial<PullPages> = {}): Promise<boolean> {
  const bulk = openBulkWriter(place)
  let told: Slice[] = []
  const tell = () => {
    // As the desk does: without reading the rows again, texts when all is in.
    const nobody = { persons: [], enterprises: [] }
    const all = joined(told.map(({ changed }) => ({ ...changed, ...nobody })))
    queue.update({ ...all.queue, names: false, texts: false }, newestNumbers(told))
    told = []
  }
  const work: PullPages = {
    client: clientOf(changes),
    cache: bulk,
    clientId: 'client-1',
    first: null,
    sliceChanges: 3,
    write(transaction) {
      told.push(transaction())
      expectWhole('while a page is written')
    },
    written() {
      cache.release()
      tell()
      expectWhole('when a page is in')
      return Promise.resolve()
    },
    ready() {
      cache.hold((write) => write())
      return Promise.resolve()
    },
    ...more,
  }
  return pullPages(work).finally(() => {
    cache.release()
    tell()
    bulk.close()
  })
}

test('pages of the queue have no holes at any moment of a long pull', async () => {
  const changes = feed(90)
  cache.acceptDeletions()
  expect(await pull(changes)).toBe(true)
  expect(cache.state().cursor).toBe(START + changes.length)
  expectWhole('afterwards')
})

test('a pull that breaks off anywhere goes on at its cursor and ends with the same cache', async () => {
  const changes = feed(50)
  cache.acceptDeletions()
  for (let kills = 0; cache.state().cursor < START + changes.length; kills += 1) {
    let writes = 0
    const killed = pull(changes, {
      write(transaction) {
        writes += 1
        if (writes > 4) throw new Error('killed')
        transaction()
      },
    })
    await killed.catch(() => {})
    expect(kills, 'pulls that bring nothing').toBeLessThan(30)
  }
  const other = newPlace()
  const straight = filledCache(other, randomRecords(3, DOSSIERS))
  straight.acceptDeletions()
  const { gatewayId, view } = straight.state()
  const to = START + changes.length
  straight.applyPage({ gatewayId, view, from: START, to, head: to, changes, settlements: [] })
  for (const { kind, id } of changes)
    expect(cache.record(kind, id)).toEqual(straight.record(kind, id))
  expect(cache.counts()).toEqual(straight.counts())
  straight.close()
  other.remove()
})

test('whose facts changed is told for the whole of a pull, also of one that breaks off', async () => {
  const changes = feed(50)
  cache.acceptDeletions()
  const told = { persons: new Set<string>() }
  let writes = 0
  const broken = pull(changes, {
    write(transaction) {
      if (writes > 5) throw new Error('killed')
      writes += 1
      transaction()
    },
    written({ persons }) {
      for (const id of persons) told.persons.add(id)
      return Promise.resolve()
    },
  })
  await expect(broken).rejects.toThrow('killed')
  const { cursor } = cache.state()
  expect(cursor, 'changes that came in').toBeGreaterThan(START)
  const expected = changes
    .slice(0, cursor - START)
    .flatMap(({ kind, id, body }) =>
      kind === 'person' ? [id] : body === null ? [] : [JSON.parse(body).personId as string],
    )
  const here = expected.filter((id) => cache.record('person', id) !== null)
  expect(
    here.filter((id) => !told.persons.has(id)),
    'persons whose findings nobody would renew',
  ).toEqual([])
})

test('the fuse judges a page before any of it is written', async () => {
  const ids = queue.window(ALL, [], 0, 1000).rows.map(({ id }) => id)
  const changes = ids.map((id, i) => ({
    n: START + 1 + (i >> 6),
    kind: 'dossier' as const,
    id,
    version: 9,
    body: null,
  }))
  const { gatewayId, view, cursor } = cache.state()
  const to = START + 1
  const first = { gatewayId, view, from: cursor, to, head: to, changes, settlements: [] }
  await expect(pull(changes, { first })).rejects.toMatchObject({ code: 'SYNC_FUSE' })
  expect(cache.state().cursor).toBe(cursor)
  expect(cache.counts().dossier).toBe(DOSSIERS)
})

test('a page of other data or rights ends the pull; nothing of it is written', async () => {
  const { gatewayId, cursor } = cache.state()
  const to = cursor + 1
  const body = { from: cursor, to, head: to, changes: feed(1), settlements: [] }
  for (const other of [
    { gatewayId: 'another', view: 'view-1' },
    { gatewayId, view: 'another' },
  ]) {
    expect(await pull([], { first: { ...other, ...body } })).toBe(false)
  }
  expect(cache.state().cursor).toBe(cursor)
})

test('an own act while a pull writes shows with what was written by then', async () => {
  const changes = feed(40)
  cache.acceptDeletions()
  const target = changes.find(({ body, id }) => body !== null && id.startsWith('new-'))!
  let acted = false
  const bulk = openBulkWriter(place)
  const told: Slice[] = []
  await pullPages({
    client: clientOf(changes),
    cache: bulk,
    clientId: 'client-1',
    first: null,
    sliceChanges: 1,
    write(transaction) {
      told.push(transaction())
      if (acted || told.at(-1)!.changed.ids[0] !== target.id) return
      acted = true
      expect(cache.record('dossier', target.id), 'before the act').toBeNull()
      cache.setUpToDateAt('2026-04-01T10:00:00Z')
      expect(cache.record('dossier', target.id), 'after the act').not.toBeNull()
      expectWhole('after an own act')
    },
    written: () => Promise.resolve(cache.release()),
    ready: () =>
      Promise.resolve(
        cache.hold((write) => {
          const result = write()
          for (const { changed } of told.splice(0, told.length - 1)) queue.update(changed.queue)
          queue.update(told[0]!.changed.queue)
          return result
        }),
      ),
  })
  bulk.close()
  expect(acted, 'an act happened').toBe(true)
  const reopened = openCache(place)
  expect(reopened.state().upToDateAt).toBe('2026-04-01T10:00:00Z')
  reopened.close()
})
