import { inForceOn } from '../../reference/dated.ts'
import { RISK_SECTORS } from '../../reference/limosa.ts'
import { foremostClient } from '../client-share.ts'
import { lastSeen, seenAt } from '../control-signs.ts'
import { declarationFacts, sectorFact } from '../evidence.ts'
import { parameter } from '../parameters.ts'
import { clear, fact, limitFact, personRule, sighting } from '../rule.ts'
import { anyOf } from '../screens.ts'
import { eachDeclaration } from '../walk.ts'

/**
 * R53: declared as self-employed in a risk sector, for one client, with the hours of its crew and without
 * tools of their own. All together; the presumption of the law is rebuttable and does not hold between
 * family. What nobody saw says nothing. Facts: declarations, what an inspector noted at a control in the
 * declared period.
 */
export const r53 = personRule({
  code: 'R53',
  version: 2,
  kind: 'SOFT',
  severity: 'HIGH',
  sees: ['CONTROL_SIGNS'],
  ground: ['Programme Act (I) of 27 December 2006 art. 337/1', 'S139', 'S140'],
  parameters: { minShare: parameter('PERCENT', 80, [50, 100]) },
  screens: [
    anyOf(
      ({ facts }) =>
        seenAt(facts).filter(
          ({ body: { signs } }) => signs.sameHours === 'YES' && signs.ownTools === 'NO',
        ).length,
    ),
  ],
  find: (context, { minShare }) =>
    eachDeclaration(context, (declaration) => {
      const { kind, sector, period } = declaration.body
      const risky = inForceOn(RISK_SECTORS, period.from) && RISK_SECTORS.sectors.includes(sector)
      if (kind !== 'SELF_EMPLOYED' || !risky) {
        clear(context, 'OTHER_MATTER', () => sectorFact(declaration))
        return null
      }
      const control = lastSeen(context.facts, declaration.body)
      const most = foremostClient(context, declaration.body)
      if (!control || !most) {
        clear(context, 'NO_RECORD')
        return null
      }
      const share = fact('share', 'number', most[1], declaration, 'clients')
      if (most[1] <= minShare) {
        clear(context, 'WITHIN_LIMIT', () => share)
        return null
      }
      const { sameHours, ownTools } = control.body.signs
      const said = () => [
        fact('sameHours', 'code', `seenAnswer.${sameHours}`, control, 'signs.sameHours'),
        fact('ownTools', 'code', `seenAnswer.${ownTools}`, control, 'signs.ownTools'),
      ]
      if (sameHours !== 'YES' || ownTools !== 'NO') {
        for (const one of said()) clear(context, 'AGREES', () => one)
        return null
      }
      return sighting([declaration.id], { declaration }, [
        ...declarationFacts(context, declaration),
        share,
        ...said(),
        limitFact(minShare),
      ])
    }),
})
