import { parseEnterpriseNumber } from '../../identifiers/enterprise-number.ts'
import { permitEmployerFact } from '../evidence.ts'
import { outside } from '../outside-facts.ts'
import { parameter } from '../parameters.ts'
import { clear, fact, limitFact, outsideLine, personRule, sighting } from '../rule.ts'
import { eachDossier } from '../walk.ts'

/**
 * R46: working time in DmfA below full time by more than a margin after the grant. A single permit is
 * granted on a full contract unless the file says otherwise. Facts: DmfA, number of the employer.
 */
export const r46 = personRule({
  code: 'R46',
  version: 1,
  kind: 'SOFT',
  severity: 'MEDIUM',
  needs: ['DMFA'],
  ground: ['BVR of 7 December 2018'],
  parameters: { minFraction: parameter('PERCENT', 95, [10, 100]) },
  find: (context, { minFraction }) =>
    eachDossier(context, (dossier) => {
      const { employerId, authorised } = dossier.body
      const employer = employerId === null ? undefined : context.facts.enterprises.get(employerId)
      const number = parseEnterpriseNumber(employer?.body.enterpriseNumber ?? '')
      const quarter = outside(context.facts, 'DMFA').find(
        (one) =>
          authorised !== null &&
          number !== null &&
          parseEnterpriseNumber(one.enterpriseNumber) === number &&
          one.from >= authorised.from,
      )
      if (!quarter) {
        clear(context, 'NO_RECORD')
        return null
      }
      const shown = fact(
        'fraction',
        'number',
        quarter.fraction,
        outsideLine('DMFA', quarter),
        'fraction',
      )
      if (quarter.fraction >= minFraction) {
        clear(context, 'WITHIN_LIMIT', () => shown)
        return null
      }
      const facts = [permitEmployerFact(context, dossier), shown, limitFact(minFraction)]
      return sighting([dossier.id], { dossier }, facts)
    }),
})
