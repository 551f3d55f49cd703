/** The network of persons, enterprises and what they share, as the window grows it. */
import * as v from 'valibot'
import {
  EVIDENCE_PAGES,
  NETWORK_CUTS,
  NETWORK_EDGES,
  NETWORK_EVIDENCE,
  NETWORK_NODES,
  NETWORK_RULES,
} from '../network/codes.ts'
import { Id, LocalDateText } from './records.ts'

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))

/** Neighbours that one step shows, the most often seen first; the total tells how many there are. */
export const NEIGHBOURS_MAX = 150
/** Records that are named for one edge, the latest first. */
export const EVIDENCE_MAX = 20
/** Nodes of which an export may consist. */
export const NETWORK_MAX = 2_000

export const NodeRef = v.strictObject({
  kind: v.picklist(NETWORK_NODES),
  /** Id of the record; of the others the normalised number, place or handle. */
  key: v.pipe(v.string(), v.minLength(1), v.maxLength(300)),
})
export type NodeRef = v.InferOutput<typeof NodeRef>

export const NetworkNode = v.strictObject({
  ...NodeRef.entries,
  label: v.string(),
  /** Who acts for many by trade (domain/reference/intermediaries.ts): ties through it say little. */
  damped: v.boolean(),
  /** Rules that see something in it as the desk holds it (domain/network/patterns.ts); absent: none. */
  signals: v.optional(v.array(v.picklist(NETWORK_RULES))),
})
export type NetworkNode = v.InferOutput<typeof NetworkNode>

/** Where a piece of evidence can be read; of a comparison the id of its person. */
export const EvidencePage = v.strictObject({ kind: v.picklist(EVIDENCE_PAGES), id: Id })
export type EvidencePage = v.InferOutput<typeof EvidencePage>

export const EdgeEvidence = v.strictObject({
  kind: v.picklist(NETWORK_EVIDENCE),
  id: Id,
  label: v.string(),
  /** When it held; null where the record tells no day. */
  from: v.nullable(LocalDateText),
  to: v.nullable(LocalDateText),
  /** Null: on no page of its own. */
  at: v.nullable(EvidencePage),
})
export type EdgeEvidence = v.InferOutput<typeof EdgeEvidence>

export const NetworkEdge = v.strictObject({
  kind: v.picklist(NETWORK_EDGES),
  from: NodeRef,
  to: NodeRef,
  count: Count,
  /** The latest; the count tells how many there are. */
  evidence: v.array(EdgeEvidence),
  /** The last day of all that carries it; null: it goes on, or nothing tells. */
  until: v.nullable(LocalDateText),
})
export type NetworkEdge = v.InferOutput<typeof NetworkEdge>

/** Of so many records the latest alone were read: neighbours that others name are missing. */
export const NetworkCut = v.strictObject({
  kind: v.picklist(NETWORK_CUTS),
  read: Count,
  of: Count,
})
export type NetworkCut = v.InferOutput<typeof NetworkCut>

/** A node with its neighbours and what ties them to it. */
export const NetworkAround = v.strictObject({
  node: NetworkNode,
  neighbours: v.array(NetworkNode),
  edges: v.array(NetworkEdge),
  /** Neighbours that the records which were read name. */
  total: Count,
  cuts: v.array(NetworkCut),
})
export type NetworkAround = v.InferOutput<typeof NetworkAround>

/** What leaves the desk as a file; noted before it is saved. */
export const NetworkExport = v.strictObject({
  root: NodeRef,
  format: v.picklist(['PNG', 'CSV']),
  nodes: v.pipe(v.array(NodeRef), v.maxLength(NETWORK_MAX)),
})
export type NetworkExport = v.InferOutput<typeof NetworkExport>
