import { coverWhole, toSpan } from '../../calendar/spans.ts'
import { declarationFacts } from '../evidence.ts'
import {
  clear,
  fact,
  periodValue,
  personRule,
  sighting,
  type DeclarationCase,
  type RuleContext,
} from '../rule.ts'
import { anyOf } from '../screens.ts'
import { claimsPosting, eachCase } from '../walk.ts'

/** False when the work authorisation of the home country was seen and does not cover the declared work. */
function isPermittedAtHome(context: RuleContext, one: DeclarationCase): boolean {
  const { postingProof, period } = one.record.body
  const work = postingProof?.homeWorkAuthorisation ?? null
  return work === null || !claimsPosting(context, one) || coverWhole([toSpan(work)], period)
}

/**
 * R04: the work authorisation of the home country does not cover the declared work. A paper that was
 * merely not seen does not suffice (M1 asks for it). Facts: declarations with posting papers.
 */
export const r04 = personRule({
  code: 'R04',
  version: 2,
  kind: 'HARD',
  severity: 'HIGH',
  sees: ['IDENTITY', 'POSTING_PAPERS'],
  ground: ['S24', 'S25'],
  screens: [
    anyOf((context) => context.cases.filter((one) => !isPermittedAtHome(context, one)).length),
  ],
  find: (context) =>
    eachCase(context, (one) => {
      const { record, verdict } = one
      const work = record.body.postingProof?.homeWorkAuthorisation ?? null
      if (!claimsPosting(context, one) || work === null) {
        if (work === null) clear(context, 'PAPER_NOT_SEEN')
        return null
      }
      const field = 'postingProof.homeWorkAuthorisation'
      const shown = () => fact('homeWorkAuthorisation', 'period', periodValue(work), record, field)
      if (coverWhole([toSpan(work)], record.body.period)) {
        clear(context, 'PAPERS_IN_ORDER', shown)
        return null
      }
      const facts = [...declarationFacts(context, record), shown()]
      return sighting([record.id], { declaration: record }, facts, verdict.exceptions)
    }),
})
