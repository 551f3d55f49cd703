import type { Dated } from './dated.ts'

/**
 * Hours of a full working week, with which the percentage of working time in DmfA is compared. The act
 * says at most 38 on average; many sectors have fewer, of which no table was found.
 */
export const FULL_TIME: readonly (Dated & { hours: number })[] = [
  {
    hours: 38,
    validFrom: '2003-01-01',
    validTo: null,
    source: 'GK',
    confidence: 'UNVERIFIED',
  },
]
