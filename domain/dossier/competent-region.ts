/** Which region decides on work (domain facts 1.3; cooperation agreement of 2 February 2018, art. 7-8). */
import type { Region } from '../contract/codes.ts'
import type { DossierBody, EnterpriseBody } from '../contract/records.ts'
import { regionOfMunicipality } from '../reference/municipalities.ts'

/** A worker is "mainly" employed where more than this share of the working time lies. */
const MAIN_SHARE = 0.5

/**
 * The region of the workplaces where the worker is mainly employed; without a main one the region
 * of the employer's registered office in Belgium; without a seat the region of all workplaces
 * when they agree. Null when this points nowhere.
 */
export function competentRegion(
  { workplaces }: Pick<DossierBody, 'workplaces'>,
  employer: Pick<EnterpriseBody, 'address'> | null,
): Region | null {
  if (workplaces.length === 1) return regionOfMunicipality(workplaces[0]!.municipality)
  const shares = new Map<Region | null, number>()
  for (const { municipality, share } of workplaces) {
    const region = regionOfMunicipality(municipality)
    shares.set(region, (shares.get(region) ?? 0) + share)
  }
  for (const [region, share] of shares) if (share > MAIN_SHARE) return region
  const seat = employer?.address.municipality
  if (seat) return regionOfMunicipality(seat)
  return shares.size === 1 ? [...shares.keys()][0]! : null
}
