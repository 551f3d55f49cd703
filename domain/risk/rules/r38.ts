import { isWorkPending } from '../../dossier/tracks.ts'
import type { EnterpriseFacts } from '../enterprise-facts.ts'
import { latest, outside } from '../outside-facts.ts'
import { parameter } from '../parameters.ts'
import { clear, enterpriseRule, fact, limitFact, outsideLine, sighting } from '../rule.ts'
import { both, bothOf, LEAST } from '../screens.ts'

const filedBy = ({ filings }: Pick<EnterpriseFacts, 'filings'>): number =>
  filings.reduce((sum, { count }) => sum + count, 0)

/**
 * R38: more permits asked and in force than the staff of an employer explains. Facts: dossiers of the
 * employer, its full-time equivalents.
 */
export const r38 = enterpriseRule({
  code: 'R38',
  version: 3,
  kind: 'SOFT',
  severity: 'MEDIUM',
  needs: ['STAFF'],
  sees: ['FIRM_FIGURES'],
  ground: ['BVR of 7 December 2018', 'S136'],
  parameters: {
    minPermits: parameter('COUNT', 5, [1, 50]),
    maxShare: parameter('PERCENT', 50, [5, 100]),
  },
  screens: [
    {
      measure: ({ facts }) => {
        const staff = latest(outside(facts, 'STAFF'))
        const filed = filedBy(facts)
        return staff ? both(filed, (100 * filed) / staff.fullTimeEquivalents) : LEAST
      },
      mayFire(measure, { minPermits, maxShare }) {
        const [filed, share] = bothOf(measure)
        // Equal: the limit of the rule may be rounded down.
        return filed > minPermits && share >= maxShare
      },
    },
  ],
  find(context, { minPermits, maxShare }) {
    const { enterprise } = context.facts
    const filed = filedBy(context.facts)
    if (filed === 0) return clear(context, 'NO_DOSSIER')
    const staff = latest(outside(context.facts, 'STAFF'))
    if (!staff) return clear(context, 'NO_RECORD')
    const limit = Math.max(minPermits, (maxShare / 100) * staff.fullTimeEquivalents)
    // Nobody has more permits than were asked: most employers are clear without a look at each.
    if (filed <= limit) {
      return clear(context, 'WITHIN_LIMIT', () =>
        fact('filings', 'number', filed, enterprise, 'dossiers'),
      )
    }
    const permits = context.facts.dossiers.filter(
      ({ body: { work, authorised } }) =>
        isWorkPending(work) ||
        (work.state === 'GRANTED' && (authorised?.to ?? context.today) >= context.today),
    )
    const counted = fact('permits', 'number', permits.length, enterprise, 'dossiers')
    if (permits.length <= limit) return clear(context, 'WITHIN_LIMIT', () => counted)
    const line = outsideLine('STAFF', staff)
    return [
      sighting([], {}, [
        counted,
        fact('fullTime', 'number', staff.fullTimeEquivalents, line, 'fullTimeEquivalents'),
        limitFact(limit),
      ]),
    ]
  },
})
