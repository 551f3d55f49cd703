/** The closed lists of the network. Plain lists: the window's addresses read them too. */

/** What a node is. `sender`: an employer that declares and stands in no register here. */
export const NETWORK_NODES = [
  'enterprise',
  'person',
  'sender',
  'site',
  'address',
  'phone',
  'email',
  'account',
  'director',
] as const
export type NetworkNodeKind = (typeof NETWORK_NODES)[number]

/** What ties two nodes: each by facts that records carry, and by nothing else. */
export const NETWORK_EDGES = [
  'EMPLOYS',
  'POSTS',
  'CLIENT',
  'MANDATE',
  'FILES',
  'WORKS_AT',
  'REACHED_BY',
  'PAID_ON',
  'DIRECTS',
  'SUBCONTRACTS',
  'BUILDS_FOR',
] as const
export type NetworkEdgeKind = (typeof NETWORK_EDGES)[number]

/** The records that carry an edge; of a director also the bankruptcy that the register tells with it. */
export const NETWORK_EVIDENCE = [
  'dossier',
  'declaration',
  'mandate',
  'register',
  'directorship',
  'bankruptcy',
  'account',
  'works',
] as const

/** Rules about an enterprise that look at who is tied to it: what they see stands out in the network. */
export const NETWORK_RULES = ['R17', 'R20', 'R21', 'R39', 'R40', 'R43'] as const
export type NetworkRule = (typeof NETWORK_RULES)[number]

/** Kinds from which a network may start: records of their own. */
export const NETWORK_ROOTS = ['enterprise', 'person'] as const
export type NetworkRootKind = (typeof NETWORK_ROOTS)[number]
