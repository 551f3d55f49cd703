/** The network as it was grown so far: steps joined into nodes and edges. */
import {
  NETWORK_MAX,
  type NetworkAround,
  type NetworkCut,
  type NetworkEdge,
  type NetworkNode,
  type NodeRef,
} from '../../domain/contract/network.ts'
import type { LocalDate } from '../../domain/calendar/local-date.ts'
import { nodeName } from '../../domain/network/build.ts'
import type { NetworkNodeKind } from '../../domain/network/codes.ts'

export interface Grown {
  nodes: ReadonlyMap<string, NetworkNode>
  edges: readonly NetworkEdge[]
  /** Neighbours that each grown node has beyond those shown. */
  hidden: ReadonlyMap<string, number>
  /** Of which records of a grown node the latest alone were read. */
  cuts: ReadonlyMap<string, readonly NetworkCut[]>
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
  const cuts = new Map<string, readonly NetworkCut[]>()
  for (const { node, neighbours, edges: ties, total, cuts: cut } of steps) {
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
    cuts.set(nodeName(node), cut)
  }
  return { nodes, edges: [...edges.values()], hidden, cuts }
}

/**
 * The steps without that of one node, nor those that nothing leads to any more from the first. The first
 * one stays: without it there is no network.
 */
export function folded(
  grown: readonly NodeRef[],
  steps: readonly NetworkAround[],
  name: string,
): readonly NodeRef[] {
  const [root, ...others] = grown
  if (!root || nodeName(root) === name) return grown
  const leadsTo = new Map(
    steps.map(({ node, neighbours }) => [nodeName(node), neighbours.map(nodeName)]),
  )
  const reached = new Set([nodeName(root)])
  // A set goes on with what is added while it is walked.
  for (const one of reached) {
    if (one !== name) for (const next of leadsTo.get(one) ?? []) reached.add(next)
  }
  return [root, ...others.filter((ref) => nodeName(ref) !== name && reached.has(nodeName(ref)))]
}

/** A directorship that is over: it is told and drawn apart, it ties nobody today. */
export const isOver = ({ kind, until }: NetworkEdge, today: LocalDate): boolean =>
  kind === 'DIRECTS' && until !== null && until < today

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

/** Stands beside a directorship that is over. */
export const OVER_SIGN = '✕'

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
  liaison: '◇',
}
