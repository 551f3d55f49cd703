import { expect, it } from 'vitest'
import type {
  NetworkAround,
  NetworkEdge,
  NetworkNode,
  NodeRef,
} from '../../domain/contract/network.ts'
import { QueryClient } from '@tanstack/react-query'
import { keepNetwork, keptNetwork } from '../../renderer/network/memory.ts'
import { folded, isOver, joined } from '../../renderer/network/model.ts'

const node = (key: string): NetworkNode => ({ kind: 'enterprise', key, label: key, damped: false })

/** A step around a node with neighbours, and how many it has in all. */
const around = (key: string, others: readonly string[], total = others.length): NetworkAround => ({
  node: node(key),
  neighbours: others.map(node),
  edges: others.map((other) => ({
    kind: 'CLIENT',
    from: { kind: 'enterprise', key },
    to: { kind: 'enterprise', key: other },
    count: 1,
    evidence: [],
    until: null,
  })),
  total,
  cuts: [],
})

it('what was grown never holds more nodes than may be exported, and tells what it left out', () => {
  const grown = joined([around('a', ['b', 'c'], 5), around('b', ['a', 'd', 'e', 'f'])], 4)
  expect([...grown.nodes.values()].map(({ key }) => key)).toEqual(['a', 'b', 'c', 'd'])
  expect(grown.hidden).toEqual(
    new Map([
      ['enterprise a', 3],
      ['enterprise b', 2],
    ]),
  )
  const ends = grown.edges.flatMap(({ from, to }) => [from.key, to.key])
  expect(new Set(ends), 'no edge leads to a node that is not there').toEqual(
    new Set(['a', 'b', 'c', 'd']),
  )
})

const ref = (key: string): NodeRef => ({ kind: 'enterprise', key })
const keys = (refs: readonly NodeRef[]) => refs.map(({ key }) => key).join('')

it('a node that is folded takes along what nothing else leads to, and never the root', () => {
  // a leads to b and e; b to c; c to d and back to a; e to c as well.
  const steps = [
    around('a', ['b', 'e']),
    around('b', ['a', 'c']),
    around('c', ['b', 'd']),
    around('d', ['c']),
  ]
  const grown = ['a', 'b', 'c', 'd'].map(ref)
  expect(keys(folded(grown, steps, 'enterprise b'))).toBe('a')
  expect(keys(folded(grown, steps, 'enterprise d'))).toBe('abc')
  expect(keys(folded(grown, steps, 'enterprise a'))).toBe('abcd')
  const more = [...steps, around('e', ['c'])]
  expect(keys(folded([...grown, ref('e')], more, 'enterprise b')), 'another way there').toBe('acde')
})

it('what was grown and chosen is kept per root, until the answers of this person go', () => {
  const client = new QueryClient()
  expect(keptNetwork(client, ref('a'))).toMatchObject({
    grown: [ref('a')],
    focused: 'enterprise a',
  })
  const kept = {
    grown: [ref('a'), ref('b')],
    focused: 'enterprise b',
    chosen: new Set(['enterprise a']),
    places: new Map([['enterprise a', { x: 1, y: 2 }]]),
  }
  keepNetwork(client, ref('a'), kept)
  expect(keptNetwork(client, ref('a'))).toEqual(kept)
  expect(keptNetwork(client, ref('b')).grown, 'another root').toEqual([ref('b')])
  client.clear()
  expect(keptNetwork(client, ref('a')).grown).toEqual([ref('a')])
})

it('a directorship that ended is over; other ties of the past are what they were', () => {
  const tie = (kind: NetworkEdge['kind'], until: string | null): NetworkEdge => ({
    ...around('a', ['b']).edges[0]!,
    kind,
    until,
  })
  expect(isOver(tie('DIRECTS', '2019-05-31'), '2026-03-01')).toBe(true)
  expect(isOver(tie('DIRECTS', '2026-03-01'), '2026-03-01'), 'its last day').toBe(false)
  expect(isOver(tie('DIRECTS', null), '2026-03-01')).toBe(false)
  expect(isOver(tie('POSTS', '2019-05-31'), '2026-03-01')).toBe(false)
})

it('of which records the latest alone were read stands with the node', () => {
  const cut = { kind: 'declaration' as const, read: 400, of: 1_234 }
  const { cuts } = joined([{ ...around('a', ['b']), cuts: [cut] }])
  expect(cuts.get('enterprise a')).toEqual([cut])
})
