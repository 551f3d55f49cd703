import { toDay } from '../../calendar/local-date.ts'
import { OPEN_END, overlaps } from '../../calendar/spans.ts'
import { undeclaredPermits, undeclaredSince, postedPermits } from '../../limosa/beyond.ts'
import { MISSING_DECLARATION } from '../../reference/limosa.ts'
import { authorisedFact, permitEmployerFact, ownAccessFact } from '../evidence.ts'
import { clear, fact, periodValue, personRule, NOTHING, type RuleContext } from '../rule.ts'

/** No permit of a posted worker, one that a declaration answers, or one that runs for too short a time. */
function whyNone(context: RuleContext): typeof NOTHING {
  const { facts, active, today, why } = context
  if (why === null) return NOTHING
  if (facts.dossiers.length === 0) return clear(context, 'NO_DOSSIER')
  if (facts.person.body.unlimitedAccess !== null) {
    return clear(context, 'NOT_BOUND', () => ownAccessFact(context))
  }
  const [permit] = postedPermits(facts, today)
  if (!permit) return clear(context, 'NO_PERMIT')
  const isDeclared = active.some(({ body }) => overlaps(body.period, permit.span))
  return clear(context, isDeclared ? 'AGREES' : 'WITHIN_LIMIT', () =>
    authorisedFact(permit.dossier),
  )
}

/**
 * M5: a permit of a posted worker without any declaration in force on its days. Soft: whoever is
 * under Belgian social security is declared in Dimona instead. Facts: dossiers with their state of
 * residence, employers, declarations. Parameters: MISSING_DECLARATION (days).
 */
export const m5 = personRule({
  code: 'M5',
  version: 1,
  kind: 'SOFT',
  severity: 'MEDIUM',
  sees: ['IDENTITY'],
  ground: ['Programme Act (I) of 27 December 2006 art. 139', 'S50', 'S53'],
  screens: [
    {
      measure: ({ facts }) => toDay(undeclaredSince(facts) ?? OPEN_END),
      mayFire: (since, _, { today }) => toDay(today) - since >= MISSING_DECLARATION.days,
    },
  ],
  find(context) {
    const found = undeclaredPermits(context.facts, context.today)
    if (found.length === 0) return whyNone(context)
    return found.map(({ dossier, span }) => {
      const employer = permitEmployerFact(context, dossier)
      return {
        key: [dossier.id],
        dossierId: dossier.id,
        declarationId: null,
        facts: [
          authorisedFact(dossier),
          ...(employer ? [employer] : []),
          fact('undeclaredPeriod', 'period', periodValue(span), dossier, 'authorised'),
        ],
        exceptions: [
          { name: 'UNLIMITED_ACCESS', outcome: 'NOT_MET' },
          { name: 'BELGIAN_SOCIAL_SECURITY', outcome: 'UNKNOWN' },
        ],
      }
    })
  },
})
