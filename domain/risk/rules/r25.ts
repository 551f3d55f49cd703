import { holds, toSpan } from '../../calendar/spans.ts'
import type { PresenceBody } from '../../contract/records.ts'
import { activeEmployments } from '../employments.ts'
import { heldFact, heldOf, isHeldOn, notHeld, regionsAt } from '../holdings.ts'
import { parameter } from '../parameters.ts'
import { presenceFacts } from '../presence-days.ts'
import { clear, limitFact, personRule, type RuleContext, sighting } from '../rule.ts'

/** The registration names a declaration that is not known to be this person's: it speaks for itself. */
const namesAnother = ({ facts }: RuleContext, { l1Number }: PresenceBody): boolean =>
  l1Number !== null && !facts.declarations.some(({ record }) => record.body.l1Number === l1Number)

/**
 * R25: registered at work on a day that no declaration in Limosa and no employment in Dimona covers, of
 * the days of which the desk holds Dimona. Facts: presences, declarations, Dimona.
 */
export const r25 = personRule({
  code: 'R25',
  version: 2,
  kind: 'HARD',
  severity: 'CRITICAL',
  needs: ['DIMONA'],
  ground: ['Programme Act (I) of 27 December 2006 art. 139', 'Act of 4 August 1996 art. 31bis'],
  parameters: { minDays: parameter('DAYS', 1, [1, 30]) },
  find(context, { minDays }) {
    const { presences } = context.facts
    if (presences.length === 0) return clear(context, 'NO_PRESENCE')
    const spans = [
      ...context.active.map(({ body }) => body.period),
      ...activeEmployments(context.facts).map(({ body }) => toSpan(body.period)),
    ]
    const open = presences
      .filter(
        ({ body }) => !spans.some((span) => holds(span, body.date)) && !namesAnother(context, body),
      )
      .toSorted((a, b) => (a.body.date < b.body.date ? -1 : 1))
    if (open.length === 0) return clear(context, 'COVERED')
    const heldAt = (municipality: string) =>
      heldOf(context.facts, 'DIMONA', regionsAt(municipality))
    const bare = open.filter(({ body }) => isHeldOn(heldAt(body.municipality), body.date))
    if (bare.length === 0) return notHeld(context, heldAt(open[0]!.body.municipality))
    const days = new Set(bare.map(({ body }) => body.date)).size
    if (days < minDays) return clear(context, 'WITHIN_LIMIT')
    const held = heldFact(heldAt(bare[0]!.body.municipality))
    return [sighting([], {}, [...presenceFacts(bare), held, limitFact(minDays)])]
  },
})
