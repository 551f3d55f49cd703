/** The network grows by facts that records carry, and by nothing else. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Cache } from '../../db/index.ts'
import type { NetworkNode, NodeRef } from '../../domain/contract/network.ts'
import { engineOf, enterpriseFindings } from '../../domain/risk/index.ts'
import type { RuleSettings } from '../../domain/risk/parameters.ts'
import {
  declaration,
  dossier,
  enterprise,
  filledCache,
  newPlace,
  page,
  person,
  sampleInsz,
  wire,
  type Place,
} from './samples.ts'
import { workerLine } from '../domain/fixtures.ts'

const TODAY = '2026-03-02'
/** Two that share a handle are a signal already. */
const HUB: RuleSettings = new Map([
  ['R40', { revision: 1, active: true, values: { minEmployers: 2 } }],
])
const CLIENT = '0403019261'
const ADDRESS = {
  street: 'Kaaistraat 1',
  postalCode: '2000',
  place: 'Antwerpen',
  municipality: '11002',
  country: 'BE',
}
const liaison = { name: 'L', email: 'Shared@Example.test', phone: '+32 400 00 00 01' }
const sent = (by: string, number: string, serial: number) =>
  declaration({
    l1Number: `L1-${by}-${serial}`,
    employer: { name: by, country: 'PL', vatNumber: number, enterpriseNumber: null },
    clients: [{ name: 'Klant', enterpriseNumber: CLIENT }],
    worker: { ...declaration().worker, insz: sampleInsz(serial), birthDate: '1980-01-01' },
    places: [{ type: 'SITE', name: 'Werf Noord', address: ADDRESS }],
    natureOfServices: 'Metselwerk',
    liaison,
  })

let place: Place
let cache: Cache
beforeAll(() => {
  place = newPlace()
  const worker = (serial: number) =>
    person({ insz: sampleInsz(serial), birthDate: '1980-01-01', passports: [] })
  cache = filledCache(place, [
    wire('enterprise', 'client', enterprise({ name: 'Klant', enterpriseNumber: CLIENT })),
    wire('enterprise', 'filer', enterprise({ name: 'Secretariaat', enterpriseNumber: null })),
    wire(
      'enterprise',
      'known',
      enterprise({ name: 'Een', enterpriseNumber: null, vatNumber: 'PL1111111111', country: 'PL' }),
    ),
    wire('person', 'p1', worker(1)),
    wire('person', 'p2', worker(2)),
    wire('dossier', 'd1', dossier({ personId: 'p1', employerId: 'client', filedById: 'filer' })),
    wire('declaration', 'c1', sent('Een', 'PL1111111111', 1)),
    wire('declaration', 'c2', sent('Twee', 'PL2222222222', 2)),
    wire('declaration', 'c3', sent('Twee', 'PL2222222222', 1)),
    wire('declaration', 'c4', {
      ...sent('Drie', 'PL3333333333', 9),
      clients: [
        { name: 'Eerste', enterpriseNumber: null },
        { name: 'Tweede', enterpriseNumber: '0428759497', address: ADDRESS },
      ],
      places: [
        { type: 'SITE', name: 'Werf Zuid', address: null },
        { type: 'SITE', name: null, address: { ...ADDRESS, street: 'Dok 9' } },
      ],
      liaison: { ...liaison, email: 'three@example.test', phone: '', capacity: 'MANDATARY' },
    }),
  ])
  cache.writeHandles(cache.handleDifferences())
})
afterAll(() => {
  cache.close()
  place.remove()
})

const damps = (values: readonly string[]) => values.includes('Secretariaat')
const around = (kind: NodeRef['kind'], key: string) => cache.networkAround({ kind, key }, damps)
const names = (nodes: readonly NetworkNode[]) =>
  nodes.map(({ kind, key }) => `${kind} ${key}`).toSorted()
const SITE = '11002 KAAISTRAAT 1'

test('an enterprise shows who works there, who sends to it, who files for it and where it is', () => {
  const step = around('enterprise', 'client')!
  expect(names(step.neighbours)).toEqual(
    expect.arrayContaining([
      'enterprise filer',
      'enterprise known',
      'person p1',
      'sender PL2222222222',
    ]),
  )
  const edge = step.edges.find(({ from }) => from.key === 'PL2222222222')!
  expect(edge).toMatchObject({ kind: 'CLIENT', count: 2 })
  expect(edge.evidence.map(({ label }) => label).toSorted()).toEqual(['L1-Twee-1', 'L1-Twee-2'])
  expect(step.neighbours.find(({ key }) => key === 'filer')!.damped).toBe(true)
})

test('a sender outside the register has its workers, client, site, telephone and e-mail', () => {
  expect(names(around('sender', 'PL2222222222')!.neighbours)).toEqual([
    'email shared@example.test',
    'enterprise client',
    `liaison shared@example.test\nL`,
    'person p1',
    'person p2',
    'phone +32400000001',
    `site ${SITE}`,
  ])
})

test('every client, place and handle of one declaration is a tie', () => {
  expect(names(around('sender', 'PL3333333333')!.neighbours)).toEqual([
    'email three@example.test',
    `liaison three@example.test\nL`,
    'sender 0428759497',
    'sender BE:EERSTE',
    'site 11002 DOK 9',
  ])
  expect(names(around('sender', '0428759497')!.neighbours)).toEqual(['sender PL3333333333'])
})

test('a worker leads to every sender and to the site', () => {
  expect(names(around('person', 'p1')!.neighbours)).toEqual([
    'enterprise client',
    'enterprise known',
    'sender PL2222222222',
    `site ${SITE}`,
  ])
})

