/**
 * What stands out in a network as far as it was grown: a hint to ask about, never a verdict. The
 * rules that judge the same on all records are R17, R21 and R40.
 */
import type { NetworkEdge, NetworkNode, NodeRef } from '../contract/network.ts'
import { nodeName } from './build.ts'

export interface Pattern {
  code: 'SHARED' | 'ROTATES'
  node: NetworkNode
  /** Enterprises that share it, or senders of one person. */
  count: number
}

/** From so many enterprises on a telephone, e-mail, address or site is shared. */
const SHARED_FROM = 3
/** From so many senders on a worker goes from one to the other. */
const ROTATES_FROM = 3

const HANDLES = new Set(['address', 'phone', 'email'])
const FIRMS = new Set(['enterprise', 'sender'])

/** Handles that several enterprises give, and workers whom several send; lawful intermediaries left out. */
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
    if (kind === 'REACHED_BY' || kind === 'POSTS') {
      note(from, to)
      note(to, from)
    }
  }
  return nodes
    .flatMap((node): Pattern[] => {
      const count = firms.get(nodeName(node))?.size ?? 0
      if (node.damped) return []
      if (HANDLES.has(node.kind) && count >= SHARED_FROM) return [{ code: 'SHARED', node, count }]
      if (node.kind === 'person' && count >= ROTATES_FROM) return [{ code: 'ROTATES', node, count }]
      return []
    })
    .toSorted((a, b) => b.count - a.count || (nodeName(a.node) < nodeName(b.node) ? -1 : 1))
}
