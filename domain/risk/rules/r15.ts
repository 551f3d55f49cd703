import { heldFact, heldOf, isHeldOn, notHeld, regionsOf } from '../holdings.ts'
import { sameEmployer } from '../../limosa/elements.ts'
import { outside } from '../outside-facts.ts'
import { parameter } from '../parameters.ts'
import {
  fewestDays,
  LEAST_MONTHS,
  postingStretches,
  replacementStretches,
  sameMatter,
  type Stretch,
  stretchFacts,
} from '../posting-stretches.ts'
import {
  clear,
  limitFact,
  NOTHING,
  personRule,
  type RuleContext,
  sighting,
  type Sighting,
} from '../rule.ts'
import { largest, SHARES_TASK } from '../screens.ts'

/** Fewest and most months that the limit may be. */
const MONTHS = [LEAST_MONTHS, 24] as const

/**
 * R15: posted for longer than 12 months without a motivated notification before they were over, of which the
 * desk holds all. The days of those whom the worker replaced count too: then it lies with the worker with whom
 * the months are over, and R17 tells of the sender. Facts: declarations, notifications.
 */
export const r15 = personRule({
  code: 'R15',
  version: 5,
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
    SHARES_TASK,
  ],
  find(context, { months }) {
    if (context.facts.declarations.length === 0) return clear(context, 'NO_DECLARATION')
    const found = [
      ...postingStretches(context, months),
      ...replacementStretches(context, months),
    ].flatMap((stretch) => unnotified(context, stretch, months) ?? [])
    return found.length > 0 ? found : NOTHING
  },
})

/** Whether a stretch was notified in the name of its sender before so many months were over. */
function isNotified({ facts }: RuleContext, { first, notified }: Stretch, lastDay: string) {
  const sender = first.body.employer
  return [...outside(facts, 'NOTIFICATIONS'), ...notified].some(
    ({ employer, filedOn }) =>
      sender !== null && employer !== null && sameEmployer(employer, sender) && filedOn <= lastDay,
  )
}

/** A stretch that is too long and was not notified, as far as the desk can know. */
function unnotified(context: RuleContext, stretch: Stretch, months: number): Sighting | null {
  if (!stretch.longerThan(months)) {
    clear(context, 'WITHIN_LIMIT', () => stretchFacts(stretch).at(-1)!)
    return null
  }
  const { first, last, from, workers } = stretch
  const lastDay = stretch.fullOn(months)!
  if (isNotified(context, stretch, lastDay)) {
    clear(context, 'COVERED')
    return null
  }
  const held = heldOf(context.facts, 'NOTIFICATIONS', regionsOf(first.body))
  if (!held.some((one) => isHeldOn([one], from) && isHeldOn([one], lastDay))) {
    notHeld(context, held)
    return null
  }
  return sighting([first.id], { declaration: last }, [
    ...stretchFacts(stretch),
    heldFact(held),
    limitFact(months),
    workers > 1 ? sameMatter('R17', last) : null,
  ])
}
