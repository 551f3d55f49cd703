import { addMonths, daysBetween } from '../../calendar/local-date.ts'
import { declarationFacts } from '../evidence.ts'
import { parameter } from '../parameters.ts'
import {
  clear,
  fact,
  limitFact,
  periodValue,
  personRule,
  sighting,
  type DeclarationCase,
  type RuleContext,
} from '../rule.ts'
import { LEAST, MOST, smallest } from '../screens.ts'
import { claimsPosting, eachCase } from '../walk.ts'

/** No month is longer, in days. */
const LONGEST_MONTH = 31

/** Days of the right of stay that a declaration shows; none where it ends before the work. */
function staysFor(context: RuleContext, one: DeclarationCase): number {
  const { postingProof, period } = one.record.body
  const stay = postingProof?.homeResidence ?? null
  if (stay === null || stay.to === null || !claimsPosting(context, one)) return MOST
  return stay.to < period.to ? LEAST : daysBetween(stay.from, stay.to)
}

/**
 * R03: the residence permit of the home country ends before the declared work does, or gives a right
 * of stay of no more than three months. Facts: declarations with posting papers.
 */
export const r03 = personRule({
  code: 'R03',
  version: 3,
  kind: 'HARD',
  severity: 'HIGH',
  sees: ['IDENTITY', 'POSTING_PAPERS'],
  ground: ['S24', 'S25'],
  parameters: {
    /** A right of stay must last longer than so many months. */
    minStay: parameter('MONTHS', 3, [0, 24], { source: 'S24', confidence: 'MEDIUM' }),
  },
  screens: [
    {
      measure: (context) => smallest(context.cases, (one) => staysFor(context, one)),
      mayFire: (days, { minStay }) => days <= minStay * LONGEST_MONTH,
    },
  ],
  find: (context, { minStay }) =>
    eachCase(context, (one) => {
      const { record, verdict } = one
      const stay = record.body.postingProof?.homeResidence ?? null
      if (!claimsPosting(context, one) || stay === null) {
        if (stay === null) clear(context, 'PAPER_NOT_SEEN')
        return null
      }
      const shown = () =>
        fact('homeResidence', 'period', periodValue(stay), record, 'postingProof.homeResidence')
      const tooShort = stay.to !== null && addMonths(stay.from, minStay) > stay.to
      if ((stay.to === null || stay.to >= record.body.period.to) && !tooShort) {
        clear(context, 'PAPERS_IN_ORDER', shown)
        return null
      }
      const facts = [...declarationFacts(context, record), shown(), limitFact(minStay)]
      return sighting([record.id], { declaration: record }, facts, verdict.exceptions)
    }),
})
