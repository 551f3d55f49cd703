import { daysBetween } from '../../calendar/local-date.ts'
import { declarationFacts } from '../evidence.ts'
import { parameter } from '../parameters.ts'
import { clear, fact, limitFact, periodValue, personRule, sighting } from '../rule.ts'
import { eachCase } from '../walk.ts'

/**
 * R06: posted to Belgium within days of the home permit. Prior employment is no condition of law any
 * more (S164): context for other signals, never a ground. Facts: posting papers.
 */
export const r06 = personRule({
  code: 'R06',
  version: 1,
  kind: 'SOFT',
  severity: 'LOW',
  sees: ['IDENTITY', 'POSTING_PAPERS'],
  ground: ['S164'],
  parameters: {
    /** A posting that starts sooner after the start of the home permit. */
    minDays: parameter('DAYS', 30, [1, 180]),
  },
  find: (context, { minDays }) =>
    eachCase(context, ({ record }) => {
      const stay = record.body.postingProof?.homeResidence ?? null
      if (stay === null) {
        clear(context, 'PAPER_NOT_SEEN')
        return null
      }
      const days = daysBetween(stay.from, record.body.period.from)
      const counted = () => fact('days', 'number', days, record, 'postingProof.homeResidence')
      if (days < 0 || days >= minDays) {
        clear(context, 'WITHIN_LIMIT', counted)
        return null
      }
      const field = 'postingProof.homeResidence'
      return sighting([record.id], { declaration: record }, [
        ...declarationFacts(context, record),
        fact('homeResidence', 'period', periodValue(stay), record, field),
        counted(),
        limitFact(minDays),
      ])
    }),
})
