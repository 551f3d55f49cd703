/** The term that an adviser usually gets, dated; the officer states the day in the letter. */
import { toWorkingDay } from '../calendar/holidays.ts'
import { addDays, type LocalDate } from '../calendar/local-date.ts'
import { ADVISERS, type Adviser, type ClockId } from '../contract/codes.ts'
import { endOfTerm } from '../dossier/clocks.ts'
import { clockTerm, lawfulTerm, type Term, type TermFile } from './clocks.ts'
import { rowOn, type Dated } from './dated.ts'
import { ownAmount, type OwnTables } from './own-rows.ts'

/** No source gives these: what services use among themselves, a region puts its own in place. */
export const ADVICE_TERMS: readonly (Dated & { term: Term })[] = [
  {
    term: { unit: 'DAYS', length: 30 },
    validFrom: '1965-02-19',
    validTo: null,
    source: 'not found',
    confidence: 'UNVERIFIED',
  },
]

/** On a professional card the advice has a clock of its own (domain facts 2.2). */
const CLOCK_OF: { readonly [A in Adviser]?: ClockId } = { VLAIO: 'P2', FIT: 'P2', REOV: 'P3' }

/**
 * Last day of an adviser's usual term when asked on a day about a file, by the region's own table where
 * it has a row. Codes that are no adviser get the usual one.
 */
export function adviceDeadline(
  adviser: string,
  on: LocalDate,
  file: TermFile,
  tables: OwnTables,
): LocalDate {
  const clock = ADVISERS.find((one) => one === adviser)
  const of = clock && file.procedure === 'PROFESSIONAL_CARD' ? CLOCK_OF[clock] : undefined
  if (of) {
    const last = endOfTerm(on, lawfulTerm(tables, file, of, on).term)
    return clockTerm(of, on).movesToWorkingDay ? toWorkingDay(last) : last
  }
  const own = ownAmount(tables, file.region, 'ADVICE', on)
  return own === null ? endOfTerm(on, rowOn(ADVICE_TERMS, on)!.term) : addDays(on, own)
}
