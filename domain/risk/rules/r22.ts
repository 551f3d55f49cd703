import type { DeclarationBody } from '../../contract/records.ts'
import { declarationFacts, sectorFact } from '../evidence.ts'
import { clear, fact, personRule, sighting } from '../rule.ts'
import { anyOf } from '../screens.ts'
import { eachDeclaration } from '../walk.ts'

/** An approval number has digits; a dash or "none" is not one. */
const isNumber = (text: string | null) => text !== null && /\d{3}/.test(text)

/** A foreign agency without a number of approval. */
const isUnapproved = ({ sector, employer, tempAgencyApprovalNumber: approval }: DeclarationBody) =>
  isForeignAgency({ sector, employer }) && !isNumber(approval)

const isForeignAgency = ({ sector, employer }: Pick<DeclarationBody, 'sector' | 'employer'>) =>
  sector === 'AGENCY' && employer !== null && employer.country !== 'BE'

/**
 * R22: a foreign agency hires out workers and gives no number of approval. It is one by its own word, the
 * declared sector: a declaration tells no code of activity at home, and many clients to a worker is how
 * every fitter works, which no condition of law forbids. No region publishes how its numbers are made, so
 * that whether one holds there is the question to ask. Facts: sector and approval number of the declaration.
 */
export const r22 = personRule({
  code: 'R22',
  version: 1,
  kind: 'HARD',
  severity: 'HIGH',
  sees: ['IDENTITY'],
  ground: ['S54'],
  screens: [anyOf(({ active }) => active.filter(({ body }) => isUnapproved(body)).length)],
  find: (context) =>
    eachDeclaration(context, (declaration) => {
      const { tempAgencyApprovalNumber: approval } = declaration.body
      if (!isForeignAgency(declaration.body)) {
        clear(context, 'OTHER_MATTER', () => sectorFact(declaration))
        return null
      }
      const shown = () =>
        fact('approval', 'text', approval, declaration, 'tempAgencyApprovalNumber')
      if (isNumber(approval)) {
        clear(context, 'PAPERS_IN_ORDER', shown)
        return null
      }
      const facts = [...declarationFacts(context, declaration), shown()]
      return sighting([declaration.id], { declaration }, facts)
    }),
})
