/** What the law attaches to the silence of an authority at the end of a clock (domain facts 1.6, 1.10). */
import type { ClockId } from '../contract/codes.ts'
import type { Dated } from './dated.ts'

export interface SilentEffect extends Dated {
  clock: ClockId
  /**
   * TACIT_GRANT: what was asked may count as granted. BY_NATIONAL_LAW: the directive leaves the
   * consequence to national law, and none was found. ADVICE: the last advice decides.
   */
  effect: 'TACIT_GRANT' | 'BY_NATIONAL_LAW' | 'ADVICE'
  /** Days before the last day from which a desk warns. */
  warnDays: number
}

/** The banner of C3A from 15 days before is a choice of design; the others follow it. */
const WARN_DAYS = 15

export const SILENT_EFFECTS: readonly SilentEffect[] = [
  {
    clock: 'C3A',
    effect: 'TACIT_GRANT',
    warnDays: WARN_DAYS,
    validFrom: '2018-12-24',
    validTo: null,
    source: 'S10',
    confidence: 'LOW',
  },
  {
    clock: 'C3B',
    effect: 'BY_NATIONAL_LAW',
    warnDays: WARN_DAYS,
    validFrom: '2026-05-22',
    validTo: null,
    source: 'S20',
    confidence: 'LOW',
  },
  {
    clock: 'P4',
    effect: 'ADVICE',
    warnDays: WARN_DAYS,
    validFrom: '1965-02-19',
    validTo: null,
    source: 'S33b',
    confidence: 'MEDIUM',
  },
]
