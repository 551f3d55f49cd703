import type { Dated } from './dated.ts'

/**
 * Longest authorised period with an end, in months: a check against mistyped years. The usual limits
 * (one to three years, four for a Blue Card, five for a professional card, domain facts 2.2) lie
 * within it; an authorisation of unlimited duration has no end.
 */
export const AUTHORISATION_MAX_MONTHS: Dated & { months: number } = {
  months: 60,
  validFrom: '2018-12-24',
  validTo: null,
  source: 'domain facts 2.2',
  confidence: 'LOW',
}
