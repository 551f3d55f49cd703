import { differingFacts } from '../against-dossier.ts'
import { noMismatch } from '../evidence.ts'
import { personRule, sighting } from '../rule.ts'
import { UNCOVERED } from '../screens.ts'

/**
 * M4: declared in Limosa while a permit is granted for another employer, place or job, or for
 * other days, also where it was withdrawn. A permit binds one employer, one worker, one place and one job category; several declared
 * clients and places: one that agrees is enough (elements). Facts: declarations, dossiers, their
 * employers. Parameters: ISCO_DIGITS (elements), ANNEX_COVER.
 */
export const m4 = personRule({
  code: 'M4',
  version: 5,
  kind: 'HARD',
  severity: 'MEDIUM',
  sees: ['IDENTITY'],
  ground: ['BVR of 7 December 2018', 'S19'],
  screens: [UNCOVERED],
  find(context) {
    const found = context.cases.filter(({ verdict }) => verdict.code === 'M4')
    if (found.length === 0) return noMismatch(context)
    return found.flatMap((one) => {
      const { record, verdict } = one
      const dossier = context.facts.dossiers.find(({ id }) => id === verdict.dossierId)
      if (!dossier) return []
      const facts = differingFacts(context, one, dossier)
      return sighting(
        [record.id, dossier.id],
        { dossier, declaration: record },
        facts,
        verdict.exceptions,
      )
    })
  },
})
