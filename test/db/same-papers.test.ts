/** Who else filed a paper with the same content, as one desk knows it. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Cache } from '../../db/index.ts'
import type { BodyOf } from '../../domain/contract/records.ts'
import {
  dossier,
  enterprise,
  filledCache,
  newPlace,
  page,
  person,
  sampleInsz,
  tombstone,
  wire,
} from './samples.ts'

type Documents = BodyOf<'dossier'>['documents']

const paper = (type: Documents[number]['type'], letter: string): Documents[number] => ({
  id: `${type}-${letter}`,
  type,
  status: 'RECEIVED',
  receivedOn: '2026-01-10',
  file: { hash: letter.repeat(43), bytes: 9, claims: 'PDF', version: 1 },
})

const worker = (n: number) =>
  wire('person', `p${n}`, person({ insz: sampleInsz(n), familyName: `W${n}`, passports: [] }))

const filed = (n: number, documents: Documents, more: Partial<BodyOf<'dossier'>> = {}) =>
  wire(
    'dossier',
    `d${n}`,
    dossier({ personId: `p${n}`, reference: `FL-2026-00000${n}`, documents, ...more }),
  )

let place: ReturnType<typeof newPlace>
let cache: Cache
beforeEach(() => {
  place = newPlace()
  cache = filledCache(place, [
    wire('enterprise', 'e1', enterprise()),
    wire('enterprise', 'e2', enterprise({ enterpriseNumber: '0428.759.497' })),
    worker(1),
    worker(2),
    worker(3),
    filed(1, [paper('DIPLOMA', 'a'), paper('PASSPORT_COPY', 'b')]),
    filed(2, [paper('DIPLOMA', 'a')], { employerId: 'e2' }),
    filed(3, [paper('CONTRACT', 'a'), paper('PASSPORT_COPY', 'b')]),
  ])
})
afterEach(() => {
  cache.close()
  place.remove()
})

const shared = (n: number) =>
  cache.personFacts(`p${n}`)!.samePapers!.map(({ key, ...counts }) => ({ type: key[0], ...counts }))

/** What a pass over everybody reads, by person. */
function inPass(): Map<string, unknown> {
  const reader = cache.everybody()
  const all = Array.from({ length: reader.pieces }, (_, piece) => [...reader.persons(piece).facts])
  return new Map(all.flat().map(({ person: { id }, samePapers }) => [id, samePapers]))
}

it('one diploma with two persons is told of both; another type, and a passport copy, are not compared', () => {
  expect(shared(1)).toEqual([{ type: '0', dossierId: 'd1', persons: 2, employers: 2 }])
  expect(shared(2)).toEqual([{ type: '0', dossierId: 'd2', persons: 2, employers: 2 }])
  expect(shared(3)).toEqual([])
})

it('a pass over everybody reads the same', () => {
  const read = inPass()
  expect(read.size).toBe(3)
  for (const [id, papers] of read) expect(papers).toEqual(cache.personFacts(id)!.samePapers)
})

it('a paper that comes, is replaced or goes concerns who filed the same', () => {
  const come = cache.applyPage(page([{ ...filed(3, [paper('DIPLOMA', 'a')]), version: 2 }]))
  expect(come.persons.toSorted()).toEqual(['p1', 'p2', 'p3'])
  expect(shared(1)).toMatchObject([{ persons: 3 }])
  const replaced = { ...filed(3, [paper('DIPLOMA', 'c')]), version: 3 }
  expect(cache.applyPage(page([replaced], [], 11)).persons.toSorted()).toEqual(['p1', 'p2', 'p3'])
  expect(shared(1)).toMatchObject([{ persons: 2 }])
  cache.applyPage(page([tombstone('dossier', 'd2')], [], 12))
  expect(shared(1)).toEqual([])
})

it('two dossiers of one person are no two persons', () => {
  const second = wire(
    'dossier',
    'd9',
    dossier({ personId: 'p3', documents: [paper('CONTRACT', 'a')] }),
  )
  cache.applyPage(page([second]))
  expect(shared(3)).toEqual([])
})
