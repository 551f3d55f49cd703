/** The site for which somebody is declared: where works must be declared (art. 30bis) too. */
import type { LimosaSector } from '../contract/codes.ts'
import type { DeclarationBody } from '../contract/records.ts'
import { firstClientKey } from '../linking/mentions.ts'
import { placeLine } from '../linking/places.ts'

/** Sectors whose works are declared where they are done. */
const AT_WORKS: ReadonlySet<LimosaSector> = new Set<LimosaSector>(['CONSTRUCTION', 'CLEANING'])

/**
 * The first place of a declaration in force for building or cleaning that tells more than a municipality,
 * in one line (domain/linking/places.ts); null for other work, or when no such place is told.
 */
export function workSite({ status, sector, places }: DeclarationBody): string | null {
  if (status !== 'ACTIVE' || !AT_WORKS.has(sector)) return null
  for (const place of places) {
    const line = placeLine(place)
    if (line !== null) return line
  }
  return null
}

/** The same of building work alone. */
export const buildingSite = (body: DeclarationBody): string | null =>
  body.sector === 'CONSTRUCTION' ? workSite(body) : null

/** A place never has this sign; what stands behind it is a client. */
const CLIENT = '|'

/** The site of the work with the key of the first client behind it; null when there is no site. */
export function siteOfClient(declaration: DeclarationBody): string | null {
  const site = workSite(declaration)
  return site === null ? null : `${site}${CLIENT}${firstClientKey(declaration) ?? ''}`
}
