/** The building site for which somebody is declared: where works must be declared (art. 30bis) too. */
import type { DeclarationBody } from '../contract/records.ts'
import { enterpriseKeys } from '../linking/enterprise-keys.ts'
import { placeLine } from '../linking/places.ts'

/**
 * The first place of a declaration in force for building work that tells more than a municipality, in
 * one line (domain/linking/places.ts); null for other work, or when no such place is told.
 */
export function buildingSite({ status, sector, places }: DeclarationBody): string | null {
  if (status !== 'ACTIVE' || sector !== 'CONSTRUCTION') return null
  for (const place of places) {
    const line = placeLine(place)
    if (line !== null) return line
  }
  return null
}

/** A place never has this sign; what stands behind it is a client. */
const CLIENT = '|'

/** The building site with the number of the first client behind it; null when there is no site. */
export function siteOfClient(declaration: DeclarationBody): string | null {
  const site = buildingSite(declaration)
  const [client = ''] = enterpriseKeys([declaration.clients[0]?.enterpriseNumber ?? null])
  return site === null ? null : `${site}${CLIENT}${client}`
}
