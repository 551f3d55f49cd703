import type { Dated } from './dated.ts'

/**
 * The Mahis group of applications that must be in a mandate to file at Working in Belgium. Which
 * group it is has not been published: this name is ours and is configured here.
 */
export const MANDATE_GROUP: Dated & { group: string } = {
  group: 'WORKING_IN_BELGIUM',
  validFrom: '2007-01-01',
  validTo: null,
  source: 'not published',
  confidence: 'UNVERIFIED',
}
