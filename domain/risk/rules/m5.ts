import { toDay } from '../../calendar/local-date.ts'
import { OPEN_END } from '../../calendar/spans.ts'
import { undeclaredPermits, undeclaredSince } from '../../limosa/beyond.ts'
import { MISSING_DECLARATION } from '../../reference/limosa.ts'
import { authorisedFact, permitEmployerFact } from '../evidence.ts'
import { clear, fact, periodValue, personRule } from '../rule.ts'

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
    if (found.length === 0) return clear(context, 'OTHER_MATTER')
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
