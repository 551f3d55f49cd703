/** Declared works and debts in a cache: what rules and the network read of them, and whose findings follow. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Cache, openReader } from '../../db/index.ts'
import type { BodyOf } from '../../domain/contract/records.ts'
import { engineOf, enterpriseFindings, personFindings } from '../../domain/risk/index.ts'
import { registerLine } from '../domain/fixtures.ts'
import {
  declaration,
  filledCache,
  holding,
  newPlace,
  page,
  person,
  type Place,
  REGISTERED,
  sampleInsz,
  tombstone,
  wire,
  WORLD,
} from './samples.ts'

const TODAY = '2026-03-12'
const SITE = {
  type: 'SITE' as const,
  name: 'Werf Kaai',
  address: {
    street: 'Kaai 1',
    postalCode: '2000',
    place: 'X',
    municipality: '11002',
    country: 'BE',
  },
}
const ABROAD = { name: 'Budowa', country: 'PL', vatNumber: 'PL1234567890', enterpriseNumber: null }

type Works = NonNullable<BodyOf<'registerLine'>['works']>
const works = (
  change: Partial<Works> = {},
  enterprise: typeof ABROAD | typeof REGISTERED = ABROAD,
) =>
  registerLine({
    source: 'WORKS',
    enterprise,
    works: {
      number: '30B7',
      siteName: 'Werf Kaai',
      street: 'KAAI 1',
      municipality: '11002',
      principal: null,
      orderedBy: { name: REGISTERED.name, number: 'BE 0403.170.701' },
      period: { from: '2026-01-15', to: null },
      valueCents: 90_000_000,
      ...change,
    },
  })

const worker = (n: number) => ({ ...declaration().worker, insz: sampleInsz(n), passport: null })
const declared = (n: number, l1Number: string) =>
  declaration({ l1Number, worker: worker(n), places: [SITE] })

const RECORDS = [
  ...WORLD.filter(
    ({ kind }) => !['note', 'declaration', 'presence', 'registerLine'].includes(kind),
  ),
  wire('person', 'p3', person({ insz: sampleInsz(3), passports: [], familyName: 'Novak' })),
  wire('declaration', 'l1', declared(1, 'L1-1')),
  wire('declaration', 'l2', declared(2, 'L1-2')),
  wire('declaration', 'l3', declared(3, 'L1-3')),
  wire('holding', 'h2', holding({ source: 'WORKS', asOf: '2026-03-11' })),
  wire('holding', 'h3', holding({ source: 'STAFF', asOf: '2026-03-11' })),
  wire('holding', 'h4', holding({ source: 'PRESENCES', asOf: '2026-03-11' })),
]

let place: Place
let cache: Cache
let from = 10
beforeEach(() => {
  place = newPlace()
  cache = filledCache(place, RECORDS)
  from = 10
})
afterEach(() => {
  cache.close()
  place.remove()
})

const apply = (changes: Parameters<typeof page>[0]) => {
  const applied = cache.applyPage(page(changes, [], from))
  from += 1
  return applied
}
const engine = engineOf(TODAY)
const ofFirm = (id: string) =>
  enterpriseFindings(cache.enterpriseFacts(id)!, engine).map(({ code }) => code)
const ofPerson = (id: string) => personFindings(cache.personFacts(id)!, engine)
const codesOf = (id: string) => ofPerson(id).map(({ code }) => code)

/** What a pass over everybody finds, as the daily one of a desk does. */
function passed() {
  const reader = openReader(place)
  const all = reader.everybody()
  const found: string[] = []
  for (let i = 0; i < all.pieces; i += 1) {
    for (const facts of all.persons(i).facts) {
      for (const { code } of personFindings(facts, engine)) found.push(`${facts.person.id} ${code}`)
    }
  }
  for (let i = 0; i < all.parts; i += 1) {
    for (const facts of all.enterprises(i).facts) {
      for (const { code } of enterpriseFindings(facts, engine)) {
        found.push(`${facts.enterprise.id} ${code}`)
      }
    }
  }
  reader.close()
  return found
}

it('three workers at one site without declared works are a signal about their client, until works are declared there', () => {
  expect(ofFirm('e1')).toContain('R27')
  expect(passed()).toContain('e1 R27')
  const { enterprises } = apply([wire('registerLine', 'w1', works({ orderedBy: null }))])
  expect(enterprises, 'the client of the site, whom the works do not name').toContain('e1')
  expect(ofFirm('e1')).not.toContain('R27')
  expect(passed()).not.toContain('e1 R27')
  expect(apply([tombstone('registerLine', 'w1')]).enterprises, 'gone again').toContain('e1')
  expect(ofFirm('e1')).toContain('R27')
})

