/** Links of a practice world: found whole, kept true change by change. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openCache, openFill, type Cache } from '../../db/index.ts'
import type { BodyOf } from '../../domain/contract/records.ts'
import type { WireRecord } from '../../domain/contract/sync.ts'
import { World } from '../../gateway/practice/world/index.ts'
import { Linker } from '../../host/linking/linker.ts'
import { FILL_FOR, newPlace, page, tombstone, type Place } from '../db/samples.ts'

const SIZES = { dossiers: 400, declarations: 4000, persons: 900, enterprises: 150 }
const world = new World({ seed: 4, today: '2026-11-23', ...SIZES })
const truth = new Map(world.workers())
const noise = new Map<string, string>()
const records = [
  ...world.records((fact) => {
    if (fact.label === 'NOISE') noise.set(fact.declaration, fact.noise)
  }),
]
  .map(({ record }) => record)
  .filter(({ kind }) => kind === 'person' || kind === 'declaration')

let place: Place
let cache: Cache
let linker: Linker

function linkAll(): void {
  const { upTo } = cache.links.waiting()
  linker = new Linker(cache.links)
  const model = linker.learn()
  const rows = [...linker.all(0, cache.links.lastDeclaration())].flatMap((slice) => slice.rows)
  cache.writeLinks({ rows, upTo, model })
  linker.rememberOpen()
}

function renew(): number {
  const waiting = cache.links.waiting()
  return cache.writeLinks({ rows: linker.renew(waiting), upTo: waiting.upTo, model: null }).proposed
}

const links = () =>
  new Map(
    [...cache.links.everyLink()].map(({ id, personId, isLinked }) => [id, { personId, isLinked }]),
  )

beforeAll(() => {
  place = newPlace()
  const fill = openFill(place, FILL_FOR)
  const wire: WireRecord[] = records.map((one) => ({ ...one, body: JSON.stringify(one.body) }))
  fill.put({ head: 10, records: wire, next: null, total: wire.length })
  fill.finish()
  cache = openCache(place)
  linkAll()
})
afterAll(() => {
  cache.close()
  place.remove()
})

function changeDeclaration(id: string, change: (body: BodyOf<'declaration'>) => void): void {
  const record = cache.record('declaration', id)!
  change(record.body)
  cache.applyPage({
    ...page([
      { kind: 'declaration', id, version: record.version + 1, body: JSON.stringify(record.body) },
    ]),
    from: cache.state().cursor,
    to: cache.state().cursor + 1,
    head: cache.state().cursor + 1,
  })
}

describe('linking the declarations of a practice world', () => {
  it('links hardly anybody wrongly, and nearly everybody', () => {
    const linked = [...links()].filter(([, { isLinked }]) => isLinked)
    const right = linked.filter(([id, { personId }]) => truth.get(id) === personId)
    expect(right.length / linked.length, 'precision of what is linked').toBeGreaterThan(0.999)
    expect(right.length / truth.size, 'recall of what is linked').toBeGreaterThan(0.98)
  })

  it('finds the worker behind each kind of error', () => {
    const found = links()
    for (const kind of new Set(noise.values())) {
      const ids = [...noise].filter(([, one]) => one === kind).map(([id]) => id)
      const right = ids.filter((id) => found.get(id)?.personId === truth.get(id))
      expect(right.length / ids.length, kind).toBeGreaterThan(0.95)
    }
  })

  it('a declaration whose numbers are taken away is linked by name, and its person keeps it', () => {
    const [id, person] = [...truth].find(([one]) => !noise.has(one))!
    changeDeclaration(id, ({ worker }) => {
      worker.insz = null
      worker.passport = null
    })
    renew()
    expect(links().get(id)).toEqual({ personId: person, isLinked: true })
    const facts = cache.personFacts(person)!
    expect(facts.declarations.find(({ record }) => record.id === id)?.linkedBy).toBe('NAME')
  })

  it('a number that belongs to somebody with another name and birth date links nobody', () => {
    const [id] = [...truth].filter(([one]) => !noise.has(one))[40]!
    changeDeclaration(id, ({ worker }) => {
      worker.familyName = 'Vanoverbeke'
      worker.givenNames = 'Siegfried'
      worker.birthDate = '1951-05-05'
    })
    renew()
    expect(links().get(id)?.isLinked ?? false).toBe(false)
  })

  it('a person who goes takes the link along, and gives it back when they return', () => {
    const [id, person] = [...truth].find(([one]) => noise.get(one) === 'IDENTIFIERS_MISSING')!
    const { body } = cache.record('person', person)!
    const turn = (change: Parameters<typeof page>[0][number]) => {
      const { cursor } = cache.state()
      cache.acceptDeletions()
      cache.applyPage({ ...page([change]), from: cursor, to: cursor + 1, head: cursor + 1 })
      renew()
    }
    turn(tombstone('person', person))
    expect(links().get(id)?.personId).not.toBe(person)
    turn({ kind: 'person', id: person, version: 9, body: JSON.stringify(body) })
    expect(links().get(id)?.personId).toBe(person)
  })

  it('change by change gives what linking everything anew gives', () => {
    const byChange = links()
    linkAll()
    const anew = links()
    const different = [...anew].filter(
      ([id, link]) => byChange.get(id)?.personId !== link.personId && link.isLinked,
    )
    expect(different).toEqual([])
  })
})
