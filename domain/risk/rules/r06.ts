import { daysBetween } from '../../calendar/local-date.ts'
import type { DeclarationBody } from '../../contract/records.ts'
import { declarationFacts } from '../evidence.ts'
import { parameter } from '../parameters.ts'
import { clear, fact, limitFact, periodValue, personRule, sighting } from '../rule.ts'
import { MOST, smallest } from '../screens.ts'
import { eachCase } from '../walk.ts'

/** Days from the start of the home permit to the declared work; null when it was not seen. */
function sinceHome({ postingProof, period }: DeclarationBody): number | null {
  const stay = postingProof?.homeResidence ?? null
  return stay && daysBetween(stay.from, period.from)
}

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
  screens: [
    {
      measure: ({ cases }) =>
        smallest(cases, ({ record }) => {
          const days = sinceHome(record.body)
          return days === null || days < 0 ? MOST : days
        }),
      mayFire: (days, { minDays }) => days < minDays,
    },
  ],
  find: (context, { minDays }) =>
    eachCase(context, ({ record }) => {
      const stay = record.body.postingProof?.homeResidence ?? null
      const days = sinceHome(record.body)
      if (stay === null || days === null) {
        clear(context, 'PAPER_NOT_SEEN')
        return null
      }
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
