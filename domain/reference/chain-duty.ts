import type { Region } from '../contract/codes.ts'
import type { Dated } from './dated.ts'

/**
 * Where contractors must hold a fixed set of papers of each third-country worker of their direct
 * subcontractor (Flemish decree of 27 October 2023) [S76][S77][S78].
 */
export const CHAIN_DUTY: Dated & { region: Region } = {
  region: 'FL',
  validFrom: '2025-01-01',
  validTo: null,
  source: 'S76',
  confidence: 'MEDIUM',
}
