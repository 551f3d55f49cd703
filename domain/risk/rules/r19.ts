import { daysBetween } from '../../calendar/local-date.ts'
import { intersection, toSpan, type Span } from '../../calendar/spans.ts'
import type { TandemRecord } from '../../contract/records.ts'
import { activeEmployments } from '../employments.ts'
import { declarationFacts } from '../evidence.ts'
import { parameter } from '../parameters.ts'
import { clear, fact, limitFact, periodValue, personRule, sighting } from '../rule.ts'
import { largest } from '../screens.ts'
import { eachDeclaration } from '../walk.ts'

/** Employments that share days with a period. */
const sharedWith = (employments: readonly TandemRecord<'employment'>[], period: Span) =>
  employments.flatMap((employment) => {
    const days = intersection(toSpan(employment.body.period), period)
    return days ? [{ employment, days }] : []
  })

/** R19: posted and employed in Belgium at once. Facts: declarations, Dimona. */
export const r19 = personRule({
  code: 'R19',
  version: 2,
  kind: 'SOFT',
  severity: 'HIGH',
  needs: ['DIMONA'],
  sees: ['IDENTITY'],
  ground: ['Regulation (EC) 883/2004 art. 12-13'],
  parameters: { maxDays: parameter('DAYS', 0, [0, 60]) },
  screens: [
    {
      measure: ({ facts, active }) => {
        const employments = activeEmployments(facts)
        return largest(active, ({ body: { period } }) =>
          largest(
            sharedWith(employments, period),
            ({ days }) => daysBetween(days.from, days.to) + 1,
          ),
        )
      },
      mayFire: (days, { maxDays }) => days > maxDays,
    },
  ],
  find(context, { maxDays }) {
    const employments = activeEmployments(context.facts)
    if (employments.length === 0) return clear(context, 'NO_RECORD')
    return eachDeclaration(context, (declaration) => {
      const shared = sharedWith(employments, declaration.body.period)
      const longest = shared.find(({ days }) => daysBetween(days.from, days.to) + 1 > maxDays)
      if (!longest) {
        const employment = shared[0]?.employment ?? employments[0]!
        clear(context, shared.length > 0 ? 'WITHIN_LIMIT' : 'OTHER_MATTER', () =>
          fact('dimonaPeriod', 'period', periodValue(employment.body.period), employment, 'period'),
        )
        return null
      }
      const { employment, days } = longest
      const { employer, period } = employment.body
      return sighting([declaration.id, employment.id], { declaration }, [
        ...declarationFacts(context, declaration),
        fact('dimonaEmployer', 'text', employer.name, employment, 'employer.name'),
        fact('dimonaPeriod', 'period', periodValue(period), employment, 'period'),
        fact('sharedPeriod', 'period', periodValue(days), employment, 'period'),
        limitFact(maxDays),
      ])
    })
  },
})
