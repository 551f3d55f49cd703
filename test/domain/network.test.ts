/** What stands out in a grown network, and the network as a table. */
import { expect, it } from 'vitest'
import type { NetworkEdge, NetworkNode } from '../../domain/contract/network.ts'
import { liaisonKey, reachedOf } from '../../domain/network/liaison.ts'
import { networkCsv } from '../../domain/network/csv.ts'
import { patternsByNode, patternsIn } from '../../domain/network/patterns.ts'
import { intermediariesOn } from '../../domain/reference/intermediaries.ts'
import { declaration } from './fixtures.ts'
import { listed } from './rules/cases.ts'
import { isInside } from '../../renderer/network/polygon.ts'

const node = (kind: NetworkNode['kind'], key: string, damped = false): NetworkNode => ({
  kind,
  key,
  label: key,
  damped,
})
const edge = (kind: NetworkEdge['kind'], from: NetworkNode, to: NetworkNode): NetworkEdge => ({
  kind,
  from: { kind: from.kind, key: from.key },
  to: { kind: to.kind, key: to.key },
  count: 1,
  evidence: [
    { kind: 'declaration', id: 'c1', label: 'L1', from: '2026-01-01', to: '2026-02-01', at: null },
  ],
  until: '2026-02-01',
})
const firms = ['a', 'b', 'c'].map((key) => node('enterprise', key))

it('a telephone that three enterprises give stands out, unless it is a known intermediary’s', () => {
  const phone = node('phone', '0400')
  const edges = firms.map((firm) => edge('REACHED_BY', firm, phone))
  expect(patternsIn([...firms, phone], edges)).toEqual([{ code: 'SHARED', node: phone, count: 3 }])
  expect(patternsIn([...firms, phone], edges.slice(1))).toEqual([])
  expect(patternsIn([...firms, { ...phone, damped: true }], edges)).toEqual([])
})

it('a worker whom three send stands out; working for three on a permit does not', () => {
  const worker = node('person', 'p1')
  const posts = firms.map((firm) => edge('POSTS', firm, worker))
  expect(patternsIn([...firms, worker], posts)).toMatchObject([{ code: 'ROTATES', count: 3 }])
  const employs = firms.map((firm) => edge('EMPLOYS', firm, worker))
  expect(patternsIn([...firms, worker], employs)).toEqual([])
})

it('an account to which the wages of three go stands out, one of a couple does not; so does a crowded house', () => {
  const workers = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6'].map((key) => node('person', key))
  const account = node('account', 'abc-7034')
  const paid = workers.slice(0, 3).map((worker) => edge('PAID_ON', worker, account))
  expect(patternsIn([...workers, account], paid)).toMatchObject([{ code: 'WAGES', count: 3 }])
  expect(patternsIn([...workers, account], paid.slice(1))).toEqual([])
  const house = node('address', 'KADE 1|11002|BE')
  const lodged = workers.map((worker) => edge('LIVES_AT', worker, house))
  expect(patternsIn([...workers, house], lodged)).toMatchObject([{ code: 'LODGES', count: 6 }])
  expect(patternsIn([...workers, house], lodged.slice(1))).toEqual([])
})

it('the key of a liaison person holds name and handle; without either there is none', () => {
  const { employer } = declaration().record.body
  const keyOf = (name: string, email: string, phone: string) =>
    liaisonKey({ employer, liaison: { name, email, phone } })
  const key = keyOf('  Łucja  Żak', 'L@example.test', '+32 400')!
  expect(reachedOf(key)).toBe('l@example.test')
  expect(keyOf('LUCJA ZAK', ' l@EXAMPLE.test ', ''), 'however it was typed').toBe(key)
  expect(keyOf('Lucja Zak', 'other@example.test', '')).not.toBe(key)
  expect(reachedOf(keyOf('Lucja Zak', '', '+32 400')!)).toBe('+32400')
  expect([keyOf('', 'l@example.test', ''), keyOf('Lucja Zak', '', '')]).toEqual([null, null])
})

it('what a rule sees in an enterprise on all records stands out with its code', () => {
  const shown: NetworkNode = { ...firms[0]!, signals: ['R21', 'R40'] }
  expect(patternsIn([shown, firms[1]!], [])).toMatchObject([{ code: 'R21' }, { code: 'R40' }])
  expect([...patternsByNode([shown, firms[1]!], []).keys()]).toEqual(['enterprise a'])
})

it('the list of intermediaries is dated', () => {
  const handle = 'desk@secretariat.example'
  const norms = [listed({ handles: [handle] }, { validFrom: '2026-02-01' })]
  expect(intermediariesOn(norms, '2026-03-01')([handle])).toBe(true)
  expect(intermediariesOn(norms, '2026-01-31')([handle])).toBe(false)
  expect(intermediariesOn(norms, '2026-03-01')(['somebody@example.test'])).toBe(false)
})

it('a table has a line per tie between what was chosen, and runs nothing', () => {
  const risky = { ...node('sender', 'x'), label: '=SUM(A1);"x"' }
  const csv = networkCsv(
    [firms[0]!, risky],
    [edge('CLIENT', risky, firms[0]!), edge('CLIENT', risky, firms[1]!)],
  )
  expect(csv.trimEnd().split('\r\n')).toEqual([
    'fromKind;from;edge;toKind;to;records;first;last;evidence',
    `sender;"'=SUM(A1);""x""";CLIENT;enterprise;a;1;2026-01-01;2026-02-01;L1`,
  ])
})

it('a lasso takes what lies inside, also of a line that is not convex', () => {
  const bay = [
    { x: 0, y: 0 },
    { x: 10, y: 0 },
    { x: 10, y: 10 },
    { x: 5, y: 5 },
    { x: 0, y: 10 },
  ]
  expect(isInside({ x: 5, y: 2 }, bay)).toBe(true)
  expect(isInside({ x: 5, y: 8 }, bay)).toBe(false)
  expect(isInside({ x: 20, y: 2 }, bay)).toBe(false)
})
