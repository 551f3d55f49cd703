import { outside } from '../outside-facts.ts'
import { parameter } from '../parameters.ts'
import { clear, fact, limitFact, outsideLine, personRule, sighting } from '../rule.ts'
import { eachLine } from '../walk.ts'

/**
 * R34: the signed pages of a diploma, criminal record or contract are those of other persons. Facts:
 * fingerprints of documents; models that many use are passed over.
 */
export const r34 = personRule({
  code: 'R34',
  version: 1,
  kind: 'SOFT',
  severity: 'HIGH',
  needs: ['DOCUMENT_HASHES'],
  ground: ['Act of 15 December 1980', 'Cooperation agreement of 2 February 2018'],
  parameters: {
    /** Persons with the same pages, this one included. */
    minPersons: parameter('COUNT', 2, [2, 20]),
  },
  find: (context, { minPersons }) =>
    eachLine(context, outside(context.facts, 'DOCUMENT_HASHES'), (document) => {
      const line = outsideLine('DOCUMENT_HASHES', document)
      const persons = document.sharedWith.length + 1
      const counted = () => fact('persons', 'number', persons, line, 'hash')
      if (document.template || persons < minPersons) {
        clear(context, document.template ? 'OTHER_MATTER' : 'WITHIN_LIMIT', counted)
        return null
      }
      return sighting([document.id], {}, [
        fact('document', 'code', `documentType.${document.type}`, line, 'type'),
        counted(),
        limitFact(minPersons),
      ])
    }),
})
