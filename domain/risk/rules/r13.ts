import { periodFact } from '../evidence.ts'
import { daysBetween } from '../../calendar/local-date.ts'
import { intersection } from '../../calendar/spans.ts'
import { sameEmployer } from '../../limosa/elements.ts'
import { kilometresBetween } from '../../reference/municipalities.ts'
import { parameter } from '../parameters.ts'
import {
  clear,
  fact,
  limitFact,
  periodValue,
  personRule,
  sighting,
  type RuleContext,
  type Sighting,
} from '../rule.ts'
import { largest } from '../screens.ts'

/** Presences on one day at two places, with the kilometres between them. */
function* onOneDay({ facts: { presences } }: RuleContext) {
  if (presences.length < 2) return
  for (const [date, ofDay] of Map.groupBy(presences, ({ body }) => body.date)) {
    for (const a of ofDay) {
      for (const b of ofDay) {
        if (a.id >= b.id) continue
        const km = kilometresBetween(a.body.municipality, b.body.municipality)
        if (km !== null) yield { date, a, b, km }
      }
    }
  }
}

/** Presences on one day at places that are too far apart to work at both. */
function farApart(context: RuleContext, maxKm: number): Sighting[] {
  const found: Sighting[] = []
  for (const { date, a, b, km } of onOneDay(context)) {
    if (km <= maxKm) continue
    found.push(
      sighting([a.id, b.id], {}, [
        fact('presenceFirst', 'date', date, a, 'date'),
        fact('presencePlace', 'municipality', a.body.municipality, a, 'municipality'),
        fact('presencePlace', 'municipality', b.body.municipality, b, 'municipality'),
        fact('kilometres', 'number', Math.round(km), b, 'municipality'),
        limitFact(maxKm),
      ]),
    )
  }
  return found
}

/** Declarations of different senders that share days. */
function* atOnce({ active }: RuleContext) {
  for (let i = 0; i < active.length; i += 1) {
    const a = active[i]!
    for (let j = i + 1; j < active.length; j += 1) {
      const b = active[j]!
      const shared = intersection(a.body.period, b.body.period)
      if (shared === null) continue
      const [x, y] = [a.body.employer, b.body.employer]
      // One that is told by a number here and by its name there is no other.
      if (x === null || y === null || sameEmployer(x, y)) continue
      yield { a, b, shared, days: daysBetween(shared.from, shared.to) + 1 }
    }
  }
}

/** Declarations of different senders that overlap for more days than a change of employer takes. */
function overlapping(context: RuleContext, maxDays: number): Sighting[] {
  const found: Sighting[] = []
  for (const { a, b, shared, days } of atOnce(context)) {
    if (days <= maxDays) {
      clear(context, 'WITHIN_LIMIT', () => fact('days', 'number', days, b, 'period'))
      continue
    }
    found.push(
      sighting([a.id, b.id], { declaration: b }, [
        fact('declaredEmployer', 'text', a.body.employer!.name, a, 'employer.name'),
        fact('declaredEmployer', 'text', b.body.employer!.name, b, 'employer.name'),
        fact('sharedPeriod', 'period', periodValue(shared), b, 'period'),
        limitFact(maxDays),
      ]),
    )
  }
  return found
}

/**
 * R13: at two places on one day that are too far apart, or declared by two employers at once. Facts:
 * presences, declarations, positions of municipalities.
 */
export const r13 = personRule({
  code: 'R13',
  version: 2,
  kind: 'SOFT',
  severity: 'MEDIUM',
  sees: ['IDENTITY'],
  ground: ['S53'],
  parameters: {
    maxKm: parameter('KILOMETRES', 100, [20, 300]),
    maxDays: parameter('DAYS', 3, [0, 60]),
  },
  screens: [
    {
      measure: (context) => largest([...onOneDay(context)], ({ km }) => km),
      mayFire: (km, { maxKm }) => km > maxKm,
    },
    {
      measure: (context) => largest([...atOnce(context)], ({ days }) => days),
      mayFire: (days, { maxDays }) => days > maxDays,
    },
  ],
  find(context, { maxKm, maxDays }) {
    const { presences, declarations } = context.facts
    if (presences.length + declarations.length === 0) return clear(context, 'NO_DECLARATION')
    const found = [...farApart(context, maxKm), ...overlapping(context, maxDays)]
    if (found.length > 0) return found
    const [first] = context.active
    return first
      ? clear(context, 'OTHER_MATTER', () => periodFact(first))
      : clear(context, 'NO_RECORD')
  },
})
