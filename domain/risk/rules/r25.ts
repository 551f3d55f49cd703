import { toDay } from '../../calendar/local-date.ts'
import type { FindingFact } from '../../contract/findings.ts'
import type { PersonBody, PresenceBody, TandemRecord } from '../../contract/records.ts'
import { fold } from '../../linking/names.ts'
import { barePresences, dimonaAt } from '../bare-presences.ts'
import { heldFact, unreadFact, notHeld } from '../holdings.ts'
import { parameter } from '../parameters.ts'
import { firstDayFact, presenceFacts } from '../presence-days.ts'
import { clear, fact, limitFact, personRule, sighting } from '../rule.ts'
import { heldSince, LEAST } from '../screens.ts'

/** Registered by a firm that bears the worker's own name: it may be theirs, and they its director. */
function isUnderOwnName(person: PersonBody, { employer }: PresenceBody): boolean {
  if (employer.country !== 'BE') return false
  const words = fold(employer.name).split(/[^A-Z0-9]+/)
  const own = fold(person.familyName).split(/[^A-Z0-9]+/)
  return own.every((word) => words.includes(word))
}

const employerFact = (presence: TandemRecord<'presence'>): FindingFact =>
  fact('presenceEmployer', 'text', presence.body.employer.name, presence, 'employer.name')

/**
 * R25: registered at work on a day that no declaration in Limosa and no employment in Dimona covers, of
 * the days of which the desk holds Dimona. Who is self-employed here needs neither: a professional card covers,
 * and so does a registration that says so; one under the worker's own name says nothing for certain. Facts:
 * presences, declarations, Dimona, professional cards.
 */
export const r25 = personRule({
  code: 'R25',
  version: 3,
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
    const certain = bare.filter(({ body }) => !isUnderOwnName(facts.person.body, body))
    if (certain.length === 0) return clear(context, 'NOT_CERTAIN', () => employerFact(bare[0]!))
    const days = new Set(certain.map(({ body }) => body.date)).size
    if (days < minDays) return clear(context, 'WITHIN_LIMIT', () => firstDayFact(certain))
    const held = dimonaAt(facts, certain[0]!.body)
    const about = [heldFact(held), unreadFact(held)]
    return [sighting([], {}, [...presenceFacts(certain), ...about, limitFact(minDays)])]
  },
})
