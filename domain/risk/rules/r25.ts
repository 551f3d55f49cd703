import { holds, toSpan } from '../../calendar/spans.ts'
import { outside } from '../outside-facts.ts'
import { parameter } from '../parameters.ts'
import { presenceFacts } from '../presence-days.ts'
import { clear, limitFact, personRule, sighting } from '../rule.ts'
import { activeDeclarations } from '../walk.ts'

/**
 * R25: registered at work on a day that no declaration in Limosa and no employment in Dimona covers.
 * Facts: presences, declarations, Dimona.
 */
export const r25 = personRule({
  code: 'R25',
  version: 1,
  kind: 'HARD',
  severity: 'CRITICAL',
  needs: ['DIMONA'],
  ground: ['Programme Act (I) of 27 December 2006 art. 139', 'Act of 4 August 1996 art. 31bis'],
  parameters: { minDays: parameter('DAYS', 1, [1, 30]) },
  find(context, { minDays }) {
    const { presences } = context.facts
    if (presences.length === 0) return clear(context, 'NO_PRESENCE')
    const spans = [
      ...activeDeclarations(context).map(({ body }) => body.period),
      ...outside(context.facts, 'DIMONA').map(({ period }) => toSpan(period)),
    ]
    const bare = presences
      .filter(({ body }) => !spans.some((span) => holds(span, body.date)))
      .toSorted((a, b) => (a.body.date < b.body.date ? -1 : 1))
    const days = new Set(bare.map(({ body }) => body.date)).size
    if (days < minDays) return clear(context, 'COVERED')
    return [sighting([], {}, [...presenceFacts(bare), limitFact(minDays)])]
  },
})
