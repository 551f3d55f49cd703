/** What leaves a person's scope leaves the disk: no byte of it stays in file or log. */
import { statSync } from 'node:fs'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { connectWriter } from '../../db/sqlite.ts'
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
  cache.checkpoint()
  expect(statSync(`${place.file}-wal`).size, 'the log is cut').toBe(0)
  cache.close()
  const file = decrypted()
  expect(times('Peeters', file), 'the file can be read').toBeGreaterThan(plain.length)
  expect(times(SECRET, file)).toBe(0)
})
