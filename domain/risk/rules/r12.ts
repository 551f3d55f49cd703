import { daysBetween, type LocalDate } from '../../calendar/local-date.ts'
import { holds, type Span } from '../../calendar/spans.ts'
import type { PresenceBody, TandemRecord } from '../../contract/records.ts'
import { periodFact } from '../evidence.ts'
import { parameter } from '../parameters.ts'
import { firstDayFact, presenceFacts } from '../presence-days.ts'
import { clear, limitFact, personRule, sighting, type RuleContext } from '../rule.ts'
import { MOST, smallest } from '../screens.ts'
import { isOneSender } from '../senders.ts'

const employerOf = ({ employer }: PresenceBody) =>
  employer.enterpriseNumber ?? `${employer.country} ${employer.name}`

/** Days from a period to a day outside it. */
const daysFrom = (period: Span, date: LocalDate) =>
  date < period.from ? daysBetween(date, period.from) : daysBetween(period.to, date)

/** Presences that count, each with the active declarations of its employer. */
function* declaredBeside({ facts, active }: RuleContext) {
  const numbers = new Set(facts.declarations.map(({ record }) => record.body.l1Number))
  for (const presence of facts.presences) {
    const { l1Number, employer } = presence.body
    // Registered under a declaration that is not known here: nothing can be said of the day.
    if (employer.country === 'BE' || (l1Number !== null && !numbers.has(l1Number))) continue
    const key = employerOf(presence.body)
    const present = { ...employer, vatNumber: null }
    const theirs = active.filter(
      ({ body }) => body.employer !== null && isOneSender(present, body.employer),
    )
    yield { presence, key, theirs }
  }
}

/** The fewest days between a presence that no declaration of its employer covers and one of them. */
function daysBeside(context: RuleContext): number {
  if (context.facts.presences.length === 0) return MOST
  return smallest(
    [...declaredBeside(context)],
    ({
      presence: {
        body: { date },
      },
      theirs,
    }) =>
      theirs.some(({ body }) => holds(body.period, date))
        ? MOST
        : smallest(theirs, ({ body }) => daysFrom(body.period, date)),
  )
}

/**
 * R12: present for a foreign employer on days that none of its declarations covers, while it declared
 * the worker shortly before or after. Facts: declarations, presences.
 */
export const r12 = personRule({
  code: 'R12',
  version: 2,
  kind: 'SOFT',
  severity: 'MEDIUM',
  sees: ['IDENTITY'],
  ground: ['Programme Act (I) of 27 December 2006 art. 139'],
  parameters: {
    /** A declaration so near to the day says that the work went on. */
    nearDays: parameter('DAYS', 30, [1, 120]),
    minDays: parameter('DAYS', 1, [1, 30]),
  },
  screens: [
    {
      measure: daysBeside,
      mayFire: (days, { nearDays }) => days <= nearDays,
    },
  ],
  find(context, { nearDays, minDays }) {
    const { presences } = context.facts
    if (presences.length === 0) return clear(context, 'NO_PRESENCE')
    const { active } = context
    if (active.length === 0) {
      const isNone = context.facts.declarations.length === 0
      return clear(context, isNone ? 'NO_DECLARATION' : 'NOT_IN_FORCE')
    }
    const outside = new Map<string, { near: (typeof active)[number]; days: typeof presences }>()
    for (const { presence, key, theirs } of declaredBeside(context)) {
      const { date } = presence.body
      if (theirs.some(({ body }) => holds(body.period, date))) continue
      const near = theirs.find(({ body: { period } }) => daysFrom(period, date) <= nearDays)
      if (near) {
        const known: TandemRecord<'presence'>[] = [...(outside.get(key)?.days ?? []), presence]
        outside.set(key, { near: outside.get(key)?.near ?? near, days: known })
      }
    }
    const found = [...outside].filter(
      ([, { days }]) => new Set(days.map(({ body }) => body.date)).size >= minDays,
    )
    if (found.length === 0) return clear(context, 'COVERED', () => firstDayFact(presences))
    return found.map(([key, { near, days }]) =>
      sighting([key], { declaration: near }, [
        ...presenceFacts(days.toSorted((a, b) => (a.body.date < b.body.date ? -1 : 1))),
        periodFact(near),
        limitFact(nearDays),
      ]),
    )
  },
})
