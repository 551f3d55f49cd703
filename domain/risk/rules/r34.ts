import { typeOfPaper } from '../../documents/compared.ts'
import { withheldOf } from '../outside-facts.ts'
import { parameter } from '../parameters.ts'
import type { SamePaper } from '../person-facts.ts'
import { clear, fact, limitFact, personRule, type RuleContext, sighting } from '../rule.ts'
import { eachLine } from '../walk.ts'

const NONE: readonly SamePaper[] = []

/** Says what this role is not shown of the compared papers. */
function sayUnseen(context: RuleContext): void {
  for (const part of withheldOf(['CRIMINAL_RECORDS'], context.facts)) {
    const value = `outsideSource.${part}`
    clear(context, 'PART_NOT_SEEN', () =>
      fact('unseenPart', 'code', value, context.facts.person, 'documents'),
    )
  }
}

/**
 * R34: the content of a diploma, criminal record or contract was filed for other persons too. A content
 * that many have of several employers is a model that an institution or a federation gives out. Facts:
 * SHA-256 of the papers of the dossiers that this desk holds.
 */
export const r34 = personRule({
  code: 'R34',
  version: 2,
  kind: 'SOFT',
  severity: 'HIGH',
  sees: ['PAPERS'],
  ground: ['Act of 15 December 1980', 'Cooperation agreement of 2 February 2018'],
  parameters: {
    /** Persons with the same content, this one included. */
    minPersons: parameter('COUNT', 2, [2, 20]),
    /** From so many persons of so many employers on it is a model. */
    modelPersons: parameter('COUNT', 5, [3, 200]),
    modelEmployers: parameter('COUNT', 3, [2, 100]),
  },
  screens: [
    { measure: () => 0, mayFire: (_, __, { facts }) => (facts.samePapers ?? NONE).length > 0 },
  ],
  find(context, { minPersons, modelPersons, modelEmployers }) {
    if (context.why) sayUnseen(context)
    return eachLine(context, context.facts.samePapers ?? NONE, (paper) => {
      const { key, dossierId, persons, employers } = paper
      const dossier = context.facts.dossiers.find(({ id }) => id === dossierId) ?? null
      const source = dossier ?? { kind: 'dossier', id: dossierId }
      const counted = () => fact('persons', 'number', persons, source, 'documents')
      const isModel = persons >= modelPersons && employers >= modelEmployers
      if (isModel || persons < minPersons) {
        clear(context, isModel ? 'OTHER_MATTER' : 'WITHIN_LIMIT', counted)
        return null
      }
      return sighting([dossierId, key], { dossier }, [
        fact('document', 'code', `documentType.${typeOfPaper(key)}`, source, 'documents'),
        counted(),
        fact('employers', 'number', employers, source, 'documents'),
        limitFact(minPersons),
      ])
    })
  },
})
