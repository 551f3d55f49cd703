/** The network as it was grown so far: steps joined into nodes and edges. */
import {
  NETWORK_MAX,
  type NetworkAround,
  type NetworkEdge,
  type NetworkNode,
} from '../../domain/contract/network.ts'
import { nodeName } from '../../domain/network/build.ts'
import type { NetworkNodeKind } from '../../domain/network/codes.ts'

export interface Grown {
  nodes: ReadonlyMap<string, NetworkNode>
  edges: readonly NetworkEdge[]
  /** Neighbours that each grown node has beyond those shown. */
  hidden: ReadonlyMap<string, number>
}

const edgeName = ({ kind, from, to }: NetworkEdge): string =>
  `${kind} ${nodeName(from)} ${nodeName(to)}`

/**
 * Joins steps; an edge that two steps tell is the one with more records. Nodes beyond the most that is
 * drawn and exported are left out and counted as hidden, the rarest neighbours of the last step first.
 */
export function joined(steps: readonly NetworkAround[], most = NETWORK_MAX): Grown {
  const nodes = new Map<string, NetworkNode>()
  const edges = new Map<string, NetworkEdge>()
  const hidden = new Map<string, number>()
  for (const { node, neighbours, edges: ties, total } of steps) {
    for (const one of [node, ...neighbours]) {
      if (!nodes.has(nodeName(one)) && nodes.size < most) nodes.set(nodeName(one), one)
    }
    for (const edge of ties) {
      if (!nodes.has(nodeName(edge.from)) || !nodes.has(nodeName(edge.to))) continue
      const known = edges.get(edgeName(edge))
      if (!known || known.count < edge.count) edges.set(edgeName(edge), edge)
    }
    const shown = neighbours.filter((one) => nodes.has(nodeName(one))).length
    hidden.set(nodeName(node), total - shown)
  }
  return { nodes, edges: [...edges.values()], hidden }
}

/** How many ties each node has. */
export function degreesOf(edges: readonly NetworkEdge[]): ReadonlyMap<string, number> {
  const degrees = new Map<string, number>()
  for (const { from, to } of edges) {
    for (const end of [from, to]) {
      degrees.set(nodeName(end), (degrees.get(nodeName(end)) ?? 0) + 1)
    }
  }
  return degrees
}

/** A sign beside the name: what a node is stands in its shape too, never in colour alone. */
export const SIGNS: Readonly<Record<NetworkNodeKind, string>> = {
  enterprise: '■',
  sender: '□',
  person: '●',
  site: '▲',
  address: '◆',
  phone: '☎',
  email: '@',
  account: '€',
  director: '◎',
}
