import { daysBetween } from '../../calendar/local-date.ts'
import { holds } from '../../calendar/spans.ts'
import type { PresenceBody, TandemRecord } from '../../contract/records.ts'
import { parameter } from '../parameters.ts'
import { presenceFacts } from '../presence-days.ts'
import { clear, fact, limitFact, periodValue, personRule, sighting } from '../rule.ts'
import { senderOf } from '../walk.ts'

const employerOf = ({ employer }: PresenceBody) =>
  employer.enterpriseNumber ?? `${employer.country} ${employer.name}`

/**
 * R12: present for a foreign employer on days that none of its declarations covers, while it declared
 * the worker shortly before or after. Facts: declarations, presences.
 */
export const r12 = personRule({
  code: 'R12',
  version: 1,
  kind: 'SOFT',
  severity: 'MEDIUM',
  sees: ['IDENTITY'],
  ground: ['Programme Act (I) of 27 December 2006 art. 139'],
  parameters: {
    /** A declaration so near to the day says that the work went on. */
    nearDays: parameter('DAYS', 30, [1, 120]),
    minDays: parameter('DAYS', 1, [1, 30]),
  },
  find(context, { nearDays, minDays }) {
    const { presences } = context.facts
    if (presences.length === 0) return clear(context, 'NO_PRESENCE')
    const { active } = context
    if (active.length === 0) return clear(context, 'NO_DECLARATION')
    const numbers = new Set(context.facts.declarations.map(({ record }) => record.body.l1Number))
    const outside = new Map<string, { near: (typeof active)[number]; days: typeof presences }>()
    for (const presence of presences) {
      const { date, l1Number, employer } = presence.body
      // Registered under a declaration that is not known here: nothing can be said of the day.
      if (employer.country === 'BE' || (l1Number !== null && !numbers.has(l1Number))) continue
      const key = employerOf(presence.body)
      const theirs = active.filter(
        ({ body }) =>
          senderOf(body) === key || `${body.employer?.country} ${body.employer?.name}` === key,
      )
      if (theirs.some(({ body }) => holds(body.period, date))) continue
      const near = theirs.find(({ body: { period } }) => {
        const gap =
          date < period.from ? daysBetween(date, period.from) : daysBetween(period.to, date)
        return gap <= nearDays
      })
      if (near) {
        const known: TandemRecord<'presence'>[] = [...(outside.get(key)?.days ?? []), presence]
        outside.set(key, { near: outside.get(key)?.near ?? near, days: known })
      }
    }
    const found = [...outside].filter(
      ([, { days }]) => new Set(days.map(({ body }) => body.date)).size >= minDays,
    )
    if (found.length === 0) return clear(context, 'COVERED')
    return found.map(([key, { near, days }]) =>
      sighting([key], { declaration: near }, [
        ...presenceFacts(days.toSorted((a, b) => (a.body.date < b.body.date ? -1 : 1))),
        fact('declaredPeriod', 'period', periodValue(near.body.period), near, 'period'),
        limitFact(nearDays),
      ]),
    )
  },
})
