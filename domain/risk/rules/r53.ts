import { inForceOn } from '../../reference/dated.ts'
import { RISK_SECTORS } from '../../reference/limosa.ts'
import { declarationFacts, sectorFact } from '../evidence.ts'
import { outside } from '../outside-facts.ts'
import { parameter } from '../parameters.ts'
import { clear, fact, limitFact, outsideLine, personRule, sighting } from '../rule.ts'
import { eachDeclaration } from '../walk.ts'

/**
 * R53: declared as self-employed in a risk sector, for one client, with the hours of its crew and
 * without material or insurance of their own. All together; the presumption of the law is rebuttable
 * and does not hold between family. Facts: declarations, how the crew works.
 */
export const r53 = personRule({
  code: 'R53',
  version: 1,
  kind: 'SOFT',
  severity: 'HIGH',
  needs: ['CREW'],
  ground: ['Programme Act (I) of 27 December 2006 art. 337/1', 'S139', 'S140'],
  parameters: { minShare: parameter('PERCENT', 80, [50, 100]) },
  find: (context, { minShare }) =>
    eachDeclaration(context, (declaration) => {
      const { kind, sector, period, l1Number } = declaration.body
      const risky = inForceOn(RISK_SECTORS, period.from) && RISK_SECTORS.sectors.includes(sector)
      if (kind !== 'SELF_EMPLOYED' || !risky) {
        clear(context, 'OTHER_MATTER', () => sectorFact(declaration))
        return null
      }
      const member = outside(context.facts, 'CREW').find((one) => one.l1Number === l1Number)
      if (!member) {
        clear(context, 'NO_RECORD')
        return null
      }
      const line = outsideLine('CREW', member)
      const share = fact('share', 'number', member.clientShare, line, 'clientShare')
      if (member.familyTie || member.clientShare <= minShare) {
        clear(context, member.familyTie ? 'OTHER_MATTER' : 'WITHIN_LIMIT', () => share)
        return null
      }
      if (!member.sameHours || member.ownMaterial || member.ownInsurance) {
        clear(context, 'AGREES', () => share)
        return null
      }
      return sighting([declaration.id], { declaration }, [
        ...declarationFacts(context, declaration),
        share,
        fact('sameHours', 'code', 'yesNo.YES', line, 'sameHours'),
        fact('ownMaterial', 'code', 'yesNo.NO', line, 'ownMaterial'),
        limitFact(minShare),
      ])
    }),
})
