/** Entries of the access log on the desk: they survive whatever happens to the cache until pushed. */
import { closeSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openCache, openFill, setAsideDamaged, type Cache } from '../../db/index.ts'
import { connectWriter, WriteDb } from '../../db/sqlite.ts'
import type { AccessNote } from '../../domain/contract/access.ts'
import { FILL_FOR, filledCache, newPlace, WORLD, type Place } from './samples.ts'

let place: Place
beforeEach(() => {
  place = newPlace()
})
afterEach(() => place.remove())

const look = (id: string): AccessNote => ({
  at: '2026-03-03T09:00:00.000Z',
  role: 'REGION_OFFICER',
  region: 'FL',
  action: 'VIEW',
  subject: { kind: 'dossier', id },
  dossierId: id,
  purpose: 'HANDLE_DOSSIER',
  legalBasis: 'ACT_1999_04_30',
  reason: 'Vraag van de werkgever',
  fields: ['NAME'],
  sources: ['PLATFORM'],
  count: 1,
  persons: ['p1'],
})

/** What waits, as [number, subject]. */
const waiting = (cache: Cache) =>
  cache.nextAccess(100)?.entries.map(({ n, note }) => [n, note.subject.id]) ?? []

function refill(fillFor = FILL_FOR): Cache {
  const fill = openFill(place, fillFor)
  fill.put({ head: 10, records: [...WORLD], next: null, total: WORLD.length })
  fill.finish()
  return openCache(place)
}

