import { fold } from '../../linking/names.ts'
import { outside } from '../outside-facts.ts'
import { parameter } from '../parameters.ts'
import { postingStretches, stretchFacts } from '../posting-stretches.ts'
import { clear, limitFact, NOTHING, personRule, sighting } from '../rule.ts'

/**
 * R15: posted for longer than 12 months without a motivated notification before they were over. Facts:
 * declarations, notifications.
 */
export const r15 = personRule({
  code: 'R15',
  version: 2,
  kind: 'HARD',
  severity: 'MEDIUM',
  needs: ['NOTIFICATIONS'],
  ground: ['Act of 5 March 2002', 'Act of 12 June 2020', 'S63'],
  parameters: {
    months: parameter('MONTHS', 12, [6, 24], { source: 'S63', confidence: 'MEDIUM' }),
  },
  find(context, { months }) {
    if (context.facts.declarations.length === 0) return clear(context, 'NO_DECLARATION')
    const notifications = outside(context.facts, 'NOTIFICATIONS')
    const found = postingStretches(context, months).flatMap((stretch) => {
      if (!stretch.longerThan(months)) {
        clear(context, 'WITHIN_LIMIT', () => stretchFacts(stretch).at(-1)!)
        return []
      }
      const lastDay = stretch.fullOn(months)!
      const notified = notifications.some(
        ({ employerName, filedOn }) =>
          fold(employerName) === fold(stretch.employerName) && filedOn <= lastDay,
      )
      if (notified) {
        clear(context, 'COVERED')
        return []
      }
      const about = { declaration: stretch.last }
      return [sighting([stretch.first.id], about, [...stretchFacts(stretch), limitFact(months)])]
    })
    return found.length > 0 ? found : NOTHING
  },
})