test('a shared telephone leads to all who give it, a site to all who work there', () => {
  expect(names(around('phone', '+32400000001')!.neighbours)).toEqual([
    'enterprise known',
    `liaison shared@example.test\nL`,
    'sender PL2222222222',
  ])
  expect(names(around('site', SITE)!.neighbours)).toEqual([
    'enterprise known',
    'person p1',
    'person p2',
    'sender PL2222222222',
  ])
})

test('what nothing names has no network', () => {
  expect(around('person', 'nobody')).toBeNull()
  expect(around('email', 'nobody@example.test')).toBeNull()
  expect(around('site', '11002 ELDERS 1')).toBeNull()
})

test('an enterprise carries what the rules about networks see in it, until somebody explained it', () => {
  const [found] = enterpriseFindings(cache.enterpriseFacts('known')!, engineOf(TODAY, HUB))
  expect(found?.code, 'the fixture gives a signal').toBe('R40')
  cache.writeFindings([{ enterpriseId: 'known', findings: [found!] }])
  expect(around('enterprise', 'known')!.node.signals).toEqual(['R40'])
  expect(around('enterprise', 'client')!.node.signals).toBeUndefined()
  const said = { code: 'R40' as const, ruleVersion: 1, personId: null, enterpriseId: 'known' }
  const by = { by: 'fl-an', byName: 'An', at: '2026-03-02T10:00:00.000Z' }
  const judged = { ...said, dossierId: null, status: 'EXPLAINED' as const, reason: 'Bekend', ...by }
  cache.applyPage(page([wire('findingJudgement', found!.id, judged)]))
  expect(around('enterprise', 'known')!.node.signals).toBeUndefined()
})

test('a liaison person is a node by name and by how they are reached: namesakes are others', () => {
  const step = around('liaison', 'shared@example.test\nL')!
  expect(step.node.label).toBe('L')
  expect(names(step.neighbours)).toEqual([
    'email shared@example.test',
    'enterprise known',
    'phone +32400000001',
    'sender PL2222222222',
  ])
  expect(names(around('liaison', 'three@example.test\nL')!.neighbours)).toEqual([
    'email three@example.test',
    'sender PL3333333333',
  ])
  expect(around('liaison', 'shared@example.test\nZ')).toBeNull()
})

test('evidence tells the page on which it stands', () => {
  const pages = (kind: NodeRef['kind'], key: string) =>
    around(kind, key)!.edges.flatMap(({ evidence }) => evidence.map(({ id, at }) => [id, at]))
  expect(new Map(pages('sender', 'PL2222222222') as [string, unknown][])).toEqual(
    new Map([
      ['c2', { kind: 'comparison', id: 'p2' }],
      ['c3', { kind: 'comparison', id: 'p1' }],
    ]),
  )
  expect(pages('sender', '0428759497')).toEqual([['c4', { kind: 'declaration', id: 'c4' }]])
  expect(pages('person', 'p1')).toContainEqual(['d1', { kind: 'dossier', id: 'd1' }])
})

test('who lives in one house and whose wages go to one account are tied by it, as far as records tell', () => {
  const home = { ...ADDRESS, street: 'Kamerstraat 4' }
  const lodger = (serial: number) =>
    person({ insz: sampleInsz(serial), birthDate: '1980-01-01', passports: [], address: home })
  const paid = (insz: string | null, l1Number: string | null) =>
    workerLine({
      source: 'PAYMENTS',
      worker: { insz, l1Number },
      payment: { wageCents: 100_000, deductedCents: 0, account: 'wage-7034' },
    })
  cache.applyPage(
    page(
      [
        wire('person', 'p3', lodger(3)),
        wire('person', 'p4', lodger(4)),
        wire('workerLine', 'm1', paid(sampleInsz(3), null)),
        wire('workerLine', 'm2', paid(null, 'L1-Twee-2')),
        wire('workerLine', 'm3', paid(sampleInsz(77), null)),
      ],
      [],
      11,
    ),
  )
  const house = around('person', 'p3')!.neighbours.find(({ kind }) => kind === 'address')!
  expect(names(around('address', house.key)!.neighbours)).toEqual(['person p3', 'person p4'])
  expect(names(around('person', 'p3')!.neighbours)).toContain('account wage-7034')
  const account = around('account', 'wage-7034')!
  expect(account.node.label).toBe('•••• 7034')
  expect(names(account.neighbours), 'nobody here has the third number').toEqual([
    'person p2',
    'person p3',
  ])
  expect(account.edges.map(({ kind }) => kind)).toEqual(['PAID_ON', 'PAID_ON'])
  expect(account.edges[0]!.evidence[0]!.at).toMatchObject({ kind: 'person' })
})

test('of more records than a step reads it tells which and how many there are', () => {
  expect(around('enterprise', 'client')!.cuts).toEqual([])
  const many = Array.from({ length: 403 }, (_, n) => {
    const day = String(1 + (n % 28)).padStart(2, '0')
    const period = { from: `2024-01-${day}`, to: '2024-12-31' }
    const clients = [{ name: 'Veel', enterpriseNumber: '0202239951' }]
    const l1Number = `L1-Vier-${n}`
    const body = { ...sent('Vier', 'PL4444444444', 50), l1Number, clients, period }
    return wire('declaration', `m${n}`, body)
  })
  cache.applyPage(page(many, [], 12))
  const step = around('sender', '0202239951')!
  expect(step.cuts).toEqual([{ kind: 'declaration', read: 400, of: 403 }])
  expect(step.edges.find(({ kind }) => kind === 'CLIENT')!.count).toBe(400)
})
