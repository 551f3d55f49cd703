/**
 * What stands out in a network as far as it was grown, and what the rules about networks see in its
 * enterprises and workers on all records of the desk: a hint to ask about, never a verdict.
 */
import type { NetworkEdge, NetworkNode, NodeRef } from '../contract/network.ts'
import { nodeName } from './build.ts'
import type { NetworkRule } from './codes.ts'

/** What is seen in what was grown alone. */
type OwnPattern = 'SHARED' | 'ROTATES' | 'WAGES' | 'LODGES'

export interface Pattern {
  code: OwnPattern | NetworkRule
  node: NetworkNode
  /** Enterprises that share it, senders of one person, workers who are paid or live there; of a signal one. */
  count: number
}

/** From so many enterprises on a telephone, e-mail, address or account is shared. */
const SHARED_FROM = 3
/** From so many senders on a worker goes from one to the other. */
const ROTATES_FROM = 3
/** From so many workers on the account of their wages is that of no couple (as R52). */
const WAGES_FROM = 3
/** From so many workers on a house is crowded (as R51). */
const LODGES_FROM = 6

const HANDLES = new Set(['address', 'phone', 'email', 'account'])
const FIRMS = new Set(['enterprise', 'sender'])

/** Signals; handles that several enterprises give, workers whom several send, and where many are paid or live; lawful intermediaries left out. */
export function patternsIn(
  nodes: readonly NetworkNode[],
  edges: readonly NetworkEdge[],
): Pattern[] {
  const firms = new Map<string, Set<string>>()
  const workers = new Map<string, Set<string>>()
  const note = (found: Map<string, Set<string>>, end: NodeRef, other: NodeRef) => {
    const known = found.get(nodeName(end)) ?? new Set()
    found.set(nodeName(end), known.add(nodeName(other)))
  }
  for (const { from, to, kind } of edges) {
    if (kind === 'REACHED_BY' || kind === 'PAID_ON' || kind === 'POSTS') {
      if (FIRMS.has(to.kind)) note(firms, from, to)
      if (FIRMS.has(from.kind)) note(firms, to, from)
    }
    if ((kind === 'PAID_ON' || kind === 'LIVES_AT') && from.kind === 'person') {
      note(workers, to, from)
    }
  }
  return nodes
    .flatMap((node): Pattern[] => {
      const count = firms.get(nodeName(node))?.size ?? 0
      const signals = (node.signals ?? []).map((code) => ({ code, node, count: 1 }))
      if (signals.length > 0) return signals
      if (node.damped) return []
      const theirs = workers.get(nodeName(node))?.size ?? 0
      if (node.kind === 'account' && theirs >= WAGES_FROM) {
        return [{ code: 'WAGES', node, count: theirs }]
      }
      if (node.kind === 'address' && theirs >= LODGES_FROM) {
        return [{ code: 'LODGES', node, count: theirs }]
      }
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
