import { daysBetween, type LocalDate } from '../../calendar/local-date.ts'
import { holds, type Span } from '../../calendar/spans.ts'
import type { TandemRecord } from '../../contract/records.ts'
import { authorisedFact, permitEmployerFact, workStateFacts } from '../evidence.ts'
import {
  boundPresences,
  permitsOf,
  presenceFacts,
  sameEnterprise,
  type Permit,
} from '../presence-days.ts'
import { clear, personRule, type RuleContext } from '../rule.ts'
import { anyOf } from '../screens.ts'

function distance(spans: readonly Span[], day: LocalDate): number {
  const span = spans[0]!
  return day < span.from ? daysBetween(day, span.from) : daysBetween(span.to, day)
}

/** The permit of the presence's employer whose authorised period lies nearest to the day. */
function nearest(permits: readonly Permit[], presence: TandemRecord<'presence'>): Permit | null {
  let best: Permit | null = null
  for (const permit of permits) {
    if (sameEnterprise(presence.body.employer, permit.employer.body) !== true) continue
    const { date } = presence.body
    const gain = best ? distance(best.spans, date) - distance(permit.spans, date) : 1
    if (gain > 0 || (gain === 0 && permit.dossier.id < best!.dossier.id)) best = permit
  }
  return best
}

/** Presences on days that no permit covers, by the permit of their employer that lies nearest. */
function outsidePermits(
  context: RuleContext,
  permits: readonly Permit[],
): Map<Permit, TandemRecord<'presence'>[]> {
  const outside = new Map<Permit, TandemRecord<'presence'>[]>()
  if (permits.length === 0 || context.facts.presences.length === 0) return outside
  const spans = permits.flatMap((permit) => permit.spans)
  for (const presence of boundPresences(context)) {
    if (spans.some((span) => holds(span, presence.body.date))) continue
    const permit = nearest(permits, presence)
    if (permit) outside.set(permit, [...(outside.get(permit) ?? []), presence])
  }
  return outside
}

/**
 * R28: present at work for the employer of the permit before the authorisation starts or after it
 * ends, on a day that no permit, Annex 46 or 49 and no agreeing declaration covers. Facts:
 * presences, dossiers with an authorised period, their employers' numbers, declarations.
 * Parameters: ANNEX_COVER (days); the first and last authorised day are covered.
 */
export const r28 = personRule({
  code: 'R28',
  version: 1,
  kind: 'HARD',
  severity: 'HIGH',
  sees: ['IDENTITY'],
  ground: ['Act of 30 April 1999', 'S17', 'S8'],
  protectedFacts: { nationality: 'Act of 30 April 1999: who needs an authorisation' },
  screens: [anyOf((context) => outsidePermits(context, permitsOf(context)).size)],
  find(context) {
    if (context.facts.presences.length === 0) return clear(context, 'NO_PRESENCE')
    const permits = permitsOf(context)
    if (permits.length === 0) return clear(context, 'NO_PERMIT')
    const outside = outsidePermits(context, permits)
    if (outside.size === 0) {
      return clear(context, 'COVERED', () => authorisedFact(permits[0]!.dossier))
    }
    return [...outside].map(([{ dossier }, presences]) => {
      const employer = permitEmployerFact(context, dossier)
      return {
        key: [dossier.id],
        dossierId: dossier.id,
        declarationId: null,
        facts: [
          authorisedFact(dossier),
          ...workStateFacts(dossier),
          ...(employer ? [employer] : []),
          ...presenceFacts(presences),
        ],
        exceptions: [{ name: 'ANNEX_46_49', outcome: 'NOT_MET' }],
      }
    })
  },
})
