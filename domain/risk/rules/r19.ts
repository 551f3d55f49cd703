import { daysBetween } from '../../calendar/local-date.ts'
import { intersection, toSpan } from '../../calendar/spans.ts'
import { declarationFacts } from '../evidence.ts'
import { outside } from '../outside-facts.ts'
import { parameter } from '../parameters.ts'
import { clear, fact, limitFact, outsideLine, periodValue, personRule, sighting } from '../rule.ts'
import { eachDeclaration } from '../walk.ts'

/** R19: posted and employed in Belgium at once. Facts: declarations, Dimona. */
export const r19 = personRule({
  code: 'R19',
  version: 1,
  kind: 'SOFT',
  severity: 'HIGH',
  needs: ['DIMONA'],
  ground: ['Regulation (EC) 883/2004 art. 12-13'],
  parameters: { maxDays: parameter('DAYS', 0, [0, 60]) },
  find: (context, { maxDays }) =>
    eachDeclaration(context, (declaration) => {
      const shared = outside(context.facts, 'DIMONA').flatMap((employment) => {
        const days = intersection(toSpan(employment.period), declaration.body.period)
        return days ? [{ employment, days }] : []
      })
      const longest = shared.find(({ days }) => daysBetween(days.from, days.to) + 1 > maxDays)
      if (!longest) {
        clear(context, shared.length > 0 ? 'WITHIN_LIMIT' : 'OTHER_MATTER')
        return null
      }
      const { employment, days } = longest
      const line = outsideLine('DIMONA', employment.id)
      return sighting([declaration.id, employment.id], { declaration }, [
        ...declarationFacts(context, declaration),
        fact('dimonaEmployer', 'text', employment.employerName, line, 'employerName'),
        fact('dimonaPeriod', 'period', periodValue(employment.period), line, 'period'),
        fact('sharedPeriod', 'period', periodValue(days), line, 'period'),
        limitFact(maxDays),
      ])
    }),
})
