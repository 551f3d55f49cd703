import type { Dated } from './dated.ts'

/**
 * C11: the longest time during which a first employer may be made the only one (directive 2024/1233,
 * optional for member states). Whether Belgium took it up was not found.
 */
export const FIRST_EMPLOYER_LOCKS: readonly (Dated & { months: number })[] = [
  { months: 6, validFrom: '2026-05-22', validTo: null, source: 'S152', confidence: 'UNVERIFIED' },
]
