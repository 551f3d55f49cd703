import { toDay } from '../../calendar/local-date.ts'
import { barePresences, dimonaAt } from '../bare-presences.ts'
import { heldFact, unreadFact, notHeld } from '../holdings.ts'
import { parameter } from '../parameters.ts'
import { firstDayFact, presenceFacts } from '../presence-days.ts'
import { clear, limitFact, personRule, sighting } from '../rule.ts'
import { heldSince, LEAST } from '../screens.ts'

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
  sees: ['IDENTITY'],
  ground: ['Programme Act (I) of 27 December 2006 art. 139', 'Act of 4 August 1996 art. 31bis'],
  parameters: { minDays: parameter('DAYS', 1, [1, 30]) },
  screens: [
    {
      measure: ({ facts }) => {
        const last = facts.presences.length === 0 ? null : barePresences(facts).open.at(-1)
        return last ? toDay(last.body.date) : LEAST
      },
      mayFire: (last, _, asked) => last >= heldSince(asked, 'DIMONA'),
    },
  ],
  find(context, { minDays }) {
    const { facts } = context
    if (facts.presences.length === 0) return clear(context, 'NO_PRESENCE')
    const { open, bare } = barePresences(facts)
    if (open.length === 0) return clear(context, 'COVERED', () => firstDayFact(facts.presences))
    if (bare.length === 0) return notHeld(context, dimonaAt(facts, open[0]!.body))
    const days = new Set(bare.map(({ body }) => body.date)).size
    if (days < minDays) return clear(context, 'WITHIN_LIMIT', () => firstDayFact(bare))
    const held = dimonaAt(facts, bare[0]!.body)
    const about = [heldFact(held), unreadFact(held)]
    return [sighting([], {}, [...presenceFacts(bare), ...about, limitFact(minDays)])]
  },
})
