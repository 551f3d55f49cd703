import { periodFact } from '../evidence.ts'
import { parameter } from '../parameters.ts'
import {
  fewestDays,
  postingStretches,
  replacementStretches,
  stretchFacts,
} from '../posting-stretches.ts'
import { clear, limitFact, personRule, sighting } from '../rule.ts'
import { largest, SHARES_TASK } from '../screens.ts'

/** Fewest and most months that the limit may be. */
const MONTHS = [12, 36] as const

/**
 * R16: posted for longer than 18 months, the longest that a motivated notification allows. The days of those
 * whom the worker replaced count too. Facts: declarations of one employer for one task at one place.
 */
export const r16 = personRule({
  code: 'R16',
  version: 4,
  kind: 'HARD',
  severity: 'HIGH',
  sees: ['IDENTITY'],
  ground: ['Act of 5 March 2002', 'Act of 12 June 2020', 'S64'],
  parameters: {
    months: parameter('MONTHS', 18, MONTHS, { source: 'S63', confidence: 'MEDIUM' }),
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
    if (context.active.length === 0) return clear(context, 'NOT_IN_FORCE')
    const stretches = [
      ...postingStretches(context, months),
      ...replacementStretches(context, months),
    ]
    const found = stretches.flatMap((stretch) => {
      if (!stretch.longerThan(months)) {
        clear(context, 'WITHIN_LIMIT', () => stretchFacts(stretch).at(-1)!)
        return []
      }
      const about = { declaration: stretch.last }
      return [sighting([stretch.first.id], about, [...stretchFacts(stretch), limitFact(months)])]
    })
    if (found.length > 0) return found
    return clear(context, 'OTHER_MATTER', () => periodFact(context.active[0]!))
  },
})
