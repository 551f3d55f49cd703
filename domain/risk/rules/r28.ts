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
import { NOTHING, type Rule } from '../rule.ts'

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

/**
 * R28: present at work for the employer of the permit before the authorisation starts or after it
 * ends, on a day that no permit, Annex 46 or 49 and no agreeing declaration covers. Facts:
 * presences, dossiers with an authorised period, their employers' numbers, declarations.
 * Parameters: ANNEX_COVER (days); the first and last authorised day are covered.
 */
export const r28: Rule = {
  code: 'R28',
  version: 1,
  kind: 'HARD',
  severity: 'HIGH',
  ground: ['Act of 30 April 1999', 'S17', 'S8'],
  find(context) {
    if (context.facts.presences.length === 0) return NOTHING
    const permits = permitsOf(context)
    if (permits.length === 0) return NOTHING
    const spans = permits.flatMap((permit) => permit.spans)
    const outside = new Map<Permit, TandemRecord<'presence'>[]>()
    for (const presence of boundPresences(context)) {
      if (spans.some((span) => holds(span, presence.body.date))) continue
      const permit = nearest(permits, presence)
      if (permit) outside.set(permit, [...(outside.get(permit) ?? []), presence])
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
}
