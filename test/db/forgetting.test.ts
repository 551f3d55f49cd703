/** What leaves a person's scope leaves the disk: no byte of it stays in file or log. */
import { statSync } from 'node:fs'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openBulkWriter, openCache } from '../../db/index.ts'
import { connectReader, connectWriter } from '../../db/sqlite.ts'
import {
  CONTEXT,
  dossier,
  filledCache,
  newPlace,
  page,
  person,
  tombstone,
  wire,
  WORLD,
  type Place,
} from './samples.ts'

let place: Place
beforeEach(() => {
  place = newPlace()
})
afterEach(() => place.remove())

/** Persons enough for pages of their own in every tree, with dossiers that name them. */
const MANY = 400
const SECRET = 'Qxzwvk'
const secrets = Array.from({ length: MANY }, (_, i) => [
  wire('person', `s${i}`, person({ familyName: `${SECRET}${i}`, insz: null, passports: [] })),
  wire('dossier', `sd${i}`, dossier({ reference: `${SECRET}-${i}`, personId: `s${i}` })),
]).flat()
const plain = Array.from({ length: 100 }, (_, i) =>
  wire('person', `q${i}`, person({ familyName: `Peeters${i}`, insz: null, passports: [] })),
)

/** The whole decrypted file, freed pages and slack included, in capitals. */
function decrypted(): string {
  const db = connectWriter(place.file, place.key)
  const { raw } = db as unknown as { raw: { serialize(): Buffer } }
  const pages = raw.serialize().toString('latin1')
  db.close()
  return pages.toUpperCase()
}
const times = (letters: string, text: string): number =>
  text.split(letters.toUpperCase()).length - 1

it('leaves nothing of a forgotten scope in the file', () => {
  const cache = filledCache(place, [...WORLD, ...plain, ...secrets])
  cache.queueCommand(
    { name: 'assignDossier', args: { dossierId: 'sd1', assignee: null, from: 'fl-an' } },
    CONTEXT,
  )
  cache.acceptDeletions()
  const { forgotten } = cache.applyPage(page(secrets.map(({ kind, id }) => tombstone(kind, id))))
  expect(forgotten).toBe(true)
  cache.tryClearLog()
  expect(statSync(`${place.file}-wal`).size, 'the log is cut').toBe(0)
  cache.close()
  const file = decrypted()
  expect(times('Peeters', file), 'the file can be read').toBeGreaterThan(plain.length)
  expect(times(SECRET, file)).toBe(0)
})

it('leaves nothing of what a long pull forgot beside a desk that works', () => {
  const cache = filledCache(place, [...WORLD, ...plain, ...secrets])
  cache.acceptDeletions()
  const bulk = openBulkWriter(place)
  const half = secrets.length / 2
  for (const [from, part] of [
    [10, secrets.slice(0, half)],
    [11, secrets.slice(half)],
  ] as const) {
    const gone = part.map(({ kind, id }) => tombstone(kind, id))
    expect(bulk.applyPart({ ...page(gone, [], from), head: 12 }).forgotten).toBe(true)
  }
  expect(bulk.touched().persons, 'who left is not judged').toEqual([])
  expect(bulk.tryClearLog()).toBe(true)
  bulk.close()
  expect(statSync(`${place.file}-wal`).size, 'the log is cut').toBe(0)
  cache.close()
  const file = decrypted()
  expect(times('Peeters', file), 'the file can be read').toBeGreaterThan(plain.length)
  expect(times(SECRET, file)).toBe(0)
})

/** Full-text tables, and the terms that only the secrets have: whole words, and runs of three letters. */
const FULL_TEXT = ['searchText', 'searchReference', 'searchWord'] as const
const RUNS = Array.from({ length: SECRET.length - 2 }, (_, at) => SECRET.slice(at, at + 3))

/** Terms of each full-text index that are of a secret. */
function secretTerms(): Record<string, number> {
  const db = connectWriter(place.file, place.key)
  const counts = FULL_TEXT.map((table) => {
    db.run(`CREATE VIRTUAL TABLE temp.${table}Terms USING fts5vocab('main', '${table}', 'row')`)
    const terms = db.column<string>(`SELECT term FROM temp.${table}Terms`)
    const secret = terms.filter((term) => RUNS.some((run) => contains(term, run)))
    return [table, secret.length] as const
  })
  db.close()
  return Object.fromEntries(counts)
}
const contains = (term: string, run: string) => term.toUpperCase().includes(run.toUpperCase())

it('leaves no term of a forgotten scope in the full-text indexes', () => {
  const cache = filledCache(place, [...WORLD, ...plain, ...secrets])
  cache.close()
  const before = secretTerms()
  for (const table of FULL_TEXT) expect(before[table], `${table} knew them`).toBeGreaterThan(0)
  const again = openCache(place)
  again.acceptDeletions()
  again.applyPage(page(secrets.map(({ kind, id }) => tombstone(kind, id))))
  again.tryClearLog()
  again.close()
  expect(secretTerms()).toEqual({ searchText: 0, searchReference: 0, searchWord: 0 })
})

it('says that the log stands still while somebody reads, and empties it after', () => {
  const cache = filledCache(place, [...WORLD, ...plain])
  const reader = connectReader(place.file, place.key)
  reader.still(() => {
    reader.value('SELECT count(*) FROM person')
    cache.acceptDeletions()
    const { forgotten } = cache.applyPage(page(plain.map(({ kind, id }) => tombstone(kind, id))))
    expect(forgotten).toBe(true)
    expect(cache.tryClearLog(), 'what was forgotten stands in it still').toBe(false)
  })
  expect(cache.tryClearLog()).toBe(true)
  expect(statSync(`${place.file}-wal`).size).toBe(0)
  reader.close()
  cache.close()
})