it('works in which the client has a part count for a site that somebody typed otherwise', () => {
  apply([wire('registerLine', 'w1', works({ street: 'Kade 1-3', siteName: null }))])
  expect(ofFirm('e1')).not.toContain('R27')
  expect(passed()).not.toContain('e1 R27')
})

it('nobody registered at a large site: a signal about each of its workers, read alone and together', () => {
  expect(codesOf('p2')).not.toContain('R26')
  const { persons } = apply([wire('registerLine', 'w1', works())])
  expect(persons).toEqual(expect.arrayContaining(['p1', 'p2', 'p3']))
  expect(codesOf('p2')).toContain('R26')
  expect(passed().filter((one) => one.endsWith('R26'))).toEqual(['p1 R26', 'p2 R26', 'p3 R26'])
  apply([wire('registerLine', 'w1', works({ valueCents: 9_000_000 }), 2)])
  expect(codesOf('p2'), 'below the value').not.toContain('R26')
  expect(passed().some((one) => one.endsWith('R26'))).toBe(false)
})

it('what an employer owes is a signal about whoever applies to work for it, by the latest line', () => {
  const owes = (on: string, euro: number) =>
    registerLine({
      source: 'STAFF',
      enterprise: REGISTERED,
      on,
      staff: { fullTimeEquivalents: 9, turnoverFiled: true, socialDebtCents: euro * 100 },
    })
  expect(codesOf('p1')).not.toContain('R37')
  const { persons } = apply([wire('registerLine', 'r7', owes('2026-03-01', 50_000))])
  expect(persons, 'whoever works for it').toEqual(expect.arrayContaining(['p1', 'p2']))
  // Another enterprise has a line of another id than its own: the employer alone counts.
  const found = ofPerson('p1').find(({ code }) => code === 'R37')
  const debt = found?.facts.find(({ label }) => label === 'socialDebt')
  expect(debt).toMatchObject({
    value: 50_000,
    source: { kind: 'STAFF', id: 'r7', asOf: '2026-03-01' },
  })
  expect(passed()).toEqual(expect.arrayContaining(['p1 R37', 'p2 R37']))
  apply([wire('registerLine', 'r8', owes('2026-03-10', 0))])
  expect(codesOf('p1'), 'paid since').not.toContain('R37')
  expect(passed()).not.toContain('p1 R37')
})

it('the network shows the chain of contractors, for whom they build and where, each with the declaration of works', () => {
  const top = works(
    { orderedBy: null, principal: { name: 'Stad', number: '0202239951' } },
    REGISTERED,
  )
  apply([wire('registerLine', 'w1', works()), wire('registerLine', 'w2', top)])
  const around = (kind: 'enterprise' | 'sender' | 'site', key: string) =>
    cache
      .networkAround({ kind, key }, () => false)!
      .edges.map(({ kind: tie, from: a, to: b, evidence }) => {
        const told = evidence.find((one) => one.kind === 'works')
        return told ? `${a.key} ${tie} ${b.key} ${told.id} ${told.label}` : ''
      })
  expect(around('enterprise', 'e1')).toEqual(
    expect.arrayContaining([
      'e1 SUBCONTRACTS PL1234567890 w1 30B7',
      'e1 BUILDS_FOR e2 w2 30B7',
      'e1 WORKS_AT 11002 KAAI 1 w2 30B7',
    ]),
  )
  expect(around('enterprise', 'e2'), 'the principal').toContain('e1 BUILDS_FOR e2 w2 30B7')
  expect(around('sender', 'PL1234567890')).toContain('e1 SUBCONTRACTS PL1234567890 w1 30B7')
  expect(around('site', '11002 KAAI 1')).toEqual(
    expect.arrayContaining(['e1 WORKS_AT 11002 KAAI 1 w2 30B7']),
  )
})

it('the page of an enterprise shows the works in which it has any part', () => {
  const others = works({ orderedBy: null, principal: { name: 'Stad', number: '0202239951' } })
  apply([wire('registerLine', 'w1', works()), wire('registerLine', 'w2', others)])
  const shown = (id: string) =>
    cache
      .enterpriseParts(id, 10)!
      .registerLines.filter(({ body }) => body.source === 'WORKS')
      .map((line) => line.id)
  expect(shown('e1')).toEqual(['w1'])
  expect(shown('e2'), 'the principal').toEqual(['w2'])
})
