import { expect, it } from 'vitest'
import type { NetworkAround, NetworkNode } from '../../domain/contract/network.ts'
import { joined } from '../../renderer/network/model.ts'

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
  })),
  total,
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
