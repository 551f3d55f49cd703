/** Which region decides on work (domain facts 1.3; cooperation agreement of 2 February 2018, art. 7-8). */
import type { CompetenceGround, Region } from '../contract/codes.ts'
import type { DossierBody, EnterpriseBody } from '../contract/records.ts'
import { regionOfMunicipality } from '../reference/municipalities.ts'

/** A worker is "mainly" employed at the one place where more than this share of the working time lies. */
const MAIN_SHARE = 0.5

/** Which region, and what it follows from. */
export interface Competence {
  region: Region
  ground: CompetenceGround
}

const competence = (region: Region | null, ground: CompetenceGround): Competence | null =>
  region && { region, ground }

/**
 * The region of the one workplace; of several that of the place where the worker is mainly employed.
 * Shares of places are not added up: without such a place the employer's registered office in Belgium
 * decides, even where most of the work lies in another region. Without a seat in Belgium the region of
 * all workplaces, when they agree. Null when this points nowhere.
 */
export function competenceOf(
  { workplaces }: Pick<DossierBody, 'workplaces'>,
  employer: Pick<EnterpriseBody, 'address'> | null,
): Competence | null {
  if (workplaces.length === 1) {
    return competence(regionOfMunicipality(workplaces[0]!.municipality), 'WORKPLACE')
  }
  const main = workplaces.find(({ share }) => share > MAIN_SHARE)
  if (main) return competence(regionOfMunicipality(main.municipality), 'MAIN_WORKPLACE')
  const seat = employer?.address.municipality
  if (seat) return competence(regionOfMunicipality(seat), 'SEAT')
  const regions = new Set(workplaces.map(({ municipality }) => regionOfMunicipality(municipality)))
  return regions.size === 1 ? competence([...regions][0]!, 'ALL_WORKPLACES') : null
}

/** The region alone; null when nothing points to one. */
export function competentRegion(
  body: Pick<DossierBody, 'workplaces'>,
  employer: Pick<EnterpriseBody, 'address'> | null,
): Region | null {
  return competenceOf(body, employer)?.region ?? null
}
