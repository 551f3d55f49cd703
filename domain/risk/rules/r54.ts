import { declarationFacts, periodFact } from '../evidence.ts'
import { clear, personRule, sighting, fact } from '../rule.ts'
import { UNCOVERED } from '../screens.ts'
import { eachCase } from '../walk.ts'

/**
 * R54: a third-country national declared as self-employed who needs a professional card, and none was
 * asked or it was refused. That somebody directs an enterprise does not count: registers tell directors
 * under a key that no desk can tie to a person, and a function alone is no activity here. It is of no
 * dossier, as R01. Facts: declarations, nationality, own access to work, dossiers.
 */
export const r54 = personRule({
  code: 'R54',
  version: 5,
  kind: 'HARD',
  severity: 'HIGH',
  sees: ['IDENTITY'],
  ground: ['Act of 19 February 1965', 'S39'],
  screens: [UNCOVERED],
  find: (context) =>
    eachCase(context, ({ record, verdict }) => {
      if (verdict.requirement !== 'PROFESSIONAL_CARD' || verdict.needsAuthorisation !== 'YES') {
        clear(context, 'OTHER_MATTER', () =>
          fact('requirement', 'code', `requirement.${verdict.requirement}`, record, 'period'),
        )
        return null
      }
      if (verdict.code !== 'M1' && verdict.code !== 'M3') {
        clear(context, 'COVERED', () => periodFact(record))
        return null
      }
      const facts = declarationFacts(context, record)
      return sighting([record.id], { declaration: record }, facts, verdict.exceptions)
    }),
})
