/** The term that an adviser usually gets, dated; the officer states the day in the letter. */
import type { LocalDate } from '../calendar/local-date.ts'
import { ADVISERS, type Adviser, type ClockId } from '../contract/codes.ts'
import { endOfTerm } from '../dossier/clocks.ts'
import { clockTerm, type Term } from './clocks.ts'
import { rowOn, type Dated } from './dated.ts'

/** No source gives these: what services use among themselves, to be replaced by theirs. */
const USUAL: readonly (Dated & { term: Term })[] = [
  {
    term: { unit: 'DAYS', length: 30 },
    validFrom: '1965-02-19',
    validTo: null,
    source: 'not found',
    confidence: 'UNVERIFIED',
  },
]

/** Advice on a professional card has a clock of its own (domain facts 2.2). */
const CLOCK_OF: { readonly [A in Adviser]?: ClockId } = { VLAIO: 'P2', FIT: 'P2', REOV: 'P3' }

/** Last day of an adviser's usual term when asked on a day. Codes that are no adviser get the usual one. */
export function adviceDeadline(adviser: string, on: LocalDate): LocalDate {
  const clock = ADVISERS.find((one) => one === adviser)
  const of = clock && CLOCK_OF[clock]
  return endOfTerm(on, of ? clockTerm(of, on).term : rowOn(USUAL, on)!.term)
}
