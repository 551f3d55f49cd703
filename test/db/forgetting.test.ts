/** What leaves a person's scope leaves the disk: no byte of it stays in file or log. */
import { statSync } from 'node:fs'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openBulkWriter, openCache } from '../../db/index.ts'
import { connectReader, connectWriter } from '../../db/sqlite.ts'
import {
  CONTEXT,
  declaration,
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

/** Titles of jobs and what declarations give of their senders: kept apart from the records. */
const TITLE = `Stoker ${SECRET}`
const job = (title: string) => ({ ...dossier().job, title })
const titled = wire('dossier', 'td1', dossier({ job: job(TITLE) }))
const BUDOWA = 'PL1234567890'
const sender = (vatNumber: string) => ({
  ...declaration().employer!,
  vatNumber,
})
const given = (id: string, email: string, vatNumber = BUDOWA, version = 1) => ({
  ...wire(
    'declaration',
    id,
    declaration({
      l1Number: `L1-${id}`,
      employer: sender(vatNumber),
      liaison: { name: 'Desk', email, phone: '+32 2 555 00 01' },
    }),
  ),
  version,
})

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

it('leaves no title of a job that only forgotten dossiers had, and keeps one that another has', () => {
  const other = wire('dossier', 'td2', dossier({ job: job('Lasser') }))
  const cache = filledCache(place, [...WORLD, titled, other])
  cache.applyPage(page([{ ...titled, version: 2, body: JSON.stringify(dossier()) }]))
  cache.applyPage(page([wire('dossier', 'td3', dossier({ job: job(`${TITLE} 3`) }))], [], 11))
  cache.acceptDeletions()
  cache.applyPage(page([tombstone('dossier', 'td1'), tombstone('dossier', 'td3')], [], 12))
  cache.tryClearLog()
  cache.close()
  const file = decrypted()
  expect(times(SECRET, file)).toBe(0)
  expect(times('Lasser', file), 'once in the body, once as a title').toBeGreaterThanOrEqual(2)
  const db = connectWriter(place.file, place.key)
  const orphans = 'SELECT count(*) FROM jobTitle WHERE row NOT IN (SELECT titleRow FROM dossier)'
  expect(db.value(orphans)).toBe(0)
  db.close()
})

it('leaves nothing by which a forgotten sender could be reached, also of what waits for a pass', () => {
  const cache = filledCache(place, [...WORLD])
  cache.writeHandles(cache.handleDifferences())
  cache.applyPage(page([given('g1', `${SECRET}1@hub.example`), given('g2', 'desk@hub.example')]))
  // Given otherwise now: the old one waits for a pass that looks whether another record gives it.
  cache.applyPage(page([given('g1', `${SECRET}2@hub.example`, BUDOWA, 2)], [], 11))
  // Of a sender whom nothing else names.
  cache.applyPage(page([given('g3', 'only@hub.example', 'SI12345678')], [], 12))
  cache.acceptDeletions()
  cache.applyPage(page([tombstone('declaration', 'g1'), tombstone('declaration', 'g3')], [], 13))
  cache.tryClearLog()
  cache.close()
  const file = decrypted()
  expect(times(SECRET, file)).toBe(0)
  expect(times('only@hub', file)).toBe(0)
  const again = openCache(place)
  again.writeHandles(again.handleDifferences())
  expect(again.handleDifferences(), 'nothing is in doubt').toMatchObject({ added: [], gone: [] })
  again.close()
  expect(times('desk@hub', decrypted()), 'what is given still is found again').toBeGreaterThan(1)
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
