import { doubleStatus } from '../../limosa/beyond.ts'
import { authorisedFact, declarationFacts, permitEmployerFact, noCase } from '../evidence.ts'
import { clear, fact, periodValue, personRule } from '../rule.ts'
import { anyOf } from '../screens.ts'

/**
 * M6: declared as posted by a foreign employer on days on which a permit for a local contract of a
 * Belgian employer is in force. Facts: declarations, dossiers, their employers. No parameters.
 */
export const m6 = personRule({
  code: 'M6',
  version: 1,
  kind: 'SOFT',
  severity: 'MEDIUM',
  sees: ['IDENTITY'],
  ground: ['Regulation (EC) 883/2004 art. 12 and 13', 'S50'],
  screens: [
    anyOf(({ facts, cases }) => cases.filter((one) => doubleStatus(facts, one).length > 0).length),
  ],
  find(context) {
    const { facts, cases } = context
    const none = noCase(context)
    if (none) return none
    if (facts.dossiers.length === 0) return clear(context, 'NO_DOSSIER')
    const found = cases.flatMap((one) =>
      doubleStatus(facts, one).map(({ dossier, shared }) => {
        const employer = permitEmployerFact(context, dossier)
        return {
          key: [one.record.id, dossier.id],
          dossierId: dossier.id,
          declarationId: one.record.id,
          facts: [
            ...declarationFacts(context, one.record),
            authorisedFact(dossier),
            ...(employer ? [employer] : []),
            fact('sharedPeriod', 'period', periodValue(shared), dossier, 'authorised'),
          ],
          exceptions: [{ name: 'A1_SEVERAL_STATES', outcome: 'UNKNOWN' as const }],
        }
      }),
    )
    return found.length > 0 ? found : clear(context, 'NO_PERMIT')
  },
})