describe('entries of the access log', () => {
  it('are numbered without holes, go out oldest first, and leave when the gateway has them', () => {
    const cache = filledCache(place)
    expect(cache.nextAccess(10)).toBeNull()
    for (const id of ['a', 'b', 'c']) cache.noteAccess(look(id))
    const parcel = cache.nextAccess(2)!
    expect(parcel.entries.map(({ n }) => n)).toEqual([1, 2])
    expect(cache.nextAccess(2), 'not taken: the same again').toEqual(parcel)
    cache.accessTaken(parcel.client, 2)
    expect(waiting(cache)).toEqual([[3, 'c']])
    cache.accessTaken(parcel.client, 3)
    cache.noteAccess(look('d'))
    expect(waiting(cache), 'numbers go on').toEqual([[4, 'd']])
    cache.close()
  })

  it('may be amended until they are handed out, never after', () => {
    const cache = filledCache(place)
    const ref = cache.noteAccess(look('a'))
    expect(cache.amendAccess(ref, { ...look('a'), persons: ['p2'] })).toBe(true)
    const parcel = cache.nextAccess(10)!
    expect(parcel.entries[0]!.note.persons).toEqual(['p2'])
    expect(cache.amendAccess(ref, look('a'))).toBe(false)
    expect(cache.nextAccess(10)).toEqual(parcel)
    cache.accessTaken(parcel.client, 1)
    expect(cache.amendAccess(ref, look('a'))).toBe(false)
    cache.close()
  })

  it('are on the disk when the call returns', () => {
    const cache = filledCache(place)
    const levels: unknown[] = []
    const spy = vi.spyOn(WriteDb.prototype, 'transaction').mockImplementation(function <T>(
      this: WriteDb,
      act: () => T,
    ) {
      levels.push(this.value('PRAGMA synchronous'))
      return act()
    })
    const ref = cache.noteAccess(look('a'))
    cache.amendAccess(ref, look('a'))
    cache.nextAccess(10)
    spy.mockRestore()
    const FULL = 2
    expect(levels).toEqual([FULL, FULL, FULL])
    cache.close()
  })

  it('are encrypted like everything else', () => {
    const cache = filledCache(place)
    cache.noteAccess(look('some-dossier'))
    for (const name of readdirSync(place.folder)) {
      const content = readFileSync(join(place.folder, name))
      for (const secret of ['Vraag van de werkgever', 'some-dossier', 'HANDLE_DOSSIER']) {
        expect(content.includes(secret), `"${secret}" in ${name}`).toBe(false)
      }
    }
    cache.close()
  })

  it('survive a new fill and changed rights, with their numbers', () => {
    let cache = filledCache(place)
    for (const id of ['a', 'b']) cache.noteAccess(look(id))
    const { client } = cache.nextAccess(1)!
    cache.close()
    const actor = { ...FILL_FOR.actor, role: 'SUPERVISOR' as const }
    cache = refill({ ...FILL_FOR, view: 'view-2', actor })
    expect(cache.nextAccess(10)!.client).toBe(client)
    cache.noteAccess(look('c'))
    expect(waiting(cache)).toEqual([
      [1, 'a'],
      [2, 'b'],
      [3, 'c'],
    ])
    cache.close()
  })

  it('of one person never go out under another’s name, and come back with that person', () => {
    let cache = filledCache(place)
    cache.noteAccess(look('a'))
    cache.close()
    const other = { ...FILL_FOR, actor: { ...FILL_FOR.actor, id: 'fl-bo' } }
    cache = refill(other)
    expect(cache.nextAccess(10)).toBeNull()
    cache.noteAccess(look('b'))
    expect(waiting(cache), 'numbers of its own').toEqual([[1, 'b']])
    cache.close()
    cache = refill()
    expect(waiting(cache)).toEqual([[1, 'a']])
    cache.close()
  })

  it('go on under a new name from 1 when the gateway refuses the old one', () => {
    const cache = filledCache(place)
    for (const id of ['a', 'b', 'c']) cache.noteAccess(look(id))
    const { client } = cache.nextAccess(1)!
    cache.accessTaken(client, 1)
    cache.renameAccess(client)
    cache.noteAccess(look('d'))
    const parcel = cache.nextAccess(10)!
    expect(parcel.client).not.toBe(client)
    expect(waiting(cache)).toEqual([
      [1, 'b'],
      [2, 'c'],
      [3, 'd'],
    ])
    cache.close()
  })

  it('that the gateway refuses for good are set aside with the reason; the others go on', () => {
    let cache = filledCache(place)
    for (const id of ['a', 'b', 'c']) cache.noteAccess(look(id))
    const { client } = cache.nextAccess(1)!
    cache.setAsideAccess({ client, n: 1 }, 'BAD_REQUEST')
    cache.noteAccess(look('d'))
    const parcel = cache.nextAccess(10)!
    expect(parcel.client, 'its number would be a hole').not.toBe(client)
    expect(parcel.entries.map(({ n, note }) => [n, note.subject.id])).toEqual([
      [1, 'b'],
      [2, 'c'],
      [3, 'd'],
    ])
    cache.accessTaken(parcel.client, 2)
    cache.accessTaken(client, 9)
    const kept = { waiting: 1, refused: [{ code: 'BAD_REQUEST', count: 1 }] }
    expect(cache.diagnosis().access).toEqual(kept)
    cache.close()
    cache = refill()
    expect(cache.diagnosis().access, 'after a new fill').toEqual(kept)
    expect(waiting(cache)).toEqual([[3, 'd']])
    cache.close()
    damageTable('personBody')
    setAsideDamaged(place)
    cache = filledCache(place)
    expect(cache.diagnosis().access, 'saved from damage').toEqual(kept)
    cache.close()
  })

  it('that were set aside are counted for the status line, and wait again when somebody asks', () => {
    let cache = filledCache(place)
    for (const id of ['a', 'b', 'c']) cache.noteAccess(look(id))
    const { client } = cache.nextAccess(10)!
    expect(cache.outboxCounts().logAside).toBe(0)
    cache.setAsideAccess({ client, n: 2 }, 'BAD_REQUEST')
    cache.setAsideAccess({ client: cache.nextAccess(1)!.client, n: 1 }, 'INTERNAL')
    expect(cache.outboxCounts().logAside).toBe(2)
    cache.sendAccessAgain()
    expect(cache.outboxCounts().logAside).toBe(0)
    cache.close()
    cache = refill()
    const parcel = cache.nextAccess(10)!
    expect(parcel.entries.map(({ n, note }) => [n, note.subject.id])).toEqual([
      [1, 'c'],
      [2, 'a'],
      [3, 'b'],
    ])
    expect(cache.diagnosis().access).toEqual({ waiting: 3, refused: [] })
    cache.close()
  })

  it('of a program that did not note the role are sent with the role of the person', () => {
    const cache = filledCache(place)
    const { role: _, region: __, ...before } = look('a')
    cache.noteAccess(before as AccessNote)
    cache.noteAccess({ ...look('b'), role: 'SUPERVISOR' })
    const { entries } = cache.nextAccess(10)!
    expect(entries.map(({ note }) => [note.role, note.region])).toEqual([
      ['REGION_OFFICER', 'FL'],
      ['SUPERVISOR', 'FL'],
    ])
    cache.close()
  })

  it('are saved from a damaged cache', () => {
    let cache = filledCache(place)
    for (const id of ['a', 'b', 'c']) cache.noteAccess(look(id))
    cache.tryClearLog()
    cache.close()
    damageTable('personBody')
    setAsideDamaged(place)
    cache = filledCache(place)
    cache.noteAccess(look('d'))
    expect(waiting(cache)).toEqual([
      [1, 'a'],
      [2, 'b'],
      [3, 'c'],
      [4, 'd'],
    ])
    cache.close()
  })

  it('are saved as far as they can be read; what is new has another name', () => {
    let cache = filledCache(place)
    for (let n = 0; n < 200; n += 1) cache.noteAccess(look(`x${n}`))
    const { client } = cache.nextAccess(1)!
    cache.tryClearLog()
    cache.close()
    damageTable('accessEntry')
    setAsideDamaged(place)
    cache = filledCache(place)
    cache.noteAccess(look('after'))
    const names = new Set<string>()
    const saved: (string | null)[] = []
    for (let parcel = cache.nextAccess(500); parcel; parcel = cache.nextAccess(500)) {
      const numbers = parcel.entries.map(({ n }) => n)
      const inARow = numbers.map((_, i) => numbers[0]! + i)
      expect(numbers, 'the gateway takes no parcel with a hole, and all would wait').toEqual(inARow)
      names.add(parcel.client)
      saved.push(...parcel.entries.map(({ note }) => note.subject.id))
      cache.accessTaken(parcel.client, parcel.entries.at(-1)!.n)
    }
    expect(saved.length, 'some pages could be read').toBeGreaterThan(1)
    expect(saved.length, 'and some not').toBeLessThan(201)
    expect(saved).toContain('after')
    expect(names.has(client) && names.size === 2, 'old entries and new ones apart').toBe(true)
    cache.close()
  })

  it('are saved when the end of a renamed log cannot be read', () => {
    let cache = filledCache(place)
    for (let n = 0; n < 300; n += 1) cache.noteAccess(look(`x${n}`))
    const { client } = cache.nextAccess(1)!
    cache.accessTaken(client, 200)
    cache.renameAccess(client)
    cache.tryClearLog()
    cache.close()
    damageTable('accessEntry', 'LAST')
    setAsideDamaged(place)
    cache = filledCache(place)
    expect(waiting(cache).slice(0, 2)).toEqual([
      [1, 'x200'],
      [2, 'x201'],
    ])
    cache.close()
  })
})

/** Overwrites one page of a table with noise: a leaf, so that the others can still be read. */
function damageTable(table: string, which: 'MIDDLE' | 'LAST' = 'MIDDLE'): void {
  const db = connectWriter(place.file, place.key)
  const root = db.value<number>('SELECT rootpage FROM sqlite_master WHERE name = ?', [table])!
  const pages = db.column<number>(
    "SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY pageno",
    [table],
  )
  db.tryClearLog()
  db.close()
  const page = (which === 'LAST' ? pages.at(-1) : pages[pages.length >> 1]) ?? root
  const descriptor = openSync(place.file, 'r+')
  writeSync(descriptor, randomBytes(4096), 0, 4096, (page - 1) * 4096)
  closeSync(descriptor)
}
