import { addMonths } from '../../calendar/local-date.ts'
import { declarationFacts } from '../evidence.ts'
import { parameter } from '../parameters.ts'
import { clear, fact, limitFact, periodValue, personRule, sighting } from '../rule.ts'
import { claimsPosting, eachCase } from '../walk.ts'

/**
 * R03: the residence permit of the home country ends before the declared work does, or gives a right
 * of stay of no more than three months. Facts: declarations with posting papers.
 */
export const r03 = personRule({
  code: 'R03',
  version: 1,
  kind: 'HARD',
  severity: 'HIGH',
  sees: ['IDENTITY', 'POSTING_PAPERS'],
  ground: ['S24', 'S25'],
  parameters: {
    /** A right of stay must last longer than so many months. */
    minStay: parameter('MONTHS', 3, [0, 24], { source: 'S24', confidence: 'MEDIUM' }),
  },
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
      const tooShort = stay.to !== null && addMonths(stay.from, minStay) >= stay.to
      if ((stay.to === null || stay.to >= record.body.period.to) && !tooShort) {
        clear(context, 'PAPERS_IN_ORDER', shown)
        return null
      }
      const facts = [...declarationFacts(context, record), shown(), limitFact(minStay)]
      return sighting([record.id], { declaration: record }, facts, verdict.exceptions)
    }),
})
