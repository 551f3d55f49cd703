/** The closed lists of the network. Plain lists: the window's addresses read them too. */

/**
 * What a node is. `sender`: an employer that declares and stands in no register here. `liaison`: who answers for a
 * sender (act of 5 March 2002 art. 7/2), by name and by how they are reached.
 */
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
  'liaison',
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
  'SPEAKS_FOR',
  'LIVES_AT',
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
  'payment',
] as const

/** Pages on which a piece of evidence can be read; `declaration`: of a worker who is nobody known, as one of a pair. */
export const EVIDENCE_PAGES = [
  'dossier',
  'enterprise',
  'person',
  'comparison',
  'declaration',
] as const

/** Of what a step reads the latest alone when there is much. `giver`: who gives a telephone, e-mail or address. */
export const NETWORK_CUTS = [
  'dossier',
  'declaration',
  'mandate',
  'works',
  'directorship',
  'account',
  'payment',
  'resident',
  'giver',
] as const
export type NetworkCutKind = (typeof NETWORK_CUTS)[number]

/** Rules that look at who is tied to an enterprise or a worker: what they see stands out in the network. */
export const NETWORK_RULES = ['R17', 'R20', 'R21', 'R39', 'R40', 'R43', 'R51', 'R52'] as const
export type NetworkRule = (typeof NETWORK_RULES)[number]

/** Kinds from which a network may start: records of their own. */
export const NETWORK_ROOTS = ['enterprise', 'person'] as const
export type NetworkRootKind = (typeof NETWORK_ROOTS)[number]
