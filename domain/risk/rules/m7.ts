import { cancelledOn, workBeforeCancelling } from '../../limosa/beyond.ts'
import { declarationFacts } from '../evidence.ts'
import { presenceFacts } from '../presence-days.ts'
import { clear, fact, personRule, sighting } from '../rule.ts'
import { anyOf } from '../screens.ts'

/**
 * M7: a declaration that was cancelled although its worker had been present at work on declared days
 * that no other declaration covers. Facts: declarations, presences. No parameters.
 */
export const m7 = personRule({
  code: 'M7',
  version: 1,
  kind: 'HARD',
  severity: 'HIGH',
  sees: ['IDENTITY'],
  ground: ['Programme Act (I) of 27 December 2006 art. 139', 'S57'],
  screens: [
    anyOf(({ facts }) =>
      facts.presences.length === 0
        ? 0
        : facts.declarations.filter((one) => workBeforeCancelling(facts, one).length > 0).length,
    ),
  ],
  find(context) {
    const { facts } = context
    if (facts.declarations.length === 0) return clear(context, 'NO_DECLARATION')
    const cancelled = facts.declarations.find(({ record }) => cancelledOn(record.body) !== null)
    if (!cancelled) return clear(context, 'NO_RECORD')
    if (facts.presences.length === 0) return clear(context, 'NO_PRESENCE')
    const found = facts.declarations.flatMap((one) => {
      const presences = workBeforeCancelling(facts, one)
      if (presences.length === 0) return []
      const { record } = one
      const seen = [
        ...declarationFacts(context, record),
        fact('cancelledOn', 'date', cancelledOn(record.body), record, 'cancelledAt'),
        ...presenceFacts(presences),
      ]
      return sighting([record.id], { declaration: record }, seen, [
        { name: 'OTHER_DECLARATION', outcome: 'NOT_MET' },
      ])
    })
    if (found.length > 0) return found
    const { record } = cancelled
    return clear(context, 'COVERED', () =>
      fact('cancelledOn', 'date', cancelledOn(record.body), record, 'cancelledAt'),
    )
  },
})
