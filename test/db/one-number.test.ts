/** One L1 number that two sources tell is one declaration, for whoever reads it: search and network. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Cache } from '../../db/index.ts'
import type { BodyOf } from '../../domain/contract/records.ts'
import { workerLine } from '../domain/fixtures.ts'
import {
  declaration,
  enterprise,
  filledCache,
  newPlace,
  page,
  person,
  sampleInsz,
  wire,
} from './samples.ts'

type Declaration = BodyOf<'declaration'>

const at = (street: string): Declaration['places'][number] => ({
  type: 'SITE',
  name: null,
  address: { street, postalCode: '2000', place: 'Antwerpen', municipality: '11002', country: 'BE' },
})
const NAMED = declaration().worker
/** The feed tells whom nobody knows by number, the extract tells it later and knows them. */
const told = (more: Partial<Declaration>): Declaration =>
  declaration({
    l1Number: 'L1-7734',
    employer: { name: 'Een', country: 'PL', vatNumber: 'PL1111111111', enterpriseNumber: null },
    natureOfServices: 'Metselwerk',
    places: [at('Kaaistraat 1'), at('Dok 9')],
    ...more,
  })
const FEED = told({ worker: { ...NAMED, insz: null, passport: null, familyName: 'MÜLLER' } })
const EXTRACT = told({
  worker: { ...NAMED, insz: sampleInsz(1), passport: null },
  submittedAt: '2026-02-02T08:00:00Z',
})

let place: ReturnType<typeof newPlace>
let cache: Cache
beforeAll(() => {
  place = newPlace()
  cache = filledCache(place, [
    wire('enterprise', 'een', enterprise({ name: 'Een', enterpriseNumber: null })),
    wire(
      'person',
      'p1',
      person({ insz: sampleInsz(1), birthDate: NAMED.birthDate, passports: [] }),
    ),
    wire('declaration', 'a-feed', FEED),
    wire('declaration', 'b-extract', EXTRACT),
    wire(
      'workerLine',
      'm1',
      workerLine({
        source: 'PAYMENTS',
        worker: { insz: null, l1Number: 'L1-7734' },
        payment: { wageCents: 100_000, deductedCents: 0, account: 'wage-1' },
      }),
    ),
  ])
})
afterAll(() => {
  cache.close()
  place.remove()
})

const around = (kind: 'site' | 'sender' | 'account', key: string) =>
  cache.networkAround({ kind, key }, () => false)!
const personsBeside = (kind: 'site' | 'sender' | 'account', key: string) =>
  around(kind, key)
    .neighbours.filter((one) => one.kind === 'person')
    .map((one) => one.key)

test('a search finds it once, with the worker whom either record knows', () => {
  const hits = cache.search('L1-7734', 10).filter(({ kind }) => kind === 'declaration')
  expect(hits.map(({ id, personId }) => [id, personId])).toEqual([['b-extract', 'p1']])
})

test('the network counts it once, at each of its places', () => {
  for (const site of ['11002 KAAISTRAAT 1', '11002 DOK 9']) {
    expect(personsBeside('site', site), site).toEqual(['p1'])
    const evidence = around('site', site).edges.flatMap((edge) => edge.evidence)
    expect(new Set(evidence.map(({ id }) => id)), site).toEqual(new Set(['b-extract']))
  }
  expect(personsBeside('sender', 'PL1111111111')).toEqual(['p1'])
  expect(personsBeside('account', 'wage-1'), 'a wage under the number').toEqual(['p1'])
})

test('what a later record says is over is over for all of them', () => {
  const cancelledAt = '2026-02-20T08:00:00Z'
  cache.applyPage(
    page([wire('declaration', 'b-extract', { ...EXTRACT, status: 'CANCELLED', cancelledAt }, 2)]),
  )
  const evidence = around('site', '11002 DOK 9').edges.flatMap((edge) => edge.evidence)
  expect(new Set(evidence.map(({ id }) => id))).toEqual(new Set(['b-extract']))
})
