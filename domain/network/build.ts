/**
 * One step of a network: the neighbours of a node and the records that tie them to it. Pure: who reads
 * the records says which node each name in them is.
 */
import type {
  EdgeEvidence,
  EvidencePage,
  NetworkAround,
  NetworkCut,
  NetworkEdge,
  NetworkNode,
  NodeRef,
} from '../contract/network.ts'
import { EVIDENCE_MAX, NEIGHBOURS_MAX } from '../contract/network.ts'
import type { TandemRecord } from '../contract/records.ts'
import type { NetworkEdgeKind } from './codes.ts'

/** The name of a node within one network. */
export const nodeName = ({ kind, key }: NodeRef): string => `${kind} ${key}`

/** A declaration with the nodes that its names stand for; null: not told, or not known here. */
export interface PlacedDeclaration {
  record: TandemRecord<'declaration'>
  sender: NetworkNode | null
  worker: NetworkNode | null
  clients: readonly NetworkNode[]
  sites: readonly NetworkNode[]
  /** Who answers for the sender, and by what both are reached. */
  liaison: NetworkNode | null
  handles: readonly NetworkNode[]
}

/** A line of declared works with the nodes that its names stand for; null: not told. */
export interface PlacedWorks {
  id: string
  works: NonNullable<TandemRecord<'registerLine'>['body']['works']>
  contractor: NetworkNode
  orderedBy: NetworkNode | null
  principal: NetworkNode | null
  site: NetworkNode | null
}

export interface PlacedDossier {
  record: TandemRecord<'dossier'>
  employer: NetworkNode | null
  filer: NetworkNode | null
  worker: NetworkNode | null
}

/** The page of the first of these that stands in the register here. */
export function pageOfFirm(...firms: readonly (NetworkNode | null)[]): EvidencePage | null {
  const known = firms.find((firm) => firm?.kind === 'enterprise')
  return known ? { kind: 'enterprise', id: known.key } : null
}

interface Tie {
  neighbour: NetworkNode
  edge: NetworkEdge
}

/** Gathers what ties others to one node. */
export class Around {
  readonly #node: NetworkNode
  readonly #ties = new Map<string, Tie>()

  constructor(node: NetworkNode) {
    this.#node = node
  }

  /** Notes an edge when one of its ends is the node; others are of other steps. */
  tie(
    kind: NetworkEdgeKind,
    from: NetworkNode | null,
    to: NetworkNode | null,
    evidence: EdgeEvidence,
  ): void {
    if (!from || !to) return
    const me = nodeName(this.#node)
    const [a, b] = [nodeName(from), nodeName(to)]
    if (a === b || (a !== me && b !== me)) return
    const key = `${kind} ${a} ${b}`
    const known = this.#ties.get(key)
    if (!known) {
      const ref = ({ kind: of, key: value }: NodeRef): NodeRef => ({ kind: of, key: value })
      const edge: NetworkEdge = {
        kind,
        from: ref(from),
        to: ref(to),
        count: 1,
        evidence: [evidence],
        until: null,
      }
      this.#ties.set(key, { neighbour: a === me ? to : from, edge })
      return
    }
    known.edge.count += 1
    known.edge.evidence.push(evidence)
  }

  declaration(placed: PlacedDeclaration): void {
    const { record, sender, worker, clients, sites, liaison, handles } = placed
    const { id, body } = record
    const at: EvidencePage = worker
      ? { kind: 'comparison', id: worker.key }
      : { kind: 'declaration', id }
    const evidence: EdgeEvidence = {
      kind: 'declaration',
      id,
      label: body.l1Number,
      ...body.period,
      at,
    }
    this.tie('POSTS', sender, worker, evidence)
    for (const client of clients) this.tie('CLIENT', sender, client, evidence)
    for (const site of sites) {
      this.tie('WORKS_AT', worker, site, evidence)
      this.tie('WORKS_AT', sender, site, evidence)
    }
    this.tie('SPEAKS_FOR', liaison, sender, evidence)
    for (const handle of handles) {
      this.tie('REACHED_BY', sender, handle, evidence)
      this.tie('REACHED_BY', liaison, handle, evidence)
    }
  }

  /** A link of a chain of contractors: who orders whose part; whoever nobody orders from was called by the principal. */
  works({ id, works, contractor, orderedBy, principal, site }: PlacedWorks): void {
    const at = pageOfFirm(contractor, orderedBy, principal)
    const evidence: EdgeEvidence = { kind: 'works', id, label: works.number, ...works.period, at }
    this.tie('SUBCONTRACTS', orderedBy, contractor, evidence)
    if (orderedBy === null) this.tie('BUILDS_FOR', contractor, principal, evidence)
    this.tie('WORKS_AT', contractor, site, evidence)
  }

  dossier({ record, employer, filer, worker }: PlacedDossier): void {
    const { id, body } = record
    const { from = body.submittedOn, to = null } = body.authorised ?? {}
    const at: EvidencePage = { kind: 'dossier', id }
    const evidence: EdgeEvidence = { kind: 'dossier', id, label: body.reference, from, to, at }
    this.tie('EMPLOYS', employer, worker, evidence)
    if (filer && employer && filer.key !== employer.key) {
      this.tie('FILES', filer, employer, evidence)
    }
  }

  /** The step: neighbours that are seen most often first; `cuts`: what was not read. */
  done(cuts: readonly NetworkCut[] = []): NetworkAround {
    const byName = new Map<
      string,
      { neighbour: NetworkNode; count: number; edges: NetworkEdge[] }
    >()
    for (const { neighbour, edge } of this.#ties.values()) {
      const name = nodeName(neighbour)
      const known = byName.get(name) ?? { neighbour, count: 0, edges: [] }
      known.count += edge.count
      known.edges.push(edge)
      byName.set(name, known)
    }
    const all = [...byName.values()].toSorted(
      (a, b) => b.count - a.count || (nodeName(a.neighbour) < nodeName(b.neighbour) ? -1 : 1),
    )
    const shown = all.slice(0, NEIGHBOURS_MAX)
    return {
      node: this.#node,
      neighbours: shown.map(({ neighbour }) => neighbour),
      edges: shown.flatMap(({ edges }) => edges.map(latestFirst)),
      total: all.length,
      cuts: [...cuts],
    }
  }
}

/** The last day of what carries an edge; null while some of it goes on, or tells no day. A bankruptcy ends no term. */
function untilOf({ evidence }: NetworkEdge): string | null {
  const days = evidence.flatMap(({ kind, to }) => (kind === 'bankruptcy' ? [] : [to]))
  return days.some((to) => to === null) ? null : ((days as string[]).toSorted().at(-1) ?? null)
}

function latestFirst(edge: NetworkEdge): NetworkEdge {
  const evidence = edge.evidence
    .toSorted((a, b) => ((a.from ?? '') > (b.from ?? '') ? -1 : 1))
    .slice(0, EVIDENCE_MAX)
  return { ...edge, evidence, until: untilOf(edge) }
}
