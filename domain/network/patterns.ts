/**
 * What stands out in a network as far as it was grown, and what the rules about networks see in its
 * enterprises on all records of the desk: a hint to ask about, never a verdict.
 */
import type { NetworkEdge, NetworkNode, NodeRef } from '../contract/network.ts'
import { nodeName } from './build.ts'
import type { NetworkRule } from './codes.ts'

export interface Pattern {
  code: 'SHARED' | 'ROTATES' | NetworkRule
  node: NetworkNode
  /** Enterprises that share it, or senders of one person; of a signal one. */
  count: number
}

/** From so many enterprises on a telephone, e-mail, address or account is shared. */
const SHARED_FROM = 3
/** From so many senders on a worker goes from one to the other. */
const ROTATES_FROM = 3

const HANDLES = new Set(['address', 'phone', 'email', 'account'])
const FIRMS = new Set(['enterprise', 'sender'])

/** Signals about enterprises; handles that several enterprises give, and workers whom several send; lawful intermediaries left out. */
export function patternsIn(
  nodes: readonly NetworkNode[],
  edges: readonly NetworkEdge[],
): Pattern[] {
  const firms = new Map<string, Set<string>>()
  const note = (end: NodeRef, other: NodeRef) => {
    if (!FIRMS.has(other.kind)) return
    const known = firms.get(nodeName(end)) ?? new Set()
    firms.set(nodeName(end), known.add(nodeName(other)))
  }
  for (const { from, to, kind } of edges) {
    if (kind === 'REACHED_BY' || kind === 'PAID_ON' || kind === 'POSTS') {
      note(from, to)
      note(to, from)
    }
  }
  return nodes
    .flatMap((node): Pattern[] => {
      const count = firms.get(nodeName(node))?.size ?? 0
      const signals = (node.signals ?? []).map((code) => ({ code, node, count: 1 }))
      if (signals.length > 0) return signals
      if (node.damped) return []
      if (HANDLES.has(node.kind) && count >= SHARED_FROM) return [{ code: 'SHARED', node, count }]
      if (node.kind === 'person' && count >= ROTATES_FROM) return [{ code: 'ROTATES', node, count }]
      return []
    })
    .toSorted((a, b) => b.count - a.count || (nodeName(a.node) < nodeName(b.node) ? -1 : 1))
}

/** The patterns by the name of their node. */
export function patternsByNode(
  nodes: readonly NetworkNode[],
  edges: readonly NetworkEdge[],
): ReadonlyMap<string, readonly Pattern[]> {
  return Map.groupBy(patternsIn(nodes, edges), ({ node }) => nodeName(node))
}

/** Stands before the name of a node in which something stands out. */
export const PATTERN_SIGN = '✱'
