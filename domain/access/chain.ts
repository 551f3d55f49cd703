/**
 * The chain of the access log: each entry's hash covers the hash before it and the entry's whole
 * text, so that any change, loss or other order of entries shows in every hash that follows.
 */
import type { AccessEntry } from '../contract/access.ts'

/** What stands for the hash before the first entry. */
export const CHAIN_START = '0'.repeat(64)

/** JSON with the keys of every object in order: equal values have equal texts. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const fields = Object.entries(value).filter(([, field]) => field !== undefined)
  const sorted = fields.toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${sorted.map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`).join(',')}}`
}

/** SHA-256 of a text, in hexadecimal: domain/ has no hash of its own. */
export type Sha256 = (text: string) => string

/** An entry as it is stored: its canonical text between two hashes. */
export interface Link {
  seq: number
  text: string
  prevHash: string
  hash: string
}

/** The end of a chain. */
export interface ChainHead {
  seq: number
  hash: string
}

export const EMPTY_CHAIN: ChainHead = { seq: 0, hash: CHAIN_START }

/** The links of new entries after a head; `seq` of the entries must follow on it. */
export function linksOf(head: ChainHead, entries: readonly AccessEntry[], sha256: Sha256): Link[] {
  let prevHash = head.hash
  return entries.map((entry) => {
    const text = canonicalJson(entry)
    const link = { seq: entry.seq, text, prevHash, hash: sha256(prevHash + text) }
    prevHash = link.hash
    return link
  })
}

/** What is wrong with a link: its place, what it hangs on, or what it says. */
export type ChainFault = 'NUMBER' | 'LINK' | 'CONTENT'

/** What is wrong with a link that should follow a head; null when it does. */
export function faultOf(head: ChainHead, link: Link, sha256: Sha256): ChainFault | null {
  if (link.seq !== head.seq + 1) return 'NUMBER'
  if (link.prevHash !== head.hash) return 'LINK'
  if (link.hash !== sha256(link.prevHash + link.text)) return 'CONTENT'
  // The number inside the hashed text is the one that counts.
  return seqIn(link.text) === link.seq ? null : 'CONTENT'
}

function seqIn(text: string): unknown {
  try {
    return (JSON.parse(text) as { seq?: unknown } | null)?.seq
  } catch {
    return undefined
  }
}

/** The first link of a stretch that does not follow, or the head after all of them. */
export function walkChain(
  head: ChainHead,
  links: readonly Link[],
  sha256: Sha256,
): { head: ChainHead; broken: { seq: number; fault: ChainFault } | null } {
  let at = head
  for (const link of links) {
    const fault = faultOf(at, link, sha256)
    if (fault) return { head: at, broken: { seq: at.seq + 1, fault } }
    at = { seq: link.seq, hash: link.hash }
  }
  return { head: at, broken: null }
}
