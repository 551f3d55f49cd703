import { isWorkPending } from '../../dossier/tracks.ts'
import { outside } from '../outside-facts.ts'
import { parameter } from '../parameters.ts'
import { clear, enterpriseRule, fact, limitFact, outsideLine, sighting } from '../rule.ts'

/**
 * R38: more permits asked and in force than the staff of an employer explains. Facts: dossiers of the
 * employer, its full-time equivalents.
 */
export const r38 = enterpriseRule({
  code: 'R38',
  version: 2,
  kind: 'SOFT',
  severity: 'MEDIUM',
  needs: ['STAFF'],
  ground: ['BVR of 7 December 2018', 'S136'],
  parameters: {
    minPermits: parameter('COUNT', 5, [1, 50]),
    maxShare: parameter('PERCENT', 50, [5, 100]),
  },
  find(context, { minPermits, maxShare }) {
    const { enterprise, dossiers } = context.facts
    const staff = outside(context.facts, 'STAFF')[0]
    if (dossiers.length === 0) return clear(context, 'NO_DOSSIER')
    if (!staff) return clear(context, 'NO_RECORD')
    const permits = dossiers.filter(
      ({ body: { work, authorised } }) =>
        isWorkPending(work) ||
        (work.state === 'GRANTED' && (authorised?.to ?? context.today) >= context.today),
    )
    const limit = Math.max(minPermits, (maxShare / 100) * staff.fullTimeEquivalents)
    const counted = fact('permits', 'number', permits.length, enterprise, 'dossiers')
    if (permits.length <= limit) return clear(context, 'WITHIN_LIMIT', () => counted)
    const line = outsideLine('STAFF', staff.id)
    return [
      sighting([], {}, [
        counted,
        fact('fullTime', 'number', staff.fullTimeEquivalents, line, 'fullTimeEquivalents'),
        limitFact(limit),
      ]),
    ]
  },
})
