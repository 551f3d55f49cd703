/** A large invented network: a row of enterprises, each with its workers, and the next one. */
import {
  NEIGHBOURS_MAX,
  type NetworkAround,
  type NetworkEdge,
  type NetworkNode,
  type NodeRef,
} from '../../domain/contract/network.ts'

/** The enterprises; all together have some 2,000 workers. */
export const FIRMS = 14
/** Neighbours of each: its workers and the next one. */
const WORKERS = NEIGHBOURS_MAX - 1

const firm = (n: number): NetworkNode => ({
  kind: 'enterprise',
  key: `firm-${n}`,
  label: `Bouwbedrijf ${n}`,
  damped: false,
})
const worker = (n: number, i: number): NetworkNode => ({
  kind: 'person',
  key: `worker-${n}-${i}`,
  label: `WERKNEMER ${n}-${i}`,
  damped: false,
})

function edge(kind: NetworkEdge['kind'], from: NetworkNode, to: NetworkNode): NetworkEdge {
  const at = { kind: 'dossier' as const, id: `d${to.key}` }
  const day = '2026-01-05'
  return {
    kind,
    from: { kind: from.kind, key: from.key },
    to: { kind: to.kind, key: to.key },
    count: 1,
    evidence: [{ kind: 'dossier', id: at.id, label: `FL-${to.key}`, from: day, to: null, at }],
    until: null,
  }
}

function aroundFirm(n: number): NetworkAround {
  const node = firm(n)
  const workers = Array.from({ length: WORKERS }, (_, i) => worker(n, i))
  const next = n + 1 < FIRMS ? [firm(n + 1)] : []
  return {
    node,
    neighbours: [...next, ...workers],
    edges: [
      ...next.map((one) => edge('CLIENT', node, one)),
      ...workers.map((one) => edge('EMPLOYS', node, one)),
    ],
    total: next.length + workers.length,
    cuts: [],
  }
}

/** One step of it; null for a node that is none of it. */
export function inventedAround({ kind, key }: NodeRef): NetworkAround | null {
  const [, n, i] = /^(?:firm|worker)-(\d+)(?:-(\d+))?$/.exec(key)?.map(Number) ?? []
  if (n === undefined || n >= FIRMS) return null
  if (kind === 'enterprise') return aroundFirm(n)
  const node = worker(n, i!)
  const edges = [edge('EMPLOYS', firm(n), node)]
  return { node, neighbours: [firm(n)], edges, total: 1, cuts: [] }
}
