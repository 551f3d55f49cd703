/**
 * What was grown from whom, for as long as somebody is signed in: who follows the evidence and comes back goes on
 * where they were. It is kept with the answers in the memory of the window, goes with them when another person
 * signs in or the desk locks, and never reaches the disk or the address: it tells whom somebody looks into.
 */
import type { QueryClient } from '@tanstack/react-query'
import type { NodeRef } from '../../domain/contract/network.ts'
import { nodeName } from '../../domain/network/build.ts'
import type { Places } from './picture.ts'

export interface KeptNetwork {
  /** The nodes whose neighbours are shown, the root first, in the order in which they were grown. */
  grown: readonly NodeRef[]
  focused: string
  chosen: ReadonlySet<string>
  /** Where the nodes lay last. */
  places: Places
}

const KEPT = 'network.kept'
const keyOf = ({ kind, key }: NodeRef) => [KEPT, kind, key] as const

/** What is kept of the network of a root; at first the root alone. */
export function keptNetwork(client: QueryClient, root: NodeRef): KeptNetwork {
  const kept = client.getQueryData<KeptNetwork>(keyOf(root))
  return kept ?? { grown: [root], focused: nodeName(root), chosen: new Set(), places: new Map() }
}

/** Keeps it until the answers go. */
export function keepNetwork(client: QueryClient, root: NodeRef, kept: KeptNetwork): void {
  client.setQueryDefaults([KEPT], { gcTime: Number.POSITIVE_INFINITY, structuralSharing: false })
  client.setQueryData<KeptNetwork>(keyOf(root), kept)
}
