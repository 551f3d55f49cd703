import { heldFact, heldOf, isHeldOn, notHeld, regionsOf } from '../holdings.ts'
import { sameEmployer } from '../../limosa/elements.ts'
import { outside } from '../outside-facts.ts'
import { parameter } from '../parameters.ts'
import { fewestDays, postingStretches, stretchFacts } from '../posting-stretches.ts'
import { clear, limitFact, NOTHING, personRule, sighting } from '../rule.ts'
import { largest } from '../screens.ts'

/** Fewest and most months that the limit may be. */
const MONTHS = [6, 24] as const

/**
 * R15: posted for longer than 12 months without a motivated notification before they were over, of which the
 * desk holds all. Facts: declarations, notifications.
 */
export const r15 = personRule({
  code: 'R15',
  version: 4,
  kind: 'HARD',
  severity: 'MEDIUM',
  needs: ['NOTIFICATIONS'],
  sees: ['IDENTITY', 'WORKER_FILES'],
  ground: ['Act of 5 March 2002', 'Act of 12 June 2020', 'S63'],
  parameters: {
    months: parameter('MONTHS', 12, MONTHS, { source: 'S63', confidence: 'MEDIUM' }),
  },
  screens: [
    {
      measure: (context) => largest(postingStretches(context, MONTHS[0]), ({ days }) => days),
      mayFire: (days, { months }) => days > fewestDays(months),
    },
  ],
  find(context, { months }) {
    if (context.facts.declarations.length === 0) return clear(context, 'NO_DECLARATION')
    const notifications = outside(context.facts, 'NOTIFICATIONS')
    const found = postingStretches(context, months).flatMap((stretch) => {
      if (!stretch.longerThan(months)) {
        clear(context, 'WITHIN_LIMIT', () => stretchFacts(stretch).at(-1)!)
        return []
      }
      const lastDay = stretch.fullOn(months)!
      const sender = stretch.first.body.employer
      const notified = notifications.some(
        ({ employer, filedOn }) =>
          sender !== null &&
          employer !== null &&
          sameEmployer(employer, sender) &&
          filedOn <= lastDay,
      )
      if (notified) {
        clear(context, 'COVERED')
        return []
      }
      const held = heldOf(context.facts, 'NOTIFICATIONS', regionsOf(stretch.first.body))
      if (!held.some((one) => isHeldOn([one], stretch.from) && isHeldOn([one], lastDay))) {
        notHeld(context, held)
        return []
      }
      const about = { declaration: stretch.last }
      const facts = [...stretchFacts(stretch), heldFact(held), limitFact(months)]
      return [sighting([stretch.first.id], about, facts)]
    })
    return found.length > 0 ? found : NOTHING
  },
})
